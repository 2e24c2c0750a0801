//! Other sites: none is let in to read. Not: what they can make a browser change (`csrf`), nor this site's own pages.

use super::{Subject, filled};
use crate::check::{Check, Feature, Profile, Role};
use crate::contract::Operation;
use crate::http::{Answer, Request};
use crate::{Fault, Verdict, ensure};

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
        "CORS-02",
        Profile::Safe,
        "no hostile origin may send what only the app sends",
        "any web page that a delegate visits may change or publish their data",
        hostile_preflights,
    )
    .from(&["V3.4.2", "V3.5.2"], &["T35"]),
    Check::new(
        "CORS-03",
        Profile::Full,
        "other sites may show the programme, and nothing of anybody",
        "a portrait or a profile is drawn into any web page that a delegate visits",
        only_the_programme,
    )
    .from(&["V3.4.2", "V3.5.4"], &["T35"])
    .needs(&[], &[Role::Ordinary]),
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

/// Everything that a page of another site could ask for.
fn paths(subject: &Subject) -> impl Iterator<Item = (&Operation, String)> {
    let operations = subject.contract.operations().iter().filter(|op| op.method == "GET" || !op.is_public);
    operations.map(|op| (op, filled(&op.path))).filter(|(op, path)| !path.starts_with("/auth") && subject.offers(&op.path))
}

/// As a stranger, and as somebody signed in where that is possible.
fn answers(subject: &Subject, request: &Request) -> Result<Vec<Answer>, Fault> {
    let mut answers = vec![subject.target.ask(request)?];
    if let Ok(persona) = subject.signed_in(Role::Ordinary) {
        answers.push(persona.ask(request)?);
    }
    Ok(answers)
}

fn lets_nobody_in(operation: &Operation, answer: &Answer, what: &str) -> Verdict {
    let allowed = answer.header("access-control-allow-origin");
    ensure!(allowed.is_none_or(|allowed| allowed == "*" && operation.is_public), "{what}: let in as {allowed:?}");
    ensure!(answer.header("access-control-allow-credentials").is_none(), "{what}: credentials are let in");
    Ok(())
}

/// CORS-01.
pub fn hostile_origins(subject: &Subject) -> Verdict {
    for origin in hostile(&subject.target.authority) {
        for (operation, path) in paths(subject).filter(|(operation, _)| operation.method == "GET") {
            let request = Request::new("GET", &path).with("Origin", &origin).with("Sec-Fetch-Site", "cross-site");
            for answer in answers(subject, &request)? {
                lets_nobody_in(operation, &answer, &format!("GET {path} from {origin}"))?;
            }
        }
    }
    Ok(())
}

/// CORS-02.
pub fn hostile_preflights(subject: &Subject) -> Verdict {
    for origin in hostile(&subject.target.authority) {
        for (operation, path) in paths(subject) {
            let request = Request::new("OPTIONS", &path)
                .with("Origin", &origin)
                .with("Access-Control-Request-Method", &operation.method)
                .with("Access-Control-Request-Headers", "x-plenary, content-type, authorization");
            for answer in answers(subject, &request)? {
                let what = format!("{} {path}, asked for from {origin}", operation.method);
                lets_nobody_in(operation, &answer, &what)?;
                let headers = answer.header("access-control-allow-headers").unwrap_or_default().to_lowercase();
                ensure!(!headers.contains("x-plenary") && !headers.contains('*'), "{what}: the sign of the app may be sent");
                ensure!(!headers.contains("authorization"), "{what}: a token may be sent");
                let methods = answer.header("access-control-allow-methods").unwrap_or_default().to_uppercase();
                let changes = ["POST", "PUT", "PATCH", "DELETE", "*"].into_iter().find(|method| methods.contains(method));
                ensure!(changes.is_none(), "{what}: {changes:?} may be sent");
            }
        }
    }
    Ok(())
}

/// CORS-03.
pub fn only_the_programme(subject: &Subject) -> Verdict {
    let from_elsewhere = |path: &str| Request::new("GET", path).with("Origin", "https://elsewhere.example");
    if subject.has(Feature::Agenda).is_ok() {
        let agenda = subject.target.ask(&from_elsewhere("/agenda"))?;
        let allowed = agenda.header("access-control-allow-origin");
        ensure!(allowed == Some("*"), "the programme, which is for everybody, is kept from other sites: {allowed:?}");
        ensure!(agenda.header("access-control-allow-credentials").is_none(), "the programme is given with credentials");
        let drawn = agenda.header("cross-origin-resource-policy");
        ensure!(drawn.is_none_or(|policy| policy == "cross-origin"), "the programme is kept from other sites: {drawn:?}");
    }
    let persona = subject.signed_in(Role::Ordinary)?;
    let private = ["/me", "/me/sessions", "/me/preview?as=delegate", "/delegates?limit=1", "/delegates/d1", "/delegates/d1/photo/p1"];
    for path in private.into_iter().filter(|path| subject.offers(path)) {
        let answer = persona.ask(&from_elsewhere(path))?;
        if matches!(answer.status, 404 | 405) && answer.media_type() != "application/problem+json" {
            continue;
        }
        let policy = answer.header("cross-origin-resource-policy").unwrap_or_default();
        ensure!(policy == "same-origin", "{path}: another site may draw it into its page, Cross-Origin-Resource-Policy is {policy:?}");
    }
    Ok(())
}
