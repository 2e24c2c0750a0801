//! Changes of what people are recognised or reached by: STEP-03 and MOD. Told to their owner, listed for nobody else, undone for a day. Not: who may
//! change what (`editing`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use support::{ADA, Backend, CHIOMA, PATIENT};

fn changes(persona: &Persona) -> Vec<Value> {
    persona.get("/me/changes").unwrap().json()["changes"].as_array().unwrap().clone()
}

fn field(persona: &Persona, name: &str) -> Value {
    persona.get("/me").unwrap().json()["fields"][name]["value"].clone()
}

fn undo(persona: &Persona, change: &Value) -> u16 {
    persona.ask(&Request::new("POST", &format!("/me/changes/{}/undo", change["id"].as_str().unwrap()))).unwrap().status
}

/// The mail about a change that this person made; the one about their new device came before it.
fn told(backend: &Backend, email: &str) -> String {
    std::iter::repeat_with(|| backend.mailbox.notice(email).unwrap())
        .take(5)
        .find(|mail| mail.subject.contains("was changed"))
        .unwrap()
        .text
}

/// OWASP ASVS 5.0 V6.3.7.
#[test]
fn step_03_the_owner_is_told_by_the_way_that_was_theirs_before() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    assert_eq!(ada.patch(&json!({"phone": "+44 20 7946 0555", "job_title": "Canary keeper"})).unwrap().status, 200);
    let mail = told(&backend, ADA);
    assert!(mail.contains("job title") && mail.contains("phone") && !mail.contains("photo"), "{mail}");
    assert!(!mail.contains("7946") && !mail.contains("Canary"), "the values do not travel by mail: {mail}");
    // What nobody is recognised by is nobody's alarm.
    assert_eq!(ada.patch(&json!({"pronouns": "she"})).unwrap().status, 200);
    assert_eq!(changes(&ada).len(), 2);
}

#[test]
fn mod_01_vandalism_is_listed_and_undone_by_its_owner_alone() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let before = field(&ada, "name");
    assert_eq!(ada.patch(&json!({"name": "Rude Word"})).unwrap().status, 200);
    let change = changes(&ada).remove(0);
    assert_eq!((&change["field"], &change["before"], &change["after"]), (&json!("name"), &before, &json!("Rude Word")));
    assert!(change["undo_for"].as_u64().is_some_and(|seconds| (86_000..=86_400).contains(&seconds)), "{change}");

    let chioma = backend.sign_in(CHIOMA);
    assert_eq!(changes(&chioma), Vec::<Value>::new());
    assert_eq!(undo(&chioma, &change), 404, "somebody else's change does not exist");
    assert_eq!(field(&ada, "name"), "Rude Word");
    assert_eq!(backend.stranger().get("/me/changes").unwrap().status, 401);

    assert_eq!(undo(&ada, &change), 200);
    assert_eq!(field(&ada, "name"), before);
    assert_eq!(undo(&ada, &change), 404, "once");
    assert_eq!(changes(&ada).len(), 2, "the step back is a change too");
}

/// What its owner emptied is not put back before other people's eyes by whoever holds an open session.
#[test]
fn step_02_what_would_be_seen_again_needs_a_fresh_proof() {
    let backend = Backend::start(&[&PATIENT[..], &["--limit", "step_up_age=3"]].concat());
    let ada = backend.sign_in(ADA);
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    assert_eq!(ada.share(&json!({"fields": {"phone": "delegates"}})).unwrap().status, 200);
    assert_eq!(ada.patch(&json!({"phone": "+44 20 7946 0777"})).unwrap().status, 200);
    assert_eq!(ada.patch(&json!({"phone": null})).unwrap().status, 200);
    let emptied = changes(&ada).remove(0);
    // Until the proof is stale, which only time does.
    let widened = || ada.share(&json!({"fields": {"job_title": "delegates"}})).unwrap().status;
    while widened() != 403 {
        assert_eq!(ada.share(&json!({"fields": {"job_title": "only_me"}})).unwrap().status, 200);
    }
    assert_eq!(undo(&ada, &emptied), 403);
    assert_eq!(field(&ada, "phone"), Value::Null);
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    assert_eq!(undo(&ada, &emptied), 200);
    assert_eq!(field(&ada, "phone"), "+44 20 7946 0777");
}
