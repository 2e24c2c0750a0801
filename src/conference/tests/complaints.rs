//! A complaint that is sent again, as after a bad connection. Not: what else becomes of one (`rights`).

use super::super::Refusal;
use super::super::fixture::{NOW, conference, named, viewer};
use super::super::rights::Filed;
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
