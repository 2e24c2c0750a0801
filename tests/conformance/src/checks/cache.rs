//! What caches between a delegate and the backend may keep. Not: the browser's own (`sessions`).

use super::Subject;
use super::foreign::refuses;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Verdict, ensure};
use serde_json::json;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CACHE-03",
        Profile::Full,
        "one address answers each viewer alone",
        "what one delegate sees is handed to the next one who asks",
        each_viewer_alone,
    )
    .from(&["V14.2.2"], &["T17", "T18"])
    .needs(&[], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "CACHE-04",
        Profile::Full,
        "answers to changes are kept by nobody",
        "a proxy keeps what a delegate has just entered",
        changes_are_not_kept,
    )
    .from(&["V14.3.2", "V14.2.2"], &["T17"])
    .needs(&[Feature::Profile], &[Role::Ordinary]),
];

/// CACHE-03. Asked again with the other's tag, as a shared cache would ask.
pub fn each_viewer_alone(subject: &Subject) -> Verdict {
    let (one, other) = (subject.signed_in(Role::Ordinary)?, subject.signed_in(Role::Connection)?);
    let places = ["/me", "/me/agenda", "/me/preview?as=delegate", "/me/sessions", "/delegates?limit=1"];
    for path in places.into_iter().filter(|path| subject.offers(path)) {
        let (ones, others) = (one.get(path)?, other.get(path)?);
        if matches!(ones.status, 404 | 405) && path != "/me" {
            continue;
        }
        ensure!(ones.status == 200 && others.status == 200, "{path} is answered with {} and {}", ones.status, others.status);
        let vary = ones.header("vary").unwrap_or_default().to_lowercase();
        let by = if subject.is_by_cookie() { "cookie" } else { "authorization" };
        // What answers a token is given to nobody else unless the answer says so (RFC 9111, 3.5).
        let cache = ones.header("cache-control").unwrap_or_default();
        let is_kept_apart = !subject.is_by_cookie() && !cache.contains("public") && !cache.contains("s-maxage");
        ensure!(vary.contains(by) || vary.contains('*') || is_kept_apart, "{path}: Vary does not name {by}");
        let tag = ones.header("etag").unwrap_or("\"1\"").to_owned();
        let again = other.ask(&Request::new("GET", path).with("If-None-Match", &tag))?;
        // Where both see the same, the same tag is right; where they do not, it is somebody else's answer.
        let is_kept = again.status == 304 && ones.body != others.body;
        ensure!(!is_kept, "{path}: what one viewer got is taken to be good for another");
        let nobody = subject.target.ask(&Request::new("GET", path).with("If-None-Match", &tag))?;
        let is_open = path != "/me" && subject.target.get(path)?.status == 200;
        ensure!(is_open || refuses(subject, &nobody), "{path}: with the tag of somebody's answer a stranger gets {}", nobody.status);
    }
    let is_one = one.get("/me")?.body == other.get("/me")?.body && subject.has(Feature::Profile).is_ok();
    ensure!(!is_one, "two people get one profile");
    Ok(())
}

/// CACHE-04.
pub fn changes_are_not_kept(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let pronouns = persona.get("/me")?.json()["fields"]["pronouns"]["value"].clone();
    let answers = [
        ("PATCH /me", persona.patch(&json!({"pronouns": pronouns}))?),
        ("PUT /me/audiences", persona.share(&json!({"fields": {"pronouns": "only_me"}}))?),
        ("PATCH /me with a member too many", persona.patch(&json!({"no_such_field": 1}))?),
        ("a sign-in that is refused", persona.copied().redeem(&json!({"challenge_id": "none", "code": "none"}))?),
    ];
    for (what, answer) in answers {
        let cache = answer.header("cache-control").unwrap_or_default();
        ensure!(cache.contains("no-store") && !cache.contains("public"), "{what}: Cache-Control is {cache:?}");
    }
    Ok(())
}
