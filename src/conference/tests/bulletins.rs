//! What the organisers tell, change and take back, and who has read it. Not: how it is signed and sent.

use super::super::bulletins::{Mailing, Telling};
use super::super::fixture::{NOW, account, conference, viewer};
use super::super::{Refusal, fixture::Small};
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding, MOST, ReadMark, Words};

fn words(title: &str) -> Words {
    Words::parse(title, "What happened, and what to do.").unwrap()
}

fn told(conference: &mut Small, title: &str, now: i64) -> Bulletin {
    let telling = Telling::New { kind: BulletinKind::Incident, words: words(title), incident: None };
    conference.tell(telling, &Mailing::Nobody, now).unwrap()
}

#[test]
fn a_change_is_a_new_revision_and_comes_first() {
    let mut conference = conference([]);
    let (first, second) = (told(&mut conference, "First", NOW), told(&mut conference, "Second", NOW + 1));
    assert_eq!(conference.bulletins().unwrap(), [second.clone(), first.clone()]);
    let updated = conference.tell(Telling::Update(first.id.clone(), words("First, corrected")), &Mailing::Nobody, NOW + 60).unwrap();
    assert_eq!((updated.revision, updated.at, updated.changed.unix()), (2, first.at, NOW + 60));
    assert_eq!(conference.bulletins().unwrap(), [updated.clone(), second]);
    let gone = conference.tell(Telling::Withdrawal(first.id, words("It did not happen")), &Mailing::Nobody, NOW + 90).unwrap();
    assert_eq!((gone.revision, gone.standing, gone.kind), (3, BulletinStanding::Withdrawn, updated.kind));
    let unknown = Telling::Update("nothing".parse().unwrap(), words("x"));
    assert_eq!(conference.tell(unknown, &Mailing::Nobody, NOW), Err(Refusal::NotFound));
}

#[test]
fn of_many_the_latest_are_told() {
    let mut conference = conference([]);
    for n in 0..=MOST {
        told(&mut conference, &n.to_string(), NOW);
    }
    let all = conference.bulletins().unwrap();
    assert_eq!((all.len(), all[0].title.clone(), all[MOST - 1].title.as_str()), (MOST, MOST.to_string(), "1"));
}

#[test]
fn what_was_read_is_kept_for_one_person_and_never_goes_back_t51() {
    let mut conference = conference([account("ada"), account("bela")]);
    let bulletin = told(&mut conference, "Something", NOW);
    let bulletin = conference.tell(Telling::Update(bulletin.id, words("More")), &Mailing::Nobody, NOW).unwrap();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let mark = |revision| ReadMark { id: bulletin.id.clone(), revision };
    for revision in [2, 1, 2] {
        conference.mark_read(&ada, &mark(revision), NOW).unwrap();
    }
    assert_eq!(conference.read_marks(&ada).unwrap(), [mark(2)]);
    assert_eq!(conference.read_marks(&bela).unwrap(), []);
    for wrong in [mark(0), mark(3), ReadMark { id: "nothing".parse().unwrap(), revision: 1 }] {
        assert_eq!(conference.mark_read(&ada, &wrong, NOW), Err(Refusal::NotFound));
    }
}
