//! A new address for an account: it counts once somebody who reads its mail has said so, and the old one is told. Not: what else needs a fresh
//! proof (`step`).

use super::Subject;
use super::browser::{is_in, opens_nothing};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};

const NEEDS: &[Feature] = &[Feature::NewAddress, Feature::History, Feature::MailedProof];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "STEP-03",
        Profile::Destructive,
        "a new address counts only once its mail was read, and the old one is told",
        "somebody who has a delegate's phone for a minute takes the account over for good, and nobody is told",
        both_are_asked,
    )
    .from(&["V6.3.7", "V7.5.1"], &["T24"])
    .needs(NEEDS, &[Role::Erasable, Role::Connection, Role::Ordinary]),
    Check::new(
        "STEP-04",
        Profile::Destructive,
        "with a new address whatever was mailed to the old one is dead, and other sessions can be ended at once",
        "whoever reads the old mailbox gets into the account after its owner has moved away from it",
        the_old_one_is_over,
    )
    .from(&["V7.4.3", "V6.5.1"], &["T24"])
    .needs(NEEDS, &[Role::Erasable]),
];

fn address(persona: &Persona) -> Result<Value, Fault> {
    Ok(persona.get("/me")?.json()["fields"]["email"]["value"].clone())
}

/// Asks for another address that reaches the same person: the challenge, the address and the code that was mailed to it.
fn asked(subject: &Subject, persona: &Persona) -> Result<(Value, String, String), Fault> {
    let (name, host) = persona.email.split_once('@').unwrap_or_default();
    let new = format!("{name}+{}@{host}", random_letters(6));
    let answer = persona.ask(&Request::new("POST", "/me/email").json(&json!({"email": new})))?;
    if answer.status == 429 {
        return Err(Fault::Missing("wider quotas for new addresses during the run".into()));
    }
    ensure!((200..300).contains(&answer.status), "POST /me/email is answered with {}", answer.status);
    let code = subject.inbox()?.next(&new)?.code()?;
    subject.recorder.keep_secret(&new, "<new address>");
    subject.recorder.keep_secret(&code, "$CODE");
    Ok((answer.json()["challenge_id"].clone(), new, code))
}

fn confirm(persona: &Persona, challenge: &Value, code: &str) -> Result<u16, Fault> {
    let proof = json!({"challenge_id": challenge, "code": code});
    Ok(persona.ask(&Request::new("POST", "/me/email/confirm").json(&proof))?.status)
}

/// Back to the address of before.
fn undo(persona: &Persona) -> Verdict {
    let changes = persona.get("/me/changes")?.json();
    let change = changes["changes"].as_array().and_then(|all| all.iter().find(|change| change["field"] == "email")).cloned();
    let id = change.unwrap_or_default()["id"].as_str().unwrap_or_default().to_owned();
    let status = persona.ask(&Request::new("POST", &format!("/me/changes/{id}/undo")))?.status;
    ensure!((200..300).contains(&status), "the step back to the old address is answered with {status}");
    let now = address(persona)?;
    ensure!(now == persona.email.as_str(), "after the step back the address is another one than before");
    Ok(())
}

/// STEP-03.
pub fn both_are_asked(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Erasable)?;
    let before = address(&persona)?;
    let (challenge, new, code) = asked(subject, &persona)?;
    ensure!(address(&persona)? == before, "a new address counts before its mail was read");
    // Nor does it open anything: asked for, it gets no mail.
    Persona::asking(&subject.target, &new).begin()?;
    subject.asked(Role::Ordinary)?;
    let mails = subject.inbox()?.to(&new)?.iter().filter(|mail| mail.code().is_ok()).count();
    ensure!(mails == 0, "a sign-in is mailed to an address that nobody has confirmed");
    opens_nothing(&subject.stranger(), &json!({"challenge_id": challenge, "code": code}), "the code for a new address at the door")?;
    let other = subject.signed_in(Role::Connection)?;
    let status = confirm(&other, &challenge, &code)?;
    ensure!((400..500).contains(&status), "somebody else who confirms a new address is answered with {status}");
    ensure!(address(&persona)? == before, "somebody else confirmed a new address");
    subject.empty(Role::Erasable)?;
    let status = confirm(&persona, &challenge, &code)?;
    ensure!((200..300).contains(&status), "the code that was mailed to a new address is answered with {status}");
    ensure!(address(&persona)? == new.as_str(), "a confirmed address does not count");
    let told = subject.inbox()?.notice(subject.address(Role::Erasable)?);
    undo(&persona)?;
    let told = told?;
    ensure!(told.link_token().is_err() && !told.text.contains(&code), "the mail to the old address holds what opens something");
    Ok(())
}

/// STEP-04.
pub fn the_old_one_is_over(subject: &Subject) -> Verdict {
    let (persona, other) = (subject.anew(Role::Erasable)?, subject.anew(Role::Erasable)?);
    let waiting = subject.asked(Role::Erasable)?;
    let (challenge, _, code) = asked(subject, &persona)?;
    let status = confirm(&persona, &challenge, &code)?;
    ensure!((200..300).contains(&status), "the code that was mailed to a new address is answered with {status}");
    let dead = opens_nothing(&waiting.browser, &waiting.proof()?, "a code that was mailed to the old address");
    let link = json!({"link_token": waiting.mail.link_token()?});
    let dead = dead.and_then(|()| opens_nothing(&waiting.browser, &link, "a link that was mailed to the old address"));
    let ended = persona.ask(&Request::new("DELETE", "/me/sessions"))?.status;
    undo(&persona)?;
    dead?;
    ensure!((200..300).contains(&ended), "ending all other sessions with a new address is answered with {ended}");
    ensure!(other.get("/me")?.status == 401, "another session goes on after it was ended");
    is_in(&persona, "after the change of the address")
}
