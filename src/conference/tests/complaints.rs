//! A complaint that is sent again, as after a bad connection. Not: what else becomes of one (`rights`).

use super::super::Refusal;
use super::super::fixture::{NOW, conference, named, viewer};
use super::super::rights::{Complaint, Filed, Rights as _};
use crate::domain::problem::{Fault, FieldProblem, Input};

#[test]
fn a_complaint_that_arrives_twice_under_one_key_is_kept_once_t47() {
    let mut conference = conference([named("ada", "Ada", &[]), named("bob", "Bob", &[])]);
    let (ada, bob) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bob", NOW));
    let Filed::Now(first) = conference.complain_once(&ada, "my number ", "k1", NOW).unwrap() else { panic!() };
    let again = conference.complain_once(&ada, "my number", "k1", NOW + 60).unwrap();
    assert_eq!(again, Filed::Before(first.clone()), "the answer is that of the first time");
    let other = Refusal::Invalid(vec![FieldProblem { input: Input::Complaint, fault: Fault::NotTheSame }]);
    assert_eq!(conference.complain_once(&ada, "another", "k1", NOW).unwrap_err(), other);
    // Another key, and the same key of somebody else, are other complaints.
    for (who, key) in [(&ada, "k2"), (&bob, "k1")] {
        let Filed::Now(further) = conference.complain_once(who, "my number", key, NOW).unwrap() else { panic!() };
        assert_ne!(further.reference, first.reference);
    }
}

#[test]
fn a_reference_that_is_somebody_elses_is_stepped_over_and_found_again_t47() {
    let people = || conference([named("ada", "Ada", &[]), named("bob", "Bob", &[])]);
    let mut conference = people();
    let ada = viewer(&mut conference, "ada", NOW);
    let Filed::Now(alone) = conference.complain_once(&ada, "my number", "k1", NOW).unwrap() else { panic!() };

    let mut conference = people();
    let (ada, bob) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bob", NOW));
    conference.store.add_complaint(&Complaint { delegate: bob.id, ..alone.clone() }).unwrap();
    let Filed::Now(first) = conference.complain_once(&ada, "my number", "k1", NOW).unwrap() else { panic!() };
    assert_ne!(first.reference, alone.reference);
    assert_eq!(conference.complain_once(&ada, "my number", "k1", NOW).unwrap(), Filed::Before(first));
}
