//! Passkeys from a device in software, as far as it takes to meet every answer of their routes. Not: what makes an answer a lie.

use super::authenticator::Authenticator;
use super::{ADA, Backend};
use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};

/// At a name, because browsers have no passkeys at an IP address. The port is part of no check but that of the origin.
pub const NAMED: [&str; 2] = ["--public-url", ORIGIN];
pub const ORIGIN: &str = "http://localhost:8080";

pub fn device() -> Authenticator {
    Authenticator::new(1, ORIGIN, "localhost")
}

pub fn ask(who: &Persona, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let request = Request::new(method, path);
    who.ask(&body.map_or(request.clone(), |body| request.json(body))).unwrap()
}

/// The whole of it: made, used for a fresh proof and for a sign-in, renamed, removed.
pub fn story(backend: &Backend) {
    let (ada, stranger, mut phone) = (backend.sign_in(ADA), backend.stranger(), device());
    assert_eq!(ask(&ada, "POST", "/auth/step-up/passkey/start", None).status, 404, "there is none");
    let mut go = |who: &Persona, way: &str, status: u16| {
        let question = ask(who, "POST", &format!("{way}/start"), None).json();
        let signed = if way.ends_with("register") { phone.make(&question["options"]) } else { phone.sign(&question["options"]) };
        let body = json!({"ceremony_id": question["ceremony_id"], "credential": signed});
        let finish = format!("{way}/finish");
        assert_eq!(ask(who, "POST", &finish, Some(&body)).status, status, "{way}");
        assert_eq!(ask(who, "POST", &finish, Some(&body)).status, 422, "{way}: a second time");
    };
    go(&ada, "/auth/passkey/register", 201);
    go(&ada, "/auth/step-up/passkey", 204);
    go(&stranger, "/auth/passkey/login", 200);
    assert_eq!(stranger.get("/me").unwrap().json()["fields"]["email"]["value"], ADA);
    let path = format!("/me/passkeys/{}", ask(&ada, "GET", "/me/passkeys", None).json()["passkeys"][0]["id"].as_str().unwrap());
    let name = json!({"label": "Blue phone"});
    assert_eq!(ask(&ada, "PATCH", &path, Some(&name)).json()["label"], "Blue phone");
    assert_eq!(ask(&ada, "PATCH", "/me/passkeys/none", Some(&name)).status, 404);
    assert_eq!((ask(&ada, "DELETE", &path, None).status, ask(&ada, "DELETE", &path, None).status), (204, 404));
}

/// Where browsers have no passkeys there is nothing of them.
pub fn not_offered(backend: &Backend) {
    let ada = backend.sign_in(ADA);
    assert!(!ask(&ada, "GET", "/config", None).json()["sign_in"].as_array().unwrap().contains(&json!("passkey")));
    let answer = json!({"ceremony_id": "none", "credential": {}});
    for way in ["/auth/passkey/login", "/auth/passkey/register", "/auth/step-up/passkey"] {
        assert_eq!(ask(&ada, "POST", &format!("{way}/start"), None).status, 404, "{way}");
        assert_eq!(ask(&ada, "POST", &format!("{way}/finish"), Some(&answer)).status, 404, "{way}");
    }
    assert_eq!(ask(&ada, "GET", "/me/passkeys", None).status, 404);
}

/// With no place for any, and quotas of next to nothing.
pub fn too_many(backend: &Backend) {
    let ada = backend.sign_in(ADA);
    let start = |way: &str| ask(&ada, "POST", &format!("{way}/start"), None).status;
    assert!((0..4).any(|_| start("/auth/passkey/register") == 422), "no place");
    for way in ["/auth/passkey/login", "/auth/passkey/register", "/auth/step-up/passkey"] {
        assert!((0..4).any(|_| start(way) == 429), "{way}");
    }
    let answer = json!({"ceremony_id": "none", "credential": {}});
    assert!((0..4).any(|_| ask(&ada, "POST", "/auth/passkey/login/finish", Some(&answer)).status == 429));
}
