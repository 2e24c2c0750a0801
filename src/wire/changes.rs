//! `GET /agenda/changes` as JSON: what became of each talk since a state of the programme that somebody saw. Not: changes of long texts.

use crate::domain::agenda::changes::{Change, Changes, Remembered};
use crate::domain::agenda::{Agenda, TalkStanding};
use serde::{Deserialize, Serialize};

/// The difference between two states of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesDocument {
    /// The version that was asked about.
    pub from: String,
    /// The version of `/agenda` now.
    pub to: String,
    /// Talks of the programme of which something is different.
    pub talks: Vec<ChangedTalk>,
    /// Talks that the programme no longer holds, as they were.
    pub gone: Vec<GoneTalk>,
}

/// A talk of which something is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedTalk {
    /// The talk's id in `/agenda`.
    pub id: String,
    /// As it is now.
    pub title: String,
    /// At least one.
    pub changes: Vec<ChangeEntry>,
}

/// One thing that is different; the values are those before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeEntry {
    /// It was not there before.
    New,
    /// It begins or ends at another time.
    Moved {
        /// RFC 3339 with the venue's offset.
        start: String,
        /// RFC 3339 with the venue's offset.
        end: String,
    },
    /// It is in another room.
    RoomChanged {
        /// The room's name; empty where it had none.
        from: String,
    },
    /// It goes by another title.
    Renamed {
        /// The title.
        from: String,
    },
    /// It was called off.
    Cancelled,
    /// It was called off and takes place after all.
    Restored,
}

/// A talk as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneTalk {
    /// The talk's id in the older `/agenda`.
    pub id: String,
    /// Never empty.
    pub title: String,
    /// RFC 3339 with the venue's offset.
    pub start: String,
    /// RFC 3339 with the venue's offset.
    pub end: String,
    /// The room's name; absent where it had none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// It had been called off before it left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

impl ChangesDocument {
    /// `from`: the version that `changes` begin with.
    pub fn new(from: &str, agenda: &Agenda, changes: &Changes) -> Self {
        let talks = agenda.talks.iter().filter_map(|talk| {
            let changes: Vec<ChangeEntry> = changes.of(&talk.id).iter().map(ChangeEntry::from).collect();
            (!changes.is_empty()).then(|| ChangedTalk { id: talk.id.to_string(), title: talk.title.clone(), changes })
        });
        Self {
            from: from.to_owned(),
            to: agenda.version.clone(),
            talks: talks.collect(),
            gone: changes.gone.iter().map(GoneTalk::from).collect(),
        }
    }
}

impl From<&Change> for ChangeEntry {
    fn from(change: &Change) -> Self {
        match change {
            Change::New => Self::New,
            Change::Moved { start, end } => Self::Moved { start: start.to_string(), end: end.to_string() },
            Change::RoomChanged { from } => Self::RoomChanged { from: from.clone() },
            Change::Renamed { from } => Self::Renamed { from: from.clone() },
            Change::Cancelled => Self::Cancelled,
            Change::Restored => Self::Restored,
        }
    }
}

impl From<&Remembered> for GoneTalk {
    fn from(talk: &Remembered) -> Self {
        Self {
            id: talk.id.to_string(),
            title: talk.title.clone(),
            start: talk.start.to_string(),
            end: talk.end.to_string(),
            room: talk.room.clone(),
            cancelled: talk.standing == TalkStanding::Cancelled,
        }
    }
}
