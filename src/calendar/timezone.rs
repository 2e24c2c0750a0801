//! `VTIMEZONE`: what the venue's clocks do in the years of the calendar, as the platform tells it. Not: a table of zones.

use super::line::Lines;
use crate::domain::time::{Date, Moment, ZoneName, Zones};

/// Clocks are read once a day, then the minute at which they changed is looked for. No zone changes twice in a day.
const DAY: i64 = 86_400;
/// A calendar over more years than this has a wrong date in it; its times are written in UTC.
const MOST_YEARS: i32 = 6;

/// When the clocks of a zone are put forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Transition {
    /// Unix seconds.
    at: i64,
    /// Minutes east of UTC before.
    from: i16,
    /// Minutes east of UTC from then on.
    to: i16,
}

/// A zone's clock in some whole years.
pub(super) struct Clock<'a> {
    zone: &'a ZoneName,
    zones: &'a dyn Zones,
    begins: i64,
    first: i16,
    transitions: Vec<Transition>,
}

impl<'a> Clock<'a> {
    /// The clock in the years from that of `first` to that of `last`, in Unix seconds; `None` where the platform does not know the zone.
    pub(super) fn covering(zone: &'a ZoneName, zones: &'a dyn Zones, first: i64, last: i64) -> Option<Self> {
        let year = |unix| Moment::new(unix, 0).date().civil().0;
        // A day more on either side: the local year begins at another time than the universal one.
        let (from, to) = (year(first - DAY), year(last + DAY));
        if to - from > MOST_YEARS {
            return None;
        }
        let midnight = |year| Date::new(year, 1, 1).map(|date| i64::from(date.unix_days()) * DAY);
        let (begins, ends) = (midnight(from)?, midnight(to + 1)?);
        let initial = zones.offset_at(zone, begins)?;
        let mut clock = Self { zone, zones, begins, first: initial, transitions: Vec::new() };
        let (mut before, mut offset) = (begins, initial);
        while before < ends {
            let after = before + DAY;
            let then = zones.offset_at(zone, after)?;
            if then != offset {
                clock.transitions.push(Transition { at: clock.changed_between(before, after, offset)?, from: offset, to: then });
            }
            (before, offset) = (after, then);
        }
        Some(clock)
    }

    /// The first minute of `early..late` at which the clock no longer shows `offset`.
    fn changed_between(&self, early: i64, late: i64, offset: i16) -> Option<i64> {
        let (mut early, mut late) = (early / 60, late / 60);
        while late - early > 1 {
            let middle = early + (late - early) / 2;
            if self.zones.offset_at(self.zone, middle * 60)? == offset { early = middle } else { late = middle }
        }
        Some(late * 60)
    }

    pub(super) fn zone(&self) -> &str {
        self.zone.as_str()
    }

    /// The name's part and the value of a time: on this clock, or in UTC where a clock that was put back shows the same time twice and a
    /// reader would take the earlier one (RFC 5545 section 3.3.5).
    pub(super) fn time(&self, unix: i64) -> Option<(String, String)> {
        let is_repeated = |change: &Transition| (change.at..change.at + i64::from(change.from - change.to) * 60).contains(&unix);
        if self.transitions.iter().any(is_repeated) {
            return None;
        }
        let offset = self.zones.offset_at(self.zone, unix)?;
        Some((format!(";TZID={}", self.zone()), local(unix, offset)))
    }

    pub(super) fn write(&self, lines: &mut Lines) {
        lines.plain("BEGIN", "VTIMEZONE");
        lines.plain("TZID", self.zone());
        let start = Transition { at: self.begins, from: self.first, to: self.first };
        let standard = self.transitions.iter().map(|change| change.to).fold(self.first, i16::min);
        for change in std::iter::once(&start).chain(&self.transitions) {
            let kind = if change.to > standard { "DAYLIGHT" } else { "STANDARD" };
            lines.plain("BEGIN", kind);
            // The onset is told by the clock as it was until then.
            lines.plain("DTSTART", &local(change.at, change.from));
            lines.plain("TZOFFSETFROM", &offset(change.from));
            lines.plain("TZOFFSETTO", &offset(change.to));
            lines.plain("END", kind);
        }
        lines.plain("END", "VTIMEZONE");
    }
}

/// `20191227T110000`.
fn local(unix: i64, offset: i16) -> String {
    let moment = Moment::new(unix, offset);
    let second = (unix + i64::from(offset) * 60).rem_euclid(60);
    format!("{}T{}{second:02}", moment.date().to_string().replace('-', ""), moment.clock().replace(':', ""))
}

/// `20191227T100000Z`.
pub(super) fn universal(unix: i64) -> String {
    format!("{}Z", local(unix, 0))
}

fn offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
}
