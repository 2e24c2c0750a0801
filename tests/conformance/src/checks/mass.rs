//! A change names only what may be changed, and a body that is no proper one changes nothing. Not: who may change it (`owner`).

use super::Subject;
use super::owner::standing;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Verdict, ensure};
use serde_json::{Value, json};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "MASS-01",
        Profile::Full,
        "a change that names more than may be changed is refused, and nothing of it is applied",
        "a delegate makes themselves an organiser, or takes the address of somebody else",
        only_what_may_be_changed,
    )
    .from(&["V15.3.3"], &["T11"])
    .needs(&[Feature::Profile], &[Role::Ordinary]),
    Check::new(
        "MASS-02",
        Profile::Full,
        "what is sent along with a proof at sign-in changes nothing",
        "a delegate makes themselves an organiser by signing in",
        nothing_comes_in_with_the_proof,
    )
    .from(&["V15.3.3"], &["T11"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "MASS-03",
        Profile::Full,
        "malformed and doubled bodies are refused and break nothing",
        "a request that two programs read differently slips past the one that checks; or a single one stops the conference's server",
        malformed_bodies_break_nothing,
    )
    .from(&["V15.3.7", "V16.5.1"], &["T44"])
    .needs(&[Feature::Profile], &[Role::Ordinary]),
    Check::new(
        "MASS-04",
        Profile::Full,
        "a choice of audience that names anything unknown is refused as a whole",
        "by a made-up word a field is opened that its owner never opened",
        unknown_audiences_are_refused,
    )
    .from(&["V15.3.3", "V2.2.2"], &["T12"])
    .needs(&[Feature::Audiences], &[Role::Ordinary]),
];

/// MASS-01.
pub fn only_what_may_be_changed(subject: &Subject) -> Verdict {
    let bob = subject.proved(Role::Ordinary)?;
    let before = standing(&bob)?;
    let tag = bob.get("/me")?.header("etag").unwrap_or_default().to_owned();
    let extra = [
        ("role", json!("organiser")),
        ("is_admin", json!(true)),
        ("email", json!("new@example.org")),
        ("email_verified", json!(true)),
        ("visibility", json!("public")),
        ("id", json!("x")),
        ("event_id", json!("x")),
        ("created_at", json!("2026-01-01T00:00:00Z")),
        ("photo", json!("x")),
        ("listed", json!(true)),
        ("fields", json!({"phone": {"value": "x", "audience": "delegates"}})),
        ("version", json!(99)),
        ("audience", json!("delegates")),
        ("standing", json!("active")),
        ("Name", json!("x")),
        ("__proto__", json!({"is_admin": true})),
        ("", json!("x")),
    ];
    for (key, value) in extra {
        let body = json!({"pronouns": "slipped in", key: value});
        let answer = bob.ask(&Request::new("PATCH", "/me").with("If-Match", &tag).json(&body))?;
        ensure!((400..500).contains(&answer.status), "a change that names \"{key}\" is answered with {}", answer.status);
        let is_named = answer.json()["errors"].as_array().into_iter().flatten().any(|error| error["pointer"] == format!("/{key}"));
        ensure!(is_named || subject.has(Feature::Shapes).is_err(), "the refusal of \"{key}\" does not name it");
        ensure!(standing(&bob)? == before, "of a change that names \"{key}\" something was applied");
    }
    // Without the extra member the same change is taken, so that the refusals above are about it.
    let taken = bob.ask(&Request::new("PATCH", "/me").with("If-Match", &tag).json(&json!({"pronouns": "slipped in"})))?;
    ensure!(taken.status == 200, "a proper change is answered with {}", taken.status);
    let put_back = bob.patch(&json!({"pronouns": before[0]["fields"]["pronouns"]["value"]}))?;
    ensure!(put_back.status == 200, "putting it back is answered with {}", put_back.status);
    Ok(())
}

/// MASS-02.
pub fn nothing_comes_in_with_the_proof(subject: &Subject) -> Verdict {
    let own = subject.signed_in(Role::Ordinary)?;
    let before = standing(&own)?;
    let other = subject.address(Role::Organiser).unwrap_or("organiser@example.org").to_owned();
    let asked = subject.asked(Role::Ordinary)?;
    let mut proof = asked.proof()?;
    let extra = json!({
        "role": "organiser", "is_admin": true, "email": other, "email_verified": true, "name": "Mallory", "listed": true,
        "fields": {"phone": {"audience": "delegates"}}, "session": "x", "id": "x", "user_id": "x",
    });
    for (key, value) in extra.as_object().into_iter().flatten() {
        proof[key] = value.clone();
    }
    let answer = asked.browser.redeem(&proof)?;
    ensure!(answer.status < 500, "a proof with more members is answered with {}", answer.status);
    if answer.status < 300 {
        ensure!(asked.browser.id()? == own.id()?, "a proof with the address of somebody else opens another account");
    }
    ensure!(standing(&own)? == before, "what came along with the proof changed the account");
    Ok(())
}

/// MASS-03.
pub fn malformed_bodies_break_nothing(subject: &Subject) -> Verdict {
    let bob = subject.proved(Role::Ordinary)?;
    let before = standing(&bob)?;
    let tag = bob.get("/me")?.header("etag").unwrap_or_default().to_owned();
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let bodies: [Vec<u8>; 15] = [
        br#"{"pronouns":"a","pronouns":"b"}"#.into(),
        br#"{"pronouns":"a","\u0070ronouns":"b"}"#.into(),
        b"pronouns=a&pronouns=b".into(),
        br#"{"pronouns":{"$ne":null}}"#.into(),
        br#"{"pronouns":["a"]}"#.into(),
        br#"{"pronouns":1e400}"#.into(),
        br#"{"pronouns":"\ud800"}"#.into(),
        b"{\"pronouns\":\"a\0\"}".into(),
        br#"{"pronouns":"a"}{"pronouns":"b"}"#.into(),
        "\u{feff}{\"pronouns\":\"a\"}".into(),
        b"{\"pronouns\":\"\xe9\"}".into(),
        deep("[", "]").into(),
        deep("{\"pronouns\":", "}").into(),
        format!("{{\"pronouns\":\"{}\"}}", "x".repeat(5 << 20)).into(),
        Vec::new(),
    ];
    for body in bodies {
        let start: String = String::from_utf8_lossy(&body).chars().take(40).collect();
        for request in [
            Request::new("PATCH", "/me").with("If-Match", &tag),
            Request::new("PUT", "/me/audiences"),
            Request::new("POST", "/auth/start"),
            Request::new("POST", "/auth/redeem"),
            Request::new("POST", "/auth/step-up/finish"),
        ] {
            let what = format!("{} {} with {start}", request.method, request.path);
            let answer = bob.ask(&request.with("Content-Type", "application/json").body(&body))?;
            ensure!((400..500).contains(&answer.status), "{what} is answered with {}", answer.status);
        }
    }
    ensure!(standing(&bob)? == before, "a malformed body changed the account");
    Ok(())
}

/// MASS-04.
pub fn unknown_audiences_are_refused(subject: &Subject) -> Verdict {
    let bob = subject.proved(Role::Ordinary)?;
    let before = standing(&bob)?;
    let bodies: [Value; 9] = [
        json!({"listed": false, "role": "x"}),
        json!({"fields": {"role": "delegates"}}),
        json!({"fields": {"phone": "everybody"}}),
        json!({"fields": {"phone": "public"}}),
        json!({"fields": {"phone": ""}}),
        json!({"fields": {"phone": null}}),
        json!({"fields": {"phone": ["delegates"]}}),
        json!({"fields": {"pronouns": "delegates", "shoe_size": "delegates"}}),
        json!({"listed": "yes"}),
    ];
    for body in bodies {
        let answer = bob.share(&body)?;
        ensure!((400..500).contains(&answer.status), "{body} is answered with {}", answer.status);
        ensure!(standing(&bob)? == before, "of {body} something was applied");
    }
    let same: serde_json::Map<String, Value> = before[0]["fields"]["pronouns"]
        .as_object()
        .map(|own| [("pronouns".to_owned(), own["audience"].clone())].into_iter().collect())
        .unwrap_or_default();
    let taken = bob.share(&json!({"fields": same}))?;
    ensure!(taken.status == 200, "a proper choice is answered with {}", taken.status);
    Ok(())
}
