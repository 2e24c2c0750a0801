//! Other sites: none is let in to read, none can make a browser change anything. Not: this site's own pages.

use super::{Subject, filled};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CORS-01",
        Profile::Safe,
        "no hostile origin is let in",
        "any web page that a delegate visits may read the directory through their browser",
        hostile_origins,
    )
    .from(&["V3.4.2"], &["T35"]),
    Check::new(
        "CSRF-01",
        Profile::Full,
        "another site cannot change anything",
        "any web page that a delegate visits may change or publish their data",
        another_site_changes_nothing,
    )
    .from(&["V3.5.1", "V3.5.2", "V3.5.3"], &["T34"])
    .needs(&[Feature::Cookies], &[Role::Ordinary]),
];

/// Origins that a careless comparison takes for ours.
pub fn hostile(authority: &str) -> [String; 11] {
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    [
        "null".into(),
        "https://attacker.example".into(),
        format!("http://{host}.attacker.example"),
        format!("http://attacker{host}"),
        format!("http://sub.{authority}"),
        format!("https://{authority}"),
        format!("http://{host}:1{port}"),
        format!("http://{authority}.attacker.example"),
        format!("http://{authority}@attacker.example"),
        format!("http://{host}_.attacker.example:{port}"),
        "file://".into(),
    ]
}

/// CORS-01..03.
pub fn hostile_origins(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary).ok();
    for origin in hostile(&subject.target.authority) {
        for operation in subject.contract.operations().iter().filter(|op| op.method == "GET" || !op.is_public) {
            let path = filled(&operation.path);
            if path.starts_with("/auth") {
                continue;
            }
            let simple = Request::new("GET", &path).with("Origin", &origin).with("Sec-Fetch-Site", "cross-site");
            let preflight = Request::new("OPTIONS", &path)
                .with("Origin", &origin)
                .with("Access-Control-Request-Method", &operation.method)
                .with("Access-Control-Request-Headers", "x-plenary, content-type");
            for request in [simple, preflight] {
                let mut answers = vec![subject.target.ask(&request)?];
                if let Some(persona) = &persona {
                    answers.push(persona.ask(&request)?);
                }
                for answer in answers {
                    let what = format!("{} {path} from {origin}", request.method);
                    let allowed = answer.header("access-control-allow-origin");
                    ensure!(allowed.is_none_or(|allowed| allowed == "*" && operation.is_public), "{what}: let in as {allowed:?}");
                    ensure!(answer.header("access-control-allow-credentials").is_none(), "{what}: credentials are let in");
                    let headers = answer.header("access-control-allow-headers").unwrap_or_default().to_lowercase();
                    ensure!(!headers.contains("x-plenary") && headers != "*", "{what}: the sign of the app may be sent");
                }
            }
        }
    }
    Ok(())
}

/// The profile without how long the session goes on, which each answer tells anew.
fn profile(persona: &Persona) -> Result<Value, Fault> {
    let mut profile = persona.get("/me")?.json();
    profile.as_object_mut().map(|members| members.remove("session"));
    Ok(profile)
}

/// CSRF-01..04. The session is the subject's own, so that a change that slipped through would be seen.
pub fn another_site_changes_nothing(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let before = profile(&persona)?;
    let calendar = persona.get("/me/calendar")?.json();
    let tag = persona.get("/me")?.header("etag").unwrap_or_default().to_owned();
    let changes = [
        Request::new("POST", "/auth/logout"),
        Request::new("POST", "/auth/logout-all"),
        Request::new("POST", "/auth/step-up/start"),
        Request::new("PUT", "/me/agenda/csrf-talk"),
        Request::new("POST", "/me/calendar"),
        Request::new("DELETE", "/me/calendar"),
        Request::new("DELETE", "/me/photo"),
        Request::new("PATCH", "/me").with("If-Match", &tag).json(&json!({"pronouns": "csrf"})),
        Request::new("PUT", "/me/audiences").json(&json!({"fields": {"pronouns": "only_me"}, "listed": false})),
    ];
    for change in changes {
        let disguised =
            Request { headers: change.headers.iter().filter(|(name, _)| name != "Content-Type").cloned().collect(), ..change.clone() };
        for forged in [
            change.clone().without("X-Plenary"),
            change.clone().without("X-Plenary").with("Origin", "https://attacker.example"),
            disguised.without("X-Plenary").with("Content-Type", "text/plain"),
            change.clone().with("Sec-Fetch-Site", "cross-site"),
            change.clone().with("Sec-Fetch-Site", "same-site"),
        ] {
            let answer = persona.ask(&forged)?;
            let what = format!("{} {} as another site would send it", forged.method, forged.path);
            ensure!(matches!(answer.status, 400 | 403 | 415), "{what} is answered with {}", answer.status);
            ensure!(answer.header("set-cookie").is_none(), "{what}: a cookie is set");
        }
        // A link or an image cannot change anything either.
        let get = persona.get(&change.path)?;
        ensure!(
            matches!(change.path.as_str(), "/me" | "/me/calendar") || matches!(get.status, 404 | 405),
            "GET {} is answered with {}",
            change.path,
            get.status
        );
    }
    let text_plain = Request::new("PATCH", "/me").with("If-Match", &tag).with("Content-Type", "text/plain").body("{\"pronouns\":\"csrf\"}");
    ensure!(persona.ask(&text_plain)?.status == 415, "JSON as text/plain, which a form can send, is taken");
    ensure!(profile(&persona)? == before, "something changed");
    ensure!(persona.get("/me/calendar")?.json() == calendar, "a calendar address was made or revoked");
    let stars = persona.get("/me/agenda")?.json();
    ensure!(!stars.to_string().contains("csrf-talk"), "a talk was starred");
    Ok(())
}
