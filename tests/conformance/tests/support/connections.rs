//! Connections, blocks and reports, once with success and once with each refusal that the contract names. Not: what they mean.

use super::{BELA, Backend, CHIOMA};
use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};

pub fn ask(who: &Persona, method: &str, path: &str, body: Option<Value>) -> Answer {
    let request = Request::new(method, path);
    who.ask(&body.map_or(request.clone(), |body| request.json(&body))).unwrap()
}

/// The name of a question that `asker` may put to whoever shows.
pub fn taken(shows: &Persona, asker: &Persona) -> String {
    let code = ask(shows, "POST", "/connections/code", None).json()["code"].clone();
    let made = ask(asker, "POST", "/connections", Some(json!({"token": code})));
    assert_eq!(made.status, 201);
    made.json()["id"].as_str().unwrap().to_owned()
}

pub fn gift(id: &str) -> String {
    format!("/connections/{id}/gift")
}

pub fn story(backend: &Backend) {
    backend.invite("shows@example.org;Shows\nasks@example.org;Asks\n");
    let (ada, bob) = (backend.sign_in("shows@example.org"), backend.sign_in("asks@example.org"));
    assert_eq!(bob.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let offer = |who: &Persona, id: &str, body: Value| ask(who, "PUT", &gift(id), Some(body)).status;
    let everything = json!({"fields": ["email", "phone"], "term": "conference"});
    let id = taken(&ada, &bob);
    assert_eq!((offer(&bob, &id, everything.clone()), offer(&ada, &id, json!({"fields": [], "term": "hour"}))), (204, 204));
    let all = ask(&ada, "GET", "/connections", None).json();
    assert!(all["connections"][0]["delegate"]["email"].is_string() && all["connections"][0]["until"].is_number());
    let wrong = json!({"fields": ["password"], "term": "hour"});
    assert_eq!(
        (offer(&ada, &id, wrong), offer(&ada, &id, json!({"fields": [], "term": "ever"})), offer(&ada, "none", everything)),
        (422, 422, 404)
    );
    let other = all["connections"][0]["delegate"]["id"].as_str().unwrap().to_owned();
    let card = ask(&ada, "GET", &format!("/delegates/{other}/card"), None);
    assert_eq!((card.status, card.media_type()), (200, "text/vcard"));
    assert_eq!(ask(&ada, "GET", "/delegates/nobody/card", None).status, 404);
    assert_eq!(ask(&ada, "DELETE", &gift(&id), None).status, 204);
    assert_eq!(ask(&ada, "DELETE", &gift("none"), None).status, 404);
    assert_eq!(ask(&ada, "DELETE", &format!("/connections/{id}"), None).status, 204);
    assert_eq!(ask(&ada, "DELETE", &format!("/connections/{id}"), None).status, 404);
    assert_eq!(ask(&bob, "POST", "/connections", Some(json!({"token": "AAAAAAAA"}))).status, 422);

    let waits = taken(&ada, &bob);
    assert_eq!(offer(&bob, &waits, json!({"fields": [], "term": "open"})), 204);
    assert_eq!(ask(&ada, "GET", "/connections", None).json()["requests"][0]["offer"]["term"], "open");
    let about = |who: &str, reason: &str| ask(&ada, "POST", "/reports", Some(json!({"delegate": who, "reason": reason}))).status;
    assert_eq!(
        (about(&other, "content"), about(&other, "other"), about(&other, "spite"), about("nobody", "content")),
        (201, 422, 422, 404)
    );
    let block = |method: &str, who: &str| ask(&ada, method, &format!("/blocks/{who}"), None).status;
    assert_eq!((block("POST", &other), block("POST", "nobody")), (204, 404));
    assert_eq!(ask(&ada, "GET", "/blocks", None).json()["blocks"][0]["id"], other.as_str());
    assert_eq!(block("DELETE", &other), 204);
}

/// The limits with which [`too_many`] is met at once.
pub const TIGHT: [&str; 12] = [
    "--limit",
    "codes_per_delegate=1/3600",
    "--limit",
    "asks_per_delegate=1/3600",
    "--limit",
    "gifts_per_delegate=1/3600",
    "--limit",
    "connections_per_viewer=1/3600",
    "--limit",
    "blocks_per_delegate=1/3600",
    "--limit",
    "reports_per_delegate=1/3600",
];

/// A window may end in between, so each is tried a few times.
pub fn too_many(backend: &Backend) {
    let (ada, bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = taken(&ada, &bob);
    let wanted = |method: &str, path: &str| Request::new(method, path);
    for request in [
        wanted("GET", "/connections"),
        wanted("GET", "/blocks"),
        wanted("POST", "/connections/code"),
        wanted("POST", "/connections").json(&json!({"token": "AAAAAAAA"})),
        wanted("PUT", &gift(&id)).json(&json!({"fields": [], "term": "open"})),
        wanted("POST", "/blocks/nobody"),
        wanted("DELETE", "/blocks/nobody"),
        wanted("POST", "/reports").json(&json!({"delegate": "nobody", "reason": "content"})),
    ] {
        assert!((0..4).any(|_| bob.ask(&request).unwrap().status == 429), "{} {}", request.method, request.path);
    }
}

/// A proof is too old within a second, which a quick machine fills with more gifts than an hour allows.
pub const IMPATIENT: [&str; 4] = ["--limit", "step_up_age=0", "--limit", "gifts_per_delegate=1000000/3600"];

/// With a proof that is always too old.
pub fn stale(backend: &Backend) {
    let (ada, bob) = (backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = taken(&ada, &bob);
    let body = json!({"fields": ["phone", "email", "pronouns", "biography", "job_title", "links", "languages"], "term": "hour"});
    let begun = std::time::Instant::now();
    while ask(&bob, "PUT", &gift(&id), Some(body.clone())).problem() != "step-up-required" {
        assert!(begun.elapsed().as_secs() < 5);
        assert_eq!(ask(&bob, "PUT", &gift(&id), Some(json!({"fields": [], "term": "hour"}))).status, 204);
    }
}
