//! What the `Bulletins` trait promises, kept by SQLite, and the mails that wait there, also after the file was closed and opened again. Not: any rule.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::Store;
use plenary::conference::bulletins::{Bulletins, Mailing};
use plenary::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding, ReadMark};
use plenary::domain::id::DelegateId;
use plenary::domain::time::Moment;
use plenary_backend::store::{Left, Sqlite};
use std::path::Path;
use support::{Folder, invite};

fn bulletin(id: &str, changed: i64) -> Bulletin {
    Bulletin {
        id: id.parse().unwrap(),
        kind: BulletinKind::Incident,
        standing: BulletinStanding::Open,
        title: format!("About {id}"),
        text: "Two\nlines.".into(),
        at: Moment::new(1, 0),
        changed: Moment::new(changed, 0),
        revision: 1,
        incident: Some("i1".parse().unwrap()),
    }
}

fn id_of(store: &Sqlite, address: &str) -> DelegateId {
    store.person_by_email(address).unwrap().unwrap().profile.id
}

fn open(database: &Path) -> Sqlite {
    Sqlite::open(database).unwrap()
}

#[test]
fn bulletins_and_what_was_read_outlive_the_process() {
    let folder = Folder::new();
    let database = folder.0.join("conference.sqlite");
    let (first, second) = (bulletin("b1", 10), bulletin("b2", 20));
    let later =
        Bulletin { changed: Moment::new(30, 0), revision: 2, standing: BulletinStanding::Withdrawn, incident: None, ..first.clone() };
    let ada: DelegateId = "ada".parse().unwrap();
    let mark = |revision| ReadMark { id: "b1".parse().unwrap(), revision };
    let mut store = open(&database);
    for told in [&first, &second, &later] {
        store.put_bulletin(told, &Mailing::Nobody).unwrap();
    }
    for revision in [2, 1] {
        store.mark_read(&ada, &mark(revision), 5).unwrap();
    }
    drop(store);
    let store = open(&database);
    assert_eq!(store.bulletins(9).unwrap(), [later.clone(), second]);
    assert_eq!(store.bulletins(1).unwrap().len(), 1);
    assert_eq!(store.bulletin(&first.id).unwrap(), Some(later.clone()));
    assert_eq!(store.read_marks(&ada).unwrap(), [mark(2)]);
    assert_eq!(store.read_marks(&"bela".parse().unwrap()).unwrap(), []);
    assert_eq!(store.readers(&later).unwrap(), 1);
}

#[test]
fn there_is_one_key_and_it_stays() {
    let folder = Folder::new();
    let database = folder.0.join("conference.sqlite");
    assert_eq!(open(&database).bulletin_seed([1; 32]).unwrap(), [1; 32]);
    assert_eq!(open(&database).bulletin_seed([2; 32]).unwrap(), [1; 32]);
}

#[test]
fn a_mail_that_was_claimed_is_nobody_elses_until_it_is_done_put_off_or_forgotten() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org\nbela@example.org\nchioma@example.org\n");
    let told = bulletin("b1", 10);
    let mut store = open(&database);
    store.put_bulletin(&told, &Mailing::Everybody).unwrap();
    let claimed = store.claim_mails(2, 100, 400).unwrap();
    assert_eq!(claimed.iter().map(|mail| (mail.to.as_str(), mail.tries)).collect::<Vec<_>>().len(), 2);
    let mut other = open(&database);
    let third = other.claim_mails(9, 100, 400).unwrap();
    assert_eq!(third.len(), 1, "the rest, and nothing twice");
    assert!(claimed.iter().all(|mail| mail.to != third[0].to));
    assert_eq!(other.claim_mails(9, 399, 700).unwrap(), []);
    store.mail_done(claimed[0].number).unwrap();
    store.mail_put_off(claimed[1].number, 200).unwrap();
    assert_eq!(store.mails_left(&told.id).unwrap(), Left { all: 2, tried: 2 });
    let again = store.claim_mails(9, 200, 500).unwrap();
    assert_eq!(again.iter().map(|mail| (&mail.to, mail.tries)).collect::<Vec<_>>(), [(&claimed[1].to, 2)]);
    drop((store, other));
    let mut store = open(&database);
    store.release_mails().unwrap();
    assert_eq!(store.claim_mails(9, 100, 400).unwrap().len(), 2, "what a killed process held is due again");
}

#[test]
fn only_who_should_get_a_mail_gets_one() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org\nbela@example.org\n");
    let told = bulletin("b1", 10);
    let mut store = open(&database);
    let ada = id_of(&store, "ada@example.org");
    store.put_bulletin(&told, &Mailing::These(vec![ada.clone(), ada.clone(), "nobody".parse().unwrap()])).unwrap();
    let mails = store.claim_mails(9, 1, 2).unwrap();
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ada@example.org"], "one each, and none to who is gone");
    assert_eq!(store.mails_left(&told.id).unwrap().all, 1);
    store.put_bulletin(&told, &Mailing::Nobody).unwrap();
    assert_eq!(store.mails_left(&told.id).unwrap().all, 0, "later words take the place of earlier ones");
}
