//! A copy that is under way while something changes: who is signed in, what was given, and when. Not: what stands in it (`rights`).

use crate::conference::fixture::{NOW, Small, account, conference, granted, named, viewer};
use crate::conference::rights::Export;
use crate::conference::store::Store as _;
use crate::conference::{Refusal, Viewer};
use crate::domain::connection::{GiftTerm, Offer};
use crate::domain::fields::Fields;
use crate::domain::privacy::{Audience, Field};
use crate::domain::rights::Form;

const HOUR: i64 = 3600;

fn begun(conference: &mut Small, viewer: &Viewer) -> Export {
    let mut export = conference.begin_export(viewer, Form::Json, "Event", NOW).unwrap().0;
    assert!(conference.next_piece(&mut export, NOW).unwrap().is_some(), "it is under way");
    export
}

/// How each way to end a session does it: of the one that copies, by its owner or by another session of theirs.
type Way = fn(&mut Small, Viewer, Viewer);

const WAYS: [(&str, Way); 5] = [
    ("signed out", |c, thief, _| c.sign_out(thief).unwrap()),
    ("signed out everywhere", |c, _, owner| c.sign_out_everywhere(owner).unwrap()),
    ("others ended", |c, _, owner| assert_eq!(c.end_others(&owner), Ok(1))),
    ("this wasn't me", |c, _, owner| {
        let named = c.sessions(&owner, NOW).unwrap()[1].id.clone();
        c.disown(&owner, &named, NOW).unwrap();
    }),
    ("erased", |c, _, owner| {
        c.erase(&owner, "ada@example.org", NOW).unwrap();
    }),
];

#[test]
fn a_copy_goes_no_further_than_the_session_that_asked_for_it() {
    for (way, end) in WAYS {
        let mut conference = conference([account("ada")]);
        let [thief, owner] = [(); 2].map(|()| granted(&mut conference, "ada", NOW).viewer);
        let mut copy = begun(&mut conference, &thief);
        end(&mut conference, thief, owner);
        assert_eq!(conference.next_piece(&mut copy, NOW).unwrap_err(), Refusal::SessionRequired, "{way}");
    }
}

#[test]
fn a_copy_ends_with_the_time_of_its_session() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let mut copy = begun(&mut conference, &ada);
    let over = NOW + i64::from(conference.limits().session_absolute);
    assert!(conference.store().session(&ada.digest).unwrap().is_some(), "nobody has cleared it away");
    assert_eq!(conference.next_piece(&mut copy, over).unwrap_err(), Refusal::SessionRequired);
}

#[test]
fn a_further_proof_and_the_end_of_other_sessions_stop_no_copy() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    granted(&mut conference, "ada", NOW);
    let mut copy = begun(&mut conference, &ada);
    let started = conference.start_step_up(&ada, NOW).unwrap();
    let proof = started.letter.unwrap().code;
    let ada = conference.finish_step_up(&ada, started.challenge, proof.expose(), NOW).unwrap().viewer;
    conference.end_others(&ada).unwrap();
    while conference.next_piece(&mut copy, NOW).unwrap().is_some() {}
}

#[test]
fn what_was_given_for_a_time_is_judged_by_the_time_of_the_piece() {
    let people = ["ada", "bela"].map(|id| named(id, id, &[(Field::Phone, "+44 1", Audience::Connections)]));
    let mut conference = conference(people);
    let [ada, bela] = ["ada", "bela"].map(|id| viewer(&mut conference, id, NOW));
    let offer = Offer { fields: Fields::of([Field::Phone]), term: GiftTerm::Hour };
    let code = conference.show_code(&ada, NOW).unwrap().0;
    let id = conference.ask(&bela, code.expose(), NOW).unwrap();
    conference.give(&bela, &id, offer, NOW).unwrap();
    conference.give(&ada, &id, offer, NOW).unwrap();
    for (at, is_there) in [(NOW + HOUR - 1, true), (NOW + HOUR, false)] {
        let mut copy = begun(&mut conference, &bela);
        let whole: String = std::iter::from_fn(|| conference.next_piece(&mut copy, at).unwrap()).collect();
        assert_eq!(whole.contains("\"with\":\"ada\""), is_there, "{whole}");
    }
}

#[test]
fn whoever_may_make_no_copy_is_refused_before_anything_is_counted() {
    let mut conference = conference([account("ada")]);
    let stale = granted(&mut conference, "ada", NOW - 301).viewer;
    let fresh = viewer(&mut conference, "ada", NOW);
    for _ in 0..100 {
        assert_eq!(conference.demand_copy(&stale, NOW).unwrap_err(), Refusal::StepUpRequired);
        conference.demand_copy(&fresh, NOW).unwrap();
    }
    begun(&mut conference, &fresh);
}
