//! What organisers tell everybody, as tests do it: by the same command as in life. Not: what must hold of it (`tests/notices.rs`).

use super::{BELA, Backend};
use plenary_conformance::http::Request;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Longest wait for something that takes a second.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn eventually<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {} seconds", PATIENCE.as_secs());
        std::thread::sleep(Duration::from_millis(30));
    }
}

pub fn feed(backend: &Backend) -> Value {
    let answer = backend.ask(&Request::new("GET", "/incidents"));
    assert_eq!(answer.status, 200);
    serde_json::from_str(answer.json()["signed"].as_str().unwrap()).unwrap()
}

/// Tells it, and waits until the feed has it; its name.
pub fn told(backend: &Backend, flags: &[&str]) -> String {
    let said = backend.errand(&[&["announce"], flags].concat()).unwrap();
    let id = said.split_whitespace().nth(1).unwrap().to_owned();
    let revision: u64 = said.split("(revision ").nth(1).unwrap().split(')').next().unwrap().parse().unwrap();
    let has_it = || feed(backend)["notices"].as_array().unwrap().iter().any(|one| one["id"] == id.as_str() && one["revision"] == revision);
    eventually("the feed", || has_it().then_some(()));
    id
}

/// Words of an incident that nobody is mailed about.
pub const INCIDENT: [&str; 8] = ["--kind", "incident", "--title", "A list was lost", "--text", "Nothing to do.", "--mail", "nobody"];

/// Every status that the contract names of these routes.
pub fn story(backend: &Backend) {
    let id = told(backend, &INCIDENT);
    let bela = backend.sign_in(BELA);
    // It is signed anew each minute, which may be now.
    eventually("304", || {
        let tag = bela.get("/incidents").unwrap().header("etag").unwrap().to_owned();
        (bela.ask(&Request::new("GET", "/incidents").with("If-None-Match", &tag)).unwrap().status == 304).then_some(())
    });
    assert_eq!(bela.ask(&Request::new("OPTIONS", "/incidents")).unwrap().status, 204);
    let read = |id: &str| bela.ask(&Request::new("PUT", &format!("/me/notices/{id}")).json(&json!({"revision": 1}))).unwrap().status;
    assert_eq!((read(&id), read("nothing"), bela.get("/me/notices").unwrap().status), (204, 404, 200));
}
