//! `GET /agenda` and `GET /agenda/texts` as JSON. Times are RFC 3339 with the venue's offset; members that are empty are absent.

use super::texts::{TextEntry, texts_here};
use super::{Malformed, member};
use crate::domain::agenda::{self, Agenda, Day, LongTexts, Room, Speaker, Talk, TalkStanding, Track};
use crate::domain::time::{Date, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Changes with every change of the programme; also the `ETag`.
    pub version: String,
    /// The conference.
    pub event: Event,
    /// Conference days, by date.
    pub days: Vec<DayEntry>,
    /// In the order in which they should be listed.
    pub rooms: Vec<Named>,
    /// In the order in which they should be listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Named>,
    /// Everybody on stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Named>,
    /// In any order.
    pub talks: Vec<TalkEntry>,
    /// Where the long texts are, relative to this document; absent where they stand in the talks and speakers, or there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<String>,
}

/// The conference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// As it calls itself.
    pub name: String,
    /// IANA zone of the venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// A conference day, called by its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEntry {
    /// `YYYY-MM-DD`.
    pub date: String,
}

/// A room, track or speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Unique among its kind.
    pub id: String,
    /// Never empty.
    pub name: String,
    /// `#rrggbb`; tracks only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// Speakers only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub biography: String,
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkEntry {
    /// Unique.
    pub id: String,
    /// Never empty.
    pub title: String,
    /// Second line of the title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// What it says at length, where that is not a document of its own.
    #[serde(flatten)]
    pub text: TextEntry,
    /// RFC 3339 with the venue's offset.
    pub start: String,
    /// RFC 3339 with the venue's offset.
    pub end: String,
    /// Date of the conference day it belongs to, which a talk after midnight shares with the evening before.
    pub day: String,
    /// Id of a room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Id of a track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Ids of speakers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The kind of talk in the publisher's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Key words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Nobody may record it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub do_not_record: bool,
    /// It was called off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// How often it has changed; grows.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl From<&Agenda> for Programme {
    fn from(agenda: &Agenda) -> Self {
        let named = |id: &str, name: &str| Named { id: id.into(), name: name.into(), colour: None, biography: String::new() };
        Self {
            version: agenda.version.clone(),
            event: Event { name: agenda.name.clone(), zone: agenda.zone.as_ref().map(|z| z.as_str().into()) },
            days: agenda.days.iter().map(|day| DayEntry { date: day.date.to_string() }).collect(),
            rooms: agenda.rooms.iter().map(|room| named(room.id.as_str(), &room.name)).collect(),
            tracks: agenda.tracks.iter().map(|t| Named { colour: t.colour.clone(), ..named(t.id.as_str(), &t.name) }).collect(),
            speakers: agenda.speakers.iter().map(|s| Named { biography: biography(agenda, s), ..named(s.id.as_str(), &s.name) }).collect(),
            talks: agenda.talks.iter().map(|talk| entry(agenda, talk)).collect(),
            texts: match &agenda.texts {
                LongTexts::Here(_) => None,
                LongTexts::At(address) => Some(address.clone()),
            },
        }
    }
}

fn biography(agenda: &Agenda, speaker: &Speaker) -> String {
    agenda.texts.here().and_then(|texts| texts.speakers.get(&speaker.id)).cloned().unwrap_or_default()
}

fn entry(agenda: &Agenda, talk: &Talk) -> TalkEntry {
    TalkEntry {
        id: talk.id.to_string(),
        title: talk.title.clone(),
        subtitle: talk.subtitle.clone(),
        text: agenda.texts.here().and_then(|texts| texts.talks.get(&talk.id)).map(TextEntry::from).unwrap_or_default(),
        start: talk.start.to_string(),
        end: talk.end.to_string(),
        day: agenda.days[talk.day].date.to_string(),
        room: talk.room.map(|room| agenda.rooms[room].id.to_string()),
        track: talk.track.map(|track| agenda.tracks[track].id.to_string()),
        speakers: talk.speakers.iter().map(|s| agenda.speakers[*s].id.to_string()).collect(),
        language: talk.language.clone(),
        kind: talk.kind.clone(),
        tags: talk.tags.clone(),
        do_not_record: talk.do_not_record,
        cancelled: talk.standing == TalkStanding::Cancelled,
        revision: talk.revision,
    }
}

impl TryFrom<Programme> for Agenda {
    type Error = Malformed;

    /// The contract is strict where foreign formats are lenient: a reference to a room that does not exist is an error of the backend.
    fn try_from(mut wire: Programme) -> Result<Self, Malformed> {
        let texts = match wire.texts.take() {
            Some(address) => LongTexts::At(address),
            None => LongTexts::Here(texts_here(&mut wire)?),
        };
        let days = wire.days.iter().map(|day| Ok(Day { date: member("days.date", &day.date)? })).collect::<Result<Vec<_>, _>>()?;
        let rooms =
            wire.rooms.iter().map(|r| Ok(Room { id: member("rooms.id", &r.id)?, name: r.name.clone() })).collect::<Result<Vec<_>, _>>()?;
        let track = |t: &Named| {
            Ok(Track { id: member("tracks.id", &t.id)?, name: t.name.clone(), colour: t.colour.clone().filter(|c| is_colour(c)) })
        };
        let tracks = wire.tracks.iter().map(track).collect::<Result<Vec<_>, _>>()?;
        let speaker = |s: &Named| Ok(Speaker { id: member("speakers.id", &s.id)?, name: s.name.clone() });
        let speakers = wire.speakers.iter().map(speaker).collect::<Result<Vec<_>, _>>()?;
        let mut agenda = Self {
            version: wire.version,
            name: wire.event.name,
            zone: wire.event.zone.as_deref().map(|z| member("event.zone", z)).transpose()?,
            days,
            rooms,
            tracks,
            speakers,
            talks: Vec::new(),
            texts,
            notices: Vec::new(),
        };
        // A thousand speakers are looked for a thousand times.
        let on_stage: BTreeMap<&str, usize> = agenda.speakers.iter().enumerate().map(|(at, speaker)| (speaker.id.as_str(), at)).collect();
        let talks = wire.talks.into_iter().map(|entry| talk(&agenda, &on_stage, entry)).collect::<Result<Vec<_>, _>>()?;
        agenda.talks = talks;
        agenda.talks.sort_by_key(|talk| (talk.start, talk.room));
        if agenda.talks.is_empty() {
            agenda.notices.push(agenda::Notice::Empty);
        }
        Ok(agenda)
    }
}

fn talk(agenda: &Agenda, on_stage: &BTreeMap<&str, usize>, entry: TalkEntry) -> Result<Talk, Malformed> {
    fn position(found: Option<usize>, name: &'static str) -> Result<usize, Malformed> {
        found.ok_or(Malformed(name))
    }
    let date: Date = member("talks.day", &entry.day)?;
    let (start, end): (Moment, Moment) = (member("talks.start", &entry.start)?, member("talks.end", &entry.end)?);
    if end < start || entry.title.is_empty() {
        return Err(Malformed(if end < start { "talks.end" } else { "talks.title" }));
    }
    let room = entry.room.as_deref().map(|id| position(agenda.rooms.iter().position(|r| r.id.as_str() == id), "talks.room")).transpose()?;
    let track =
        entry.track.as_deref().map(|id| position(agenda.tracks.iter().position(|t| t.id.as_str() == id), "talks.track")).transpose()?;
    let speaker = |id: &String| position(on_stage.get(id.as_str()).copied(), "talks.speakers");
    Ok(Talk {
        id: member("talks.id", &entry.id)?,
        day: position(agenda.days.iter().position(|day| day.date == date), "talks.day")?,
        speakers: entry.speakers.iter().map(speaker).collect::<Result<_, _>>()?,
        title: entry.title,
        subtitle: entry.subtitle,
        start,
        end,
        room,
        track,
        language: entry.language,
        kind: entry.kind,
        tags: entry.tags,
        do_not_record: entry.do_not_record,
        standing: if entry.cancelled { TalkStanding::Cancelled } else { TalkStanding::Planned },
        revision: entry.revision,
    })
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}
