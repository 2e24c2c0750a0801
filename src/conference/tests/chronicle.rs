//! What is remembered of the programme from one state to the next. Not: the differences themselves, which are `domain::agenda::changes`.

use crate::conference::fixture::{NOW, Small, conference};
use crate::conference::seed;
use crate::conference::store::{Known, Store};
use crate::domain::agenda::{Agenda, TalkStanding};
use crate::domain::id::TalkId;

fn agenda() -> Agenda {
    let mut agenda = seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    agenda.talks.truncate(4);
    agenda.version = "1".into();
    agenda
}

fn published(conference: &mut Small, agenda: &Agenda, now: i64) -> Agenda {
    let mut agenda = agenda.clone();
    conference.publish(&mut agenda, now).unwrap();
    agenda
}

fn known(conference: &Small, talk: &TalkId) -> Known {
    conference.store().known_talks().unwrap().into_iter().find(|known| known.talk.id == *talk).unwrap()
}

fn revisions(agenda: &Agenda) -> Vec<u32> {
    agenda.talks.iter().map(|talk| talk.revision).collect()
}

#[test]
fn a_revision_counts_what_a_calendar_must_hear_of() {
    let mut conference = conference([]);
    let mut now = agenda();
    assert_eq!(revisions(&published(&mut conference, &now, NOW)), [0, 0, 0, 0]);
    now.version = "2".into();
    now.talks[0].start = now.talks[0].start.plus_minutes(5);
    now.talks[1].title.push('!');
    now.talks[2].room = now.talks[2].room.map_or(Some(0), |_| None);
    now.talks[3].standing = TalkStanding::Cancelled;
    assert_eq!(revisions(&published(&mut conference, &now, NOW + 1)), [1, 1, 1, 1]);
    now.talks[0].kind = "lecture".into();
    assert_eq!(revisions(&published(&mut conference, &now, NOW + 2)), [1, 1, 1, 1], "nobody has to run for that");
    assert_eq!(known(&conference, &now.talks[0].id).changed, NOW + 1);
    now.talks[3].standing = TalkStanding::Planned;
    assert_eq!(revisions(&published(&mut conference, &now, NOW + 3)), [1, 1, 1, 2]);
}

#[test]
fn a_publishers_own_count_is_kept_and_never_goes_back() {
    let mut conference = conference([]);
    let mut now = agenda();
    now.talks[0].revision = 7;
    published(&mut conference, &now, NOW);
    now.talks[0].title.push('!');
    now.talks[0].revision = 3;
    now.talks[1].revision = 2;
    assert_eq!(revisions(&published(&mut conference, &now, NOW + 1)), [8, 2, 0, 0]);
}

#[test]
fn a_talk_that_left_is_called_off_and_may_come_back() {
    let mut conference = conference([]);
    let first = agenda();
    published(&mut conference, &first, NOW);
    let mut without = first.clone();
    let left = without.talks.remove(0);
    published(&mut conference, &without, NOW + 1);
    let gone = known(&conference, &left.id);
    assert_eq!((gone.gone, gone.revision, gone.talk.standing, gone.changed), (true, 1, TalkStanding::Cancelled, NOW + 1));
    assert_eq!(gone.talk.title, left.title);
    published(&mut conference, &without, NOW + 2);
    assert_eq!(known(&conference, &left.id), gone, "it left once");
    assert_eq!(revisions(&published(&mut conference, &first, NOW + 3))[0], 2);
    assert!(!known(&conference, &left.id).gone);
}

#[test]
fn an_emptied_file_calls_nothing_off() {
    let mut conference = conference([]);
    let first = agenda();
    published(&mut conference, &first, NOW);
    let emptied = Agenda { talks: Vec::new(), version: "2".into(), ..first.clone() };
    published(&mut conference, &emptied, NOW + 1);
    assert!(!known(&conference, &first.talks[0].id).gone);
    assert_eq!(revisions(&published(&mut conference, &first, NOW + 2)), [0, 0, 0, 0]);
}

#[test]
fn every_state_has_a_name_of_its_own_and_the_same_state_keeps_its_name() {
    let mut conference = conference([]);
    let mut now = agenda();
    assert_eq!(published(&mut conference, &now, NOW).version, "1");
    assert_eq!(published(&mut conference, &now, NOW + 1).version, "1", "nothing has changed");
    now.talks[0].title.push('!');
    let second = published(&mut conference, &now, NOW + 2).version;
    assert_ne!(second, "1", "the publisher forgot to count");
    assert_eq!(published(&mut conference, &now, NOW + 3).version, second, "also after a restart");
    now.talks[0].title.push('!');
    let third = published(&mut conference, &now, NOW + 2).version;
    assert!(third != second && third != "1", "in the same second");
    let seen = conference.version("1").unwrap().unwrap();
    assert_eq!(seen.talks[0].title, agenda().talks[0].title);
    assert_eq!(conference.version("0").unwrap(), None);
}

#[test]
fn only_the_latest_states_are_kept() {
    let mut conference = conference([]);
    let mut now = agenda();
    for state in 0..60 {
        now.version = format!("v{state}");
        published(&mut conference, &now, NOW + state);
    }
    assert_eq!(conference.version("v9").unwrap(), None);
    assert!(conference.version("v10").unwrap().is_some());
}
