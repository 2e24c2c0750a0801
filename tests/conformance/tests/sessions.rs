//! Sessions from their first cookie to their last: SESS, LOGOUT and CSRF. Not: how one is opened (`sign_in`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::checks::{origin, sessions};
use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::json;
use std::time::{Duration, Instant};
use support::{ADA, Backend, CHIOMA, MINISTER, PATIENT};

/// Routes that need a session, of every kind.
fn routes() -> Vec<Request> {
    vec![
        Request::new("GET", "/me"),
        Request::new("GET", "/delegates"),
        Request::new("GET", "/me/preview?as=delegate"),
        Request::new("PUT", "/me/agenda/t1"),
        Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"pronouns": "x"})),
        Request::new("PUT", "/me/audiences").json(&json!({"listed": false})),
        Request::new("POST", "/auth/step-up/start"),
        Request::new("GET", "/me/session"),
        Request::new("GET", "/me/sessions"),
        Request::new("DELETE", "/me/sessions/any"),
        Request::new("POST", "/me/sessions/any/disown"),
        Request::new("DELETE", "/me/sessions"),
        Request::new("POST", "/auth/logout-all"),
    ]
}

fn is_out(persona: &Persona) {
    for route in routes() {
        let answer = persona.ask(&route).unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (401, "session-required"), "{} {}", route.method, route.path);
    }
}

#[test]
fn sess_01_every_proof_gives_a_new_id_and_ends_the_old_one() {
    let backend = Backend::start(&PATIENT);
    let mut persona = backend.stranger();
    persona.email = ADA.to_owned();
    let (challenge, mail) = persona.start(&backend.mailbox).unwrap();
    let before = persona.copied();
    // Somebody planted a session of their own choice in this browser.
    let planted = Request::new("POST", "/auth/redeem").with("Cookie", "plenary=f00df00df00df00d");
    let body = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(backend.ask(&planted.json(&body)).status, 200);
    is_out(&before);
    assert_eq!(backend.ask(&Request::new("GET", "/me").with("Cookie", "plenary=f00df00df00df00d")).status, 401);

    let first = backend.sign_in(ADA);
    let old = first.copied();
    assert_eq!(first.step_up(&backend.mailbox).unwrap().status, 204);
    assert_ne!(first.cookie(), old.cookie());
    is_out(&old);
    assert_eq!(first.get("/me").unwrap().status, 200);

    // Signing in over a session ends that session.
    let old = first.copied();
    let (challenge, mail) = first.start(&backend.mailbox).unwrap();
    assert_eq!(first.redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})).unwrap().status, 200);
    is_out(&old);
}

#[test]
fn sess_02_an_idle_session_ends() {
    let backend = Backend::start(&["--limit", "session_idle=3", "--limit", "seen_every=0"]);
    let ada = backend.sign_in(ADA);
    let (begun, mut latest) = (Instant::now(), Instant::now());
    while begun.elapsed() < Duration::from_secs(4) {
        let is_in = ada.get("/me").unwrap().status == 200;
        // A machine that stood still for seconds proves nothing.
        assert!(is_in || latest.elapsed() > Duration::from_secs(2), "a session in use ended");
        latest = Instant::now();
        std::thread::sleep(Duration::from_millis(100));
    }
    std::thread::sleep(Duration::from_millis(4100));
    is_out(&ada);
}

#[test]
fn sess_03_a_session_in_use_ends_too() {
    let backend = Backend::start(&["--limit", "session_absolute=6"]);
    let ada = backend.sign_in(ADA);
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    let begun = Instant::now();
    while ada.get("/me").unwrap().status == 200 {
        assert!(begun.elapsed() < Duration::from_secs(8), "neither use nor a step-up makes it longer");
        std::thread::sleep(Duration::from_millis(50));
    }
    is_out(&ada);
}

#[test]
fn sess_07_cookies_have_every_attribute_over_https() {
    let backend = Backend::launch(&["--public-url", "https://app.example.org"]);
    sessions::cookie_attributes(&backend.subject()).unwrap();
    let ada = backend.sign_in(CHIOMA);
    assert!(ada.cookie().starts_with("__Host-"), "the development cookie is not used here");
    let bare = ada.cookie().replace("__Host-", "");
    assert_eq!(backend.ask(&Request::new("GET", "/me").with("Cookie", &bare)).status, 401, "nor taken");
}

#[test]
fn sess_07_cookies_have_every_attribute_that_loopback_allows() {
    sessions::cookie_attributes(&Backend::start(&[]).subject()).unwrap();
}

#[test]
fn sess_08_two_cookies_of_one_name_are_no_session() {
    let backend = Backend::start(&[]);
    let (ada, bob) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let both = format!("{}; {}", ada.cookie(), bob.cookie());
    assert_eq!(backend.ask(&Request::new("GET", "/me").with("Cookie", &both)).status, 401);
    let apart = Request::new("GET", "/me").with("Cookie", &ada.cookie()).with("Cookie", &bob.cookie());
    assert_eq!(backend.ask(&apart).status, 401);
}

#[test]
fn logout_01_sign_out_clears_cookie_and_storage() {
    sessions::sign_out_clears(&Backend::start(&[]).subject()).unwrap();
}

#[test]
fn logout_02_an_old_cookie_is_worth_nothing() {
    let backend = Backend::start(&[]);
    sessions::sign_out_revokes(&backend.subject()).unwrap();
    let ada = backend.sign_in(ADA);
    let (stolen, elsewhere) = (ada.copied(), backend.sign_in(ADA));
    assert_eq!(ada.ask(&Request::new("POST", "/auth/logout")).unwrap().status, 204);
    is_out(&stolen);
    assert_eq!(elsewhere.get("/me").unwrap().status, 200, "another device stays");
    assert_eq!(stolen.ask(&Request::new("POST", "/auth/logout")).unwrap().status, 401, "signing out twice");
}

#[test]
fn logout_02_a_step_up_under_way_dies_with_its_session() {
    let backend = Backend::start(&[]);
    let ada = backend.sign_in(ADA);
    let started = ada.ask(&Request::new("POST", "/auth/step-up/start")).unwrap();
    let code = backend.mailbox.next(ADA).unwrap().code().unwrap();
    assert_eq!(ada.copied().ask(&Request::new("POST", "/auth/logout")).unwrap().status, 204);
    let proof = json!({"challenge_id": started.json()["challenge_id"], "code": code});
    assert_eq!(ada.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof)).unwrap().status, 401);
    assert_eq!(ada.redeem(&proof).unwrap().status, 422, "nor does it open a new one");
}

#[test]
fn logout_03_everywhere_is_everywhere_and_nobody_else() {
    let backend = Backend::start(&PATIENT);
    let devices = [backend.sign_in(MINISTER), backend.sign_in(MINISTER), backend.sign_in(MINISTER)];
    let bob = backend.sign_in(CHIOMA);
    assert_eq!(devices[1].ask(&Request::new("POST", "/auth/logout-all")).unwrap().status, 204);
    devices.iter().for_each(is_out);
    assert_eq!(bob.get("/me").unwrap().status, 200);
}

#[test]
fn csrf_01_04_another_site_changes_nothing() {
    origin::another_site_changes_nothing(&Backend::start(&[]).subject()).unwrap();
}

#[test]
fn csrf_01_another_site_can_neither_start_nor_finish_a_sign_in() {
    let backend = Backend::start(&[]);
    let start = Request::new("POST", "/auth/start").json(&json!({"email": ADA}));
    let mut persona = backend.stranger();
    persona.email = ADA.to_owned();
    let (challenge, mail) = persona.start(&backend.mailbox).unwrap();
    let redeem = Request::new("POST", "/auth/redeem").json(&json!({"challenge_id": challenge, "code": mail.code().unwrap()}));
    for request in [start, redeem] {
        for forged in [
            request.clone().without("X-Plenary"),
            request.clone().with("Sec-Fetch-Site", "cross-site"),
            request.clone().with("Sec-Fetch-Site", "same-site"),
        ] {
            assert_eq!(backend.ask(&forged).problem(), "cross-site", "{}", request.path);
        }
    }
    assert!(backend.mailbox.to(ADA).unwrap().is_empty(), "no mail was sent");
    assert_eq!(persona.redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})).unwrap().status, 200, "nothing was spent");
}

/// A tab that still shows one person does not act for the next who signed in in the same browser.
#[test]
fn sess_09_a_request_for_one_viewer_is_not_answered_for_another() {
    let backend = Backend::start(&PATIENT);
    let (ada, chioma) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let id = |persona: &Persona| persona.ask(&Request::new("GET", "/me")).unwrap().json()["id"].as_str().unwrap().to_owned();
    let (adas, chiomas) = (id(&ada), id(&chioma));
    for route in routes() {
        let answer = chioma.ask(&route.with("X-Plenary-Viewer", &adas)).unwrap();
        assert_eq!(answer.status, 401);
    }
    let own = Request::new("GET", "/me").with("X-Plenary-Viewer", &chiomas);
    assert_eq!(chioma.ask(&own).unwrap().status, 200);
}
