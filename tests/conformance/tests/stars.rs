//! What somebody starred is theirs: no route shows it to anybody else, and no answer is another one because of it: STAR-01, STAR-02. Not: how the
//! app syncs stars.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::json;
use support::{ADA, Backend, CHIOMA, PATIENT};

fn id(persona: &Persona) -> String {
    persona.get("/me").unwrap().json()["id"].as_str().unwrap().to_owned()
}

/// Everything that could tell or count, as this person gets it.
fn told(persona: &Persona, ada: &str, version: &str) -> Vec<(String, u16, Vec<u8>, Option<String>)> {
    let paths = [
        "/config".to_owned(),
        "/agenda".to_owned(),
        "/agenda/texts".to_owned(),
        format!("/agenda/changes?since={version}"),
        "/delegates?limit=100".to_owned(),
        format!("/delegates/{ada}"),
        "/me".to_owned(),
        "/me/agenda".to_owned(),
        "/me/calendar".to_owned(),
        "/me/preview?as=delegate".to_owned(),
    ];
    let ask = |path: String| {
        let answer = persona.get(&path).unwrap();
        let tag = answer.header("etag").map(str::to_owned);
        // A refusal has the id of its request in it.
        let body = match path.as_str() {
            // How long the session goes on changes with every second.
            "/me" => {
                let mut me = answer.json();
                me.as_object_mut().unwrap().remove("session");
                me.to_string().into_bytes()
            }
            _ if answer.status < 400 => answer.body,
            _ => Vec::new(),
        };
        (path, answer.status, body, tag)
    };
    paths.into_iter().map(ask).collect()
}

#[test]
fn star_01_nothing_that_others_get_depends_on_what_somebody_starred() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    assert_eq!(ada.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let (id, agenda) = (id(&ada), ada.get("/agenda").unwrap().json());
    let version = agenda["version"].as_str().unwrap();
    let before = told(&bob, &id, version);
    assert!(before.iter().all(|(path, status, ..)| *status == 200 || panic!("{path}: {status}")));
    for talk in agenda["talks"].as_array().unwrap().iter().take(40) {
        let path = format!("/me/agenda/{}", talk["id"].as_str().unwrap());
        assert_eq!(ada.ask(&Request::new("PUT", &path)).unwrap().status, 204);
    }
    assert_eq!(ada.ask(&Request::new("POST", "/me/calendar")).unwrap().status, 201);
    assert_eq!(told(&bob, &id, version), before);
}

#[test]
fn star_02_there_is_no_way_to_ask_for_somebody_elses_stars() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let (id, talk) = (id(&ada), "star-canary");
    assert_eq!(ada.ask(&Request::new("PUT", &format!("/me/agenda/{talk}"))).unwrap().status, 204);
    for path in
        ["delegates/ID/agenda", "delegates/ID/calendar", "calendar/ID", "calendar/ID.ics", "agenda/TALK", "agenda/TALK/stars", "stars/ID"]
    {
        let path = format!("/{}", path.replace("ID", &id).replace("TALK", talk));
        assert_eq!(bob.get(&path).unwrap().status, 404, "{path}");
    }
    for query in ["", "?of=ID", "?id=ID", "?delegate=ID", "?viewer=ID"] {
        for route in ["/me/agenda", "/me/calendar"] {
            let path = format!("{route}{}", query.replace("ID", &id));
            assert!(!String::from_utf8_lossy(&bob.get(&path).unwrap().body).contains(talk), "{path}");
        }
    }
    assert_eq!(bob.get("/me/agenda").unwrap().json(), json!({"talks": []}));
    // The owner's own address opens nothing of hers for somebody else's, and the other way round.
    let address = |persona: &Persona| {
        let url = persona.ask(&Request::new("POST", "/me/calendar")).unwrap().json()["url"].as_str().unwrap().to_owned();
        url[url.find("/calendar/").unwrap()..].to_owned()
    };
    let hers = address(&ada);
    assert_ne!(hers, address(&bob));
    assert_eq!(backend.ask(&Request::new("GET", &hers)).status, 200);
    let secret = hers.trim_start_matches("/calendar/").trim_end_matches(".ics");
    let log = backend.log();
    assert!(!log.windows(16).any(|window| secret.as_bytes().windows(16).any(|part| part == window)), "the log tells no address");
}
