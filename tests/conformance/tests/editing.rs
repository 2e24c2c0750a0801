//! Changing one's own data: nothing is overwritten unseen, nothing half-applied; widening needs a fresh proof, narrowing never: CONC, STEP.
//! Not: what others see of it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use support::pictures::Tiles;
use support::{ADA, Backend, MINISTER, PATIENT};

fn over(persona: &Persona, tag: &str, change: &Value) -> Answer {
    persona.ask(&Request::new("PATCH", "/me").with("If-Match", tag).json(change)).unwrap()
}

fn tag(persona: &Persona) -> String {
    persona.get("/me").unwrap().header("etag").unwrap().to_owned()
}

#[test]
fn conc_01_of_two_devices_that_saw_the_same_one_is_told() {
    let backend = Backend::start(&PATIENT);
    let (phone, laptop) = (backend.sign_in(ADA), backend.sign_in(ADA));
    let seen = tag(&phone);
    assert_eq!(tag(&laptop), seen);
    let saved = over(&phone, &seen, &json!({"organisation": "from the phone"}));
    assert_eq!(saved.status, 200);
    let refused = over(&laptop, &seen, &json!({"organisation": "from the laptop", "pronouns": "lost"}));
    assert_eq!((refused.status, refused.problem().as_str()), (412, "stale"));
    // The answer holds what is stored, so that both values can be shown.
    assert_eq!(refused.json()["current"], saved.json());
    assert_eq!(saved.json()["fields"]["organisation"]["value"], "from the phone");
    assert_ne!(saved.json()["fields"]["pronouns"]["value"], "lost");
    assert_eq!(over(&laptop, saved.header("etag").unwrap(), &json!({"pronouns": "kept"})).status, 200);
}

#[test]
fn conc_01_of_many_at_once_exactly_one_is_saved() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let seen = tag(&ada);
    let saved = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for number in 0..12 {
            let (ada, seen, saved) = (&ada, &seen, &saved);
            scope.spawn(move || {
                let answer = over(ada, seen, &json!({"organisation": format!("number {number}")}));
                assert!(matches!(answer.status, 200 | 412));
                saved.fetch_add(usize::from(answer.status == 200), Ordering::SeqCst);
            });
        }
    });
    assert_eq!(saved.into_inner(), 1);
}

#[test]
fn conc_02_an_edit_names_the_one_version_that_was_seen() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let seen = tag(&ada);
    let change = json!({"organisation": "unseen"});
    let missing = ada.ask(&Request::new("PATCH", "/me").json(&change)).unwrap();
    assert_eq!((missing.status, missing.problem().as_str()), (428, "precondition-required"));
    assert_eq!(over(&ada, "*", &change).status, 428, "whatever is there is not what was seen");
    let number = seen.trim_matches('"');
    for never in
        [format!("W/{seen}"), number.to_owned(), format!("\"0{number}0\""), format!("{seen}, \"2\""), "\"\"".into(), "\"-1\"".into()]
    {
        assert_eq!(over(&ada, &never, &change).status, 412, "{never}");
    }
    assert_eq!(tag(&ada), seen, "nothing was applied");
}

#[test]
fn conc_03_all_of_an_edit_is_applied_or_nothing() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let before = ada.get("/me").unwrap();
    for bad in [json!({"organisation": "half", "nickname": "x"}), json!({"organisation": "half", "phone": "x".repeat(41)})] {
        assert_eq!(over(&ada, before.header("etag").unwrap(), &bad).status, 422);
        assert_eq!(ada.get("/me").unwrap().body, before.body);
    }
    let both = over(&ada, before.header("etag").unwrap(), &json!({"nickname": "x", "pronouns": "x".repeat(41), "name": 7}));
    let pointers: Vec<String> = both.json()["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap().into()).collect();
    for pointer in ["/nickname", "/pronouns", "/name"] {
        assert!(pointers.iter().any(|found| found == pointer), "{pointer} is not among {pointers:?}");
    }
}

/// Hiding is never lost, whatever other devices save at the same moment.
#[test]
fn conc_04_narrowing_wins_against_edits() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    std::thread::scope(|scope| {
        for number in 0..4 {
            let ada = &ada;
            scope.spawn(move || {
                for round in 0..5 {
                    assert!(matches!(ada.patch(&json!({"organisation": format!("{number}.{round}")})).unwrap().status, 200 | 412));
                }
            });
        }
        for _ in 0..5 {
            assert_eq!(ada.share(&json!({"fields": {"biography": "only_me", "job_title": "only_me"}})).unwrap().status, 200);
        }
    });
    let fields = ada.get("/me").unwrap().json()["fields"].clone();
    assert_eq!((&fields["biography"]["audience"], &fields["job_title"]["audience"]), (&json!("only_me"), &json!("only_me")));
}

/// What would be refused now if the proof were too old.
fn widening() -> Value {
    json!({"fields": {"pronouns": "delegates"}})
}

fn until_stale(persona: &Persona) {
    let begun = Instant::now();
    while persona.share(&widening()).unwrap().problem() != "step-up-required" {
        assert!(begun.elapsed() < Duration::from_secs(10), "the proof does not age");
        assert_eq!(persona.share(&json!({"fields": {"pronouns": "only_me"}})).unwrap().status, 200);
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn step_01_02_changes_by_which_people_are_known_and_widening_need_a_fresh_proof() {
    let backend = Backend::start(&[&PATIENT[..], &["--limit", "step_up_age=3", "--limit", "changes_per_delegate=10000/3600"]].concat());
    let (ada, elsewhere) = (backend.sign_in(MINISTER), backend.sign_in(MINISTER));
    until_stale(&ada);
    until_stale(&elsewhere);
    let before = ada.get("/me").unwrap();
    let stale = |answer: Answer| assert_eq!((answer.status, answer.problem().as_str()), (403, "step-up-required"));
    for key in ["name", "job_title", "phone"] {
        stale(ada.patch(&json!({key: "new"})).unwrap());
    }
    stale(ada.patch(&json!({"organisation": "new", "phone": null})).unwrap());
    let picture = Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(Tiles::random().jpeg("x"));
    stale(ada.ask(&picture).unwrap());
    stale(ada.ask(&Request::new("DELETE", "/me/photo")).unwrap());
    for wider in [json!({"fields": {"phone": "connections"}}), json!({"fields": {"name": "delegates"}, "listed": true})] {
        stale(ada.share(&wider).unwrap());
    }
    // One field hidden does not smuggle another one out.
    stale(ada.share(&json!({"fields": {"pronouns": "only_me", "phone": "delegates"}})).unwrap());
    assert_eq!(ada.get("/me").unwrap().body, before.body, "nothing was applied");
    // What nobody is recognised by, and hiding, need nothing.
    assert_eq!(ada.patch(&json!({"organisation": "Ministry", "biography": "text", "pronouns": "she/her"})).unwrap().status, 200);
    let hide = json!({"fields": {"name": "only_me", "phone": "only_me", "email": "only_me"}, "listed": false});
    assert_eq!(ada.share(&hide).unwrap().status, 200);

    // A proof of another session, of a sign-in, or a wrong one is none.
    let started = elsewhere.ask(&Request::new("POST", "/auth/step-up/start")).unwrap();
    let code = backend.mailbox.next(MINISTER).unwrap().code().unwrap();
    let others = json!({"challenge_id": started.json()["challenge_id"], "code": code});
    let finish = |proof: &Value| ada.ask(&Request::new("POST", "/auth/step-up/finish").json(proof)).unwrap().status;
    assert_eq!(finish(&others), 422);
    let (challenge, mail) = backend.sign_in(MINISTER).start(&backend.mailbox).unwrap();
    assert_eq!(finish(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})), 422);
    stale(ada.share(&widening()).unwrap());

    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    assert_eq!(ada.share(&widening()).unwrap().status, 200);
    stale(elsewhere.share(&json!({"fields": {"phone": "delegates"}})).unwrap());
}

#[test]
fn step_01_codes_of_a_step_up_cannot_be_guessed() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let started = ada.ask(&Request::new("POST", "/auth/step-up/start")).unwrap();
    let code = backend.mailbox.next(ADA).unwrap().code().unwrap();
    let finish = |code: &str| {
        let proof = json!({"challenge_id": started.json()["challenge_id"], "code": code});
        ada.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof)).unwrap().status
    };
    for _ in 0..10 {
        assert!(matches!(finish("ABCD2345"), 422 | 429));
    }
    assert_eq!(finish(&code), 422);
    // The owner is not shut out of hiding things by somebody's guessing.
    assert_eq!(ada.share(&json!({"fields": {"phone": "only_me"}})).unwrap().status, 200);
}
