//! A delegate's devices: the list, what ends one, the mail about a new one, and an answer that was lost on its way. Not: the first way in.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
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
fn sess_04_the_list_names_devices_as_people_know_them() {
    let backend = Backend::start(&PATIENT);
    backend.sign_in(ADA);
    let phone = on(&backend, ADA, FIREFOX);
    backend.sign_in(CHIOMA);
    let seen = list(&phone);
    let shown: Vec<_> = seen.iter().map(|one| (one["label"].as_str().unwrap(), one["current"].as_bool().unwrap())).collect();
    assert_eq!(shown, [("Firefox on Android", true), ("A browser", false)]);
    let text = String::from_utf8_lossy(&phone.get("/me/sessions").unwrap().bytes()).into_owned();
    assert!(!text.contains("Gecko"), "the header itself is shown");
    assert!(seen.iter().all(|one| one.as_object().unwrap().len() == 5));
}

#[test]
fn sess_04_ending_this_one_is_signing_out() {
    let backend = Backend::start(&PATIENT);
    let phone = backend.sign_in(ADA);
    let own = list(&phone).remove(0);
    let answer = phone.ask(&Request::new("DELETE", &format!("/me/sessions/{}", id(&own)))).unwrap();
    assert_eq!(answer.status, 204);
    assert!(answer.header("clear-site-data").is_some());
    assert_eq!(status(&phone), 401);
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
