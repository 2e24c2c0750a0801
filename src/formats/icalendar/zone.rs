//! The zones that a calendar's times are meant in: the platform's, where the name is one of its, or else the rules that the file brings along
//! (`VTIMEZONE`, RFC 5545 section 3.6.5). Not: the venue's clock.

use super::line::Component;
use super::time::{Stamp, Whose, local};
use crate::domain::time::{Date, Moment, ZoneName, Zones};
use crate::formats::clock::{Written, in_zone};
use std::collections::BTreeMap;

/// Zones by the names that the file gives them.
pub(super) struct Known<'z> {
    platform: &'z dyn Zones,
    own: BTreeMap<String, Meaning>,
}

/// What a `TZID` means.
#[derive(Debug, Clone)]
enum Meaning {
    Platform(ZoneName),
    Rules(Vec<Observance>),
    Unknown,
}

/// A time that the file writes, and whether clocks show it twice.
pub(super) struct Told {
    pub(super) time: Written,
    pub(super) ambiguous: bool,
}

impl<'z> Known<'z> {
    /// From the `VTIMEZONE`s of the calendars.
    pub(super) fn new(platform: &'z dyn Zones, calendars: &[Component]) -> Self {
        let mut own = BTreeMap::new();
        for zone in calendars.iter().flat_map(|calendar| &calendar.parts).filter(|part| part.name == "VTIMEZONE") {
            let Some(id) = zone.text("TZID") else { continue };
            let located = zone.text("X-LIC-LOCATION").and_then(|name| on_platform(platform, &name));
            let meaning = on_platform(platform, &id).or(located).map(Meaning::Platform);
            own.entry(id).or_insert_with(|| meaning.unwrap_or_else(|| observances(zone).map_or(Meaning::Unknown, Meaning::Rules)));
        }
        Self { platform, own }
    }

    /// The platform's name of a zone of the file.
    pub(super) fn name(&self, id: &str) -> Option<ZoneName> {
        match self.meaning(id) {
            Meaning::Platform(name) => Some(name),
            Meaning::Rules(_) | Meaning::Unknown => None,
        }
    }

    fn meaning(&self, id: &str) -> Meaning {
        let platform = || on_platform(self.platform, id).map_or(Meaning::Unknown, Meaning::Platform);
        self.own.get(id).cloned().unwrap_or_else(platform)
    }

    /// What a time means; `None` where its zone is not known, or no clock of it ever shows it.
    pub(super) fn tell(&self, stamp: &Stamp) -> Option<Told> {
        let plain = |time| Some(Told { time, ambiguous: false });
        match &stamp.clock {
            Whose::Utc => plain(Written::Instant(Moment::new(stamp.local, 0))),
            Whose::Anybody | Whose::Day => plain(Written::Wall(stamp.local)),
            Whose::Zone(id) => match self.meaning(id) {
                Meaning::Platform(name) => {
                    let placed = in_zone(self.platform, &name, stamp.local)?;
                    Some(Told { time: Written::Instant(placed.at), ambiguous: placed.ambiguous })
                }
                Meaning::Rules(rules) => resolve(&rules, stamp.local),
                Meaning::Unknown => None,
            },
        }
    }
}

/// Some producers put their own name before the zone's: `/example.org/20260101/Europe/Berlin`.
fn on_platform(platform: &dyn Zones, id: &str) -> Option<ZoneName> {
    let starts = std::iter::once(0).chain(id.match_indices('/').map(|(at, _)| at + 1));
    let names = starts.filter_map(|at| id.get(at..)?.parse::<ZoneName>().ok());
    names.into_iter().find(|name| platform.offset_at(name, 0).is_some())
}

/// One rule of a zone: from when on its clocks show which offset, in minutes east of UTC.
#[derive(Debug, Clone)]
struct Observance {
    from: i16,
    to: i16,
    /// What the clocks before it show when it begins.
    starts: Vec<i64>,
    yearly: Option<Yearly>,
}

/// `FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU`.
#[derive(Debug, Clone, Copy)]
struct Yearly {
    first: i64,
    until: i64,
    month: u32,
    /// From 1 from the month's begin, from -1 from its end.
    nth: i32,
    /// 0 is Monday.
    weekday: u32,
}

/// `None`: one of the rules is not understood, so that none is used.
fn observances(zone: &Component) -> Option<Vec<Observance>> {
    let rules: Option<Vec<_>> =
        zone.parts.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT")).map(observance).collect();
    rules.filter(|rules| !rules.is_empty())
}

fn observance(part: &Component) -> Option<Observance> {
    let first = local(&part.text("DTSTART")?)?;
    let mut starts = vec![first];
    for line in part.lines.iter().filter(|line| line.name == "RDATE") {
        starts.extend(line.list().iter().map(|start| local(start)).collect::<Option<Vec<_>>>()?);
    }
    let from = offset(&part.text("TZOFFSETFROM")?)?;
    let yearly = part.text("RRULE").map(|rule| yearly(&rule, first, from));
    Some(Observance {
        from,
        to: offset(&part.text("TZOFFSETTO")?)?,
        starts,
        yearly: if let Some(rule) = yearly { Some(rule?) } else { None },
    })
}

fn yearly(rule: &str, first: i64, from: i16) -> Option<Yearly> {
    let (mut month, mut day, mut until, mut is_yearly) = (None, None, i64::MAX, false);
    for part in rule.to_ascii_uppercase().split(';') {
        match part.split_once('=')? {
            ("FREQ", "YEARLY") => is_yearly = true,
            ("INTERVAL", "1") | ("WKST", _) => {}
            ("BYMONTH", text) => month = Some(text.parse().ok().filter(|month| (1..=12).contains(month))?),
            ("BYDAY", text) => day = Some(nth_weekday(text)?),
            // It is written in UTC.
            ("UNTIL", text) => until = local(text)? + i64::from(from) * 60,
            _ => return None,
        }
    }
    let (nth, weekday) = day?;
    is_yearly.then_some(Yearly { first, until, month: month?, nth, weekday })
}

fn nth_weekday(text: &str) -> Option<(i32, u32)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|name| *name == day)?;
    let nth: i32 = nth.parse().ok().filter(|nth| matches!(nth, -4..=-1 | 1..=4))?;
    Some((nth, weekday as u32))
}

impl Yearly {
    fn in_year(&self, year: i32) -> Option<i64> {
        let date = if self.nth > 0 {
            let first = Date::new(year, self.month, 1)?;
            let ahead = (self.weekday + 7 - first.weekday()) % 7;
            first.plus_days(ahead as i32 + (self.nth - 1) * 7)
        } else {
            let next = if self.month == 12 { Date::new(year + 1, 1, 1)? } else { Date::new(year, self.month + 1, 1)? };
            let last = next.plus_days(-1);
            let back = (last.weekday() + 7 - self.weekday) % 7;
            last.plus_days(-(back as i32) + (self.nth + 1) * 7)
        };
        let at = i64::from(date.unix_days()) * 86_400 + self.first.rem_euclid(86_400);
        (at >= self.first && at <= self.until).then_some(at)
    }
}

/// `+0100`, `-023000`: minutes.
fn offset(text: &str) -> Option<i16> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i16, i16) = (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// What clocks under these rules show at an instant.
fn offset_at(rules: &[Observance], unix: i64) -> Option<i16> {
    let year = Date::from_unix_days(i32::try_from(unix.div_euclid(86_400)).ok()?).civil().0;
    let begun = rules.iter().filter_map(|rule| {
        let yearly = (year - 1..=year + 1).filter_map(|year| rule.yearly?.in_year(year));
        let onsets = rule.starts.iter().copied().chain(yearly).map(|local| local - i64::from(rule.from) * 60);
        onsets.filter(|onset| *onset <= unix).max().map(|onset| (onset, rule.to))
    });
    begun.max_by_key(|(onset, _)| *onset).map(|(_, to)| to)
}

/// The first instant at which such a clock shows `local`.
fn resolve(rules: &[Observance], local: i64) -> Option<Told> {
    let mut offsets: Vec<i16> = rules.iter().map(|rule| rule.to).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let shown = offsets.into_iter().map(|offset| Moment::new(local - i64::from(offset) * 60, offset));
    let mut shown: Vec<Moment> = shown.filter(|at| offset_at(rules, at.unix()) == Some(at.offset())).collect();
    shown.sort();
    shown.first().map(|at| Told { time: Written::Instant(*at), ambiguous: shown.len() > 1 })
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;
    use crate::formats::platform::Platform;

    const CENTRAL: &str = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Central\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nEND:VCALENDAR";

    fn zoned(zone: &str, text: &str) -> Stamp {
        Stamp { local: local(text).unwrap(), clock: Whose::Zone(zone.into()) }
    }

    fn shown(known: &Known<'_>, stamp: &Stamp) -> Option<(String, bool)> {
        known.tell(stamp).map(|told| (told.time.instant().unwrap().to_string(), told.ambiguous))
    }

    #[test]
    fn rules_of_the_file_say_the_same_as_the_platform() {
        let calendars = line::read(CENTRAL).unwrap_or_else(|line| panic!("line {line}")).calendars;
        let known = Known::new(&Platform, &calendars);
        assert!(known.name("Central").is_none());
        let mut times: Vec<String> = (1..=12).map(|month| format!("2026{month:02}15T103000")).collect();
        times.extend(
            ["20260329T013000", "20260329T023000", "20260329T033000", "20261025T013000", "20261025T023000", "20261025T033000"]
                .map(str::to_owned),
        );
        for time in &times {
            assert_eq!(shown(&known, &zoned("Central", time)), shown(&known, &zoned("Europe/Berlin", time)), "{time}");
        }
        assert_eq!(shown(&known, &zoned("Central", "20260329T023000")), None, "clocks skip it");
        assert_eq!(shown(&known, &zoned("Central", "20261025T023000")), Some(("2026-10-25T02:30:00+02:00".into(), true)));
        assert_eq!(shown(&known, &zoned("Nowhere", "20261025T003000")), None);
    }

    #[test]
    fn rules_that_are_not_understood_are_not_used() {
        for (from, to) in [
            ("BYDAY=-1SU;BYMONTH=3", "BYDAY=SU;BYMONTH=3"),
            ("YEARLY", "DAILY"),
            ("+0200\nRRULE", "2\nRRULE"),
            ("BYMONTH=10", "BYMONTH=13"),
        ] {
            let calendars = line::read(&CENTRAL.replace(from, to)).unwrap_or_else(|line| panic!("line {line}")).calendars;
            assert!(Known::new(&Platform, &calendars).tell(&zoned("Central", "20260615T100000")).is_none(), "{to}");
        }
    }

    #[test]
    fn a_producers_own_prefix_is_put_aside() {
        for id in ["/example.org/20260101_1/Europe/Berlin", "Europe/Berlin"] {
            assert_eq!(on_platform(&Platform, id).as_ref().map(ZoneName::as_str), Some("Europe/Berlin"), "{id}");
        }
        assert!(on_platform(&Platform, "W. Europe Standard Time").is_none());
    }
}
