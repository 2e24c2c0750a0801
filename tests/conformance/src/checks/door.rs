//! The door: nothing but a mailed proof opens it, and it does not say who has a key. Not: what is behind it.

use super::foreign::{end, refuses};
use super::{Subject, filled};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request, Target};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHN-01",
        Profile::Full,
        "an address alone opens nothing",
        "whoever knows a delegate's address is that delegate: what happened in 2018",
        an_address_opens_nothing,
    )
    .from(&["V6.3.4"], &["T01"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "AUTHN-02",
        Profile::Safe,
        "an address in a parameter, header or body opens nothing",
        "whoever knows a delegate's address is that delegate: what happened in 2018",
        a_claimed_address_opens_nothing,
    )
    .from(&["V4.1.3", "V8.3.1"], &["T01"])
    .needs(&[], &[Role::Ordinary])
    .beside(&["AUTHZ-12"]),
    Check::new(
        "AUTHN-08",
        Profile::Full,
        "without a session only public routes answer, however they are spelt",
        "anybody on the internet may read the directory",
        nothing_is_read_without_a_session,
    )
    .from(&["V8.2.1"], &["T07"]),
    Check::new(
        "AUTHN-09",
        Profile::Safe,
        "made-up credentials open nothing",
        "anybody on the internet may be any delegate",
        made_up_credentials_open_nothing,
    )
    .from(&["V9.1.1", "V9.1.2", "V9.2.1"], &["T01"]),
    Check::new(
        "ENUM-01",
        Profile::Full,
        "known and unknown addresses get one answer",
        "anybody can find out who takes part",
        known_and_unknown_look_alike,
    )
    .from(&["V6.3.8"], &["T05"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
];

const PRIVATE: [&str; 6] = ["/me", "/me/agenda", "/me/calendar", "/me/preview?as=delegate", "/delegates", "/delegates/d1"];
const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
/// Names under which a session might be looked for.
const COOKIES: [&str; 6] = ["plenary", "__Host-plenary", "session", "sid", "token", "__Host-session"];

fn refused(subject: &Subject, answer: &Answer, how: &str) -> Verdict {
    ensure!(refuses(subject, answer), "{how}: answered with {} instead of 401", answer.status);
    ensure!(answer.header("set-cookie").is_none(), "{how}: a cookie is set");
    Ok(())
}

/// Those of them that are there.
fn private(subject: &Subject) -> impl Iterator<Item = &'static str> {
    PRIVATE.into_iter().filter(|path| subject.offers(path))
}

/// Every credential that a request could carry.
fn credentials(target: &Target, request: &Request, secret: &str) -> Vec<Request> {
    let separator = if request.path.contains('?') { '&' } else { '?' };
    let mut all = vec![
        request.clone().with("Authorization", &format!("Bearer {secret}")),
        request.clone().with("Authorization", &format!("DPoP {secret}")),
        request.clone().with("X-Session", secret),
        Request { path: format!("{}{separator}token={secret}&access_token={secret}", request.path), ..request.clone() },
    ];
    let (name, value) = &target.carried;
    all.push(request.clone().with(name, &value.replace("{token}", secret)));
    all.extend(COOKIES.map(|name| request.clone().with("Cookie", &format!("{name}={secret}"))));
    all
}

/// AUTHN-01.
pub fn an_address_opens_nothing(subject: &Subject) -> Verdict {
    let email = subject.address(Role::Ordinary)?;
    let persona = Persona::asking(&subject.target, email);
    let started = persona.begin()?;
    subject.put_away(Role::Ordinary, 1)?;
    let mut secrets = vec![email.to_owned()];
    collect(&started.json(), &mut secrets);
    secrets.extend(started.all("set-cookie").filter_map(|line| Some(line.split(';').next()?.split_once('=')?.1.to_owned())));
    for path in private(subject) {
        refused(subject, &persona.get(path)?, "with the cookies of a started sign-in")?;
        for secret in &secrets {
            for request in credentials(&subject.target, &Request::new("GET", path), secret) {
                refused(subject, &subject.target.ask(&request)?, "with what POST /auth/start answered as a credential")?;
            }
        }
    }
    for proof in [
        json!({"email": email}),
        json!({"challenge_id": started.json()["challenge_id"]}),
        json!({"challenge_id": started.json()["challenge_id"], "code": ""}),
    ] {
        let answer = persona.redeem(&proof)?;
        ensure!((400..500).contains(&answer.status), "redeeming without a proof is answered with {}", answer.status);
    }
    refused(subject, &persona.get("/me")?, "after redeeming without a proof")
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(members) => members.values().for_each(|item| collect(item, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// AUTHN-02.
pub fn a_claimed_address_opens_nothing(subject: &Subject) -> Verdict {
    let email = subject.address(Role::Ordinary)?;
    for path in private(subject) {
        if path != "/me" && !refuses(subject, &subject.target.get(path)?) {
            // What anybody may read without an address is another check's matter.
            continue;
        }
        let separator = if path.contains('?') { '&' } else { '?' };
        for name in ["email", "user", "user_id", "as", "sub"] {
            refused(subject, &subject.target.get(&format!("{path}{separator}{name}={email}"))?, "with an address as a parameter")?;
        }
        for header in ["X-User", "X-Email", "X-User-Id", "X-Forwarded-User", "X-Forwarded-Email", "X-Remote-User", "From", "Remote-User"] {
            refused(subject, &subject.target.ask(&Request::new("GET", path).with(header, email))?, "with an address as a header")?;
        }
        refused(subject, &subject.target.ask(&Request::new("GET", path).json(&json!({"email": email})))?, "with an address as a body")?;
    }
    if subject.has(Feature::Profile).is_ok() {
        let change = Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"email": email, "pronouns": "x"}));
        refused(subject, &subject.target.ask(&change)?, "a change with an address")?;
    }
    Ok(())
}

/// AUTHN-08.
pub fn nothing_is_read_without_a_session(subject: &Subject) -> Verdict {
    for operation in subject.contract.operations().iter().filter(|operation| subject.offers(&operation.path)) {
        let path = filled(&operation.path);
        let is_public = |method: &str| {
            let meant = if matches!(method, "HEAD" | "OPTIONS") { "GET" } else { method };
            subject.contract.operations().iter().any(|op| op.path == operation.path && op.method == meant && op.is_public)
        };
        // Whoever answers every method alike tells no more than is public.
        let public = if is_public("GET") { subject.target.get(&path)?.body } else { Vec::new() };
        for disguise in disguises(&path) {
            for method in METHODS {
                let answer = end(&subject.target, &Request::new(method, &disguise), |request| subject.target.ask(request))?;
                if answer.media_type() == "text/html" {
                    // A page of the app says nothing about anybody.
                    continue;
                }
                ensure!(answer.status < 500, "{method} {disguise} is answered with {}", answer.status);
                ensure!(
                    answer.status >= 400 || is_public(method) || (is_public("GET") && answer.body == public),
                    "{method} {disguise} is answered with {} without a session",
                    answer.status
                );
            }
        }
        for header in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
            let overridden = Request::new("POST", &path).with(header, "GET");
            let answer = end(&subject.target, &overridden, |request| subject.target.ask(request))?;
            let is_page = answer.media_type() == "text/html";
            let is_known = is_page || is_public("POST") || (is_public("GET") && answer.body == public);
            ensure!(answer.status >= 400 || is_known, "POST {path} with {header} is answered with {}", answer.status);
        }
        for header in ["X-Original-URL", "X-Rewrite-URL"] {
            let answer = subject.target.ask(&Request::new("GET", "/config").with(header, &format!("{}{path}", subject.target.api)))?;
            ensure!(answer.json() == subject.target.get("/config")?.json(), "{header} leads to {path}");
        }
    }
    Ok(())
}

/// Spellings that a proxy, a router or a file system might take for the same path.
fn disguises(path: &str) -> Vec<String> {
    let (first, rest) = path[1..].split_once('/').map_or((&path[1..], String::new()), |(first, rest)| (first, format!("/{rest}")));
    let encoded = format!("/%{:02x}{}{rest}", first.as_bytes().first().copied().unwrap_or(b'x'), &first[1.min(first.len())..]);
    vec![
        path.to_owned(),
        format!("{path}/"),
        format!("/{path}"),
        format!("/v0{path}"),
        format!("{path};x=1"),
        format!("/.{path}"),
        format!("/%2e{path}"),
        format!("/config/..{path}"),
        format!("/config/%2e%2e{path}"),
        encoded,
        path.to_uppercase(),
        format!("{path}.json"),
        format!("{path}%00"),
        format!("{path}?admin=true"),
    ]
}

/// AUTHN-09.
pub fn made_up_credentials_open_nothing(subject: &Subject) -> Verdict {
    let header = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let secrets = [
        String::new(),
        "null".into(),
        "0".into(),
        "undefined".into(),
        "' OR 1=1 --".into(),
        random_letters(64),
        "f".repeat(64),
        "0".repeat(64),
        "x".repeat(5000),
        format!("{header}.eyJzdWIiOiJhZG1pbiIsImFkbWluIjp0cnVlfQ."),
        format!("{header}.eyJzdWIiOiIxIn0.{}", random_letters(43)),
    ];
    for secret in secrets {
        for request in credentials(&subject.target, &Request::new("GET", "/me"), &secret) {
            // Where the secret cannot stand in a path it is encoded by every client.
            let request = Request { path: request.path.replace(' ', "%20"), ..request };
            let answer = subject.target.ask(&request)?;
            ensure!(
                matches!(answer.status, 400 | 414 | 431) || refuses(subject, &answer),
                "a made-up credential is answered with {}",
                answer.status
            );
        }
    }
    Ok(())
}

/// ENUM-01..03 with few addresses, so that it stays below sensible quotas.
pub fn known_and_unknown_look_alike(subject: &Subject) -> Verdict {
    let unknown =
        format!("{}@example.org", random_letters(subject.address(Role::Ordinary)?.split('@').next().unwrap_or_default().len().max(1)));
    for _ in 0..2 {
        let known = start_shape(&subject.target, subject.address(Role::Ordinary)?)?;
        subject.put_away(Role::Ordinary, 1)?;
        let other = start_shape(&subject.target, &unknown)?;
        ensure!(known == other, "a known address is answered with\n  {known}\nan unknown one with\n  {other}");
    }
    Ok(())
}

/// The answer to a started sign-in, without what is random in it.
pub fn start_shape(target: &Target, email: &str) -> Result<String, Fault> {
    let asker = Persona::asking(target, email);
    Ok(shape(&asker.begin()?))
}

/// Status, headers, cookies and body with every random value replaced by its length.
pub fn shape(answer: &Answer) -> String {
    let mut text = format!("{}", answer.status);
    for (name, value) in &answer.headers {
        let value = match name.as_str() {
            "date" => "…".to_owned(),
            "set-cookie" => {
                let (pair, attributes) = value.split_once(';').unwrap_or((value, ""));
                format!("{}={};{attributes}", pair.split('=').next().unwrap_or_default(), pair.len())
            }
            _ => value.clone(),
        };
        text.push_str(&format!(" {name}: {value};"));
    }
    let mut strings = Vec::new();
    collect(&answer.json(), &mut strings);
    let body = strings
        .iter()
        .fold(String::from_utf8_lossy(&answer.body).into_owned(), |body, found| body.replace(found, &"*".repeat(found.len())));
    format!("{text} {body}")
}

#[cfg(test)]
mod tests {
    use super::disguises;

    #[test]
    fn a_route_is_asked_for_under_every_name_that_it_may_have_t07() {
        let all = disguises("/delegates/d1");
        for spelling in ["/delegates/d1", "/%64elegates/d1", "/DELEGATES/D1", "/config/..", "//delegates/d1", "/delegates/d1.json"] {
            assert!(all.iter().any(|found| found.starts_with(spelling)), "{spelling}");
        }
    }
}
