//! Who saw what, once with success and once with each refusal that the contract names. Not: what it means (`tests/access.rs`).

use super::{Backend, CHIOMA};
use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::json;

fn report(persona: &Persona, place: &str) -> u16 {
    let report = json!({"place": place, "members": {"hash": 1}});
    persona.ask(&Request::new("POST", "/reports/over-share").json(&report)).unwrap().status
}

pub fn story(backend: &Backend) {
    let chioma = backend.sign_in(CHIOMA);
    let get = |path: &str| chioma.get(path).unwrap().status;
    for (query, status) in
        [("", 200), ("?by=time", 200), ("?by=time&field=name", 200), ("?as=csv", 200), ("?by=x", 422), ("?cursor=x", 404)]
    {
        assert_eq!(get(&format!("/me/access-log{query}")), status, "{query}");
    }
    assert_eq!(get("/me/incidents"), 200);
    assert_eq!((report(&chioma, "directory"), report(&chioma, "nowhere")), (204, 422));
}

/// Of somebody whose proof is too old.
pub fn stale(persona: &Persona) {
    assert_eq!(persona.get("/me/access-log?as=csv").unwrap().problem(), "step-up-required");
}

/// The limits with which [`too_many`] is met at once.
pub const TIGHT: [&str; 6] =
    ["--limit", "records_per_delegate=1/3600", "--limit", "over_shares_per_delegate=1/3600", "--limit", "photos_per_day=1/86400"];

/// A window may end in between, so each is tried a few times.
pub fn too_many(backend: &Backend) {
    let bob = backend.sign_in(CHIOMA);
    assert!((0..4).any(|_| bob.get("/me/access-log").unwrap().status == 429));
    assert!((0..4).any(|_| report(&bob, "delegate") == 429));
    assert!((0..4).any(|_| bob.get("/delegates/nobody/photo/none").unwrap().status == 429));
}
