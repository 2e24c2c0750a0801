//! What every answer carries, and what no other site gets: HDR, CACHE, CORS, CT. Not: the app's own files, which `page` asks for.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::checks::{envelope, origin, sessions};
use plenary_conformance::http::Request;
use serde_json::json;
use support::{ADA, BELA, Backend, CHIOMA, MINISTER};

#[test]
fn hdr_01_every_answer_has_the_security_headers() {
    envelope::headers(&Backend::start(&[]).subject()).unwrap();
}

#[test]
fn hdr_01_over_https_the_browser_is_told_to_stay_there() {
    let backend = Backend::launch(&["--public-url", "https://app.example.org"]);
    envelope::headers(&backend.subject()).unwrap();
    for path in ["/config", "/me", "/nothing"] {
        let answer = backend.target.get(path).unwrap();
        let header = answer.header("strict-transport-security").unwrap();
        let age: u64 = header.split(';').next().unwrap().trim_start_matches("max-age=").parse().unwrap();
        assert!(age >= 31_536_000, "{path}: {header}");
    }
}

#[test]
fn cache_01_private_answers_are_not_stored() {
    let backend = Backend::start(&[]);
    let subject = backend.subject();
    sessions::private_answers_are_not_stored(&subject).unwrap();
    // Changes answer with private things as well.
    let ada = backend.sign_in(BELA);
    for answer in [
        ada.patch(&json!({"pronouns": "they/them"})).unwrap(),
        ada.share(&json!({"fields": {"pronouns": "only_me"}})).unwrap(),
        ada.ask(&Request::new("POST", "/auth/step-up/start")).unwrap(),
        ada.ask(&Request::new("POST", "/auth/logout")).unwrap(),
    ] {
        assert!(answer.status < 300);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[test]
fn cache_02_a_path_that_looks_like_a_file_gets_no_private_answer() {
    envelope::deception(&Backend::start(&[]).subject()).unwrap();
}

#[test]
fn cache_03_one_address_answers_each_viewer_alone() {
    let backend = Backend::start(&[]);
    let (alice, bob) = (backend.sign_in(MINISTER), backend.sign_in(CHIOMA));
    for path in ["/me", "/me/agenda", "/me/preview?as=delegate"] {
        let (hers, his) = (alice.get(path).unwrap(), bob.get(path).unwrap());
        assert_eq!(hers.header("vary"), Some("Cookie"), "{path}");
        // Asked again with the other's tag, as a shared cache would ask.
        let tag = hers.header("etag").unwrap_or("\"1\"").to_owned();
        let again = bob.ask(&Request::new("GET", path).with("If-None-Match", &tag)).unwrap();
        assert_eq!((again.status, again.body.as_slice()), (200, his.body.as_slice()), "{path}");
        assert_eq!(backend.target.ask(&Request::new("GET", path).with("If-None-Match", &tag)).unwrap().status, 401);
    }
    assert_ne!(alice.get("/me").unwrap().body, bob.get("/me").unwrap().body);
}

#[test]
fn cors_01_03_no_hostile_origin_is_let_in() {
    let backend = Backend::start(&[]);
    origin::hostile_origins(&backend.subject()).unwrap();
    // The programme alone is for everybody, and without credentials.
    let agenda = backend.ask(&Request::new("GET", "/agenda").with("Origin", "https://elsewhere.example"));
    assert_eq!(agenda.header("access-control-allow-origin"), Some("*"));
    assert_eq!(agenda.header("access-control-allow-credentials"), None);
    assert_eq!(agenda.header("cross-origin-resource-policy"), Some("cross-origin"));
    let me = backend.ask(&Request::new("GET", "/me").with("Origin", "https://elsewhere.example"));
    assert_eq!(me.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn ct_01_every_refusal_is_a_problem() {
    let backend = Backend::start(&[]);
    envelope::problems(&backend.subject()).unwrap();
    let ada = backend.sign_in(ADA);
    let tag = ada.get("/me").unwrap().header("etag").unwrap().to_owned();
    let patch = || Request::new("PATCH", "/me").with("If-Match", &tag);
    let json = |body: &str| patch().with("Content-Type", "application/json").body(body);
    for (request, status, kind) in [
        (json("{"), 400, "malformed"),
        (Request::new("GET", "/me").with("Cookie", "plenary=x"), 401, "session-required"),
        (json("{}").without("X-Plenary"), 403, "cross-site"),
        (Request::new("GET", "/delegates/nobody"), 404, "not-found"),
        (Request::new("DELETE", "/me"), 405, "method-not-allowed"),
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
