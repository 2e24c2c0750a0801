//! The reference backend's own log holds nothing that somebody hides, whoever asks for it, and no address that opens a calendar. Not: what others get, which
//! the suite asks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::Role;
use plenary_conformance::http::Request;
use plenary_conformance::random_letters;
use plenary_conformance::walk::walk;
use support::{Backend, PATIENT};

#[test]
fn the_log_holds_nothing_that_is_hidden() {
    let backend = Backend::start(&PATIENT);
    let victim = format!("{}@{}.example.org", random_letters(14), random_letters(8));
    backend.invite(&format!("{victim};Vera Victim\n"));
    let subject = backend.subject().with_person(Role::Victim, &victim);
    let planted = subject.victim().unwrap();
    let bob = subject.signed_in(Role::Ordinary).unwrap();
    for shown in [true, false] {
        if shown {
            planted.show(&["name", "phone", "photo"]).unwrap();
        } else {
            planted.hide().unwrap();
        }
        assert!(walk(&subject, &bob, planted.about()).unwrap().len() > 100);
        walk(&subject, &subject.stranger(), planted.about()).unwrap();
    }
    let made = bob.ask(&Request::new("POST", "/me/calendar")).unwrap().json()["url"].as_str().unwrap().to_owned();
    let address = made[made.find("/calendar/").unwrap()..].to_owned();
    assert_eq!(backend.ask(&Request::new("GET", &address)).status, 200);

    let log = backend.log();
    assert!(log.len() > 200, "nothing is logged, so nothing is proven");
    assert_eq!(planted.search(&[]).unwrap().find(&log), None);
    let secret = address.trim_start_matches("/calendar/").trim_end_matches(".ics").as_bytes();
    assert!(!secret.windows(16).any(|part| log.windows(16).any(|window| window == part)), "the address of a calendar");
}
