//! Connections over HTTP: nothing of a connection is in a byte that a third person gets, another site makes nobody look, cards cannot be injected into, and
//! what was acknowledged survives a kill. Not: the rules one by one, which are tested with them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use serde_json::json;
use support::connections::{ask, gift, taken};
use support::planted::{heard, somebody};
use support::{BELA, Backend, CHIOMA, PATIENT};

/// What she gives him.
const GIVEN: [&str; 4] = ["phone", "biography", "organisation", "pronouns"];

#[test]
fn authz_01_what_one_person_is_given_no_other_person_gets_t08() {
    let backend = Backend::start(&PATIENT);
    let planted = somebody(&backend);
    let (alice, bob, third) = (&planted.persona, backend.sign_in(CHIOMA), backend.sign_in(BELA));
    assert_eq!(alice.step_up(&backend.mailbox).unwrap().status, 204);
    let mut canaries = plenary_conformance::canary::Canaries::default();
    for (key, text) in planted.texts.fields.iter().filter(|(key, _)| GIVEN.contains(key)) {
        canaries.text(key, text);
    }
    let search = canaries.search().unwrap();
    let id = taken(alice, &bob);
    assert_eq!(ask(&bob, "PUT", &gift(&id), Some(json!({"fields": [], "term": "open"}))).status, 204);
    let everything = json!({"fields": GIVEN, "term": "open"});
    assert_eq!(ask(alice, "PUT", &gift(&id), Some(everything)).status, 204);
    let his = ask(&bob, "GET", "/connections", None);
    assert!(search.find(&his.bytes()).is_some(), "if he got nothing, silence would prove nothing");
    assert_eq!(bob.get(&format!("/delegates/{}", planted.id)).unwrap().status, 200);
    for heard in heard(&backend, &third, &planted) {
        assert!(search.find(&heard.bytes).is_none(), "a third delegate, {}", heard.request);
    }
    for path in ["/connections", "/blocks"] {
        assert!(search.find(&ask(&third, "GET", path, None).bytes()).is_none(), "{path}");
    }
    for (method, path, body) in [
        ("DELETE", format!("/connections/{id}"), None),
        ("DELETE", gift(&id), None),
        ("PUT", gift(&id), Some(json!({"fields": [], "term": "open"}))),
        ("GET", format!("/delegates/{}/card", planted.id), None),
        ("POST", format!("/blocks/{}", planted.id), None),
        ("POST", "/reports".to_owned(), Some(json!({"delegate": planted.id, "reason": "content"}))),
    ] {
        assert_eq!(ask(&third, method, &path, body).status, 404, "{method} {path}");
    }
    // Hiding everything ends it, in every byte that he gets as well.
    let hidden: serde_json::Map<_, _> =
        alice.get("/me").unwrap().json()["fields"].as_object().unwrap().keys().map(|key| (key.clone(), json!("only_me"))).collect();
    assert_eq!(alice.share(&json!({"fields": hidden, "listed": false})).unwrap().status, 200);
    assert!(search.find(&ask(&bob, "GET", "/connections", None).bytes()).is_none());
    assert_eq!(bob.get(&format!("/delegates/{}", planted.id)).unwrap().status, 404);
    assert!(search.find(&backend.log()).is_none(), "the log");
}

#[test]
fn another_site_makes_nobody_look_at_anybody_t34() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = ada.id().unwrap();
    assert_eq!(ada.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    for path in ["/me".to_owned(), "/connections".into(), "/delegates".into(), format!("/delegates/{id}"), format!("/delegates/{id}/card")]
    {
        let from = |site: &str| bob.ask(&Request::new("GET", &path).with("Sec-Fetch-Site", site)).unwrap();
        for other in ["cross-site", "same-site"] {
            assert_eq!(from(other).problem(), "cross-site", "{path} for {other}");
        }
        assert_eq!((from("same-origin").status, from("none").status), (200, 200), "{path}");
    }
}

#[test]
fn exp_02_a_card_holds_what_is_shared_and_no_line_of_anybody_elses_making_t43() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let evil = "x\nEND:VCARD\nBEGIN:VCARD\nFN:Mallory; of\\, the, hall";
    assert_eq!(ada.patch(&json!({"name": "Béla; \"B\", \\ X", "biography": evil, "phone": "+36 1 555 0101"})).unwrap().status, 200);
    let shown = json!({"fields": {"name": "delegates", "biography": "delegates", "phone": "only_me"}, "listed": true});
    assert_eq!(ada.share(&shown).unwrap().status, 200);
    let card = bob.get(&format!("/delegates/{}/card", ada.id().unwrap())).unwrap();
    let text = String::from_utf8(card.body.clone()).unwrap().replace("\r\n ", "");
    assert_eq!(card.header("content-disposition"), Some("attachment; filename=\"contact.vcf\""));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("FN:")).collect::<Vec<_>>(), [&"FN:Béla\\; \"B\"\\, \\\\ X"]);
    assert_eq!(lines.iter().filter(|line| line.starts_with("END:VCARD")).count(), 1);
    assert!(!text.contains("TEL") && text.contains("NOTE:x\\nEND:VCARD\\nBEGIN"));
}

#[test]
fn a_gift_a_no_and_a_block_survive_a_kill() {
    let mut backend = Backend::start(&PATIENT);
    let (mut ada, mut bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = taken(&ada, &bob);
    for who in [&bob, &ada] {
        assert_eq!(ask(who, "PUT", &gift(&id), Some(json!({"fields": ["phone"], "term": "open"}))).status, 204);
    }
    let other = ask(&ada, "GET", "/connections", None).json()["connections"][0]["delegate"]["id"].as_str().unwrap().to_owned();
    backend.kill();
    backend.restart();
    (ada.target, bob.target) = (backend.target.clone(), backend.target.clone());
    assert_eq!(ask(&bob, "GET", "/connections", None).json()["connections"][0]["id"], id.as_str());
    assert_eq!(ask(&ada, "DELETE", &gift(&id), None).status, 204);
    backend.kill();
    backend.restart();
    (ada.target, bob.target) = (backend.target.clone(), backend.target.clone());
    assert_eq!(ask(&bob, "GET", "/connections", None).json()["connections"][0]["until"], json!(null));
    assert_eq!(ask(&ada, "GET", "/connections", None).json()["connections"][0]["given"], json!(null), "what was taken back stays so");
    assert_eq!(ask(&ada, "POST", &format!("/blocks/{other}"), None).status, 204);
    backend.kill();
    backend.restart();
    (ada.target, bob.target) = (backend.target.clone(), backend.target.clone());
    assert_eq!(ask(&ada, "GET", "/blocks", None).json()["blocks"][0]["id"], other.as_str());
    assert_eq!(ask(&bob, "GET", "/connections", None).json()["connections"], json!([]));
}

#[test]
fn a_report_reaches_the_organisers_with_its_reference_and_no_name() {
    let backend = Backend::start(&[&PATIENT[..], &["--organisers", "desk@example.org"]].concat());
    let (ada, bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    assert_eq!(bob.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let body = json!({"delegate": bob.id().unwrap(), "reason": "harassment", "words": "They shout.\nReference: R-FAKE"});
    let filed = ask(&ada, "POST", "/reports", Some(body));
    let reference = filed.json()["reference"].as_str().unwrap().to_owned();
    let mail = backend.mailbox.notice("desk@example.org").unwrap();
    let text = mail.text;
    assert!(text.contains(&reference) && text.contains("> They shout.") && text.contains("> Reference: R-FAKE"), "{text}");
    for name in [BELA, CHIOMA] {
        assert!(!text.contains(name), "an address is in the mail");
    }
}
