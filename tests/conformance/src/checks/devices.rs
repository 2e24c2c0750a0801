//! A delegate's own list of where they are signed in: it names no secret, is nobody else's, and new entries are told. Not: what ends them
//! (`ending`).

use super::Subject;
use super::browser::{is_in, is_out};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "SESS-04",
        Profile::Full,
        "delegates see everywhere they are signed in, and the list holds no secret",
        "nobody notices that somebody else is in their account, or the list itself gives the account away",
        the_list,
    )
    .from(&["V7.5.2", "V14.2.6"], &["T23"])
    .needs(&[Feature::Devices], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "SESS-13",
        Profile::Full,
        "one session is ended from another at once, and only that one",
        "a delegate who lost their phone cannot keep its finder out",
        one_is_ended,
    )
    .from(&["V7.5.2", "V7.4.1"], &["T23"])
    .needs(&[Feature::Devices, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "SESS-14",
        Profile::Full,
        "somebody else's session does not exist",
        "any delegate can throw any other out of the conference",
        somebody_elses,
    )
    .from(&["V8.2.2"], &["T10", "T23"])
    .needs(&[Feature::Devices], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "SESS-15",
        Profile::Full,
        "a sign-in on a new device is told to the owner by a mail that opens nothing",
        "somebody else may be in a delegate's account for weeks without their knowing",
        new_devices_are_told,
    )
    .from(&["V6.3.5"], &["T23"])
    .needs(&[Feature::Devices, Feature::MailedProof], &[Role::Ordinary]),
];

/// What `GET /me/sessions` names.
pub(super) fn sessions(persona: &Persona) -> Result<Vec<Value>, Fault> {
    let answer = persona.get("/me/sessions")?;
    ensure!(answer.status == 200, "GET /me/sessions is answered with {}", answer.status);
    let all = answer.json()["sessions"].as_array().cloned().unwrap_or_default();
    ensure!(!all.is_empty(), "GET /me/sessions does not name the session that asks");
    Ok(all)
}

/// The id of the session that asks.
pub(super) fn own_id(persona: &Persona) -> Result<String, Fault> {
    let all = sessions(persona)?;
    let current: Vec<&Value> = all.iter().filter(|session| session["current"] == true).collect();
    ensure!(current.len() == 1, "{} sessions are called the current one", current.len());
    Ok(id(current.first().copied().unwrap_or(&Value::Null)))
}

fn id(session: &Value) -> String {
    session["id"].as_str().unwrap_or_default().to_owned()
}

/// SESS-04.
pub fn the_list(subject: &Subject) -> Verdict {
    let (first, second) = (subject.signed_in(Role::Ordinary)?, subject.anew(Role::Ordinary)?);
    let other = subject.signed_in(Role::Connection)?;
    let ids = |persona: &Persona| -> Result<Vec<String>, Fault> { Ok(sessions(persona)?.iter().map(id).collect()) };
    let (seen, others) = (ids(&second)?, ids(&other)?);
    for persona in [&*first, &second] {
        ensure!(seen.contains(&own_id(persona)?), "a session of the same person is not in the list");
    }
    ensure!(seen.iter().all(|id| !others.contains(id)), "somebody else's session is in the list");
    let text = String::from_utf8_lossy(&second.get("/me/sessions")?.bytes()).into_owned();
    for secret in [first.secrets(), second.secrets()].concat().iter().filter(|secret| secret.len() >= 16) {
        let hash: String = Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        for part in [secret.get(..16), secret.get(secret.len() - 16..), hash.get(..16)].into_iter().flatten() {
            ensure!(!text.contains(part), "the list holds a session's secret, a part of it or a number that is made of it");
        }
    }
    second.ask(&Request::new("POST", "/auth/logout"))?;
    Ok(())
}

/// SESS-13.
pub fn one_is_ended(subject: &Subject) -> Verdict {
    let (here, lost) = (subject.signed_in(Role::Ordinary)?, subject.anew(Role::Ordinary)?);
    let stolen = lost.copied();
    let id = own_id(&lost)?;
    is_in(&stolen, "before it is ended")?;
    let ended = here.ask(&Request::new("DELETE", &format!("/me/sessions/{id}")))?.status;
    ensure!((200..300).contains(&ended), "ending one's own other session is answered with {ended}");
    is_out(&lost, "after the session was ended from another")?;
    is_out(&stolen, "with a copy of an ended session")?;
    is_in(&here, "after ending another session")?;
    ensure!(!sessions(&here)?.iter().any(|session| session["id"] == id.as_str()), "an ended session is still in the list");
    Ok(())
}

/// SESS-14.
pub fn somebody_elses(subject: &Subject) -> Verdict {
    let (theirs, mine) = (subject.signed_in(Role::Ordinary)?, subject.signed_in(Role::Connection)?);
    let id = own_id(&theirs)?;
    let nobodys = random_letters(id.len().max(1));
    for (method, tail) in [("DELETE", ""), ("POST", "/disown")] {
        let ask = |id: &str| mine.ask(&Request::new(method, &format!("/me/sessions/{id}{tail}")));
        let (answer, unknown) = (ask(&id)?, ask(&nobodys)?);
        ensure!(matches!(answer.status, 403..=405), "{method} of somebody else's session is answered with {}", answer.status);
        ensure!(
            (answer.status, answer.problem()) == (unknown.status, unknown.problem()),
            "{method} tells a session of somebody else from one that nobody has"
        );
        is_in(&theirs, "after somebody else tried to end it")?;
    }
    Ok(())
}

/// SESS-15.
pub fn new_devices_are_told(subject: &Subject) -> Verdict {
    subject.empty(Role::Ordinary)?;
    let persona = subject.anew(Role::Ordinary)?;
    let mail = subject.inbox()?.notice(subject.address(Role::Ordinary)?)?;
    ensure!(mail.link_token().is_err(), "the mail about a new device holds a link that does something");
    ensure!(!persona.secrets().iter().any(|secret| mail.text.contains(secret.as_str())), "the mail about a new device holds its session");
    persona.ask(&Request::new("POST", "/auth/logout"))?;
    Ok(())
}
