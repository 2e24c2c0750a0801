//! A delegate's devices: the list, what ends one, the mail about a new one, and an answer that was lost on its way. Not: the first way in.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::io::Write;
use std::net::{Shutdown, TcpStream};
use support::{ADA, Backend, CHIOMA, PATIENT};

const FIREFOX: &str = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0";

fn list(persona: &Persona) -> Vec<Value> {
    persona.get("/me/sessions").unwrap().json()["sessions"].as_array().unwrap().clone()
}

fn id(session: &Value) -> &str {
    session["id"].as_str().unwrap()
}

fn other(persona: &Persona) -> String {
    id(list(persona).iter().find(|session| session["current"] == false).unwrap()).to_owned()
}

fn end(persona: &Persona, id: &str) -> Answer {
    persona.ask(&Request::new("DELETE", &format!("/me/sessions/{id}"))).unwrap()
}

fn disown(persona: &Persona, id: &str) -> Answer {
    persona.ask(&Request::new("POST", &format!("/me/sessions/{id}/disown"))).unwrap()
}

fn status(persona: &Persona) -> u16 {
    persona.get("/me").unwrap().status
}

/// Signs in with this `User-Agent`.
fn on(backend: &Backend, email: &str, agent: &str) -> Persona {
    let mut persona = backend.stranger();
    persona.email = email.to_owned();
    let (challenge, mail) = persona.start(&backend.mailbox).unwrap();
    let proof = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(persona.ask(&Request::new("POST", "/auth/redeem").with("User-Agent", agent).json(&proof)).unwrap().status, 200);
    persona
}

#[test]
fn sess_04_the_list_names_devices_and_holds_no_secret() {
    let backend = Backend::start(&PATIENT);
    let laptop = backend.sign_in(ADA);
    let phone = on(&backend, ADA, FIREFOX);
    backend.sign_in(CHIOMA);
    let seen = list(&phone);
    let shown: Vec<_> = seen.iter().map(|one| (one["label"].as_str().unwrap(), one["current"].as_bool().unwrap())).collect();
    assert_eq!(shown, [("Firefox on Android", true), ("A browser", false)]);
    let text = phone.get("/me/sessions").unwrap().bytes();
    let text = String::from_utf8_lossy(&text).into_owned();
    for persona in [&laptop, &phone] {
        for secret in persona.cookie().split(['=', ';']).map(str::trim).filter(|part| part.len() > 20) {
            assert!(!text.contains(secret), "a secret stands in the list");
        }
    }
    assert!(!text.contains("Gecko"), "the header itself is shown");
    assert!(seen.iter().all(|one| one.as_object().unwrap().len() == 5));
}

#[test]
fn sess_04_one_is_ended_at_once_and_the_others_stay() {
    let backend = Backend::start(&PATIENT);
    let (phone, laptop) = (backend.sign_in(ADA), backend.sign_in(ADA));
    let stolen = laptop.copied();
    // Ending never asks for a fresh proof.
    assert_eq!(end(&phone, &other(&phone)).status, 204);
    assert_eq!((status(&laptop), status(&stolen), status(&phone)), (401, 401, 200));
    assert_eq!(list(&phone).len(), 1);
    let own = list(&phone).remove(0);
    let answer = end(&phone, id(&own));
    assert_eq!(answer.status, 204);
    assert!(answer.header("clear-site-data").is_some(), "ending this one is signing out");
    assert_eq!(status(&phone), 401);
}

#[test]
fn sess_04_somebody_elses_session_does_not_exist_t10() {
    let backend = Backend::start(&PATIENT);
    let (ada, chioma) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let chiomas = id(&list(&chioma)[0]).to_owned();
    for unknown in [chiomas.as_str(), "nobodys", "%2e%2e", "a%20b"] {
        let (ended, disowned) = (end(&ada, unknown), disown(&ada, unknown));
        assert_eq!((ended.status, disowned.status), (404, 404), "{unknown}");
        assert_eq!((ended.problem(), disowned.problem()), ("not-found".into(), "not-found".into()));
    }
    assert_eq!((status(&chioma), list(&ada).len()), (200, 1));
}

#[test]
fn sess_04_a_step_up_keeps_the_name_and_the_beginning() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let before = list(&ada).remove(0);
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    let after = list(&ada);
    assert_eq!(after.len(), 1);
    for member in ["id", "label", "created"] {
        assert_eq!(after[0][member], before[member]);
    }
}

#[test]
fn logout_03_all_others_and_this_was_not_me() {
    let backend = Backend::start(&PATIENT);
    let (mine, second, third) = (backend.sign_in(ADA), backend.sign_in(ADA), backend.sign_in(ADA));
    let mut waiting = backend.stranger();
    waiting.email = ADA.to_owned();
    let (challenge, mail) = waiting.start(&backend.mailbox).unwrap();
    let answer = disown(&mine, &other(&mine));
    assert_eq!((answer.status, answer.json()), (200, json!({"sessions": 2, "letters": 1, "ways": 0})));
    assert_eq!((status(&second), status(&third), status(&mine)), (401, 401, 200));
    assert_eq!(waiting.redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})).unwrap().status, 422);

    let fourth = backend.sign_in(ADA);
    let answer = mine.ask(&Request::new("DELETE", "/me/sessions")).unwrap();
    assert_eq!((answer.status, answer.json()), (200, json!({"sessions": 1})));
    assert_eq!((status(&fourth), status(&mine)), (401, 200));
}

#[test]
fn sess_05_a_new_device_is_told_to_its_owner_and_a_known_one_is_not() {
    let backend = Backend::start(&PATIENT);
    let phone = on(&backend, ADA, FIREFOX);
    let first = backend.mailbox.notice(ADA).unwrap();
    assert!(first.subject.contains("first time"), "{}", first.subject);
    assert!(first.text.contains("Firefox on Android") && first.text.contains("UTC"), "{}", first.text);
    assert!(!first.text.contains('#'), "a link that does something");
    // The device's cookie survives the sign-out and says nothing by itself.
    assert_eq!(phone.ask(&Request::new("POST", "/auth/logout")).unwrap().status, 204);
    assert_eq!(phone.get("/me").unwrap().status, 401);
    assert!(phone.cookie().contains("plenary-device="));
    let (challenge, mail) = phone.start(&backend.mailbox).unwrap();
    assert_eq!(phone.redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})).unwrap().status, 200);
    let elsewhere = backend.sign_in(ADA);
    assert!(backend.mailbox.notice(ADA).unwrap().subject.contains("new device"));
    // Somebody else on the phone that Ada used: it is new to them.
    let mut shared = phone.copied();
    shared.email = CHIOMA.to_owned();
    let (challenge, mail) = shared.start(&backend.mailbox).unwrap();
    assert_eq!(shared.redeem(&json!({"challenge_id": challenge, "code": mail.code().unwrap()})).unwrap().status, 200);
    backend.mailbox.notice(CHIOMA).unwrap();
    assert_eq!(status(&elsewhere), 200);
    assert!(backend.mailbox.to(ADA).unwrap().is_empty(), "the known device was told of");
}

#[test]
fn sess_02_looking_does_not_keep_a_session_alive_v7_3_1() {
    let backend = Backend::start(&["--limit", "session_idle=3", "--limit", "seen_every=0"]);
    let ada = backend.sign_in(ADA);
    let told = ada.get("/me").unwrap().json()["session"].clone();
    assert_eq!(told["idle_after"], 3);
    let begun = std::time::Instant::now();
    loop {
        let answer = ada.get("/me/session").unwrap();
        if answer.status == 401 {
            break;
        }
        assert!(answer.json()["idle_in"].as_u64().unwrap() <= 3);
        assert!(begun.elapsed().as_secs() < 8, "looking kept it alive");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(status(&ada), 401);
}

#[test]
fn disabled_people_are_out_at_the_next_look() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    assert_eq!(ada.get("/me/session").unwrap().status, 200);
    let raw = rusqlite::Connection::open(backend.database()).unwrap();
    raw.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    assert_eq!(raw.execute("UPDATE person SET disabled = 1 WHERE email_key = ?1", [ADA]).unwrap(), 1);
    for path in ["/me/session", "/me", "/delegates"] {
        let answer = ada.get(path).unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (401, "session-required"), "{path}");
    }
}

/// Sends it and hangs up before the answer is read.
fn lose(persona: &Persona, proof: &Value) {
    let body = proof.to_string();
    let (target, cookie) = (&persona.target, persona.cookie());
    let head = format!(
        "POST {}/auth/redeem HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nX-Plenary: 1\r\nContent-Type: application/json\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\r\n{body}",
        target.api,
        target.authority,
        body.len()
    );
    let mut stream = TcpStream::connect(&target.authority).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    // The server's last word is waited for, so that it has answered; none of it is kept.
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
    let _ = stream.shutdown(Shutdown::Both);
}

#[test]
fn authn_an_answer_that_was_lost_after_the_code_was_spent_is_no_dead_end() {
    let backend = Backend::start(&PATIENT);
    for by_link in [false, true] {
        let mut asker = backend.stranger();
        asker.email = ADA.to_owned();
        let (challenge, mail) = asker.start(&backend.mailbox).unwrap();
        let code = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
        let proof = if by_link { json!({"link_token": mail.link_token().unwrap()}) } else { code };
        lose(&asker, &proof);
        let thief = backend.stranger();
        assert_eq!(thief.redeem(&proof).unwrap().status, 422, "another browser");
        assert_eq!(asker.redeem(&proof).unwrap().status, 200, "the same browser once more");
        assert_eq!(list(&asker).len(), 1 + usize::from(by_link), "the session that was lost is over");
        assert_eq!(asker.redeem(&proof).unwrap().status, 422, "after use it is spent");
        assert_eq!(status(&asker), 200);
    }
}
