//! The programme: talks in rooms on conference days. Not: any system's file format (`formats`), nor how it is drawn.

pub mod changes;
pub mod days;
#[cfg(test)]
mod example;
pub mod filter;
pub mod grid;
pub mod limits;
mod link;
mod neighbours;
mod notice;
pub mod now;
pub mod plan;
pub mod search;
mod structured;
mod texts;

pub use link::Link;
pub use notice::{Notice, Remark, Subject};
pub use texts::{LongTexts, TalkText, Texts};

use super::id::{RoomId, SpeakerId, TalkId, TrackId};
use super::time::{Date, Moment, ZoneName};

/// A whole programme, in order: days by date, talks by start, then room. Indices are positions in the agenda's own lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The publisher's name for this state of the programme.
    pub version: String,
    /// The conference's name.
    pub name: String,
    /// The venue's zone, where it is known.
    pub zone: Option<ZoneName>,
    /// Conference days, by date; each talk belongs to one.
    pub days: Vec<Day>,
    /// Rooms in the publisher's order.
    pub rooms: Vec<Room>,
    /// Tracks in the publisher's order.
    pub tracks: Vec<Track>,
    /// Everybody on stage.
    pub speakers: Vec<Speaker>,
    /// By start, then by room.
    pub talks: Vec<Talk>,
    /// What a list does not show, or where it is.
    pub texts: LongTexts,
    /// What the source left unclear and what was done instead; put into words as [`Remark`]s by whoever read it.
    pub notices: Vec<Notice>,
}

/// A conference day: it is called by its date, and may end after midnight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date by which people call it.
    pub date: Date,
}

/// A place where talks happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Unique in the agenda.
    pub id: RoomId,
    /// As it is signposted.
    pub name: String,
}

/// A theme of talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Unique in the agenda.
    pub id: TrackId,
    /// As it is printed.
    pub name: String,
    /// `#rrggbb`, where the publisher gives one. Decoration only: the name always stands beside it.
    pub colour: Option<String>,
}

/// Somebody on stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Unique in the agenda.
    pub id: SpeakerId,
    /// As announced.
    pub name: String,
}

/// An item of the programme; a break is a talk without speakers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Unique in the agenda.
    pub id: TalkId,
    /// Never empty.
    pub title: String,
    /// May be empty.
    pub subtitle: String,
    /// On the venue's clock.
    pub start: Moment,
    /// On the venue's clock; not before `start`.
    pub end: Moment,
    /// Position in [`Agenda::days`].
    pub day: usize,
    /// Position in [`Agenda::rooms`]; `None` where the programme gives no room.
    pub room: Option<usize>,
    /// Position in [`Agenda::tracks`].
    pub track: Option<usize>,
    /// Positions in [`Agenda::speakers`].
    pub speakers: Vec<usize>,
    /// BCP 47 tag of the language spoken, where given.
    pub language: Option<String>,
    /// The publisher's word for the kind (lecture, workshop, …); may be empty.
    pub kind: String,
    /// The publisher's key words, e.g. `beginners`; none is empty or there twice.
    pub tags: Vec<String>,
    /// The publisher says that nobody may record it.
    pub do_not_record: bool,
    /// Whether it takes place.
    pub standing: TalkStanding,
    /// How often its publisher has changed it; grows with each change, so that a calendar knows which copy is newer (RFC 5545, `SEQUENCE`).
    pub revision: u32,
}

/// Whether a talk takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TalkStanding {
    /// As announced.
    #[default]
    Planned,
    /// Called off; still listed, so that nobody waits at a closed door.
    Cancelled,
}

impl Agenda {
    /// The talk with this id.
    pub fn talk(&self, id: &TalkId) -> Option<&Talk> {
        self.talks.iter().find(|talk| talk.id == *id)
    }

    /// The names of a talk's speakers, joined for a line of a list.
    pub fn speaker_names(&self, talk: &Talk) -> String {
        let names: Vec<&str> = talk.speakers.iter().filter_map(|s| self.speakers.get(*s)).map(|s| s.name.as_str()).collect();
        names.join(", ")
    }

    /// The room's name; empty where the talk has none.
    pub fn room_name(&self, talk: &Talk) -> &str {
        talk.room.and_then(|room| self.rooms.get(room)).map_or("", |room| room.name.as_str())
    }
}
