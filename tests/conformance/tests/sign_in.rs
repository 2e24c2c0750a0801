//! What the suite's checks of the door cannot reach from outside: somebody who is removed while they are signed in, a flood from another network, and one
//! proof that is offered by several at the same moment. Not: what they can, which is in the library.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::sync::Barrier;
use support::passkeys::{NAMED, ask, device};
use support::{ADA, Backend, PATIENT};

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

/// So many offer it.
const RIVALS: usize = 4;

/// What these get, who send theirs at the same moment.
fn at_once(rivals: &[Persona], requests: &[Request]) -> Vec<Answer> {
    let gate = &Barrier::new(rivals.len());
    std::thread::scope(|scope| {
        let sent = rivals.iter().zip(requests.iter().cycle()).map(|(who, request)| {
            scope.spawn(move || {
                gate.wait();
                who.ask(request).unwrap()
            })
        });
        let sent: Vec<_> = sent.collect();
        sent.into_iter().map(|answer| answer.join().unwrap()).collect()
    })
}

fn redeem(proof: &Value) -> Request {
    Request::new("POST", "/auth/redeem").json(proof)
}

/// Who of them is signed in.
fn inside(rivals: &[Persona]) -> Vec<&Persona> {
    rivals.iter().filter(|who| who.get("/me").unwrap().status == 200).collect()
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut all: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    all.sort_unstable();
    all
}

#[test]
fn authn_06_one_code_in_several_hands_at_once_opens_one_session() {
    let backend = Backend::start(&PATIENT);
    for round in 0..3 {
        let (challenge, mail) = Persona::asking(&backend.target, ADA).start(&backend.mailbox).unwrap();
        let rivals: Vec<Persona> = (0..RIVALS).map(|_| backend.stranger()).collect();
        let answers = at_once(&rivals, &[redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()}))]);
        assert_eq!(statuses(&answers), [200, 422, 422, 422], "round {round}");
        assert_eq!(inside(&rivals).len(), 1, "round {round}");
    }
}

/// The browser that asked may offer it again, should the answer be lost: then the session before is over.
#[test]
fn authn_06_code_and_link_in_several_tabs_at_once_open_one_session() {
    let backend = Backend::start(&PATIENT);
    for round in 0..3 {
        let asking = Persona::asking(&backend.target, ADA);
        let (challenge, mail) = asking.start(&backend.mailbox).unwrap();
        let code = redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()}));
        let link = redeem(&json!({"link_token": mail.link_token().unwrap()}));
        let elsewhere: Vec<Persona> = (0..RIVALS).map(|_| backend.stranger()).collect();
        assert_eq!(statuses(&at_once(&elsewhere, std::slice::from_ref(&link))), [422; RIVALS], "the link in other browsers");
        let tabs: Vec<Persona> = (0..RIVALS).map(|_| asking.copied()).collect();
        let answers = at_once(&tabs, &[code, link]);
        assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 422)), "round {round}: {:?}", statuses(&answers));
        let inside = inside(&tabs);
        assert_eq!(inside.len(), 1, "round {round}: {:?}", statuses(&answers));
        let listed = inside[0].get("/me/sessions").unwrap().json();
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 1, "round {round}");
        assert_eq!(ask(inside[0], "POST", "/auth/logout", None).status, 204);
    }
}

#[test]
fn authn_06_one_answer_of_a_passkey_in_several_hands_at_once_opens_one_session() {
    let backend = Backend::start(&[&PATIENT[..], &NAMED[..]].concat());
    let (ada, mut phone) = (backend.sign_in(ADA), device());
    let signed = |question: &Value, credential: Value| json!({"ceremony_id": question["ceremony_id"], "credential": credential});
    let question = ask(&ada, "POST", "/auth/passkey/register/start", None).json();
    let made = signed(&question, phone.make(&question["options"]));
    assert_eq!(ask(&ada, "POST", "/auth/passkey/register/finish", Some(&made)).status, 201);
    for round in 0..3 {
        let asking = backend.stranger();
        let question = ask(&asking, "POST", "/auth/passkey/login/start", None).json();
        let answer = signed(&question, phone.sign(&question["options"]));
        let tabs: Vec<Persona> = (0..RIVALS).map(|_| asking.copied()).collect();
        let answers = at_once(&tabs, &[Request::new("POST", "/auth/passkey/login/finish").json(&answer)]);
        assert_eq!(statuses(&answers), [200, 422, 422, 422], "round {round}");
        assert_eq!(inside(&tabs).len(), 1, "round {round}");
    }
}
