//! What every answer has in common: headers, problems, shapes. Not: sessions.

use super::foreign::is_kept;
use super::{Subject, filled};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::{Fault, Verdict, ensure};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CONTRACT-01",
        Profile::Full,
        "public routes and refusals have the declared shapes",
        "an app that was written for the contract may show nothing, or the wrong thing",
        public_shapes,
    )
    .from(&["V4.1.1"], &["T46"])
    .needs(&[Feature::Shapes], &[]),
    Check::new(
        "HDR-01",
        Profile::Safe,
        "every answer has the security headers",
        "a browser may guess what an answer is and run it, or tell other sites where people are",
        headers,
    )
    .from(&["V3.4.1", "V3.4.4", "V3.4.5", "V3.4.6"], &["T31", "T32"]),
    Check::new(
        "HDR-02",
        Profile::Safe,
        "browsers are told to come back by https only, for a year at least",
        "somebody who owns the Wi-Fi of the venue reads along with every delegate who types the address",
        by_https_only,
    )
    .from(&["V3.4.1"], &["T04"]),
    Check::new(
        "HDR-03",
        Profile::Safe,
        "every answer says what it is, and that it is JSON",
        "a browser guesses what an answer is, and runs what somebody wrote into their profile",
        says_what_it_is,
    )
    .from(&["V4.1.1"], &["T26", "T46"])
    .beside(&["CONTRACT-01"]),
    Check::new(
        "HDR-04",
        Profile::Safe,
        "no answer names the version of a program",
        "whoever looks for servers with a known hole finds this one in a list",
        names_no_version,
    )
    .from(&["V13.4.6"], &["T51"]),
    Check::new(
        "HDR-05",
        Profile::Full,
        "answers to somebody signed in have the security headers as well",
        "a browser may guess what a private answer is and run it, or tell other sites whose page it was",
        private_headers,
    )
    .from(&["V3.4.4", "V3.4.5"], &["T04", "T17"])
    .needs(&[], &[Role::Ordinary])
    .beside(&["PHOTO-04", "XSS-01"]),
    Check::new(
        "CT-01",
        Profile::Full,
        "every refusal is problem+json with a request id and tells nothing of the program",
        "errors may tell an attacker how the server is built, and the app cannot say what went wrong",
        problems,
    )
    .from(&["V16.5.1", "V4.1.1", "RFC 9457"], &["T46"]),
    Check::new(
        "CACHE-02",
        Profile::Full,
        "a path that looks like a file gets no private answer",
        "a cache between delegate and server may keep their private data and hand it to anybody",
        deception,
    )
    .from(&["V14.2.5"], &["T17"]),
];

/// Answers of every kind that a stranger can get.
fn sample(subject: &Subject) -> Result<Vec<(String, Answer)>, Fault> {
    let requests = [
        Request::new("GET", "/config"),
        Request::new("GET", "/agenda"),
        Request::new("GET", "/me"),
        Request::new("GET", "/delegates"),
        Request::new("GET", "/delegates/d1/photo/p1"),
        Request::new("GET", "/nothing/of/the/kind"),
        Request::new("PUT", "/config"),
        Request::new("POST", "/auth/start").without("X-Plenary"),
        Request::new("POST", "/auth/start").with("Content-Type", "application/json").body("{"),
        Request::new("POST", "/auth/start").with("Content-Type", "text/plain").body("{}"),
        Request::new("POST", "/auth/logout"),
    ];
    requests.into_iter().map(|request| Ok((format!("{} {}", request.method, request.path), subject.target.ask(&request)?))).collect()
}

/// CONTRACT-01.
pub fn public_shapes(subject: &Subject) -> Verdict {
    let mut wrong = Vec::new();
    let requests =
        ["/config", "/agenda", "/agenda/texts"].into_iter().flat_map(|path| ["GET", "HEAD"].map(|method| Request::new(method, path)));
    for request in requests {
        wrong.extend(subject.contract.judge(&request, &subject.target.ask(&request)?));
    }
    let config = subject.target.get("/config")?.json();
    let has = |way: &str| config["sign_in"].as_array().is_some_and(|ways| ways.iter().any(|named| named == way));
    for operation in subject.contract.operations() {
        let request = Request::new(&operation.method, &filled(&operation.path));
        let answer = subject.target.ask(&request)?;
        wrong.extend(subject.contract.judge(&request, &answer));
        // Nobody knows a secret address, and a way to sign in that is not named in `/config` need not be there.
        let may_be_absent = |path: &str| {
            let is_of = |way: &str| path.contains(&format!("/{way}/")) && !has(way);
            path.starts_with("/calendar/") || is_of("passkey") || is_of("oidc")
        };
        let is_answered = !matches!(answer.status, 404 | 405 | 501) || (answer.status == 404 && may_be_absent(&operation.path));
        ensure!(is_answered, "{} {} is not offered: {}", operation.method, operation.path, answer.status);
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n  "));
    Ok(())
}

/// HDR-01.
pub fn headers(subject: &Subject) -> Verdict {
    sample(subject)?.iter().try_for_each(|(what, answer)| dressed(what, answer))
}

fn dressed(what: &str, answer: &Answer) -> Verdict {
    let header = |name: &str| answer.header(name).unwrap_or_default().to_lowercase();
    ensure!(header("x-content-type-options") == "nosniff", "{what}: no X-Content-Type-Options: nosniff");
    ensure!(header("referrer-policy") == "no-referrer", "{what}: no Referrer-Policy: no-referrer");
    ensure!(header("content-security-policy").contains("frame-ancestors"), "{what}: the policy has no frame-ancestors");
    Ok(())
}

/// HDR-02.
pub fn by_https_only(subject: &Subject) -> Verdict {
    for (what, answer) in sample(subject)? {
        let Some(header) = answer.header("strict-transport-security").map(str::to_lowercase) else {
            if subject.target.origin().starts_with("http://") && subject.target.is_loopback() {
                return Err(Fault::Absent(
                    "the described address is plain HTTP on this machine, where no browser keeps such a promise".into(),
                ));
            }
            return Err(Fault::Broken(format!("{what}: no Strict-Transport-Security")));
        };
        let age = header.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.trim_matches('"').parse::<u64>().ok());
        ensure!(age.is_some_and(|age| age >= 31_536_000), "{what}: Strict-Transport-Security is {header:?}, shorter than a year");
    }
    Ok(())
}

/// HDR-03.
pub fn says_what_it_is(subject: &Subject) -> Verdict {
    let mut seen = 0;
    for (what, answer) in sample(subject)?.into_iter().filter(|(_, answer)| !answer.body.is_empty()) {
        let media = answer.media_type();
        ensure!(!media.is_empty(), "{what}: no Content-Type");
        ensure!(matches!(media, "application/json" | "application/problem+json" | "text/html"), "{what}: it is called {media}");
        // JSON is UTF-8 and has no parameter to say so; a text without one is guessed.
        let charset = answer.header("content-type").unwrap_or_default().to_lowercase();
        ensure!(media != "text/html" || charset.contains("charset=utf-8"), "{what}: a page does not say in which letters it is written");
        ensure!(
            media == "text/html" || serde_json::from_slice::<serde_json::Value>(&answer.body).is_ok(),
            "{what}: called JSON, it is none"
        );
        seen += 1;
    }
    ensure!(seen >= 5, "only {seen} answers have a body");
    Ok(())
}

/// HDR-04.
pub fn names_no_version(subject: &Subject) -> Verdict {
    for (what, answer) in sample(subject)? {
        for revealing in ["server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator", "x-runtime", "via"] {
            let told = answer.header(revealing).unwrap_or_default();
            ensure!(!told.bytes().any(|byte| byte.is_ascii_digit()), "{what}: {revealing} tells a version");
        }
    }
    Ok(())
}

/// HDR-05.
pub fn private_headers(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let places = ["/me", "/me/preview?as=delegate", "/me/sessions", "/delegates?limit=1", "/delegates/d1", "/nothing/of/the/kind"];
    for path in places.into_iter().filter(|path| subject.offers(path)) {
        dressed(path, &persona.get(path)?)?;
    }
    if subject.has(Feature::Profile).is_err() {
        return Ok(());
    }
    for (what, answer) in [
        ("a change that is refused", persona.patch(&serde_json::json!({"no_such_field": 1}))?),
        ("a change without a sign", persona.ask(&Request::new("PUT", "/me/audiences").without("X-Plenary"))?),
        ("hiding", persona.share(&serde_json::json!({"fields": {"pronouns": "only_me"}}))?),
    ] {
        dressed(what, &answer)?;
    }
    Ok(())
}

/// CT-01.
pub fn problems(subject: &Subject) -> Verdict {
    let (mut ids, mut asked) = (Vec::new(), 0);
    let is_ours = subject.has(Feature::Shapes).is_ok();
    let refusals = sample(subject)?.into_iter().filter(|(_, answer)| answer.status >= 400);
    for (what, answer) in refusals {
        // What refusals look like is a matter of the contract's shapes; what they must not tell is not.
        if is_ours {
            ids.push(problem(&what, &answer, &ids)?);
        }
        asked += 1;
        let text = String::from_utf8_lossy(&answer.body).to_lowercase();
        for trace in ["panicked", "stack backtrace", "traceback", "sqlite", ".rs:", "exception", "at line"] {
            ensure!(!text.contains(trace), "{what}: the problem tells of the program ({trace})");
        }
        ensure!(answer.status != 405 || answer.header("allow").is_some(), "{what}: 405 without Allow");
        ensure!(!is_kept(subject, &answer), "{what}: a refusal may be stored");
    }
    ensure!(asked >= if is_ours { 9 } else { 5 }, "only {asked} refusals");
    Ok(())
}

/// Holds a refusal to RFC 9457; its request id.
fn problem(what: &str, answer: &Answer, ids: &[String]) -> Result<String, Fault> {
    ensure!(answer.media_type() == "application/problem+json", "{what} -> {}: {:?}", answer.status, answer.media_type());
    let body = answer.json();
    ensure!(body["status"] == answer.status, "{what}: the problem names the status {}", body["status"]);
    ensure!(body["title"].is_string() && body["type"].is_string(), "{what}: the problem has no type or title");
    let id = body["request_id"].as_str().unwrap_or_default().to_owned();
    ensure!(!id.is_empty() && !ids.contains(&id), "{what}: no request id of its own");
    Ok(id)
}

/// CACHE-02: asked as somebody signed in where that is possible, and as nobody.
pub fn deception(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary).ok();
    for file in ["/x.css", ";.js", "%0a.png", ".css", "%2fx.css", "%23x.css", "%3fx.css", "/..%2fx.png", "%00.css", "/"] {
        for path in ["/me", "/delegates", "/me/agenda"].into_iter().filter(|path| subject.offers(path)) {
            let request = Request::new("GET", &format!("{path}{file}"));
            if subject.target.place(&request.path) == subject.target.place(path) {
                // Here this is how the route itself is spelt.
                continue;
            }
            for _ in 0..2 {
                let mut answers = vec![subject.target.ask(&request)?];
                if let Some(persona) = &persona {
                    answers.push(persona.ask(&request)?);
                }
                for answer in answers {
                    // A redirect to the proper spelling is not kept under this one.
                    let is_nothing = answer.status >= 300 || answer.media_type() == "text/html";
                    ensure!(is_nothing, "{path}{file} is answered with {}", answer.status);
                    let is_kept = answer.header("cache-control").is_some_and(|value| value.contains("public"));
                    ensure!(!is_kept, "{path}{file}: a shared cache may keep it");
                }
            }
        }
    }
    Ok(())
}
