//! What the `Store` trait promises of sessions, devices and redeemed challenges, kept by SQLite. Not: when any of them is accepted.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::store::{Challenge, Familiarity, Purpose, Redeemed, Session};
use plenary::conference::{Browser, DeviceLabel, Store};
use plenary_backend::store::Sqlite;
use support::Folder;

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&folder.0.join("conference.sqlite")).unwrap()
}

fn challenge(id: &str, link: u8, purpose: Purpose, expires: i64) -> Challenge {
    Challenge { id: id.parse().unwrap(), purpose, code: [1; 32], link: [link; 32], browser: [3; 32], expires, tries: 0 }
}

fn session(digest: u8, delegate: &str, expires: i64) -> Session {
    Session {
        digest: [digest; 32],
        id: format!("s{digest}").parse().unwrap(),
        delegate: delegate.parse().unwrap(),
        device: [9; 32],
        label: DeviceLabel { browser: Some(Browser::Firefox), system: None },
        created: 1,
        proved: 1,
        seen: Some(2),
        expires,
    }
}

#[test]
fn a_session_that_another_program_has_ended_is_not_renewed() {
    let folder = Folder::new();
    let (mut serving, mut errand) = (open(&folder), open(&folder));
    let (before, after) = (session(1, "ada", 100), Session { digest: [7; 32], seen: Some(60), ..session(1, "ada", 100) });
    serving.put_session(&before).unwrap();
    assert!(serving.renew_session(&after).unwrap());
    assert_eq!((errand.session(&[1; 32]).unwrap(), errand.session(&[7; 32]).unwrap()), (None, Some(after)));
    // Read before it was ended, written behind.
    errand.end_sessions(&"ada".parse().unwrap()).unwrap();
    assert!(!serving.renew_session(&before).unwrap());
    assert_eq!(serving.sessions(&"ada".parse().unwrap()).unwrap(), []);
}

#[test]
fn sessions_end_one_by_one_and_all_together() {
    let folder = Folder::new();
    let mut store = open(&folder);
    for each in [session(1, "ada", 100), session(2, "ada", 100), session(3, "bob", 100), session(4, "ada", 1)] {
        store.put_session(&each).unwrap();
    }
    store.put_session(&Session { seen: Some(50), ..session(1, "ada", 100) }).unwrap();
    store.put_session(&Session { seen: None, ..session(5, "ada", 100) }).unwrap();
    drop(store);
    let mut store = open(&folder);
    assert_eq!(store.session(&[1; 32]).unwrap(), Some(Session { seen: Some(50), ..session(1, "ada", 100) }));
    assert_eq!(store.session(&[5; 32]).unwrap().unwrap().seen, None, "never used");
    store.put_session(&Session { digest: [6; 32], ..session(5, "ada", 100) }).unwrap();
    assert_eq!(store.session(&[5; 32]).unwrap(), None, "of one session only the latest secret is good");
    assert_eq!(store.sessions(&"ada".parse().unwrap()).unwrap().len(), 3);
    assert_eq!(store.end_other_sessions(&"ada".parse().unwrap(), &[1; 32]).unwrap(), 2);
    assert!(store.session(&[6; 32]).unwrap().is_none() && store.session(&[3; 32]).unwrap().is_some());
    store.put_session(&session(2, "ada", 100)).unwrap();
    assert_eq!(store.session(&[4; 32]).unwrap(), None, "what is over is not kept");
    store.end_session(&[1; 32]).unwrap();
    assert_eq!(store.session(&[1; 32]).unwrap(), None);
    assert!(store.session(&[2; 32]).unwrap().is_some());
    store.end_sessions(&"ada".parse().unwrap()).unwrap();
    assert_eq!(store.session(&[2; 32]).unwrap(), None);
    assert!(store.session(&[3; 32]).unwrap().is_some(), "somebody else's");
}

#[test]
fn a_device_is_known_to_its_delegate_alone_until_it_is_forgotten() {
    let folder = Folder::new();
    let (ada, bob) = ("ada".parse().unwrap(), "bob".parse().unwrap());
    let seen = |delegate, device: u8, now| open(&folder).recognise_device(delegate, &[device; 32], now, now - 1000).unwrap();
    assert_eq!(seen(&ada, 1, 0), Familiarity::First);
    assert_eq!(seen(&ada, 1, 10), Familiarity::Known);
    assert_eq!(seen(&ada, 2, 20), Familiarity::New);
    assert_eq!(seen(&bob, 1, 20), Familiarity::First);
    open(&folder).forget_other_devices(&ada, &[1; 32]).unwrap();
    assert_eq!((seen(&ada, 1, 30), seen(&ada, 2, 30), seen(&bob, 1, 30)), (Familiarity::Known, Familiarity::New, Familiarity::Known));
    assert_eq!(seen(&ada, 1, 2000), Familiarity::First, "what was not used for long is dropped");
}

#[test]
fn a_redeemed_challenge_is_remembered_until_its_end_and_goes_with_the_others() {
    let folder = Folder::new();
    let kept = |id: &str, link: u8, delegate: &str, until| Redeemed {
        id: id.parse().unwrap(),
        code: [1; 32],
        link: [link; 32],
        browser: [3; 32],
        delegate: delegate.parse().unwrap(),
        session: [4; 32],
        until,
    };
    let all = [kept("a", 1, "ada", 100), kept("b", 2, "bob", 100), kept("c", 3, "ada", 50)];
    for each in &all {
        open(&folder).put_redeemed(each, 0).unwrap();
    }
    let mut store = open(&folder);
    for each in &all {
        assert_eq!(store.redeemed(&each.id).unwrap().as_ref(), Some(each));
        assert_eq!(store.redeemed_by_link(&each.link).unwrap().as_ref(), Some(each));
    }
    store.put_redeemed(&Redeemed { session: [5; 32], ..all[1].clone() }, 50).unwrap();
    assert_eq!(store.redeemed(&all[1].id).unwrap().unwrap().session, [5; 32]);
    assert_eq!(store.redeemed(&all[2].id).unwrap(), None, "its time was over");
    store.add_challenge(&challenge("open", 9, Purpose::SignIn("ada".parse().unwrap()), 1000), 0).unwrap();
    assert_eq!(store.end_challenges(&"ada".parse().unwrap()).unwrap(), 1, "the open ones are counted");
    assert_eq!(store.redeemed(&all[0].id).unwrap(), None);
    store.end_redeemed(&all[1].id).unwrap();
    assert_eq!(store.redeemed(&all[1].id).unwrap(), None);
}
