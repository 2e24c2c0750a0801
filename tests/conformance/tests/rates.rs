//! How often somebody may ask, with the backend's own quotas: RATE. Not: quotas that only the rules' tests can reach.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::random_letters;
use serde_json::json;
use support::{ADA, Backend, CHIOMA};

/// Asks until it is too often; how many were answered before. A window may end in between, so twice the quota is allowed for.
fn until_refused(most: usize, mut ask: impl FnMut() -> Answer) -> usize {
    for count in 0..=2 * most {
        let answer = ask();
        if answer.status == 429 {
            let wait: u64 = answer.header("retry-after").expect("Retry-After").parse().expect("seconds");
            assert!(wait >= 1);
            assert_eq!(answer.problem(), "too-many-requests");
            return count;
        }
        assert!(answer.status < 500);
    }
    panic!("{} requests and no 429", 2 * most + 1)
}

fn start(backend: &Backend, email: &str) -> Answer {
    backend.ask(&Request::new("POST", "/auth/start").json(&json!({"email": email})))
}

#[test]
fn rate_01_04_one_mailbox_cannot_be_flooded() {
    let backend = Backend::start(&[]);
    let answered = until_refused(5, || start(&backend, ADA));
    for spelling in ["ADA@EXAMPLE.ORG", " ada@example.org", "Ada@Example.org"] {
        assert_eq!(start(&backend, spelling).status, 429, "{spelling}");
    }
    // Unknown addresses meet the same limit, and others' are not affected.
    assert!((5..=10).contains(&until_refused(5, || start(&backend, "unknown@example.org"))) && (5..=10).contains(&answered));
    assert_eq!(start(&backend, CHIOMA).status, 202);
    backend.mailbox.next(CHIOMA).unwrap();
    // Hers was asked for last, so the others have arrived or never will.
    assert!(backend.mailbox.to(ADA).unwrap().len() <= answered);
}

/// ASVS 5.0 V6.3.1: a limit against guessing must not become a lock that a stranger turns.
#[test]
fn rate_01_whoever_floods_an_address_does_not_lock_its_owner_out() {
    let backend = Backend::start(&["--forwarded"]);
    let from = |network: &str| Request::new("POST", "/auth/start").json(&json!({"email": ADA})).with("X-Forwarded-For", network);
    until_refused(5, || backend.ask(&from("203.0.113.7")));
    // The owner, from a network of their own, asks once, and a link that is mailed to them opens in their browser and in no other.
    assert!(backend.mailbox.to(ADA).unwrap().len() <= 10, "the mails of a flood are bounded");
    let owner = backend.stranger();
    let from_home = |request: Request| owner.ask(&request.with("X-Forwarded-For", "198.51.100.9")).unwrap();
    assert_eq!(from_home(Request::new("POST", "/auth/start").json(&json!({"email": ADA}))).status, 202);
    let opened = std::iter::repeat_with(|| backend.mailbox.next(ADA).unwrap()).take(11).any(|mail| {
        let proof = json!({"link_token": mail.link_token().unwrap()});
        from_home(Request::new("POST", "/auth/redeem").json(&proof)).status == 200
    });
    assert!(opened);
}

#[test]
fn rate_01_one_source_cannot_try_many_addresses() {
    let backend = Backend::start(&[]);
    until_refused(60, || start(&backend, &format!("{}@example.org", random_letters(9))));
    assert_eq!(start(&backend, ADA).status, 429);
    // What a client writes about its own address changes nothing.
    let forged = Request::new("POST", "/auth/start").json(&json!({"email": ADA}));
    for header in ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"] {
        assert_eq!(backend.ask(&forged.clone().with(header, "203.0.113.7")).status, 429, "{header}");
    }
}

#[test]
fn rate_02_proofs_cannot_be_tried_in_bulk() {
    let backend = Backend::start(&[]);
    until_refused(60, || backend.stranger().redeem(&json!({"challenge_id": random_letters(32), "code": random_letters(8)})).unwrap());
    assert_eq!(backend.stranger().redeem(&json!({"link_token": random_letters(64)})).unwrap().status, 429);
}

#[test]
fn rate_02_step_ups_cannot_flood_their_owner() {
    let backend = Backend::start(&[]);
    let ada = backend.sign_in(ADA);
    until_refused(20, || ada.ask(&Request::new("POST", "/auth/step-up/start")).unwrap());
}

#[test]
fn rate_03_the_directory_cannot_be_walked_in_a_rush() {
    let backend = Backend::start(&[]);
    let bob = backend.sign_in(CHIOMA);
    until_refused(60, || bob.get("/delegates?limit=1").unwrap());
    until_refused(240, || bob.get(&format!("/delegates/{}", random_letters(32))).unwrap());
    assert_eq!(bob.get("/me").unwrap().status, 200, "their own data stays within reach");
}
