//! Passkeys over the wire: each check is named by its id. What an authenticator can lie about is tried beside the backend. Not: the browser.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use serde_json::{Value, json};
use support::authenticator::Authenticator;
use support::passkeys::{NAMED, ask, device};
use support::{ADA, BELA, Backend, PATIENT};

fn answer(question: &Value, credential: Value) -> Value {
    json!({"ceremony_id": question["ceremony_id"], "credential": credential})
}

/// Mails arrive in any order, and those about new devices among them.
fn told(backend: &Backend, what: &str) {
    let mut mails = std::iter::repeat_with(|| backend.mailbox.notice(ADA).unwrap()).take(8);
    let mail = mails.find(|mail| mail.subject.contains(what)).expect(what);
    assert!(mail.link_token().is_err(), "it opens nothing");
}

fn enrolled(backend: &Backend) -> Authenticator {
    let (ada, mut phone) = (backend.sign_in(ADA), device());
    let question = ask(&ada, "POST", "/auth/passkey/register/start", None).json();
    let made = ask(&ada, "POST", "/auth/passkey/register/finish", Some(&answer(&question, phone.make(&question["options"]))));
    assert_eq!(made.status, 201);
    phone
}

/// Every string that an outsider gets to see opens nothing, and an address beside a passkey's answer changes nothing.
#[test]
fn passkey_01_only_the_owners_device_opens_a_session_t01() {
    let backend = Backend::start(&[&PATIENT[..], &NAMED].concat());
    let mut phone = enrolled(&backend);
    let stranger = backend.stranger();
    let question = ask(&stranger, "POST", "/auth/passkey/login/start", None).json();
    for known in [question["ceremony_id"].as_str().unwrap(), question["options"]["challenge"].as_str().unwrap()] {
        let cookie = format!("plenary={known}");
        let read = plenary_conformance::http::Request::new("GET", "/me").with("Cookie", &cookie);
        assert_eq!(backend.ask(&read).status, 401);
    }
    let mut body = answer(&question, phone.sign(&question["options"]));
    body["email"] = BELA.into();
    assert_eq!(ask(&stranger, "POST", "/auth/passkey/login/finish", Some(&body)).status, 422, "an address has no place there");
    body.as_object_mut().unwrap().remove("email");
    assert_eq!(ask(&stranger, "POST", "/auth/passkey/login/finish", Some(&body)).status, 200);
    assert_eq!(stranger.get("/me").unwrap().json()["fields"]["email"]["value"], ADA);
}

/// A thief with the cookies of the browser that asked has no device; a thief with the answer has no browser.
#[test]
fn passkey_02_an_answer_belongs_to_the_browser_that_asked() {
    let backend = Backend::start(&[&PATIENT[..], &NAMED].concat());
    let mut phone = enrolled(&backend);
    let (owner, thief) = (backend.stranger(), backend.stranger());
    let question = ask(&owner, "POST", "/auth/passkey/login/start", None).json();
    ask(&thief, "POST", "/auth/passkey/login/start", None);
    let body = answer(&question, phone.sign(&question["options"]));
    let refused = ask(&thief, "POST", "/auth/passkey/login/finish", Some(&body));
    assert_eq!((refused.status, refused.json()["errors"].clone()), (422, json!([{"pointer": "/code", "code": "proof_refused"}])));
    assert_eq!(ask(&owner, "POST", "/auth/passkey/login/finish", Some(&body)).status, 200);
}

/// Made, removed, copied: the owner is told each time, and no such mail holds anything that opens something.
#[test]
fn passkey_03_the_owner_is_told_v6_3_7() {
    let backend = Backend::start(&[&PATIENT[..], &NAMED].concat());
    let mut phone = enrolled(&backend);
    told(&backend, "passkey was added");
    let mut copy = phone.clone();
    for (device, status) in [(&mut phone, 200), (&mut copy, 422)] {
        let somebody = backend.stranger();
        let question = ask(&somebody, "POST", "/auth/passkey/login/start", None).json();
        let body = answer(&question, device.sign(&question["options"]));
        assert_eq!(ask(&somebody, "POST", "/auth/passkey/login/finish", Some(&body)).status, status);
    }
    told(&backend, "passkey was refused");
    let ada = backend.sign_in(ADA);
    let id = ask(&ada, "GET", "/me/passkeys", None).json()["passkeys"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ask(&ada, "DELETE", &format!("/me/passkeys/{id}"), None).status, 204);
    told(&backend, "passkey was removed");
}
