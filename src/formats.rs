//! Programme files of other systems, told by their shape and read into one [`Agenda`]. Not: fetched, nor put into words for people.
//!
//! A file is either unreadable as a whole ([`Unreadable`]) or becomes an agenda whose notices name everything that was not as it should be:
//! each item of the file is drawn or named in a [`Notice::TalkLeftOut`](crate::domain::agenda::Notice::TalkLeftOut). A wrong time is never drawn.

mod assembly;
mod clock;
mod contract;
mod frab;
mod frab_xml;
mod icalendar;
mod ids;
mod indico;
mod item;
mod json;
mod leaks;
mod links;
mod placing;
mod pretalx;
mod schedule2;
mod sessionize;
mod shape;
mod span;

#[cfg(test)]
mod platform;
#[cfg(test)]
mod real;
#[cfg(test)]
mod robust;
#[cfg(test)]
mod traps;

use crate::domain::agenda::Agenda;
use crate::domain::time::{ZoneName, Zones};
use shape::Shape;

/// A way to write programmes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The contract's own `/agenda`.
    Contract,
    /// frab/c3voc JSON, which frab, pretalx and others export.
    Frab,
    /// What pretalx' schedule widget fetches.
    PretalxWidget,
    /// c3voc schedule2 JSON.
    Schedule2,
    /// frab/c3voc XML.
    FrabXml,
    /// Sessionize's "All" and "GridSmart" views.
    Sessionize,
    /// iCalendar, RFC 5545.
    ICalendar,
    /// Indico's export.
    Indico,
}

impl Format {
    /// Its proper name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contract => "Plenary /agenda",
            Self::Frab => "frab JSON",
            Self::PretalxWidget => "pretalx schedule.json",
            Self::Schedule2 => "schedule2 JSON",
            Self::FrabXml => "frab XML",
            Self::Sessionize => "Sessionize",
            Self::ICalendar => "iCalendar",
            Self::Indico => "Indico",
        }
    }
}

/// Why a text is no programme. `text` says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing but white space.
    Empty,
    /// A web page instead of a programme: a captive portal, a log-in page or a wrong address.
    Html,
    /// Not JSON, or cut off; where, counted from 1.
    NotJson {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// JSON, but no programme that is known here.
    UnknownShape {
        /// The first members of its top level; none where it is no object.
        members: Vec<String>,
    },
    /// A known format whose member is missing or of the wrong kind, so that nothing can be drawn.
    Malformed {
        /// As which it was read.
        format: Format,
        /// Which member, or where.
        member: String,
    },
    /// A known format that is cut off or damaged; where, counted from 1.
    Damaged {
        /// As which it was read.
        format: Format,
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// No time of the file says in which zone it is meant, and no zone is configured: whatever was drawn could be wrong by hours.
    ZoneNeeded {
        /// As which it was read.
        format: Format,
    },
    /// A known format without a list of days.
    NoDays {
        /// As which it was read.
        format: Format,
    },
}

/// Reads a programme in whatever format it is. `configured_zone` is the venue's zone according to `config.json`.
/// Of texts in several languages the English one is taken, or the first.
pub fn read(text: &str, configured_zone: Option<&ZoneName>, zones: &dyn Zones) -> Result<Agenda, Unreadable> {
    read_preferring(text, configured_zone, zones, &[])
}

/// Like [`read`], with the languages (BCP 47) that the reader prefers, best first, for texts in several languages.
pub fn read_preferring(
    text: &str,
    configured_zone: Option<&ZoneName>,
    zones: &dyn Zones,
    languages: &[&str],
) -> Result<Agenda, Unreadable> {
    let source = Source { configured_zone, zones, languages };
    match shape::tell(text)? {
        Shape::Contract(json) => contract::read(text, &json, &source),
        Shape::Frab(json) => frab::read(&json, &source, Format::Frab),
        Shape::PretalxWidget(json) => pretalx::read(&json, &source),
        Shape::Schedule2(json) => schedule2::read(&json, &source),
        Shape::Sessionize(json) => sessionize::read(&json, &source),
        Shape::Indico(json) => indico::read(&json, &source),
        Shape::FrabXml(xml) => frab_xml::read(xml, &source),
        Shape::ICalendar(lines) => icalendar::read(lines, &source),
    }
}

/// What a format needs to know beyond the file.
struct Source<'s> {
    configured_zone: Option<&'s ZoneName>,
    zones: &'s dyn Zones,
    languages: &'s [&'s str],
}
