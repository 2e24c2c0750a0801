//! What the suite's checks of the door cannot reach from outside: somebody who is removed while they are signed in, and a flood from another
//! network. Not: what they can, which is in the library.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::json;
use support::{ADA, Backend};

#[test]
fn authn_10_somebody_who_was_removed_is_out_at_once() {
    let backend = Backend::start(&[]);
    let (eve, late) = (backend.sign_in(ADA), Persona::asking(&backend.target, ADA));
    let (challenge, mail) = late.start(&backend.mailbox).unwrap();
    let database = rusqlite::Connection::open(backend.database()).unwrap();
    database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    assert_eq!(database.execute("UPDATE person SET disabled = 1 WHERE email_key = ?1", [ADA]).unwrap(), 1);
    for path in ["/me/session", "/me", "/delegates"] {
        let answer = eve.get(path).unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (401, "session-required"), "{path}");
    }
    let proof = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(late.redeem(&proof).unwrap().status, 422);
}

/// ASVS 5.0 V6.3.1: a limit against guessing must not become a lock that a stranger turns.
#[test]
fn rate_01_whoever_floods_an_address_does_not_lock_its_owner_out() {
    let backend = Backend::start(&["--forwarded"]);
    let start = || Request::new("POST", "/auth/start").json(&json!({"email": ADA}));
    let refused = (0..10).any(|_| backend.ask(&start().with("X-Forwarded-For", "203.0.113.7")).status == 429);
    assert!(refused, "one network may flood an address");
    // The owner, from a network of their own, asks once, and a link that is mailed to them opens in their browser and in no other.
    assert!(backend.mailbox.to(ADA).unwrap().len() <= 10, "the mails of a flood are bounded");
    let owner = backend.stranger();
    let from_home = |request: Request| owner.ask(&request.with("X-Forwarded-For", "198.51.100.9")).unwrap();
    assert_eq!(from_home(start()).status, 202);
    let opened = std::iter::repeat_with(|| backend.mailbox.next(ADA).unwrap()).take(11).any(|mail| {
        let proof = json!({"link_token": mail.link_token().unwrap()});
        from_home(Request::new("POST", "/auth/redeem").json(&proof)).status == 200
    });
    assert!(opened);
}
