//! Wherever the backend sends a browser on, it is to a place of this app or to the one provider. Not: the provider's answers (`organisation`).

use super::Subject;
use crate::check::{Check, Profile};
use crate::http::{Answer, Request};
use crate::walk::escaped;
use crate::{Verdict, ensure};

pub(super) const CHECKS: &[Check] = &[Check::new(
    "REDIR-01",
    Profile::Full,
    "no address that somebody else made up leads away from the app",
    "a link that begins with the conference's own address ends at a page that asks for the delegate's password",
    nothing_leads_away,
)
.from(&["V3.7.2", "RFC 9700 4.11"], &["T36"])
.beside(&["OIDC-04"])];

/// What has been taken for a place of the app.
const TRICKS: [&str; 40] = [
    "https://attacker.example",
    "http://attacker.example/x",
    "//attacker.example",
    "///attacker.example",
    "////attacker.example/",
    "/\\attacker.example",
    "\\\\attacker.example",
    "\\/attacker.example",
    "/\t/attacker.example",
    "/\n/attacker.example",
    "\t//attacker.example",
    " //attacker.example",
    "https:attacker.example",
    "https:/attacker.example",
    "https:///attacker.example",
    "HTTPS://attacker.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)//https://",
    "data:text/html,attacker.example",
    "vbscript:attacker.example",
    "/%2fattacker.example",
    "/%5cattacker.example",
    "%2f%2fattacker.example",
    "/..//attacker.example",
    "/./\\attacker.example",
    "/.//attacker.example",
    "@attacker.example",
    "/@attacker.example/%2e%2e",
    ".attacker.example",
    ":80@attacker.example",
    "?next=//attacker.example",
    "#//attacker.example",
    "/\u{3000}/attacker.example",
    "//attacker%E3%80%82example",
    "/\r\nLocation: https://attacker.example",
    "/%0d%0aLocation:%20https://attacker.example",
    "https://attacker.example#@",
    "//attacker.example:443/%2e%2e",
    "/sign-in/..//attacker.example",
];

/// REDIR-01.
pub fn nothing_leads_away(subject: &Subject) -> Verdict {
    let names = ["return_to", "next", "to"];
    for trick in TRICKS {
        let mut requests = Vec::new();
        for name in names {
            let query = format!("{name}={}", escaped(trick));
            for path in ["/auth/oidc/start", "/auth/oidc/callback", "/config"] {
                requests.push(Request::new("GET", &format!("{path}?{query}")));
            }
            requests.push(Request::page("GET", &format!("/?{query}")));
            requests.push(Request::page("GET", &format!("/sign-in?{query}")));
        }
        let path: String = trick.bytes().map(|byte| if byte.is_ascii_graphic() { char::from(byte) } else { '_' }).collect();
        requests.push(Request::page("GET", &format!("/{}", path.trim_start_matches('/'))));
        requests.push(Request::page("GET", &format!("//{}", path.trim_start_matches('/'))));
        for request in requests {
            stays(subject, &request, &subject.target.ask(&request)?)?;
        }
    }
    Ok(())
}

fn stays(subject: &Subject, request: &Request, answer: &Answer) -> Verdict {
    let what = format!("GET {}", request.path);
    ensure!(answer.status < 500, "{what} is answered with {}", answer.status);
    ensure!(answer.header("refresh").is_none(), "{what}: a Refresh header leads on");
    for location in answer.all("location") {
        let own = subject.target.origin();
        let provider = subject.description.auth.issuer.as_deref().map(origin).unwrap_or_default();
        let is_place = location.starts_with('/') && !location.starts_with("//") && !location.contains(['\\', '\t']);
        let is_ours = is_place || origin(location) == own || same_host(subject, location);
        ensure!(is_ours || (!provider.is_empty() && origin(location) == provider), "{what} leads to {location}");
        // The proper spelling of the address that was asked for, with what stood behind it: a link could have led there at once.
        let (asked, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let (led, handed) = location.split_once('?').unwrap_or((location, ""));
        let (asked, led) = (asked.trim_end_matches('/'), led.trim_end_matches('/'));
        let is_same = if asked.is_empty() { led.ends_with(&subject.target.api) } else { led.ends_with(asked) };
        if is_same && query == handed && !asked.contains("attacker") && !led.contains("attacker") {
            continue;
        }
        // What is handed on must be no way out either, once the app has read it.
        for value in handed.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value.to_lowercase()) {
            ensure!(!value.contains("attacker"), "{what} leads to {location}, which hands on the way out");
        }
    }
    Ok(())
}

/// The public name of a target that is reached at another one: where its provider sends people back to.
fn same_host(subject: &Subject, location: &str) -> bool {
    subject.description.auth.redirect_uri.as_deref().is_some_and(|ours| origin(ours) == origin(location))
}

fn origin(url: &str) -> String {
    let mut parts = url.splitn(4, '/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(scheme), Some(""), Some(host)) => format!("{scheme}//{host}"),
        _ => String::new(),
    }
}
