//! What needs a fresh proof, and who is told. Not: the proof itself (`fresh`).

use super::Subject;
use super::browser::{profile, told, wait_in_use};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::picture::Tiles;
use crate::{Fault, Verdict, ensure, random_digits, random_letters};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "STEP-01",
        Profile::Full,
        "what people are recognised or reached by changes only after a fresh proof",
        "whoever finds an unlocked phone makes its owner look like a fool, or takes their account over",
        recognition_needs_proof,
    )
    .from(&["V7.5.1", "V7.5.3"], &["T24"])
    .needs(&[Feature::StepUp, Feature::Profile], &[Role::Ordinary]),
    Check::new(
        "STEP-02",
        Profile::Full,
        "showing more needs a fresh proof, hiding never does",
        "whoever finds an unlocked phone publishes its owner's number; or its owner cannot hide it when they must",
        widening_needs_proof,
    )
    .from(&["V7.5.3", "GDPR Art. 25"], &["T12"])
    .needs(&[Feature::StepUp, Feature::Audiences], &[Role::Ordinary]),
    Check::new(
        "STEP-08",
        Profile::Full,
        "a step back that would be seen by others needs a fresh proof",
        "whoever finds an unlocked phone brings back what its owner took away from everybody's eyes",
        stepping_back_needs_proof,
    )
    .from(&["V7.5.3", "GDPR Art. 25"], &["T12", "T24"])
    .needs(&[Feature::StepUp, Feature::History, Feature::Audiences, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "STEP-05",
        Profile::Full,
        "changes that matter are told to the owner by a mail that opens nothing",
        "somebody else changes a delegate's profile, and the delegate hears of it from others",
        changes_are_told,
    )
    .from(&["V6.3.7"], &["T24"])
    .needs(&[Feature::Profile, Feature::Audiences, Feature::MailedProof], &[Role::Ordinary])
    .beside(&["NOTICE-01", "STEP-03"]),
];

fn refused(answer: &Answer, what: &str) -> Verdict {
    ensure!(matches!(answer.status, 401 | 403), "{what} without a fresh proof is answered with {}", answer.status);
    Ok(())
}

fn taken(answer: &Answer, what: &str) -> Verdict {
    ensure!((200..300).contains(&answer.status), "{what} is answered with {}", answer.status);
    Ok(())
}

/// Somebody on the hurried instance, and when their proof will be old.
fn hurried(subject: &Subject) -> Result<(Persona, Instant), Fault> {
    let (hurried, limits) = subject.hurried()?;
    let age = told(limits.step_up_age, "step_up_age")?;
    let persona = hurried.anew(Role::Ordinary)?;
    Ok((persona, Instant::now() + age + Duration::from_millis(1100)))
}

fn text(profile: &Value, key: &str) -> Value {
    profile["fields"][key]["value"].clone()
}

/// STEP-01.
pub fn recognition_needs_proof(subject: &Subject) -> Verdict {
    let (persona, old) = hurried(subject)?;
    let before = profile(&persona)?;
    let fields: Vec<&str> = ["name", "job_title", "phone"].into_iter().filter(|key| before["fields"].get(key).is_some()).collect();
    ensure!(!fields.is_empty(), "GET /me names neither a name nor a job title");
    let other = |key: &str| json!({key: if key == "phone" { format!("+44 {}", random_digits(9)) } else { format!("Conformance {}", random_letters(6)) }});
    // With the fresh proof of the sign-in they can be changed, so that it is the proof that is missed later.
    for key in &fields {
        taken(&persona.patch(&other(key))?, &format!("PATCH /me with a fresh proof and another {key}"))?;
        taken(&persona.patch(&json!({*key: text(&before, key)}))?, &format!("putting {key} back"))?;
    }
    wait_in_use(&persona, old)?;
    for key in &fields {
        refused(&persona.patch(&other(key))?, &format!("another {key}"))?;
    }
    if subject.has(Feature::Photos).is_ok() {
        let jpeg = Tiles::random().jpeg("");
        refused(&persona.ask(&Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(jpeg))?, "another portrait")?;
        refused(&persona.ask(&Request::new("DELETE", "/me/photo"))?, "taking the portrait away")?;
    }
    if subject.has(Feature::NewAddress).is_ok() {
        let address = json!({"email": format!("{}@example.org", random_letters(12))});
        refused(&persona.ask(&Request::new("POST", "/me/email").json(&address))?, "another address")?;
    }
    let after = profile(&persona)?;
    ensure!(text(&after, "name") == text(&before, "name") && after["fields"] == before["fields"], "what was refused was changed");
    Ok(())
}

/// STEP-02.
pub fn widening_needs_proof(subject: &Subject) -> Verdict {
    let (persona, old) = hurried(subject)?;
    let (wide, narrow) = (json!({"fields": {"pronouns": "delegates"}}), json!({"fields": {"pronouns": "only_me"}, "listed": false}));
    taken(&persona.share(&narrow)?, "hiding")?;
    taken(&persona.share(&wide)?, "showing a field with a fresh proof")?;
    wait_in_use(&persona, old)?;
    taken(&persona.share(&narrow)?, "hiding with an old proof")?;
    let hidden = profile(&persona)?;
    let mixed = json!({"fields": {"job_title": "only_me", "pronouns": "delegates"}});
    let changes =
        [(wide, "showing a field"), (mixed, "showing one field while hiding another"), (json!({"listed": true}), "entering the directory")];
    for (change, what) in changes {
        refused(&persona.share(&change)?, what)?;
    }
    ensure!(profile(&persona)? == hidden, "what was refused was shown");
    Ok(())
}

/// STEP-08. What stood before the owner emptied it is shown again by the step back.
pub fn stepping_back_needs_proof(subject: &Subject) -> Verdict {
    let (persona, old) = hurried(subject)?;
    let before = text(&profile(&persona)?, "phone");
    let number = format!("+44 {}", random_digits(9));
    taken(&persona.share(&json!({"fields": {"phone": "delegates"}}))?, "showing a field with a fresh proof")?;
    taken(&persona.patch(&json!({"phone": number}))?, "a new phone number with a fresh proof")?;
    taken(&persona.patch(&json!({"phone": null}))?, "no phone number, with a fresh proof")?;
    let changes = persona.get("/me/changes")?.json();
    let latest = changes["changes"].as_array().and_then(|all| all.iter().find(|change| change["field"] == "phone")).cloned();
    let id = latest.unwrap_or_default()["id"].as_str().unwrap_or_default().to_owned();
    ensure!(!id.is_empty(), "GET /me/changes does not name the change of the phone number");
    let undo = || persona.ask(&Request::new("POST", &format!("/me/changes/{id}/undo")));
    wait_in_use(&persona, old)?;
    refused(&undo()?, "a step back that shows a number again")?;
    ensure!(text(&profile(&persona)?, "phone").is_null(), "a step back was refused and made");
    let (proved, inbox) = (&persona, subject.inbox()?);
    taken(&proved.step_up(inbox)?, "the fresh proof")?;
    taken(&undo()?, "the same step back with a fresh proof")?;
    ensure!(text(&profile(&persona)?, "phone") == number.as_str(), "the step back brings something else back");
    taken(&persona.share(&json!({"fields": {"phone": "only_me"}, "listed": false}))?, "hiding")?;
    taken(&persona.patch(&json!({"phone": before}))?, "putting the phone number back")
}

fn told_of(subject: &Subject, persona: &Persona, what: &str, canary: &str, change: impl FnOnce() -> Result<Answer, Fault>) -> Verdict {
    subject.empty(Role::Ordinary)?;
    taken(&change()?, what)?;
    let mail = subject.inbox()?.notice(&persona.email)?;
    ensure!(mail.link_token().is_err(), "the mail about {what} holds a link that does something");
    ensure!(!mail.text.contains(canary), "what was entered travels by mail");
    Ok(())
}

/// STEP-05.
pub fn changes_are_told(subject: &Subject) -> Verdict {
    let persona = subject.proved(Role::Ordinary)?;
    let before = profile(&persona)?;
    taken(&persona.share(&json!({"fields": {"pronouns": "only_me"}}))?, "hiding")?;
    let title = "a new job title";
    let canary = random_letters(12);
    told_of(subject, &persona, title, &canary, || persona.patch(&json!({"job_title": canary})))?;
    let shown = json!({"fields": {"pronouns": "delegates"}});
    told_of(subject, &persona, "showing a field to every delegate", &canary, || persona.share(&shown))?;
    taken(&persona.share(&json!({"fields": {"pronouns": "only_me"}, "listed": false}))?, "hiding again")?;
    taken(&persona.patch(&json!({"job_title": text(&before, "job_title")}))?, "putting the job title back")
}
