//! What became of each talk between two states of a programme: new, moved, in another room, called off, gone. Not: how either state came here,
//! nor changes of an abstract, for which nobody has to run.

mod seen;

pub use seen::{Remembered, Seen};

use super::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is different about a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    New,
    /// It begins or ends at another time; when it was announced for before.
    Moved {
        /// On the venue's clock.
        start: Moment,
        /// On the venue's clock.
        end: Moment,
    },
    /// It is in another room; the one before, empty where it had none.
    RoomChanged {
        /// Its name.
        from: String,
    },
    /// It goes by another title; the one before.
    Renamed {
        /// As it was.
        from: String,
    },
    /// It was called off.
    Cancelled,
    /// It was called off and takes place after all.
    Restored,
}

/// Everything that is different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// By talk; none has an empty list.
    pub talks: BTreeMap<TalkId, Vec<Change>>,
    /// Talks that the programme no longer holds, as they were.
    pub gone: Vec<Remembered>,
}

impl Changes {
    /// From what somebody saw to the programme as it is. A programme that shares no talk with what they saw is another conference's:
    /// nothing in it is a change.
    pub fn between(seen: &Seen, agenda: &Agenda) -> Self {
        let before: BTreeMap<&TalkId, &Remembered> = seen.talks.iter().map(|talk| (&talk.id, talk)).collect();
        if !agenda.talks.iter().any(|talk| before.contains_key(&talk.id)) {
            return Self::default();
        }
        let after: BTreeSet<&TalkId> = agenda.talks.iter().map(|talk| &talk.id).collect();
        let talks = agenda.talks.iter().map(|talk| (talk.id.clone(), of_talk(before.get(&talk.id).copied(), talk, agenda)));
        Self {
            talks: talks.filter(|(_, changes)| !changes.is_empty()).collect(),
            gone: seen.talks.iter().filter(|talk| !after.contains(&talk.id)).cloned().collect(),
        }
    }

    /// How many talks are concerned.
    pub fn count(&self) -> usize {
        self.talks.len() + self.gone.len()
    }

    /// What is different about this talk.
    pub fn of(&self, talk: &TalkId) -> &[Change] {
        self.talks.get(talk).map_or(&[], Vec::as_slice)
    }

    /// Only what concerns these talks.
    pub fn concerning(&self, talks: &BTreeSet<TalkId>) -> Self {
        Self {
            talks: self.talks.iter().filter(|(id, _)| talks.contains(*id)).map(|(id, changes)| (id.clone(), changes.clone())).collect(),
            gone: self.gone.iter().filter(|talk| talks.contains(&talk.id)).cloned().collect(),
        }
    }
}

fn of_talk(before: Option<&Remembered>, talk: &Talk, agenda: &Agenda) -> Vec<Change> {
    let Some(before) = before else { return vec![Change::New] };
    let mut changes = Vec::new();
    match (before.standing, talk.standing) {
        (TalkStanding::Planned, TalkStanding::Cancelled) => changes.push(Change::Cancelled),
        (TalkStanding::Cancelled, TalkStanding::Planned) => changes.push(Change::Restored),
        (TalkStanding::Planned, TalkStanding::Planned) | (TalkStanding::Cancelled, TalkStanding::Cancelled) => {}
    }
    if before.start != talk.start || before.end != talk.end {
        changes.push(Change::Moved { start: before.start, end: before.end });
    }
    if before.room != agenda.room_name(talk) {
        changes.push(Change::RoomChanged { from: before.room.clone() });
    }
    if before.title != talk.title {
        changes.push(Change::Renamed { from: before.title.clone() });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    fn id(text: &str) -> TalkId {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_different_between_a_programme_and_itself() {
        assert_eq!(Changes::between(&Seen::of(&agenda()), &agenda()), Changes::default());
    }

    #[test]
    fn each_talk_says_what_became_of_it() {
        let seen = Seen::of(&agenda());
        let mut now = agenda();
        let added = Talk { id: id("new"), ..now.talks[0].clone() };
        now.talks[0].start = now.talks[0].start.plus_minutes(30);
        now.talks[0].room = Some(1);
        now.talks[1].standing = TalkStanding::Cancelled;
        now.talks[3].title = "Ball".into();
        now.talks.remove(2);
        now.talks.push(added);
        let changes = Changes::between(&seen, &now);
        let (start, end) = (agenda().talks[0].start, agenda().talks[0].end);
        assert_eq!(changes.of(&id("open")), [Change::Moved { start, end }, Change::RoomChanged { from: "Ada".into() }]);
        assert_eq!(changes.of(&id("esp")), [Change::Cancelled]);
        assert_eq!(changes.of(&id("party")), [Change::Renamed { from: "Party".into() }]);
        assert_eq!(changes.of(&id("new")), [Change::New]);
        assert_eq!(changes.of(&id("close")), []);
        assert_eq!(changes.gone.iter().map(|talk| (talk.id.as_str(), talk.title.as_str())).collect::<Vec<_>>(), [("zh", "開放會議")]);
        assert_eq!(changes.count(), 5);
        let mine = changes.concerning(&[id("esp"), id("zh"), id("close")].into());
        assert_eq!((mine.talks.len(), mine.gone.len()), (1, 1));
    }

    #[test]
    fn what_was_called_off_may_come_back() {
        let mut before = agenda();
        before.talks[0].standing = TalkStanding::Cancelled;
        assert_eq!(Changes::between(&Seen::of(&before), &agenda()).of(&id("open")), [Change::Restored]);
    }

    #[test]
    fn another_conference_is_no_change() {
        let mut other = agenda();
        for talk in &mut other.talks {
            talk.id = id(&format!("x-{}", talk.id));
        }
        assert_eq!(Changes::between(&Seen::of(&agenda()), &other), Changes::default());
    }
}
