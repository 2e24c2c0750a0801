//! Every promise of the `Store` trait, kept by SQLite, also after the file was closed and opened again. Not: any rule above it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::history::{History, NewPhoto, Saving};
use plenary::conference::store::{Challenge, Person, Photo, Purpose};
use plenary::conference::{Standing, Store};
use plenary::domain::privacy::{Audience, Field, Own};
use plenary::domain::profile::Profile;
use plenary::domain::text::{Email, Text};
use plenary_backend::store::{Sqlite, StoreFault};
use std::path::PathBuf;
use std::sync::Barrier;
use support::Folder;

fn file(folder: &Folder) -> PathBuf {
    folder.0.join("conference.sqlite")
}

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&file(folder)).unwrap()
}

fn person(id: &str, address: &str) -> Person {
    let mut profile = Profile::new(id.parse().unwrap());
    for (field, text) in [(Field::Name, "Ada \"Zoë\" محمد"), (Field::Biography, "one\ntwo"), (Field::Phone, "+44 20 7946 0101")] {
        let value = Text::parse(text, field.limit(), field.is_multiline()).unwrap();
        *profile.fields.of_mut(field) = Own { value, audience: Audience::Connections };
    }
    Person { email: Email::parse(address).unwrap(), profile }
}

fn challenge(id: &str, link: u8, purpose: Purpose, expires: i64) -> Challenge {
    Challenge { id: id.parse().unwrap(), purpose, code: [1; 32], link: [link; 32], browser: [3; 32], expires, tries: 0 }
}

#[test]
fn an_account_is_found_by_id_and_by_any_spelling_of_its_address() {
    let folder = Folder::new();
    let ada = person("ada", "Ada@Example.org");
    assert!(open(&folder).put_person(&ada, None).unwrap());
    let store = open(&folder);
    assert_eq!(store.person(&ada.profile.id).unwrap().as_ref(), Some(&ada));
    assert_eq!(store.person_by_email("ada@example.org").unwrap().as_ref(), Some(&ada));
    assert_eq!(store.person_by_email("Ada@Example.org").unwrap(), None, "the key is what is looked for");
    assert_eq!(store.person(&"nobody".parse().unwrap()).unwrap(), None);
}

#[test]
fn an_account_is_stored_only_over_the_version_that_was_read() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let mut ada = person("ada", "ada@example.org");
    assert!(!store.put_person(&ada, Some(1)).unwrap(), "nothing to replace");
    assert!(store.put_person(&ada, None).unwrap());
    assert!(!store.put_person(&ada, None).unwrap(), "exists");
    assert!(!store.put_person(&person("other", "ADA@example.org"), None).unwrap(), "the address is taken");
    ada.profile.version = 2;
    ada.profile.listed = true;
    assert!(store.put_person(&ada, Some(1)).unwrap());
    assert!(!store.put_person(&ada, Some(1)).unwrap(), "stale");
    assert_eq!(store.person(&ada.profile.id).unwrap(), Some(ada));
}

#[test]
fn only_who_asked_for_it_and_is_neither_held_nor_removed_is_listed() {
    let folder = Folder::new();
    let mut store = open(&folder);
    for (id, listed, standing) in
        [("a", true, Standing::Active), ("b", false, Standing::Active), ("c", true, Standing::Removed), ("d", true, Standing::Held)]
    {
        let mut person = person(id, &format!("{id}@example.org"));
        (person.profile.listed, person.profile.standing) = (listed, standing);
        assert!(store.put_person(&person, None).unwrap());
    }
    let listed: Vec<String> = store.listed().unwrap().iter().map(|person| person.profile.id.to_string()).collect();
    assert_eq!(listed, ["a"]);
}

#[test]
fn a_challenge_survives_and_is_found_by_its_link() {
    let folder = Folder::new();
    let ada = "ada".parse().unwrap();
    let all = [
        challenge("c1", 1, Purpose::SignIn("ada".parse().unwrap()), 100),
        challenge("c2", 2, Purpose::StepUp(ada, [9; 32]), 100),
        challenge("c3", 3, Purpose::Nobody, 100),
    ];
    for each in &all {
        open(&folder).add_challenge(each, 0).unwrap();
    }
    let mut store = open(&folder);
    for each in &all {
        assert_eq!(store.challenge(&each.id).unwrap().as_ref(), Some(each));
        assert_eq!(store.challenge_by_link(&each.link).unwrap().as_ref(), Some(each));
    }
    assert_eq!(store.challenge_by_link(&[7; 32]).unwrap(), None);
    store.add_challenge(&challenge("c4", 4, Purpose::Nobody, 300), 101).unwrap();
    assert_eq!(store.challenge(&all[0].id).unwrap(), None, "expired ones are dropped");
}

#[test]
fn wrong_codes_are_counted_and_a_challenge_is_taken_by_exactly_one() {
    let folder = Folder::new();
    let one = challenge("c", 1, Purpose::Nobody, 100);
    open(&folder).add_challenge(&one, 0).unwrap();
    let barrier = Barrier::new(8);
    let outcomes = std::thread::scope(|scope| {
        let ask = || {
            let mut store = open(&folder);
            barrier.wait();
            (store.count_try(&one.id).unwrap(), store.take_challenge(&one.id).unwrap())
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(outcomes.iter().filter(|(_, taken)| *taken).count(), 1);
    let mut counts: Vec<u32> = outcomes.iter().filter_map(|(count, _)| *count).collect();
    counts.sort_unstable();
    assert_eq!(counts, (1..=counts.len() as u32).collect::<Vec<_>>(), "no try is counted twice or lost");
    assert_eq!(open(&folder).count_try(&one.id).unwrap(), None, "gone");
}

#[test]
fn of_two_who_save_at_once_one_is_told() {
    let folder = Folder::new();
    let ada = person("ada", "ada@example.org");
    open(&folder).put_person(&ada, None).unwrap();
    let barrier = Barrier::new(8);
    let saved = std::thread::scope(|scope| {
        let save = || {
            let mut store = open(&folder);
            let mut changed = ada.clone();
            changed.profile.version = 2;
            barrier.wait();
            store.put_person(&changed, Some(1)).unwrap()
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(save)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).filter(|saved| *saved).count()
    });
    assert_eq!(saved, 1);
}

#[test]
fn events_are_counted_within_their_window_and_under_a_digest() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let counts: Vec<u32> = [100, 110, 120, 200].map(|now| store.count_event("start ada@example.org", now, now - 50).unwrap()).into();
    assert_eq!(counts, [1, 2, 3, 1]);
    assert_eq!(store.count_event("other", 200, 150).unwrap(), 1);
    drop(store);
    assert_eq!(open(&folder).count_event("start ada@example.org", 201, 151).unwrap(), 2, "a restart forgets no try");
    let bytes = std::fs::read(file(&folder)).unwrap();
    assert!(!bytes.windows(15).any(|window| window == b"ada@example.org"), "an address that was merely typed is not kept");
}

#[test]
fn a_star_is_set_once_however_often_and_belongs_to_its_owner() {
    let folder = Folder::new();
    let (ada, bob) = ("ada".parse().unwrap(), "bob".parse().unwrap());
    let talk = |id: &str| id.parse().unwrap();
    for (id, starred) in [("t1", true), ("t1", true), ("t2", true), ("t2", false), ("t2", false)] {
        open(&folder).set_favourite(&ada, &talk(id), starred).unwrap();
    }
    let store = open(&folder);
    assert_eq!(store.favourites(&ada).unwrap(), [talk("t1")]);
    assert_eq!(store.favourites(&bob).unwrap(), []);
}

fn with<'a>(person: &'a Person, expected: u64, photo: Option<&'a Photo>) -> Saving<'a> {
    Saving { person, expected, photo: NewPhoto::Is(photo), changes: &[], undone: None, now: 0 }
}

#[test]
fn a_photo_and_its_account_are_stored_together_or_not_at_all() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let mut ada = person("ada", "ada@example.org");
    store.put_person(&ada, None).unwrap();
    let photo = Photo { id: "p1".parse().unwrap(), bytes: vec![0xff, 0xd8, 0xff, 0, 1, 2] };
    ada.profile.version = 2;
    assert!(!store.save(with(&ada, 7, Some(&photo))).unwrap());
    assert_eq!(store.photo(&ada.profile.id).unwrap(), None, "the version had moved on");
    assert!(store.save(with(&ada, 1, Some(&photo))).unwrap());
    drop(store);
    let mut store = open(&folder);
    assert_eq!(store.photo(&ada.profile.id).unwrap(), Some(photo));
    assert_eq!(store.person(&ada.profile.id).unwrap().unwrap().profile.version, 2);
    ada.profile.version = 3;
    assert!(store.save(with(&ada, 2, None)).unwrap());
    assert_eq!(store.photo(&ada.profile.id).unwrap(), None);
}

#[test]
fn a_file_of_a_later_release_is_refused_untouched() {
    let folder = Folder::new();
    drop(open(&folder));
    let raw = rusqlite::Connection::open(file(&folder)).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Sqlite::open(&file(&folder)), Err(StoreFault::Newer(99))));
    folder.write("conference.sqlite-no", "not a database at all, but long enough to have a header of some kind: ".repeat(20));
    assert!(matches!(Sqlite::open(&folder.0.join("conference.sqlite-no")), Err(StoreFault::Sqlite(_))));
}

#[test]
fn what_is_removed_is_overwritten() {
    let folder = Folder::new();
    let is_anywhere = || {
        let files = std::fs::read_dir(&folder.0).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        files.into_iter().any(|bytes| bytes.windows(8).any(|window| window == b"portrait"))
    };
    let mut ada = person("ada", "ada@example.org");
    open(&folder).put_person(&ada, None).unwrap();
    ada.profile.version = 2;
    let photo = Photo { id: "p1".parse().unwrap(), bytes: b"portrait".repeat(10_000) };
    // Closing moves the log into the file and removes it.
    assert!(open(&folder).save(with(&ada, 1, Some(&photo))).unwrap() && is_anywhere());
    ada.profile.version = 3;
    assert!(open(&folder).save(with(&ada, 2, None)).unwrap());
    assert!(!is_anywhere());
}
