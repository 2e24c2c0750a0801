//! What was changed is told, listed and undone for a day. Not: who may change it.

use crate::conference::fixture::{NOW, Small, account, conference, listed, viewer};
use crate::conference::history::{Change, Difference, History, KEPT_CHANGES, KEPT_VALUES, UNDO_SECONDS};
use crate::conference::store::Store;
use crate::conference::{Happened, Refusal, Viewer};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use crate::domain::text::Text;

const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4];
const OTHER: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 5, 6, 7, 8];

fn change(field: Field, text: &str) -> ProfileUpdate {
    ProfileUpdate::parse([(field, Some(text))]).unwrap()
}

fn version(conference: &Small, viewer: &Viewer) -> u64 {
    conference.profile(viewer).unwrap().version
}

fn set(conference: &mut Small, viewer: &Viewer, field: Field, text: &str, now: i64) {
    let expected = version(conference, viewer);
    conference.update(viewer, expected, &change(field, text), now).unwrap();
}

fn value(conference: &Small, viewer: &Viewer, field: Field) -> Option<String> {
    conference.profile(viewer).unwrap().fields.of(field).value.as_ref().map(|text| text.as_str().to_owned())
}

fn of(conference: &Small, viewer: &Viewer, now: i64) -> Vec<Change> {
    conference.changes(viewer, now).unwrap()
}

/// ASVS 5.0 V6.3.7: the owner hears of it by the way that was theirs before.
#[test]
fn a_change_of_what_one_is_recognised_by_is_told_to_the_owner_and_others_are_not_t24() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let both =
        ProfileUpdate::parse([(Field::Phone, Some("+44 1")), (Field::JobTitle, Some("Minister")), (Field::Pronouns, Some("she"))]).unwrap();
    let notice = conference.update(&ada, 1, &both, NOW).unwrap().notice.unwrap();
    assert_eq!((notice.to.as_str(), notice.at), ("ada@example.org", NOW));
    let Happened::ProfileChanged(_, fields) = notice.what else { panic!("{notice:?}") };
    let told: Vec<Field> = fields.iter().filter(|(_, told)| **told).map(|(field, _)| field).collect();
    assert_eq!(told, [Field::JobTitle, Field::Phone]);
    assert_eq!(conference.update(&ada, 2, &change(Field::Pronouns, "they"), NOW).unwrap().notice, None);
    assert_eq!(conference.update(&ada, 3, &change(Field::Phone, "+44 1"), NOW).unwrap().notice, None, "the same again");
    assert!(conference.set_photo(&ada, Some(JPEG.into()), NOW).unwrap().notice.is_some());
}

#[test]
fn vandalism_is_undone_for_a_day_without_a_proof_t10() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    set(&mut conference, &ada, Field::Name, "Rude Word", NOW);
    set(&mut conference, &ada, Field::Name, "Ruder Word", NOW + 1);
    let changes = of(&conference, &ada, NOW + 2);
    assert_eq!(changes.len(), 2);
    let first = changes.last().unwrap().clone();
    let later = NOW + UNDO_SECONDS - 1;
    let again = viewer(&mut conference, "ada", later - 1000);
    assert!(conference.demand_fresh(&again, later).is_err(), "no fresh proof");
    let saved = conference.undo(&again, &first.id, later).unwrap();
    assert!(saved.notice.is_some());
    assert_eq!(value(&conference, &again, Field::Name).as_deref(), Some("Ada"));
    assert!(of(&conference, &again, later).iter().find(|known| known.id == first.id).unwrap().undone);
    assert_eq!(conference.undo(&again, &first.id, later), Err(Refusal::NotFound), "once");
    let redo = of(&conference, &again, later).remove(0);
    assert_eq!(
        conference.undo(&again, &redo.id, later),
        Err(Refusal::StepUpRequired),
        "a step back from a step back is for the owner alone"
    );
    let proved = viewer(&mut conference, "ada", later);
    conference.undo(&proved, &redo.id, later).unwrap();
    assert_eq!(value(&conference, &proved, Field::Name).as_deref(), Some("Ruder Word"), "what was undone can be done again");
}

#[test]
fn after_a_day_nothing_is_undone_and_no_value_is_told_or_kept() {
    let mut conference = conference([account("ada"), account("bela")]);
    let ada = viewer(&mut conference, "ada", NOW);
    set(&mut conference, &ada, Field::Phone, "+44 1", NOW);
    let known = of(&conference, &ada, NOW).remove(0);
    let late = NOW + UNDO_SECONDS + 1;
    let again = viewer(&mut conference, "ada", late);
    assert_eq!(of(&conference, &again, late).remove(0).what, Difference::Forgotten(Field::Phone));
    assert_eq!(conference.undo(&again, &known.id, late), Err(Refusal::NotFound));
    // Whoever changes something next, what is too old is gone from the storage for everybody.
    let bela = viewer(&mut conference, "bela", late);
    set(&mut conference, &bela, Field::Phone, "+44 2", late);
    assert_eq!(conference.store().changes(&ada.id).unwrap().remove(0).what, Difference::Forgotten(Field::Phone));
}

/// An open session is no proof: what the owner took away from everybody's eyes does not come back by one press.
#[test]
fn what_was_emptied_and_would_be_seen_again_needs_a_fresh_proof_t12() {
    let phone = (Field::Phone, "+44 1", Audience::Delegates);
    let mut conference = conference([listed("ada", "Ada", &[phone])]);
    let ada = viewer(&mut conference, "ada", NOW);
    set(&mut conference, &ada, Field::Phone, "", NOW);
    let emptied = of(&conference, &ada, NOW).remove(0);
    assert_eq!(conference.undo(&ada, &emptied.id, NOW + 301), Err(Refusal::StepUpRequired));
    assert_eq!(value(&conference, &ada, Field::Phone), None);
    conference.undo(&ada, &emptied.id, NOW + 300).unwrap();
    assert_eq!(value(&conference, &ada, Field::Phone).as_deref(), Some("+44 1"));
}

#[test]
fn a_photo_comes_back_under_a_new_address_and_the_old_ones_stay_dead() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    conference.set_photo(&ada, Some(JPEG.into()), NOW).unwrap();
    let first = conference.store().photo(&ada.id).unwrap().unwrap().id;
    conference.set_photo(&ada, Some(OTHER.into()), NOW).unwrap();
    let change = of(&conference, &ada, NOW).remove(0);
    conference.undo(&ada, &change.id, NOW + 1).unwrap();
    let now = conference.store().photo(&ada.id).unwrap().unwrap();
    assert_eq!(now.bytes, JPEG);
    assert_ne!(now.id, first);
    assert_eq!(conference.photo(&ada, &ada.id.clone(), &first, NOW), Err(Refusal::NotFound));
    let shown = conference.profile(&ada).unwrap().fields.of(Field::Photo).value.clone();
    assert_eq!(shown, Text::parse(now.id.as_str(), 64, false).unwrap());
}

#[test]
fn somebody_elses_change_does_not_exist_t09() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    set(&mut conference, &ada, Field::Name, "Ada", NOW);
    let change = of(&conference, &ada, NOW).remove(0);
    assert_eq!(of(&conference, &bela, NOW), []);
    assert_eq!(conference.undo(&bela, &change.id, NOW), Err(Refusal::NotFound));
    assert_eq!(value(&conference, &ada, Field::Name).as_deref(), Some("Ada"));
}

/// What was only for its owner's eyes when it was replaced is not put before others' by an open session.
#[test]
fn what_more_people_would_see_than_when_it_was_replaced_needs_a_fresh_proof_t12() {
    let mut conference = conference([listed("ada", "Ada", &[(Field::Phone, "+44 1", Audience::OnlyMe)])]);
    let ada = viewer(&mut conference, "ada", NOW);
    set(&mut conference, &ada, Field::Phone, "+44 2", NOW);
    let replaced = of(&conference, &ada, NOW).remove(0);
    let wider = AudienceUpdate { audiences: vec![(Field::Phone, Audience::Delegates)], listed: None };
    let told = conference.set_audiences(&ada, &wider, NOW).unwrap().notice.unwrap();
    assert!(matches!(told.what, Happened::Widened(_, fields) if *fields.of(Field::Phone) && !*fields.of(Field::Name)));
    assert_eq!(conference.undo(&ada, &replaced.id, NOW + 301), Err(Refusal::StepUpRequired));
    assert_eq!(value(&conference, &ada, Field::Phone).as_deref(), Some("+44 2"));
    conference.undo(&ada, &replaced.id, NOW + 300).unwrap();
}

/// However often somebody changes it, what stood there in the morning comes back; and no mailbox is flooded.
#[test]
fn changes_are_bounded_and_never_take_away_the_first_step_back_t10() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let mut now = NOW;
    let mut ada = viewer(&mut conference, "ada", now);
    set(&mut conference, &ada, Field::Name, "Rude 0", now);
    let first = of(&conference, &ada, now).remove(0);
    for number in 1..KEPT_CHANGES + 5 {
        if number % 25 == 0 {
            now += 3600;
            ada = viewer(&mut conference, "ada", now);
        }
        set(&mut conference, &ada, Field::Name, &format!("Rude {number}"), now);
    }
    let changes = of(&conference, &ada, now);
    let kept = changes.iter().filter(|known| !matches!(known.what, Difference::Forgotten(_))).count();
    assert_eq!((changes.len(), kept), (KEPT_CHANGES, KEPT_VALUES + 1));
    conference.undo(&ada, &first.id, now).unwrap();
    assert_eq!(value(&conference, &ada, Field::Name).as_deref(), Some("Ada"));

    let most = conference.limits().changes_per_delegate.most;
    let refused = (0..=most).any(|number| {
        let expected = version(&conference, &ada);
        matches!(conference.update(&ada, expected, &change(Field::Phone, &format!("+44 {number}")), now), Err(Refusal::TooMany { .. }))
    });
    assert!(refused);
    let narrower = AudienceUpdate::hide_everything();
    assert!(conference.set_audiences(&ada, &narrower, now).is_ok(), "narrowing is never refused");
}
