//! What people have a right to, against the running backend: EXP-01, ERA-01..04, consents, complaints, the policy. Not: that every table is covered, which
//! the backend's own tests hold against its schema.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use plenary_conformance::planted::Planted;
use plenary_conformance::walk::escaped;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};
use support::notices::eventually;
use support::planted::{heard, somebody};
use support::{ADA, Backend, CHIOMA, PATIENT};

fn erase(persona: &Persona, typed: &str) -> plenary_conformance::http::Answer {
    persona.ask(&Request::new("DELETE", "/me").json(&json!({"confirm": typed}))).unwrap()
}

fn export(persona: &Persona, form: &str) -> String {
    let answer = persona.get(&format!("/me/export?as={form}")).unwrap();
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body).unwrap()
}

/// Every byte of the database and of what stands beside it.
fn files(backend: &Backend) -> Vec<u8> {
    let folder = backend.database().parent().map(Path::to_path_buf).unwrap();
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let database = all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("conference.sqlite"));
    database.flat_map(|path| std::fs::read(path).unwrap()).collect()
}

/// Every text, id and picture of somebody, as it is. In so many bytes the beginning of a number is found by chance.
fn whole(planted: &Planted) -> Vec<(&'static str, Vec<u8>)> {
    let texts = planted.texts.fields.iter().map(|(key, text)| (*key, json!(text).to_string().trim_matches('"').as_bytes().to_vec()));
    let others = [
        ("address", planted.texts.email.as_bytes()),
        ("star", planted.texts.star.as_bytes()),
        ("id", planted.id.as_bytes()),
        ("photo's id", planted.photo.as_bytes()),
        ("photo", &planted.portrait[planted.portrait.len() / 2..][..16]),
    ];
    texts.chain(others.map(|(what, bytes)| (what, bytes.to_vec()))).collect()
}

fn found(what: &[(&'static str, Vec<u8>)], bytes: &[u8]) -> Vec<&'static str> {
    what.iter().filter(|(_, needle)| bytes.windows(needle.len()).any(|window| window == needle)).map(|(what, _)| *what).collect()
}

/// The mail to this address that tells of it.
fn told(backend: &Backend, address: &str, word: &str) -> String {
    loop {
        let mail = backend.mailbox.notice(address).unwrap();
        if mail.subject.contains(word) {
            return mail.text;
        }
    }
}

#[test]
fn exp_01_a_copy_holds_every_text_of_its_owner_and_none_of_others() {
    let backend = Backend::start(&PATIENT);
    let alice = somebody(&backend);
    let bob = somebody(&backend);
    let complaint = alice.persona.ask(&Request::new("POST", "/complaints").json(&json!({"text": "a complaint of hers"}))).unwrap();
    let reference = complaint.json()["reference"].as_str().unwrap().to_owned();
    let (machine, page) = (export(&alice.persona, "json"), export(&alice.persona, "html"));
    let read: Value = serde_json::from_str(&machine).unwrap();
    let account = &read["records"]["account"][0];
    assert_eq!(account["email"], json!(alice.texts.email));
    for (key, text) in &alice.texts.fields {
        assert_eq!(account["fields"][key]["value"], json!(text), "{key}");
    }
    assert_eq!(read["records"]["starred"], json!([{"talk": alice.texts.star}]));
    assert!(read["records"]["photo"][0]["bytes"]["base64"].as_str().unwrap().len() > alice.portrait.len());
    assert_eq!(read["records"]["complaints"][0]["reference"], json!(reference));
    assert!(read["records"]["sign_ins"].as_array().unwrap().len() == 1 && read["records"]["changes"].as_array().unwrap().len() > 2);
    assert!(page.contains(&alice.texts.star) && page.contains(&reference) && page.contains("data:image/jpeg;base64,"));
    assert!(page.contains(&alice.texts.email) && !page.contains("<script"));
    // Nobody's secrets, and nothing of anybody else's.
    for copy in [&machine, &page] {
        assert_eq!(found(&whole(&bob), copy.as_bytes()), [""; 0]);
        for secret in alice.persona.secrets() {
            assert!(!copy.contains(&secret), "a secret");
        }
    }
    // If this did not find anything, silence would prove nothing.
    assert!(found(&whole(&bob), export(&bob.persona, "json").as_bytes()).len() > 7);
    let mail = told(&backend, &alice.texts.email, "A copy of your data");
    assert!(mail.contains("My data"), "its owner is told: {mail}");
}

#[test]
fn exp_01_a_copy_needs_a_fresh_proof_and_is_no_link_to_follow() {
    let backend = Backend::start(&[&PATIENT[..], &["--limit", "step_up_age=1", "--limit", "exports_per_delegate=100000/3600"]].concat());
    let ada = backend.sign_in(ADA);
    let begun = Instant::now();
    while ada.get("/me/export").unwrap().problem() != "step-up-required" {
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
    assert_eq!(erase(&ada, ADA).problem(), "step-up-required");
    assert_eq!(ada.get("/me").unwrap().status, 200, "nothing was erased");
    assert_eq!(ada.ask(&Request::new("GET", "/me/export").with("Sec-Fetch-Site", "cross-site")).unwrap().problem(), "cross-site");
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    let answer = ada.get("/me/export").unwrap();
    assert_eq!((answer.status, answer.header("content-disposition")), (200, Some("attachment; filename=\"my-data.json\"")));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn era_01_nothing_of_an_erased_person_is_told_to_anybody_t50() {
    let backend = Backend::start(&PATIENT);
    let dan = somebody(&backend);
    let everything: Value =
        dan.texts.fields.iter().map(|(key, _)| ((*key).to_owned(), json!("delegates"))).collect::<serde_json::Map<_, _>>().into();
    assert_eq!(dan.persona.share(&json!({"fields": everything, "listed": true})).unwrap().status, 200);
    assert_eq!(dan.persona.share(&json!({"fields": {"photo": "delegates"}})).unwrap().status, 200);
    let bob = backend.sign_in(CHIOMA);
    let name = escaped(&dan.texts.fields[0].1);
    assert_eq!(bob.get(&format!("/delegates?q={name}")).unwrap().json()["found"], 1);
    assert_eq!(bob.get(&format!("/delegates/{}", dan.id)).unwrap().status, 200);
    let all = whole(&dan);
    assert_eq!(found(&all, &files(&backend)).len(), all.len(), "if this did not find everything, silence would prove nothing");

    let answer = erase(&dan.persona, &dan.texts.email.to_uppercase());
    assert_eq!(answer.status, 200);
    // The bytes of every file, then every byte that anybody gets, and the log.
    assert_eq!(found(&all, &files(&backend)), [""; 0], "the database");
    // Before the walk: what somebody types themselves is theirs, and stands in their copy.
    for text in [export(&bob, "json"), export(&bob, "html")] {
        assert_eq!(found(&all, text.as_bytes()), [""; 0], "the copy of somebody who looked");
    }
    for (who, whose) in [(backend.sign_in(CHIOMA), "another delegate"), (backend.stranger(), "a stranger")] {
        for heard in heard(&backend, &who, &dan) {
            assert_eq!(found(&all, &heard.bytes), [""; 0], "{whose}, {}", heard.request);
        }
    }
    let (id, photo) = (&dan.id, &dan.photo);
    assert_eq!(found(&all, &backend.log()), [""; 0], "the log");
    for path in [format!("/delegates/{id}"), format!("/delegates/{id}/photo/{photo}")] {
        assert_eq!(bob.get(&path).unwrap().status, 404);
    }
    assert_eq!(bob.get(&format!("/delegates?q={name}")).unwrap().json()["found"], 0);
}

#[test]
fn era_02_every_session_and_link_of_an_erased_person_is_dead_t50() {
    let backend = Backend::start(&PATIENT);
    backend.invite("dan@example.org;Dan\n");
    let (dan, phone) = (backend.sign_in("dan@example.org"), backend.sign_in("dan@example.org"));
    let made = dan.ask(&Request::new("POST", "/me/calendar")).unwrap().json()["url"].as_str().unwrap().to_owned();
    let calendar = made[made.find("/calendar/").unwrap()..].to_owned();
    let mut waiting = backend.stranger();
    waiting.email = "dan@example.org".into();
    let (challenge, mail) = waiting.start(&backend.mailbox).unwrap();
    let thief = dan.copied();
    let answer = erase(&dan, "dan@example.org");
    assert_eq!(answer.status, 200);
    assert!(answer.all("set-cookie").any(|cookie| cookie.contains("Max-Age=0")));
    for session in [&dan, &phone, &thief] {
        assert_eq!(session.get("/me").unwrap().status, 401);
    }
    assert_eq!(backend.target.get(&calendar).unwrap().status, 404);
    let proof = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(waiting.redeem(&proof).unwrap().status, 422, "a code that was mailed before");
}

#[test]
fn era_03_whoever_is_invited_again_begins_anew_t50() {
    let mut backend = Backend::start(&PATIENT);
    let dan = somebody(&backend);
    let (all, email) = (whole(&dan), dan.texts.email.clone());
    assert_eq!(erase(&dan.persona, &email).status, 200);
    // Killed at once: what was acknowledged stays done.
    backend.kill();
    assert_eq!(found(&all, &files(&backend)), [""; 0]);
    backend.restart();
    backend.invite(&format!("{email};Somebody\n"));
    let again = backend.sign_in(&email);
    let me = again.get("/me").unwrap().json();
    assert_ne!(me["id"], json!(dan.id));
    assert_eq!((me["listed"].clone(), me["fields"]["phone"]["value"].clone()), (json!(false), Value::Null));
    assert_eq!(again.get("/me/agenda").unwrap().json(), json!({"talks": []}));
    assert_eq!(again.get("/me/consents").unwrap().json()["consents"], json!([]));
}

#[test]
fn era_04_a_receipt_has_a_reference_a_time_and_what_stays() {
    let backend = Backend::start(&PATIENT);
    backend.invite("dan@example.org;Dan\n");
    let dan = backend.sign_in("dan@example.org");
    for typed in ["", "dan", "ada@example.org", "erase"] {
        let refused = erase(&dan, typed);
        assert_eq!((refused.status, refused.json()["errors"][0]["code"].as_str()), (422, Some("not_the_same")), "{typed}");
    }
    let receipt = erase(&dan, " Dan@example.org ").json();
    let reference = receipt["reference"].as_str().unwrap();
    assert!(reference.starts_with("E-") && receipt["at"].as_i64().unwrap() > 1_700_000_000);
    let kept = receipt["kept"].as_array().unwrap();
    assert!(kept.len() > 2 && kept.iter().all(|one| !one["what"].as_str().unwrap().is_empty() && !one["why"].as_str().unwrap().is_empty()));
    assert!(!receipt.to_string().contains("dan@"));
    // The same in one last mail, although nothing else goes there any more.
    let mail = told(&backend, "dan@example.org", "erased");
    assert!(mail.contains(reference), "{mail}");
}

#[test]
fn a_consent_is_noted_with_its_policy_and_taken_back_by_one_request() {
    let mut backend = Backend::start(&PATIENT);
    backend.invite("dan@example.org;Dan\n");
    let mut dan = backend.sign_in("dan@example.org");
    let policy = backend.target.get("/policy").unwrap().json();
    let named = backend.target.get("/config").unwrap().json()["policy"].clone();
    assert_eq!((&named["version"], &named["hash"]), (&policy["version"], &policy["hash"]));
    assert!(policy["text"].as_str().unwrap().contains("# Looking is noted"), "it is said beforehand");
    let steps = |dan: &Persona| {
        let consents = dan.get("/me/consents").unwrap().json();
        assert_eq!(consents["policy"], named);
        consents["consents"].as_array().unwrap().iter().map(|one| one["given"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(steps(&dan), [false; 0]);
    assert_eq!(dan.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    assert_eq!(steps(&dan), [true]);
    let say = |dan: &Persona, body: Value| dan.ask(&Request::new("POST", "/me/consents").json(&body)).unwrap();
    assert_eq!(say(&dan, json!({"given": false})).status, 200);
    assert_eq!(steps(&dan), [false, true]);
    let me = dan.get("/me").unwrap().json();
    assert!(me["listed"] == false && me["fields"].as_object().unwrap().values().all(|own| own["audience"] == "only_me"));
    assert_eq!((say(&dan, json!({"given": true, "version": "never"})).status, say(&dan, json!({"given": true})).status), (404, 422));
    let agreed = say(&dan, json!({"given": true, "version": policy["version"]}));
    assert_eq!((agreed.status, agreed.json()["consents"][0]["hash"].clone()), (200, policy["hash"].clone()));
    // What was acknowledged survives a kill.
    backend.kill();
    backend.restart();
    dan.target = backend.target.clone();
    assert_eq!(steps(&dan), [true, false, true]);
    assert_eq!(backend.target.get("/policy?version=never").unwrap().status, 404);
}

#[test]
fn a_complaint_reaches_whoever_is_responsible_under_its_reference() {
    let backend =
        Backend::start(&[&PATIENT[..], &["--organisers", "desk@organisers.example.org", "--controller", "Harbour Ltd, 1 Quay"]].concat());
    let ada = backend.sign_in(ADA);
    let filed = ada.ask(&Request::new("POST", "/complaints").json(&json!({"text": "My number was\nread out."}))).unwrap();
    assert_eq!(filed.status, 201);
    let reference = filed.json()["reference"].as_str().unwrap().to_owned();
    let mail = told(&backend, "desk@organisers.example.org", &reference);
    assert!(mail.contains("My number was") && mail.contains(ADA), "{mail}");
    let policy = backend.target.get("/policy").unwrap().json();
    assert_eq!(
        (policy["controller"].as_str(), policy["contact"].as_str()),
        (Some("Harbour Ltd, 1 Quay"), Some("desk@organisers.example.org"))
    );
    let listed = backend.errand(&["complaints"]).unwrap();
    assert!(listed.contains(&reference) && listed.contains("read out."), "{listed}");
    assert_eq!(ada.ask(&Request::new("POST", "/complaints").json(&json!({"text": " "}))).unwrap().status, 422);
}

#[test]
fn one_copy_at_a_time_for_each_account_and_whoever_hangs_up_keeps_nobody_waiting() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    // More than fits between a writer and a reader who does not read.
    let many = "WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 60000)
        INSERT INTO access (owner, source, fields, way, at) SELECT ?1, 1, 1023, 'page', at FROM n";
    let database = rusqlite::Connection::open(backend.database()).unwrap();
    database.execute("INSERT INTO access_source VALUES (1, NULL, NULL)", []).unwrap();
    database.execute(many, [ada.id().unwrap()]).unwrap();
    let mut unread = TcpStream::connect(&backend.target.authority).unwrap();
    write!(unread, "GET /api/me/export HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {}\r\n\r\n", ada.cookie()).unwrap();
    let mut status = [0; 12];
    unread.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    let second = ada.get("/me/export").unwrap();
    assert_eq!((second.status, second.problem().as_str()), (429, "too-many-requests"));
    let wait: u32 = second.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=61).contains(&wait), "{wait}");
    assert_eq!(bob.get("/me/export").unwrap().status, 200, "others are not affected");
    drop(unread);
    let whole = eventually("a turn", || Some(ada.get("/me/export").unwrap()).filter(|answer| answer.status == 200));
    assert_eq!(whole.json()["records"]["looked_at"].as_array().unwrap().len(), 60_000);
}
