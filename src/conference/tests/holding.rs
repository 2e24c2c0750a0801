//! An account that the organisers hold. Not: how they come to it.

use crate::conference::fixture::{NOW, Small, account, conference, granted, listed, viewer};
use crate::conference::store::Store;
use crate::conference::{Happened, Refusal, Standing, Told, Viewer};
use crate::domain::connection::{Contacts, GiftTerm, Offer};
use crate::domain::delegate::DirectoryQuery;
use crate::domain::fields::Fields;
use crate::domain::id::ConnectionId;
use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use crate::domain::text::Email;

const DAY: i64 = 86_400;

/// Who hears of what.
fn heard(told: &Told) -> Vec<(&str, Happened)> {
    told.notices.iter().map(|notice| (notice.to.as_str(), notice.what)).collect()
}

fn vandal() -> (Small, Viewer, Viewer) {
    let shared = [(Field::JobTitle, "Prime Minister", Audience::Delegates), (Field::Phone, "+44 1", Audience::Connections)];
    let mut conference = conference([listed("ada", "Ada", &shared), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    (conference, ada, bela)
}

fn change(field: Field, text: &str) -> ProfileUpdate {
    ProfileUpdate::parse([(field, Some(text))]).unwrap()
}

#[test]
fn a_held_person_is_there_for_nobody_else_and_back_as_they_were_mod_01_t41() {
    let (mut conference, ada, bela) = vandal();
    let before = conference.delegate(&bela, &ada.id, NOW).unwrap();
    let told = conference.hold(&ada.id, NOW).unwrap();
    assert_eq!((heard(&told), told.moved), (vec![("ada@example.org", Happened::Held)], None));
    assert_eq!(conference.delegate(&bela, &ada.id, NOW), Err(Refusal::NotFound));
    assert_eq!(conference.directory(&bela, &DirectoryQuery::default(), 9, NOW).unwrap().found, 0);
    for relation in [Relation::Delegate, Relation::Connection] {
        assert_eq!(conference.preview(&ada, relation), Ok(None), "{relation:?}");
    }
    assert_eq!(heard(&conference.hold(&ada.id, NOW).unwrap()), [], "told once");
    assert_eq!(heard(&conference.release(&ada.id, NOW).unwrap()), [("ada@example.org", Happened::Released)]);
    assert_eq!(conference.delegate(&bela, &ada.id, NOW), Ok(before));
    assert_eq!(heard(&conference.release(&ada.id, NOW).unwrap()), []);
}

#[test]
fn whoever_lost_their_address_is_found_and_told_by_it_for_a_day_t24() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (owner, thief) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "ada", NOW));
    let email = |address| Email::parse(address).unwrap();
    let started = conference.start_address(&thief, &email("thief@example.org"), NOW).unwrap();
    conference.finish_address(&thief, &started.challenge, started.letter.unwrap().code.expose(), NOW).unwrap();
    assert_eq!(conference.whose(&email("ADA@example.org"), NOW + DAY).unwrap(), owner.id);
    assert_eq!(conference.whose(&email("thief@example.org"), NOW).unwrap(), owner.id);
    assert_eq!(conference.whose(&email("ada@example.org"), NOW + DAY + 1), Err(Refusal::NotFound));
    let both = |what| vec![("thief@example.org", what), ("ada@example.org", what)];
    let held = conference.hold(&owner.id, NOW + DAY).unwrap();
    assert_eq!((heard(&held), held.moved), (both(Happened::Held), Some(NOW)));
    let again = conference.hold(&owner.id, NOW + 1).unwrap();
    assert_eq!((heard(&again), again.moved), (vec![], Some(NOW)), "the organisers still hear that it was moved");
    assert_eq!(heard(&conference.release(&owner.id, NOW + 1).unwrap()), both(Happened::Released));
    let late = conference.hold(&owner.id, NOW + DAY + 1).unwrap();
    assert_eq!((heard(&late), late.moved), (vec![("thief@example.org", Happened::Held)], None), "it is theirs no more");
    conference.release(&owner.id, NOW + 1).unwrap();
    let change = conference.changes(&owner, NOW + 2).unwrap().remove(0).id;
    conference.undo(&owner, &change, NOW + 2).unwrap();
    assert_eq!(conference.whose(&email("thief@example.org"), NOW + 2), Err(Refusal::NotFound), "nor is who took it found by theirs");
    let out = conference.end_sign_ins(&owner.id, NOW + 2).unwrap();
    assert_eq!((out.sessions, out.letters, heard(&out.told), out.told.moved), (2, 0, vec![("ada@example.org", Happened::SignedOut)], None));
}

/// Ada offers and Bela gives; `None`: the question waits for an answer.
fn tied(conference: &mut Small, ada: &Viewer, bela: &Viewer, answer: Option<&[Field]>) -> ConnectionId {
    let offer = |fields: &[Field]| Offer { fields: Fields::of(fields.iter().copied()), term: GiftTerm::Open };
    let code = conference.show_code(bela, NOW).unwrap().0;
    let id = conference.ask(ada, code.expose(), NOW).unwrap();
    conference.give(ada, &id, offer(&[]), NOW).unwrap();
    if let Some(fields) = answer {
        conference.give(bela, &id, offer(fields), NOW).unwrap();
    }
    id
}

#[test]
fn what_ties_others_to_a_held_person_is_not_there_either_mod_01_t41() {
    let (mut conference, ada, bela) = vandal();
    let name = Offer { fields: Fields::none(), term: GiftTerm::Open };
    conference.update(&bela, 1, &change(Field::Name, "Bela"), NOW).unwrap();
    for answer in [None, Some([Field::Email].as_slice())] {
        let id = tied(&mut conference, &ada, &bela, answer);
        if answer.is_some() {
            conference.take_back(&ada, &id, NOW).unwrap();
        }
        let before = conference.contacts(&bela, NOW).unwrap();
        assert_ne!(before, Contacts::default());
        conference.hold(&ada.id, NOW).unwrap();
        assert_eq!(conference.contacts(&bela, NOW).unwrap(), Contacts::default(), "{answer:?}");
        assert_eq!(conference.give(&bela, &id, name, NOW), Err(Refusal::NotFound), "{answer:?}");
        assert_eq!(conference.take_back(&bela, &id, NOW), Err(Refusal::NotFound), "{answer:?}");
        assert_eq!(conference.end_connection(&bela, &id, NOW), Err(Refusal::NotFound), "{answer:?}");
        // What cannot be taken back is not given meanwhile.
        let again = granted(&mut conference, "ada", NOW).viewer;
        assert_eq!(conference.delegate(&again, &bela.id, NOW), Err(Refusal::NotFound), "{answer:?}");
        conference.release(&ada.id, NOW).unwrap();
        assert_eq!(conference.contacts(&bela, NOW).unwrap(), before, "{answer:?}");
    }
    let again = granted(&mut conference, "ada", NOW).viewer;
    assert!(conference.delegate(&again, &bela.id, NOW).is_ok());
}

#[test]
fn ones_own_question_does_not_tell_that_whoever_was_asked_is_held() {
    let (mut conference, ada, bela) = vandal();
    conference.update(&bela, 1, &change(Field::Name, "Bela"), NOW).unwrap();
    tied(&mut conference, &bela, &ada, None);
    let before = conference.contacts(&bela, NOW).unwrap();
    conference.hold(&ada.id, NOW).unwrap();
    assert_eq!((before.asked.len(), conference.contacts(&bela, NOW).unwrap()), (1, before));
}

#[test]
fn its_owner_comes_in_reads_and_narrows_and_changes_nothing_else_mod_01() {
    let (mut conference, ada, _) = vandal();
    assert!(conference.update(&ada, 1, &change(Field::JobTitle, "King"), NOW).is_ok());
    let undone = conference.changes(&ada, NOW).unwrap().remove(0).id;
    conference.hold(&ada.id, NOW).unwrap();
    let again = granted(&mut conference, "ada", NOW).viewer;
    let profile = conference.profile(&again).unwrap();
    assert_eq!((profile.standing, profile.version), (Standing::Held, 3));
    for field in [Field::JobTitle, Field::Pronouns] {
        assert_eq!(conference.update(&again, 3, &change(field, "x"), NOW), Err(Refusal::Held), "{field:?}");
    }
    assert_eq!(conference.set_photo(&again, None, NOW), Err(Refusal::Held));
    assert_eq!(conference.undo(&again, &undone, NOW), Err(Refusal::Held));
    let email = Email::parse("new@example.org").unwrap();
    assert_eq!(conference.start_address(&again, &email, NOW).unwrap_err(), Refusal::Held);
    let wider = AudienceUpdate { audiences: vec![(Field::Phone, Audience::Delegates)], listed: None };
    assert_eq!(conference.set_audiences(&again, &wider, NOW), Err(Refusal::Held));
    let hidden = conference.set_audiences(&again, &AudienceUpdate::hide_everything(), NOW).unwrap().profile;
    assert!(!hidden.listed && hidden.standing == Standing::Held, "narrowing goes on, and nothing of the hold with it");
}

#[test]
fn only_accounts_that_are_there_are_held() {
    let (mut conference, ada, _) = vandal();
    assert_eq!(conference.hold(&"nobody".parse().unwrap(), NOW), Err(Refusal::NotFound));
    let mut person = conference.store().person(&ada.id).unwrap().unwrap();
    (person.profile.standing, person.profile.version) = (Standing::Removed, 2);
    assert!(conference.store_mut().put_person(&person, Some(1)).unwrap());
    assert_eq!(conference.hold(&ada.id, NOW), Err(Refusal::NotFound));
    assert_eq!(conference.release(&ada.id, NOW), Err(Refusal::NotFound), "who was removed does not come back by it");
}
