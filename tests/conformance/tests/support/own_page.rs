//! How others see the viewer and how they are reached, once with success and once with each refusal that the contract names. Not: what it means (`tests/own_page.rs`).

use super::{Backend, CHIOMA};
use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};

fn post(persona: &Persona, path: &str, body: &Value) -> Answer {
    persona.ask(&Request::new("POST", path).json(body)).unwrap()
}

/// `POST /me/phone` over the version that is there now, or over this one.
fn phone(persona: &Persona, version: Option<&str>, body: &Value) -> Answer {
    let tag = persona.get("/me").unwrap().header("etag").unwrap().to_owned();
    persona.ask(&Request::new("POST", "/me/phone").with("If-Match", version.unwrap_or(&tag)).json(body)).unwrap()
}

/// Begins a change of the address; the challenge, and the code that was mailed there.
pub fn code(backend: &Backend, persona: &Persona, address: &str) -> Value {
    let started = post(persona, "/me/email", &json!({"email": address}));
    assert_eq!(started.status, 202);
    let code = backend.mailbox.next(address).unwrap().code().unwrap();
    json!({"challenge_id": started.json()["challenge_id"], "code": code})
}

pub fn story(backend: &Backend) {
    backend.invite("mover@example.org;Mover\n");
    let mover = backend.sign_in("mover@example.org");
    assert_eq!(mover.get("/me/audiences").unwrap().status, 200);
    let elsewhere = Request::new("GET", "/me/audiences").with("Sec-Fetch-Site", "cross-site");
    assert_eq!(mover.ask(&elsewhere).unwrap().problem(), "cross-site");
    assert_eq!(post(&mover, "/me/email", &json!({"email": "no address"})).status, 422);
    let proof = code(backend, &mover, "moved@example.org");
    let wrong = json!({"challenge_id": proof["challenge_id"], "code": "ABCD2345"});
    assert_eq!(post(&mover, "/me/email/confirm", &wrong).status, 422);
    assert_eq!(post(&mover, "/me/email/confirm", &proof).status, 200);
    assert_eq!(phone(&mover, None, &json!({"phone": "+44 1"})).status, 200);
    assert_eq!(phone(&mover, Some("\"1\""), &json!({"phone": "+44 2"})).status, 412);
    assert_eq!(phone(&mover, None, &json!({"phone": "x".repeat(41)})).status, 422);
    assert_eq!(post(&mover, "/me/phone", &json!({"phone": null})).status, 428);
}

/// The limits with which [`too_many`] is met at once.
pub const TIGHT: [&str; 4] = ["--limit", "addresses_per_delegate=1/3600", "--limit", "changes_per_delegate=0/3600"];

/// A window may end in between, so each is tried a few times.
pub fn too_many(backend: &Backend) {
    let bob = backend.sign_in(CHIOMA);
    let proof = code(backend, &bob, "too.many@example.org");
    assert_eq!(post(&bob, "/me/email/confirm", &proof).status, 429);
    assert_eq!(phone(&bob, None, &json!({"phone": "+44 3"})).status, 429);
    assert!((0..4).any(|_| post(&bob, "/me/email", &json!({"email": "again@example.org"})).status == 429));
}

/// Whose proof is too old by now.
pub fn stale(persona: &Persona) {
    assert_eq!(post(persona, "/me/email", &json!({"email": "new@example.org"})).problem(), "step-up-required");
    assert_eq!(phone(persona, None, &json!({"phone": "+44 4"})).problem(), "step-up-required");
}
