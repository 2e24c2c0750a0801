//! Other sites: none can make a delegate's browser change anything. Not: what they can read (`origin`).

use super::browser::{opened, profile};
use super::{Subject, filled};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};

const HARM: &str = "any web page that a delegate visits may change or publish their data";

pub(super) const CHECKS: &[Check] = &[
    Check::new("CSRF-01", Profile::Full, "a change without the app's own sign is refused", HARM, without_the_sign)
        .from(&["V3.5.1"], &["T34"])
        .needs(&[Feature::Cookies, Feature::Shapes], &[Role::Ordinary]),
    Check::new("CSRF-02", Profile::Full, "a change in a form that any page can send is refused", HARM, as_a_form)
        .from(&["V3.5.2"], &["T34"])
        .needs(&[Feature::Cookies, Feature::Shapes], &[Role::Ordinary]),
    Check::new("CSRF-03", Profile::Full, "a change of which the browser says that another site sends it is refused", HARM, of_another_site)
        .from(&["V3.5.1", "V3.5.3"], &["T34"])
        .needs(&[Feature::Cookies, Feature::Shapes], &[Role::Ordinary])
        .beside(&["EXP-06", "ERA-05"]),
    Check::new("CSRF-04", Profile::Full, "nothing is changed by looking", HARM, by_looking)
        .from(&["V3.5.3", "RFC 9110 9.2.1"], &["T34"])
        .needs(&[Feature::Cookies, Feature::Shapes], &[Role::Ordinary]),
    Check::new(
        "CSRF-05",
        Profile::Full,
        "another site can neither start nor finish a sign-in",
        "any web page can sign its visitors in to an account of its own, and read what they enter there",
        signing_in,
    )
    .from(&["V3.5.1", "V3.5.3"], &["T34"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
];

/// What can be seen of a change that slipped through.
#[derive(PartialEq)]
struct State {
    profile: Value,
    stars: Value,
    calendar: Value,
    devices: usize,
}

impl State {
    fn of(persona: &Persona) -> Result<Self, Fault> {
        Ok(Self {
            profile: profile(persona)?,
            stars: persona.get("/me/agenda")?.json(),
            calendar: persona.get("/me/calendar")?.json(),
            devices: persona.get("/me/sessions")?.json()["sessions"].as_array().map_or(0, Vec::len),
        })
    }
}

/// Changes of every kind that would be made if the app itself sent them.
fn changes(subject: &Subject, persona: &Persona) -> Result<Vec<Request>, Fault> {
    let tag = persona.get("/me")?.header("etag").unwrap_or_default().to_owned();
    let mut all = vec![
        (Feature::Profile, Request::new("PATCH", "/me").with("If-Match", &tag).json(&json!({"pronouns": "csrf"}))),
        (Feature::Audiences, Request::new("PUT", "/me/audiences").json(&json!({"fields": {"pronouns": "only_me"}, "listed": false}))),
        (Feature::Favourites, Request::new("PUT", "/me/agenda/csrf-talk")),
        (Feature::Calendar, Request::new("POST", "/me/calendar")),
        (Feature::Calendar, Request::new("DELETE", "/me/calendar")),
        (Feature::Photos, Request::new("DELETE", "/me/photo")),
        (Feature::StepUp, Request::new("POST", "/auth/step-up/start")),
        (Feature::Devices, Request::new("DELETE", "/me/sessions/any")),
    ];
    all.retain(|(feature, _)| subject.has(*feature).is_ok());
    let mut all: Vec<Request> = all.into_iter().map(|(_, request)| request).collect();
    // Every other change of the contract, with nothing in it: it must not even be looked at.
    let named = |method: &str, path: &str| all.iter().any(|known| known.method == method && known.path == path);
    let others: Vec<Request> = subject
        .contract
        .operations()
        .iter()
        .filter(|op| !op.is_public && !matches!(op.method.as_str(), "GET" | "HEAD" | "OPTIONS") && !op.path.starts_with("/auth"))
        // Should these slip through, nothing could be put back.
        .filter(|op| !(op.method == "DELETE" && matches!(op.path.as_str(), "/me" | "/me/sessions")))
        .map(|op| (op.method.clone(), filled(&op.path)))
        .filter(|(method, path)| !named(method, path))
        .map(|(method, path)| Request::new(&method, &path).json(&json!({})))
        .collect();
    all.extend(others);
    all.extend([Request::new("POST", "/auth/logout"), Request::new("POST", "/auth/logout-all")]);
    Ok(all)
}

/// Sends every change in disguise: each is refused, and nothing changes.
fn forged(subject: &Subject, what: &str, disguise: impl Fn(Request) -> Vec<Request>) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let before = State::of(&persona)?;
    for change in changes(subject, &persona)? {
        // Of a route that is not there, nothing can be said.
        let may_be_absent = change.body == b"{}";
        for forged in disguise(change) {
            let answer = persona.ask(&forged)?;
            let (method, path, status) = (&forged.method, &forged.path, answer.status);
            let is_refused = matches!(status, 400 | 403 | 415) || (may_be_absent && matches!(status, 404 | 405));
            ensure!(is_refused, "{method} {path} {what} is answered with {status}");
            ensure!(answer.header("set-cookie").is_none(), "{method} {path} {what}: a cookie is set");
        }
    }
    ensure!(State::of(&persona)? == before, "something changed {what}");
    Ok(())
}

/// CSRF-01.
pub fn without_the_sign(subject: &Subject) -> Verdict {
    forged(subject, "without the app's sign", |change| {
        let bare = change.without("X-Plenary");
        vec![bare.clone(), bare.with("Origin", "https://attacker.example")]
    })
}

/// CSRF-02. What a form can send: no header of its own, and one of three types.
pub fn as_a_form(subject: &Subject) -> Verdict {
    let types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
    forged(subject, "as a form", |change| {
        types.map(|kind| change.clone().without("X-Plenary").without("Content-Type").with("Content-Type", kind)).into()
    })?;
    // Even with the sign, a body that only looks like JSON is none.
    let persona = subject.signed_in(Role::Ordinary)?;
    let tag = persona.get("/me")?.header("etag").unwrap_or_default().to_owned();
    let dressed = Request::new("PATCH", "/me").with("If-Match", &tag).with("Content-Type", "text/plain").body("{\"pronouns\":\"csrf\"}");
    let status = persona.ask(&dressed)?.status;
    ensure!(matches!(status, 400 | 404 | 405 | 415), "JSON as text/plain is answered with {status}");
    Ok(())
}

/// CSRF-03.
pub fn of_another_site(subject: &Subject) -> Verdict {
    forged(subject, "of another site", |change| ["cross-site", "same-site"].map(|site| change.clone().with("Sec-Fetch-Site", site)).into())
}

/// CSRF-04. What a link or an image can ask for.
pub fn by_looking(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let before = State::of(&persona)?;
    let has_get = |path: &str| subject.contract.operations().iter().any(|op| op.method == "GET" && filled(&op.path) == path);
    for change in changes(subject, &persona)? {
        for (path, header) in [
            (change.path.clone(), None),
            (format!("{}?_method={}", change.path, change.method), None),
            (format!("{}?method={}&confirm=1", change.path, change.method), None),
            (change.path.clone(), Some("X-HTTP-Method-Override")),
        ] {
            let request = Request::new("GET", &path);
            let request = header.map_or(request.clone(), |name| request.with(name, &change.method));
            let answer = persona.ask(&request)?;
            let is_page = answer.media_type() == "text/html" && answer.header("set-cookie").is_none();
            ensure!(
                has_get(&change.path) || matches!(answer.status, 400 | 401 | 404 | 405) || is_page,
                "GET {path} is answered with {}",
                answer.status
            );
        }
    }
    ensure!(persona.get("/me")?.status == 200, "a GET signs out");
    ensure!(State::of(&persona)? == before, "something was changed by a GET");
    Ok(())
}

/// CSRF-05.
pub fn signing_in(subject: &Subject) -> Verdict {
    let asked = subject.asked(Role::Ordinary)?;
    let start = Request::new("POST", "/auth/start").json(&json!({"email": asked.browser.email}));
    let redeem = Request::new("POST", "/auth/redeem").json(&asked.proof()?);
    for request in [start, redeem] {
        for forged in [
            request.clone().without("X-Plenary"),
            request.clone().without("X-Plenary").without("Content-Type").with("Content-Type", "text/plain"),
            request.clone().with("Sec-Fetch-Site", "cross-site"),
            request.clone().with("Sec-Fetch-Site", "same-site"),
        ] {
            let answer = asked.browser.copied().ask(&forged)?;
            ensure!(matches!(answer.status, 400 | 403 | 415), "POST {} of another site is answered with {}", forged.path, answer.status);
            ensure!(answer.header("set-cookie").is_none(), "POST {} of another site: a cookie is set", forged.path);
        }
    }
    // The proof is as good as before, so it was not looked at.
    let answer = asked.browser.redeem(&asked.proof()?)?;
    ensure!(opened(&answer), "what another site sent used the proof up: {}", answer.status);
    Ok(())
}
