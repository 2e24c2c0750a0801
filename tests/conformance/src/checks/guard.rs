//! Against vandalism: what people are known by is changed with a note to its owner, stands in a list, and is put back. Not: who may change it (`owner`).

use super::Subject;
use super::with::{Owner, bob, page, settled};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::picture::Tiles;
use crate::planted::set_photo;
use crate::{Fault, Verdict, ensure, random_digits, random_letters};
use serde_json::{Value, json};

const NEEDED: &[Feature] = &[Feature::Profile, Feature::History];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "HIST-01",
        Profile::Full,
        "what somebody was changed to is listed for them, with when and from which device, and is undone in one step",
        "a vandalised profile stays as it is, because nobody knows what stood there before",
        a_change_is_listed_and_undone,
    )
    .from(&["GDPR Art. 16", "GDPR Art. 5"], &["T41"])
    .needs(NEEDED, &[Role::Connection]),
    Check::new(
        "HIST-02",
        Profile::Full,
        "what others changed is nobody's to see or to undo",
        "anybody can read what a delegate took off their profile, or put it back",
        the_list_is_its_owners,
    )
    .from(&["V8.2.2"], &["T09", "T10"])
    .needs(NEEDED, &[Role::Connection, Role::Ordinary]),
    Check::new(
        "HIST-03",
        Profile::Full,
        "a step back works once, and an older text is kept for no longer than it can be put back",
        "what a delegate deleted lives on in a list of changes",
        the_list_forgets,
    )
    .from(&["GDPR Art. 5", "GDPR Art. 17"], &["T50"])
    .needs(NEEDED, &[Role::Connection]),
    Check::new(
        "NOTICE-01",
        Profile::Full,
        "whoever's name, title, number or portrait is changed is told by mail, without the values",
        "somebody at an open computer changes who a delegate is, and they learn it from the newspaper",
        the_owner_is_told,
    )
    .from(&["V6.3.7", "V7.5.1"], &["T24", "T41"])
    .needs(&[Feature::Profile, Feature::MailedProof], &[Role::Connection]),
];

fn changes(persona: &Persona) -> Result<Vec<Value>, Fault> {
    let answer = persona.get("/me/changes")?;
    ensure!(answer.status == 200, "GET /me/changes is answered with {}", answer.status);
    Ok(answer.json()["changes"].as_array().cloned().unwrap_or_default())
}

fn undo(persona: &Persona, change: &Value) -> Result<u16, Fault> {
    let id = change["id"].as_str().unwrap_or("unknown");
    Ok(persona.ask(&Request::new("POST", &format!("/me/changes/{id}/undo")))?.status)
}

/// Changes a field and returns the entry about it.
fn changed(owner: &Owner, key: &str, text: &str) -> Result<Value, Fault> {
    owner.write(&json!({key: text}))?;
    let all = changes(&owner.persona)?;
    let found = all.into_iter().find(|change| change["field"] == key && change["after"] == text);
    found.ok_or_else(|| Fault::Broken(format!("a change of {key} is not in the list of changes")))
}

/// HIST-01.
pub fn a_change_is_listed_and_undone(subject: &Subject) -> Verdict {
    let (owner, begun) = (Owner::of(subject)?, now());
    owner.write(&json!({"name": "Somebody Of The Suite", "job_title": "Tester"}))?;
    for (key, text) in [("name", format!("Rude {}", random_letters(8))), ("job_title", random_letters(12))] {
        let before = owner.value(key)?;
        let change = changed(&owner, key, &text)?;
        ensure!(change["before"] == before, "the list says that {key} was another one than it was");
        let at = change["at"].as_i64().unwrap_or_default();
        ensure!((begun - 120..=now() + 120).contains(&at), "the change of {key} is not of now");
        ensure!(!change["device"].as_str().unwrap_or_default().is_empty(), "the change of {key} does not say from which device");
        ensure!(undo(&owner.persona, &change)? == 200, "a change of {key} is not undone");
        ensure!(owner.value(key)? == before, "after the step back {key} is not what it was");
    }
    if subject.has(Feature::Photos).is_ok() {
        let tiles = Tiles::random();
        set_photo(&owner.persona, &tiles.jpeg("x"))?;
        set_photo(&owner.persona, &Tiles::random().jpeg("y"))?;
        let listed = changes(&owner.persona)?.into_iter().find(|change| change["field"] == "photo");
        let change = listed.ok_or_else(|| Fault::Broken("a new portrait is not in the list of changes".into()))?;
        ensure!(undo(&owner.persona, &change)? == 200, "a new portrait is not undone");
        let photo = owner.value("photo")?;
        let shown = owner.persona.get(&format!("/delegates/{}/photo/{}", owner.id, photo.as_str().unwrap_or_default()))?;
        ensure!(tiles.are_in(&shown.body), "after the step back the portrait is not the one of before");
    }
    Ok(())
}

/// HIST-02.
pub fn the_list_is_its_owners(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    let rude = format!("Rude {}", random_letters(10));
    owner.write(&json!({"name": "Somebody Of The Suite"}))?;
    let change = changed(&owner, "name", &rude)?;
    owner.show(&["name"])?;
    let theirs = bob.get("/me/changes")?;
    ensure!(!String::from_utf8_lossy(&theirs.body).contains(&rude), "somebody else's list holds the change");
    let status = undo(&bob, &change)?;
    ensure!(matches!(status, 403 | 404), "somebody else's step back is answered with {status}");
    let status = undo(&subject.stranger(), &change)?;
    ensure!(status == 401, "a stranger's step back is answered with {status}");
    ensure!(owner.value("name")? == rude && page(&bob, &owner.id)?.json()["name"] == rude, "somebody else undid a change");
    ensure!(undo(&owner.persona, &change)? == 200, "the owner cannot undo it");
    // What stood there for a moment is told to nobody afterwards.
    let page = page(&bob, &owner.id)?;
    ensure!(page.status == 200 && !String::from_utf8_lossy(&page.body).contains(&rude), "the page still holds what was undone");
    owner.hide()
}

/// HIST-03.
pub fn the_list_forgets(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    owner.write(&json!({"job_title": "Tester"}))?;
    let change = changed(&owner, "job_title", &random_letters(12))?;
    let left = change["undo_for"].as_i64().unwrap_or_default();
    ensure!((1..=7 * 86_400).contains(&left), "a text of before is kept for {left} seconds to be put back");
    ensure!(undo(&owner.persona, &change)? == 200, "a change is not undone");
    let again = undo(&owner.persona, &change)?;
    ensure!((400..500).contains(&again), "the same step back is done twice: {again}");
    for unknown in ["unknown", "..", "0"] {
        let status = undo(&owner.persona, &json!({"id": unknown}))?;
        ensure!((400..500).contains(&status), "a step back that is none is answered with {status}");
    }
    for old in changes(&owner.persona)?.iter().filter(|change| change["undo_for"].is_null() && change["undone"] != true) {
        let age = now() - old["at"].as_i64().unwrap_or_default();
        let is_kept = old["before"].is_string() || old["after"].is_string();
        ensure!(!is_kept || age < 7 * 86_400, "what stood there {} days ago is kept", age / 86_400);
    }
    Ok(())
}

/// NOTICE-01.
pub fn the_owner_is_told(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let inbox = subject.inbox()?;
    for (key, text) in [("phone", format!("+{}", random_digits(12))), ("job_title", random_letters(12)), ("name", random_letters(12))] {
        settled(subject, Role::Connection)?;
        owner.write(&json!({key: text}))?;
        let mail = inbox.notice(subject.address(Role::Connection)?)?;
        let told = format!("{}\n{}", mail.subject, mail.text);
        let digits: String = told.chars().filter(char::is_ascii_digit).collect();
        let is_told = told.contains(&text) || (key == "phone" && digits.contains(text.trim_start_matches('+')));
        ensure!(!is_told, "the mail about a changed {key} holds the new value");
    }
    if subject.has(Feature::Photos).is_ok() {
        settled(subject, Role::Connection)?;
        set_photo(&owner.persona, &Tiles::random().jpeg("x"))?;
        inbox.notice(subject.address(Role::Connection)?)?;
    }
    owner.write(&json!({"phone": null, "job_title": null, "name": "Somebody Of The Suite"}))
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
