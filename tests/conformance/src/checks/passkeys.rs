//! Passkeys as far as they can be judged without a device: a question opens nothing, nor does an answer that no device signed, and nobody adds a
//! device to an account that is merely open. Not: what an authenticator can lie about.

use super::Subject;
use super::browser::{is_out, told, wait_in_use};
use super::secrets::BITS_OF_TOKENS;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::statistics::bits;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "PASS-01",
        Profile::Full,
        "a passkey is added only by somebody who is signed in and has just proved that it is them",
        "whoever finds an unlocked phone adds a device of their own and keeps the account for good",
        adding_needs_proof,
    )
    .from(&["V7.5.1", "V6.3.7"], &["T24"])
    .needs(&[Feature::Passkeys, Feature::StepUp], &[Role::Ordinary]),
    Check::new(
        "PASS-02",
        Profile::Full,
        "a sign-in by passkey without what a device signed opens nothing",
        "anybody on the internet may be any delegate",
        nothing_unsigned,
    )
    .from(&["V6.3.4", "WebAuthn 7.2"], &["T01"])
    .needs(&[Feature::Passkeys], &[Role::Ordinary]),
    Check::new(
        "PASS-03",
        Profile::Full,
        "what a device is asked to sign is new each time, and the question tells nothing of any account",
        "a signature that was overheard opens the account again, or the question tells who takes part",
        new_questions,
    )
    .from(&["V6.3.8", "WebAuthn 13.4.3"], &["T05"])
    .needs(&[Feature::Passkeys], &[Role::Ordinary]),
];

fn are_offered(who: &Persona) -> Verdict {
    let config = who.get("/config")?.json();
    let has = config["sign_in"].as_array().is_some_and(|ways| ways.iter().any(|way| way == "passkey"));
    if has { Ok(()) } else { Err(Fault::Missing("passkeys among the ways of GET /config, or `passkeys` among what is absent".into())) }
}

fn start(who: &Persona, way: &str) -> Result<Answer, Fault> {
    Ok(who.ask(&Request::new("POST", &format!("/auth/passkey/{way}/start")))?)
}

fn question(who: &Persona) -> Result<(String, Value), Fault> {
    let answer = start(who, "login")?;
    if answer.status == 429 {
        return Err(Fault::Missing("wider quotas for sign-ins by passkey during the run".into()));
    }
    ensure!(answer.status == 200, "POST /auth/passkey/login/start is answered with {}", answer.status);
    let body = answer.json();
    Ok((body["ceremony_id"].as_str().unwrap_or_default().to_owned(), body["options"].clone()))
}

/// PASS-01.
pub fn adding_needs_proof(subject: &Subject) -> Verdict {
    let stranger = subject.stranger();
    are_offered(&stranger)?;
    let finish = Request::new("POST", "/auth/passkey/register/finish").json(&json!({"ceremony_id": "none", "credential": {}}));
    for status in [start(&stranger, "register")?.status, stranger.ask(&finish)?.status] {
        ensure!(status == 401, "adding a passkey without a session is answered with {status}");
    }
    let (hurried, limits) = subject.hurried()?;
    let age = told(limits.step_up_age, "step_up_age")?;
    let persona = hurried.anew(Role::Ordinary)?;
    let old = Instant::now() + age + Duration::from_millis(1100);
    let fresh = start(&persona, "register")?.status;
    ensure!(fresh == 200, "adding a passkey with a fresh proof is answered with {fresh}");
    wait_in_use(&persona, old)?;
    let late = start(&persona, "register")?.status;
    ensure!(matches!(late, 401 | 403), "adding a passkey with an old proof is answered with {late}");
    Ok(())
}

/// PASS-02.
pub fn nothing_unsigned(subject: &Subject) -> Verdict {
    let stranger = subject.stranger();
    are_offered(&stranger)?;
    let email = subject.address(Role::Ordinary)?;
    let (ceremony, options) = question(&stranger)?;
    for told in [ceremony.as_str(), options["challenge"].as_str().unwrap_or_default()] {
        let bearer = Request::new("GET", "/me").with("Authorization", &format!("Bearer {told}"));
        ensure!(subject.target.ask(&bearer)?.status == 401, "what a question holds opens a session");
    }
    let (id, empty) = (random_letters(22), json!({}));
    let unsigned = json!({"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
        "clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": null,
    }});
    for body in [
        json!({}),
        json!({"email": email}),
        json!({"ceremony_id": ceremony}),
        json!({"ceremony_id": ceremony, "credential": null}),
        json!({"ceremony_id": ceremony, "credential": empty}),
        json!({"ceremony_id": ceremony, "credential": unsigned}),
        json!({"ceremony_id": ceremony, "credential": unsigned, "email": email}),
        json!({"ceremony_id": "none", "credential": unsigned}),
    ] {
        let status = stranger.ask(&Request::new("POST", "/auth/passkey/login/finish").json(&body))?.status;
        ensure!((400..500).contains(&status), "a sign-in by passkey without a signature is answered with {status}");
        ensure!(stranger.get("/me")?.status == 401, "a sign-in by passkey without a signature opens a session");
    }
    is_out(&stranger, "after sign-ins by passkey that nobody signed")
}

/// PASS-03.
pub fn new_questions(subject: &Subject) -> Verdict {
    are_offered(&subject.stranger())?;
    let (mut challenges, mut shapes) = (Vec::new(), Vec::new());
    for _ in 0..24 {
        let (ceremony, mut options) = question(&subject.stranger())?;
        let challenge = options["challenge"].as_str().unwrap_or_default().to_owned();
        ensure!(!ceremony.is_empty() && !challenge.is_empty(), "a question has no name or nothing to sign");
        ensure!(
            options["allowCredentials"].as_array().is_none_or(Vec::is_empty),
            "a question names devices before anybody said who they are"
        );
        options.as_object_mut().map(|members| members.remove("challenge"));
        challenges.push(challenge);
        shapes.push(options);
    }
    ensure!(shapes.iter().all(|shape| Some(shape) == shapes.first()), "questions differ from one another in more than what is signed");
    let bits = bits(&challenges);
    ensure!(bits >= BITS_OF_TOKENS, "what a device signs holds {bits} bits of chance");
    // Whoever names an address is told no more.
    let email = json!({"email": subject.address(Role::Ordinary)?, "username": subject.address(Role::Ordinary)?});
    let named = subject.target.ask(&Request::new("POST", "/auth/passkey/login/start").json(&email))?;
    let told = named.json()["options"]["allowCredentials"].as_array().is_some_and(|known| !known.is_empty());
    ensure!(named.status < 500 && !told, "whoever names an address learns which devices belong to it");
    Ok(())
}
