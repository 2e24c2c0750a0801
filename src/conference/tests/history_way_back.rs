//! For a day an account comes back to what it was in the morning, whoever takes the steps back in turn. Not: a single step back (`history`).

use crate::conference::fixture::{NETWORK, NOW, Small, account, conference, device, listed, start, viewer};
use crate::conference::history::{Change, Difference, UNDO_SECONDS};
use crate::conference::store::Store;
use crate::conference::{Proof, Refusal, Viewer};
use crate::domain::id::ChangeId;
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use crate::domain::text::Email;

/// Later than any proof is fresh.
const LATER: i64 = NOW + 400;

fn email(address: &str) -> Email {
    Email::parse(address).unwrap()
}

fn move_to(conference: &mut Small, viewer: &Viewer, address: &str, now: i64) -> ChangeId {
    let started = conference.start_address(viewer, &email(address), now).unwrap();
    let code = started.letter.unwrap().code;
    conference.finish_address(viewer, &started.challenge, code.expose(), now).unwrap();
    latest(conference, viewer, now).id
}

fn latest(conference: &Small, viewer: &Viewer, now: i64) -> Change {
    conference.changes(viewer, now).unwrap().remove(0)
}

fn address(conference: &Small, viewer: &Viewer) -> String {
    conference.store().person(&viewer.id).unwrap().unwrap().email.as_str().to_owned()
}

#[test]
fn a_step_back_from_another_address_is_final_t10() {
    let mut conference = conference([account("ada")]);
    let owner = viewer(&mut conference, "ada", NOW - 400);
    let thief = viewer(&mut conference, "ada", NOW);
    let moved = move_to(&mut conference, &thief, "thief@example.org", NOW);
    conference.undo(&thief, &moved, NOW).unwrap();
    let back = latest(&conference, &thief, NOW);
    assert_eq!(back.what, Difference::Forgotten(Field::Email), "nor is the address told");
    assert_eq!(conference.undo(&thief, &back.id, NOW), Err(Refusal::NotFound), "not even with a fresh proof");
    // Once more, and the owner, whose proof is old, still has the way back.
    let again = move_to(&mut conference, &thief, "thief@example.org", NOW + 1);
    assert!(!conference.changes(&owner, NOW + 2).unwrap().iter().any(|change| change.id == again && change.undone));
    conference.undo(&owner, &moved, NOW + 2).unwrap();
    assert_eq!(address(&conference, &owner), "ada@example.org");
}

#[test]
fn what_stood_there_in_the_morning_comes_back_without_a_proof_however_often_steps_are_taken_back_t10() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let owner = viewer(&mut conference, "ada", NOW - 400);
    let thief = viewer(&mut conference, "ada", NOW);
    let rude = ProfileUpdate::parse([(Field::Name, Some("Rude Word"))]).unwrap();
    conference.update(&thief, 1, &rude, NOW).unwrap();
    let first = latest(&conference, &thief, NOW).id;
    for _ in 0..2 {
        conference.undo(&owner, &first, NOW).unwrap();
        assert_eq!(conference.undo(&owner, &first, NOW), Err(Refusal::NotFound), "as long as it stands there again");
        let step = latest(&conference, &thief, NOW).id;
        assert_eq!(conference.undo(&owner, &step, NOW), Err(Refusal::StepUpRequired));
        conference.undo(&thief, &step, NOW).unwrap();
        assert_eq!(conference.profile(&owner).unwrap().name(), Some("Rude Word"));
    }
    conference.undo(&owner, &first, NOW).unwrap();
    assert_eq!(conference.profile(&owner).unwrap().name(), Some("Ada"));
    // Nor can the mails about it be made to flood anybody.
    let most = conference.limits().changes_per_delegate.most;
    let is_refused = (0..=most).any(|_| {
        let step = latest(&conference, &thief, NOW).id;
        let forth = conference.undo(&thief, &step, NOW);
        conference.undo(&owner, &first, NOW).ok();
        matches!(forth, Err(Refusal::TooMany { .. }))
    });
    assert!(is_refused);
}

#[test]
fn an_address_that_was_shown_to_more_people_meanwhile_comes_back_hidden_and_codes_to_the_other_are_dead_t10() {
    let mut conference = conference([account("ada")]);
    let owner = viewer(&mut conference, "ada", NOW - 400);
    let thief = viewer(&mut conference, "ada", NOW);
    let moved = move_to(&mut conference, &thief, "thief@example.org", NOW);
    let wider = AudienceUpdate { audiences: vec![(Field::Email, Audience::Delegates)], listed: None };
    conference.set_audiences(&thief, &wider, NOW).unwrap();
    let waiting = start(&mut conference, "thief", NOW);
    conference.undo(&owner, &moved, LATER).unwrap();
    assert_eq!(address(&conference, &owner), "ada@example.org");
    assert_eq!(conference.profile(&owner).unwrap().fields.of(Field::Email).audience, Audience::OnlyMe);
    let proof = Proof::Code { challenge: waiting.challenge, code: waiting.letter.as_ref().unwrap().code.expose() };
    assert!(conference.redeem(proof, None, device(), NETWORK, NOW).is_err());
}

/// Or the step back would lead nowhere.
#[test]
fn for_a_day_nobody_else_takes_an_address_that_was_left_t10() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let early = conference.start_address(&bela, &email("new@example.org"), NOW).unwrap();
    let moved = move_to(&mut conference, &ada, "other@example.org", NOW);
    assert!(conference.start_address(&bela, &email("Ada@example.org"), NOW).unwrap().letter.is_none(), "as if it were another account's");
    assert!(early.letter.is_some());
    conference.undo(&ada, &moved, NOW).unwrap();
    assert_eq!(address(&conference, &ada), "ada@example.org");
    // Where somebody only passed through, it is free again; and after the day, all are.
    assert!(conference.start_address(&bela, &email("other@example.org"), NOW).unwrap().letter.is_some());
    let moved = move_to(&mut conference, &ada, "third@example.org", NOW);
    let late = NOW + UNDO_SECONDS + 1;
    let bela = viewer(&mut conference, "bela", late);
    assert!(conference.start_address(&bela, &email("ada@example.org"), late).unwrap().letter.is_some(), "{moved:?}");
}
