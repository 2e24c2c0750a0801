//! One talk as a `VEVENT` (RFC 5545 section 3.6.1). Not: the file around it.

use super::line::Lines;
use super::timezone::{Clock, universal};
use crate::domain::agenda::changes::Remembered;
use crate::domain::agenda::{Agenda, Talk, TalkStanding, TalkText};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;

/// What a calendar is told about a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which talk.
    pub id: TalkId,
    /// Never empty.
    pub title: String,
    /// When it begins.
    pub start: Moment,
    /// When it ends; not before `start`.
    pub end: Moment,
    /// Where; may be empty.
    pub room: String,
    /// Plain text, with Markdown as it was written; may be empty.
    pub description: String,
    /// Track, kind and key words.
    pub categories: Vec<String>,
    /// Whether it takes place.
    pub standing: TalkStanding,
    /// How often it has changed.
    pub revision: u32,
    /// Unix seconds of the state that is written.
    pub stamp: i64,
}

impl Event {
    /// A talk of the programme, with what it says at length where that is here. `stamp`: Unix seconds of this state.
    pub fn of(agenda: &Agenda, talk: &Talk, text: Option<&TalkText>, stamp: i64) -> Self {
        let track = talk.track.and_then(|track| agenda.tracks.get(track)).map(|track| track.name.clone());
        let kind = Some(talk.kind.clone()).filter(|kind| !kind.is_empty());
        let mut categories: Vec<String> = Vec::new();
        for category in track.into_iter().chain(kind).chain(talk.tags.iter().cloned()) {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        Self {
            id: talk.id.clone(),
            title: talk.title.clone(),
            start: talk.start,
            end: talk.end,
            room: agenda.room_name(talk).to_owned(),
            description: description(agenda, talk, text),
            categories,
            standing: talk.standing,
            revision: talk.revision,
            stamp,
        }
    }

    /// A talk that the programme no longer holds, as it was.
    pub fn remembered(talk: &Remembered, revision: u32, stamp: i64) -> Self {
        Self {
            id: talk.id.clone(),
            title: talk.title.clone(),
            start: talk.start,
            end: talk.end,
            room: talk.room.clone(),
            description: String::new(),
            categories: Vec::new(),
            standing: talk.standing,
            revision,
            stamp,
        }
    }

    pub(super) fn write(&self, lines: &mut Lines, conference: &str, site: Option<&str>, clock: Option<&Clock<'_>>) {
        let time = |unix| clock.and_then(|clock| clock.time(unix)).unwrap_or_else(|| (String::new(), universal(unix)));
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &format!("{}@{conference}", self.id));
        lines.plain("DTSTAMP", &universal(self.stamp));
        lines.plain("LAST-MODIFIED", &universal(self.stamp));
        lines.plain("SEQUENCE", &self.revision.to_string());
        let (zone, start) = time(self.start.unix());
        lines.plain(&format!("DTSTART{zone}"), &start);
        // An end must be later than the start; without one the event ends as it begins.
        if self.end > self.start {
            let (zone, end) = time(self.end.unix());
            lines.plain(&format!("DTEND{zone}"), &end);
        }
        lines.text("SUMMARY", &self.title);
        let (status, shown) = match self.standing {
            TalkStanding::Planned => ("CONFIRMED", "OPAQUE"),
            TalkStanding::Cancelled => ("CANCELLED", "TRANSPARENT"),
        };
        lines.plain("STATUS", status);
        lines.plain("TRANSP", shown);
        if !self.room.is_empty() {
            lines.text("LOCATION", &self.room);
        }
        let page = site.map(|site| format!("{site}/talks/{}", self.id));
        // Not every program shows the property, so the address stands in the text as well.
        let told = [Some(self.description.as_str()).filter(|text| !text.is_empty()), page.as_deref()];
        let told: Vec<&str> = told.into_iter().flatten().collect();
        if !told.is_empty() {
            lines.text("DESCRIPTION", &told.join("\n\n"));
        }
        if let Some(page) = &page {
            lines.plain("URL", page);
        }
        if !self.categories.is_empty() {
            lines.texts("CATEGORIES", &self.categories);
        }
        lines.plain("END", "VEVENT");
    }
}

fn description(agenda: &Agenda, talk: &Talk, text: Option<&TalkText>) -> String {
    let speakers = agenda.speaker_names(talk);
    let heading = [talk.subtitle.trim(), speakers.trim()];
    let heading: Vec<&str> = heading.into_iter().filter(|line| !line.is_empty()).collect();
    let mut parts = vec![heading.join("\n")];
    if let Some(text) = text {
        parts.push(text.summary.trim().to_owned());
        if text.description.trim() != text.summary.trim() {
            parts.push(text.description.trim().to_owned());
        }
        let links = text
            .links
            .iter()
            .map(|link| if link.title() == link.href() { link.href().to_owned() } else { format!("{}: {}", link.title(), link.href()) });
        parts.push(links.collect::<Vec<_>>().join("\n"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}
