//! What people have a right to, once with success and once with each refusal that the contract names. Not: what it means (`tests/rights.rs`).

use super::{Backend, CHIOMA};
use plenary_conformance::http::Request;
use serde_json::json;

pub fn story(backend: &Backend) {
    backend.invite("gone@example.org;Gone\n");
    let gone = backend.sign_in("gone@example.org");
    let status = |request: Request| gone.ask(&request).unwrap().status;
    let get = |path: &str| status(Request::new("GET", path));
    let policy = gone.get("/policy").unwrap().json();
    assert_eq!((get(&format!("/policy?version={}", policy["version"].as_str().unwrap())), get("/policy?version=never")), (200, 404));
    assert_eq!((get("/me/export"), get("/me/export?as=html"), get("/me/export?as=pdf")), (200, 200, 422));
    assert_eq!(gone.ask(&Request::new("GET", "/me/export").with("Sec-Fetch-Site", "cross-site")).unwrap().problem(), "cross-site");
    let consent = |body| status(Request::new("POST", "/me/consents").json(&body));
    assert_eq!(get("/me/consents"), 200);
    assert_eq!((consent(json!({"given": true, "version": policy["version"]})), consent(json!({"given": false}))), (200, 200));
    assert_eq!((consent(json!({"given": true, "version": "never"})), consent(json!({"given": true}))), (404, 422));
    assert_eq!(status(Request::new("POST", "/complaints").json(&json!({"text": "words"}))), 201);
    assert_eq!(status(Request::new("DELETE", "/me").json(&json!({"confirm": "gone@example.org"}))), 200);
    assert_eq!(get("/me"), 401);
}

/// The limits with which [`too_many`] is met at once.
pub const TIGHT: [&str; 6] =
    ["--limit", "exports_per_delegate=1/3600", "--limit", "consents_per_delegate=1/3600", "--limit", "complaints_per_delegate=1/3600"];

/// A window may end in between, so each is tried a few times.
pub fn too_many(backend: &Backend) {
    let bob = backend.sign_in(CHIOMA);
    let version = bob.get("/policy").unwrap().json()["version"].clone();
    for request in [
        Request::new("GET", "/me/export"),
        Request::new("POST", "/me/consents").json(&json!({"given": true, "version": version})),
        Request::new("POST", "/complaints").json(&json!({"text": "words"})),
    ] {
        assert!((0..4).any(|_| bob.ask(&request).unwrap().status == 429), "{} {}", request.method, request.path);
    }
}
