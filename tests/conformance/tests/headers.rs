//! What the suite's checks of headers and refusals cannot reach on plain HTTP, or from outside. Not: the app's own files, which `page` asks for.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::checks::{envelope, sessions};
use plenary_conformance::http::Request;
use support::{ADA, Backend, CHIOMA};

#[test]
fn hdr_02_sess_07_over_https_the_browser_is_told_to_stay_there_and_cookies_have_every_attribute() {
    let backend = Backend::launch(&["--public-url", "https://app.example.org"]);
    envelope::by_https_only(&backend.subject()).unwrap();
    sessions::cookie_attributes(&backend.subject()).unwrap();
    let ada = backend.sign_in(CHIOMA);
    assert!(ada.cookie().starts_with("__Host-"), "the development cookie is not used here");
    let bare = ada.cookie().replace("__Host-", "");
    assert_eq!(backend.ask(&Request::new("GET", "/me").with("Cookie", &bare)).status, 401, "nor taken");
}

#[test]
fn ct_01_every_refusal_is_a_problem() {
    let backend = Backend::start(&[]);
    let ada = backend.sign_in(ADA);
    let tag = ada.get("/me").unwrap().header("etag").unwrap().to_owned();
    let patch = || Request::new("PATCH", "/me").with("If-Match", &tag);
    let json = |body: &str| patch().with("Content-Type", "application/json").body(body);
    for (request, status, kind) in [
        (json("{"), 400, "malformed"),
        (Request::new("GET", "/me").with("Cookie", "plenary=x"), 401, "session-required"),
        (json("{}").without("X-Plenary"), 403, "cross-site"),
        (Request::new("GET", "/delegates/nobody"), 404, "not-found"),
        (Request::new("PUT", "/me"), 405, "method-not-allowed"),
        (json("{}").without("If-Match"), 428, "precondition-required"),
        (json("{}").without("If-Match").with("If-Match", "\"999\""), 412, "stale"),
        (json(&format!("\"{}\"", "x".repeat(5 << 20))), 413, "too-large"),
        (patch().with("Content-Type", "text/plain").body("{}"), 415, "media-type"),
        (json(r#"{"role":"admin"}"#), 422, "invalid"),
    ] {
        let answer = ada.ask(&request).unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (status, kind), "{} {}", request.method, request.path);
    }
}

/// A record that cannot be read is the closest thing to a defect that can be had from outside.
#[test]
fn ct_01_a_defect_is_a_problem_that_tells_nothing() {
    let backend = Backend::start(&[]);
    let ada = backend.sign_in(ADA);
    let database = rusqlite::Connection::open(backend.database()).unwrap();
    database.execute("UPDATE person SET fields = 'k7secret' WHERE email_key = ?1", [ADA]).unwrap();
    let answer = ada.get("/me").unwrap();
    assert_eq!((answer.status, answer.problem().as_str()), (500, "server"));
    let text = String::from_utf8(answer.bytes()).unwrap().to_lowercase();
    for told in ["k7secret", "sqlite", "person", "fields", ".rs", "ada"] {
        assert!(!text.contains(told), "{told}");
    }
    let id = answer.json()["request_id"].as_str().unwrap().to_owned();
    let log = String::from_utf8(backend.log()).unwrap();
    assert!(log.contains(&id), "the log does not know the request");
    assert!(!log.contains("k7secret") && !log.contains(ADA));
}
