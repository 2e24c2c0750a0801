//! How others see the viewer and how they are reached, over HTTP: narrowing everywhere at once, a hold, another address. Not: the rules one by one, which are tested where they
//! are.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::own_page::code;
use support::{ADA, BELA, Backend, CHIOMA, PATIENT};

/// Everything that another delegate can ask about somebody, as bytes.
fn seen(viewer: &Persona, id: &str, photo: &str, words: &str) -> Vec<u8> {
    let paths = [
        format!("/delegates/{id}"),
        format!("/delegates/{id}/card"),
        format!("/delegates/{id}/photo/{photo}"),
        "/delegates?letter=A".to_owned(),
        format!("/delegates?q={words}"),
        format!("/delegates?organisation={words}"),
        "/connections".to_owned(),
    ];
    let ask = |path: &String| {
        let answer = viewer.get(path).unwrap();
        [format!("{:?}", answer.headers).into_bytes(), answer.body].concat()
    };
    paths.iter().flat_map(ask).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn what_is_narrowed_is_gone_from_every_answer_within_five_seconds() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    let (id, canary) = (ada.id().unwrap(), "quayside.canary");
    assert_eq!(
        ada.patch(&json!({"organisation": canary, "links": format!("https://{canary}.example/x"), "languages": canary})).unwrap().status,
        200
    );
    let shared = json!({"fields": {"organisation": "delegates", "links": "delegates", "languages": "delegates"}});
    assert_eq!(ada.share(&shared).unwrap().status, 200);
    assert!(holds(&seen(&bela, &id, "none", canary), canary));
    for narrower in [
        json!({"fields": {"organisation": "only_me", "links": "only_me", "languages": "connections"}}),
        json!({"fields": {}, "listed": false}),
    ] {
        let begun = Instant::now();
        assert_eq!(ada.share(&narrower).unwrap().status, 200);
        assert!(!holds(&seen(&bela, &id, "none", canary), canary), "{narrower}");
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
    assert!(!holds(&seen(&bela, &id, "none", canary), &id), "not listed is not there");
}

/// Whether Ada has a mail that says this. An errand sends it before it ends.
fn told(backend: &Backend, words: &str) -> bool {
    backend.mailbox.to(ADA).unwrap().iter().any(|mail| mail.text.contains(words))
}

#[test]
fn a_held_person_is_as_one_who_never_was_and_their_changes_are_refused_mod_01_t41() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    let id = ada.id().unwrap();
    let nobody = bela.get("/delegates/00000000000000000000000000000000").unwrap();
    let before = bela.get(&format!("/delegates/{id}")).unwrap();
    assert_eq!(before.status, 200);
    assert!(backend.errand(&["hold", "--id", &id]).unwrap().contains("is held"));
    let held = bela.get(&format!("/delegates/{id}")).unwrap();
    assert_eq!((held.status, held.json()["title"].clone()), (nobody.status, nobody.json()["title"].clone()));
    assert!(!holds(&seen(&bela, &id, "none", "Lindqvist"), "Lindqvist"));
    let me = ada.get("/me").unwrap().json();
    assert_eq!(me["standing"], "held");
    for change in [json!({"pronouns": "x"}), json!({"job_title": "y"})] {
        assert_eq!(ada.patch(&change).unwrap().problem(), "held");
    }
    assert_eq!(ada.share(&json!({"fields": {"phone": "delegates"}})).unwrap().problem(), "held");
    assert_eq!(ada.share(&json!({"fields": {"organisation": "only_me"}})).unwrap().status, 200, "narrowing goes on");
    assert!(told(&backend, "hold it until they have"));
    assert!(backend.errand(&["release", "--id", &id]).unwrap().contains("as it was before"));
    let after = bela.get(&format!("/delegates/{id}")).unwrap().json();
    assert_eq!((&after["name"], after.get("organisation")), (&before.json()["name"], None));
    assert!(ada.get("/me").unwrap().json().get("standing").is_none());
    assert!(backend.errand(&["hold", "--id", "nobody"]).is_err());
    assert!(backend.errand(&["hold"]).is_err());
}

#[test]
fn the_organisers_sign_somebody_out_everywhere_by_their_address_t23() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    let id = ada.id().unwrap();
    let said = backend.errand(&["sign-out", "--email", ADA]).unwrap();
    assert!(said.contains(&format!("{id} is signed out everywhere: 1 sign-in ended")) && said.ends_with("told by mail.\n"), "{said}");
    assert_eq!(ada.get("/me").unwrap().status, 401);
    assert_eq!(bela.get("/me").unwrap().status, 200);
    assert!(told(&backend, "signed your account out on every device"));
    let mails = backend.mailbox.to(ADA).unwrap().len();
    let said = backend.errand(&["sign-out", "--email", ADA]).unwrap();
    assert!(said.contains("was signed in nowhere") && said.ends_with("no mail went.\n"), "{said}");
    assert_eq!(backend.mailbox.to(ADA).unwrap().len(), mails);
    assert_eq!(backend.sign_in(ADA).id().unwrap(), id);
    for (flags, why) in [
        (&["sign-out"][..], "or give --email"),
        (&["sign-out", "--id", &id, "--email", ADA], "give --id or --email, not both"),
        (&["sign-out", "--email", "nobody@example.org"], "no account has this address, or it was removed"),
        (&["hold", "--email", "nobody@example.org"], "no account has this address, or it was removed"),
        (&["release", "--id", "nobody"], "no account has this id, or it was removed"),
    ] {
        let said = backend.errand(flags).unwrap_err();
        assert!(said.contains(why), "{flags:?}: {said}");
    }
    assert_eq!(bela.get("/me").unwrap().status, 200);
}

#[test]
fn whoever_lost_their_address_is_found_by_it_and_told_there_t24() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let proof = code(&backend, &ada, "thief.of.ada@example.org");
    assert_eq!(ada.ask(&Request::new("POST", "/me/email/confirm").json(&proof)).unwrap().status, 200);
    let held = backend.errand(&["hold", "--email", ADA]).unwrap();
    let id = ada.id().unwrap();
    assert!(held.contains(&format!("{id} is held")) && held.contains("Its address was changed at 2"), "{held}");
    assert!(held.contains(&format!("hold first: hold --id {id}")) && !held.contains("thief"), "{held}");
    assert!(told(&backend, "hold it until they have"), "at the address before");
    let out = backend.errand(&["sign-out", "--email", ADA]).unwrap();
    assert!(out.contains("1 sign-in ended") && out.contains("Its address was changed at 2") && out.ends_with('\n'), "{out}");
    assert!(told(&backend, "signed your account out on every device"));
    assert_eq!(ada.get("/me").unwrap().status, 401);
}

#[test]
fn another_address_and_a_hold_survive_a_kill() {
    let mut backend = Backend::start(&PATIENT);
    let (mut ada, chioma) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let proof = code(&backend, &ada, "moved.ada@example.org");
    assert_eq!(ada.ask(&Request::new("POST", "/me/email/confirm").json(&proof)).unwrap().status, 200);
    backend.errand(&["hold", "--id", &chioma.id().unwrap()]).unwrap();
    backend.kill();
    backend.restart();
    ada.target = backend.target.clone();
    let fields: Value = ada.get("/me").unwrap().json()["fields"].clone();
    assert_eq!(fields["email"]["value"], "moved.ada@example.org");
    let found = ada.get("/delegates?q=chioma+eze").unwrap().json();
    assert!(found["delegates"].as_array().unwrap().iter().all(|person| person["name"] != "Chioma Eze"));
    backend.sign_in("moved.ada@example.org");
}

#[test]
fn how_many_people_an_audience_is_says_nothing_of_anybody_t06() {
    let backend = Backend::start(&PATIENT);
    let bela = backend.sign_in(BELA);
    let before = bela.get("/me/audiences").unwrap();
    assert_eq!(before.json(), json!({"connections": 0, "delegates_at_most": 2000}));
    backend.errand(&["hold", "--id", &backend.sign_in(ADA).id().unwrap()]).unwrap();
    assert_eq!(bela.get("/me/audiences").unwrap().json(), before.json());
    assert_eq!(backend.stranger().get("/me/audiences").unwrap().status, 401);
}
