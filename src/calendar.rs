//! Talks as an iCalendar file (RFC 5545), for the calendar program that somebody uses anyway. Not: where the file goes, nor reading one
//! (`formats`).
//!
//! A talk is always the same event, so that a calendar moves it instead of showing it twice: its `UID` is the talk's id and a key made of the
//! conference's name, whoever writes the file and wherever the app is served. `SEQUENCE` is the talk's revision; what was called off is
//! `CANCELLED` and not left out. Nothing in the file is about the person who asked for it.

mod event;
pub(crate) mod line;
#[cfg(test)]
mod tests;
mod timezone;

pub use event::Event;

use crate::domain::time::{ZoneName, Zones};
use line::Lines;
use timezone::Clock;

/// What wrote the file, in the form that RFC 5545 section 3.7.3 suggests.
const PRODUCT: &str = "-//Plenary//Plenary//EN";

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What calendar programs call it.
    pub name: String,
    /// The conference's name. Part of what an event is known by: where it changes, all events are others.
    pub conference: String,
    /// The venue's zone. Without it, and where the platform does not know it, times are in UTC.
    pub zone: Option<ZoneName>,
    /// Where the app is, without a slash at the end; an event links to its talk's page there.
    pub site: Option<String>,
    /// For a file that is fetched again and again: every so many minutes.
    pub refresh: Option<u32>,
    /// In any order.
    pub events: Vec<Event>,
}

impl Calendar {
    /// The file: CRLF, at most 75 octets a line.
    pub fn write(&self, zones: &dyn Zones) -> String {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", PRODUCT);
        lines.plain("CALSCALE", "GREGORIAN");
        lines.plain("METHOD", "PUBLISH");
        // The registered name (RFC 7986) and the one that programs read.
        lines.text("NAME", &self.name);
        lines.text("X-WR-CALNAME", &self.name);
        if let Some(minutes) = self.refresh {
            lines.plain("REFRESH-INTERVAL;VALUE=DURATION", &format!("PT{minutes}M"));
            lines.plain("X-PUBLISHED-TTL", &format!("PT{minutes}M"));
        }
        let clock = self.clock(zones);
        if let Some(clock) = &clock {
            lines.plain("X-WR-TIMEZONE", clock.zone());
            clock.write(&mut lines);
        }
        let key = conference_key(&self.conference);
        for event in &self.events {
            event.write(&mut lines, &key, self.site.as_deref(), clock.as_ref());
        }
        lines.plain("END", "VCALENDAR");
        lines.into_text()
    }

    fn clock<'a>(&'a self, zones: &'a dyn Zones) -> Option<Clock<'a>> {
        let first = self.events.iter().map(|event| event.start).min()?;
        let last = self.events.iter().map(|event| event.end).max()?;
        Clock::covering(self.zone.as_ref()?, zones, first.unix(), last.unix())
    }
}

/// A name for the conference that holds no host: its letters and digits, and where others were left out, a checksum of the whole.
fn conference_key(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(kept).collect();
    let mut parts: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    if !name.is_ascii() || parts.is_empty() {
        // FNV-1a, 64 bits: stable for all time, and nothing secret depends on it.
        let sum = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        parts.push(format!("{sum:016x}"));
    }
    format!("{}.plenary", parts.join("-"))
}
