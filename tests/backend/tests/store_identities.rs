//! What the `Store` trait promises of organisations' sign-ins, kept by SQLite, also after the file was closed and opened again. Not: any rule.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::Store;
use plenary::conference::identity::{Identity, Subject};
use plenary::conference::store::{Challenge, Purpose};
use plenary_backend::store::Sqlite;
use support::Folder;

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&folder.0.join("conference.sqlite")).unwrap()
}

fn subject(issuer: &str, name: &str) -> Subject {
    Subject { issuer: issuer.into(), subject: name.into() }
}

fn identity(id: &str, subject: Subject, delegate: &str, session: Option<&str>) -> Identity {
    let session = session.map(|id| id.parse().unwrap());
    Identity { id: id.parse().unwrap(), subject, delegate: delegate.parse().unwrap(), since: 1000, session }
}

#[test]
fn a_person_at_a_provider_belongs_to_one_account_and_stays_linked() {
    let folder = Folder::new();
    let one = identity("i1", subject("https://a.example", "x"), "ada", None);
    let same_name_elsewhere = identity("i2", subject("https://b.example", "x"), "bela", Some("s1"));
    let mut store = open(&folder);
    assert!(store.add_identity(&one).unwrap());
    assert!(store.add_identity(&same_name_elsewhere).unwrap());
    assert!(!store.add_identity(&identity("i3", one.subject.clone(), "bela", None)).unwrap(), "taken");
    drop(store);

    let store = open(&folder);
    assert_eq!(store.identity(&one.subject).unwrap(), Some(one.clone()));
    assert_eq!(store.identity(&same_name_elsewhere.subject).unwrap(), Some(same_name_elsewhere.clone()));
    assert_eq!(store.identity(&subject("https://a.example", "X")).unwrap(), None, "names are opaque");
    assert_eq!(store.identities(&"ada".parse().unwrap()).unwrap(), [one]);
    assert_eq!(store.identities(&"bela".parse().unwrap()).unwrap(), [same_name_elsewhere]);
}

#[test]
fn only_its_owner_ends_a_link() {
    let folder = Folder::new();
    let mut store = open(&folder);
    for (id, name, session) in [("i1", "x", None), ("i2", "y", Some("s1")), ("i3", "z", Some("s2"))] {
        assert!(store.add_identity(&identity(id, subject("https://a.example", name), "ada", session)).unwrap());
    }
    let (ada, bela) = ("ada".parse().unwrap(), "bela".parse().unwrap());
    assert!(!store.end_identity(&bela, &"i1".parse().unwrap()).unwrap());
    assert!(store.end_identity(&ada, &"i1".parse().unwrap()).unwrap());
    assert!(!store.end_identity(&ada, &"i1".parse().unwrap()).unwrap(), "once");
    let left: Vec<_> = store.identities(&ada).unwrap().into_iter().map(|identity| identity.id.to_string()).collect();
    assert_eq!(left, ["i2", "i3"]);
}

#[test]
fn a_challenge_that_joins_keeps_to_whom_it_is_bound() {
    let folder = Folder::new();
    let purpose = Purpose::Join("ada".parse().unwrap(), [9; 32]);
    let join = Challenge { id: "c1".parse().unwrap(), purpose, code: [1; 32], link: [2; 32], browser: [3; 32], expires: 2000, tries: 0 };
    open(&folder).add_challenge(&join, 1000).unwrap();
    let mut store = open(&folder);
    assert_eq!(store.challenge(&join.id).unwrap(), Some(join.clone()));
    store.end_challenges(&"ada".parse().unwrap()).unwrap();
    assert_eq!(store.challenge(&join.id).unwrap(), None);
}
