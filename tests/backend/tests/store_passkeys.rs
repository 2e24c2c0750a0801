//! What `PasskeyStore` promises, kept by SQLite, also after the file was closed and opened again. Not: any rule above it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::passkeys::{Ceremony, CeremonyPurpose, CredentialId, Passkey, PasskeyStore, UserHandle};
use plenary::domain::text::Text;
use plenary_backend::store::Sqlite;
use std::sync::Barrier;
use support::Folder;

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&folder.0.join("conference.sqlite")).unwrap()
}

fn passkey(id: &str, delegate: &str, credential: &[u8]) -> Passkey {
    Passkey {
        id: id.parse().unwrap(),
        delegate: delegate.parse().unwrap(),
        handle: UserHandle([7; 16]),
        credential: CredentialId(credential.into()),
        record: r#"{"cred":{}}"#.into(),
        label: Text::parse("Téléphone", 60, false).unwrap().unwrap(),
        created: 100,
        made_in: "s1".parse().unwrap(),
        used: None,
        synced: false,
    }
}

fn ceremony(id: &str, purpose: CeremonyPurpose, expires: i64) -> Ceremony {
    Ceremony { id: id.parse().unwrap(), purpose, kept: "challenge".into(), expires }
}

#[test]
fn a_passkey_is_found_by_its_owner_and_by_its_credential() {
    let folder = Folder::new();
    let (first, second, others) = (passkey("p1", "ada", &[0, 255]), passkey("p2", "ada", &[1; 1023]), passkey("p3", "bob", &[2]));
    for each in [&first, &second, &others] {
        assert!(open(&folder).add_passkey(each).unwrap());
    }
    let store = open(&folder);
    assert!(store.passkeys(&first.delegate).unwrap() == [first.clone(), second.clone()], "the oldest first");
    assert!(store.passkey_by_credential(&others.credential).unwrap() == Some(others));
    assert!(store.passkey_by_credential(&CredentialId(vec![9])).unwrap().is_none());
}

#[test]
fn one_credential_is_kept_once_whoever_brings_it() {
    let folder = Folder::new();
    assert!(open(&folder).add_passkey(&passkey("p1", "ada", &[1])).unwrap());
    for again in [passkey("p2", "bob", &[1]), passkey("p2", "ada", &[1]), passkey("p1", "ada", &[2])] {
        assert!(!open(&folder).add_passkey(&again).unwrap());
    }
    assert_eq!(open(&folder).passkeys(&"ada".parse().unwrap()).unwrap().len(), 1);
}

#[test]
fn what_changes_is_kept_and_what_is_gone_stays_gone() {
    let folder = Folder::new();
    let made = passkey("p1", "ada", &[1]);
    open(&folder).add_passkey(&made).unwrap();
    let label = Text::parse("Blue", 60, false).unwrap().unwrap();
    let changed = Passkey { record: "{}".into(), label, used: Some(200), synced: true, ..made.clone() };
    assert!(open(&folder).put_passkey(&changed).unwrap());
    assert!(open(&folder).passkeys(&made.delegate).unwrap() == [changed.clone()]);
    assert!(!open(&folder).remove_passkey(&"bob".parse().unwrap(), &made.id).unwrap(), "somebody else's");
    assert!(open(&folder).remove_passkey(&made.delegate, &made.id).unwrap());
    assert!(!open(&folder).remove_passkey(&made.delegate, &made.id).unwrap());
    assert!(!open(&folder).put_passkey(&changed).unwrap(), "a change does not bring it back");
}

#[test]
fn a_question_survives_and_is_taken_by_exactly_one() {
    let folder = Folder::new();
    let ada = || "ada".parse().unwrap();
    let all = [
        ceremony("c1", CeremonyPurpose::SignIn { browser: [1; 32] }, 100),
        ceremony("c2", CeremonyPurpose::StepUp { delegate: ada(), session: [2; 32] }, 100),
        ceremony("c3", CeremonyPurpose::Register { delegate: ada(), session: [3; 32], handle: UserHandle([4; 16]) }, 100),
    ];
    for each in &all {
        open(&folder).add_ceremony(each, 0).unwrap();
    }
    for each in &all {
        assert!(open(&folder).ceremony(&each.id).unwrap().as_ref() == Some(each));
    }
    let barrier = Barrier::new(8);
    let taken = std::thread::scope(|scope| {
        let take = || {
            let mut store = open(&folder);
            barrier.wait();
            store.take_ceremony(&all[0].id).unwrap()
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).filter(|taken| *taken).count()
    });
    assert_eq!(taken, 1);
    open(&folder).add_ceremony(&ceremony("c4", CeremonyPurpose::SignIn { browser: [1; 32] }, 300), 101).unwrap();
    assert!(open(&folder).ceremony(&all[1].id).unwrap().is_none(), "expired ones are dropped");
}
