//! An instant together with what the venue's clock shows at it. Not: a wall-clock time that still needs a zone.

use super::{Date, MalformedTime};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An instant (whole seconds) and the offset of the clock by which it was announced. Ordered and compared by the instant.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    unix: i64,
    offset: i16,
}

impl Moment {
    /// `unix`: seconds since 1970-01-01T00:00:00Z. `offset`: minutes east of UTC.
    pub fn new(unix: i64, offset: i16) -> Self {
        Self { unix, offset }
    }

    /// The moment at which a clock `offset` minutes east of UTC shows `minute` minutes after midnight of `date`.
    pub fn at(date: Date, minute: i32, offset: i16) -> Self {
        let local = i64::from(date.unix_days()) * 86_400 + i64::from(minute) * 60;
        Self { unix: local - i64::from(offset) * 60, offset }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.unix
    }

    /// Minutes east of UTC of the clock by which the moment was announced.
    pub fn offset(self) -> i16 {
        self.offset
    }

    /// The same instant on a clock `offset` minutes east of UTC.
    pub fn on_clock(self, offset: i16) -> Self {
        Self { offset, ..self }
    }

    /// The instant `minutes` later, on the same clock.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self { unix: self.unix + minutes * 60, ..self }
    }

    /// Whole minutes from `self` until `later`; negative where `later` is earlier.
    pub fn minutes_until(self, later: Self) -> i64 {
        (later.unix - self.unix).div_euclid(60)
    }

    fn local(self) -> i64 {
        self.unix + i64::from(self.offset) * 60
    }

    /// The date that the clock shows.
    pub fn date(self) -> Date {
        Date::from_unix_days(self.local().div_euclid(86_400) as i32)
    }

    /// Minutes after midnight that the clock shows, 0–1439.
    pub fn minute_of_day(self) -> u16 {
        (self.local().rem_euclid(86_400) / 60) as u16
    }

    /// `09:05`, by the moment's own clock.
    pub fn clock(self) -> String {
        let minute = self.minute_of_day();
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.unix == other.unix
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unix.cmp(&other.unix)
    }
}

impl FromStr for Moment {
    type Err = MalformedTime;

    /// Reads RFC 3339 with an offset (`2019-12-27T11:00:00+01:00`, `…Z`); seconds may be absent, fractions are dropped.
    /// A time without an offset is refused: guessing it would draw a wrong time.
    fn from_str(text: &str) -> Result<Self, MalformedTime> {
        parse(text.trim()).ok_or_else(|| MalformedTime(text.into()))
    }
}

fn parse(text: &str) -> Option<Moment> {
    if !text.is_ascii() || text.len() < 17 || !matches!(text.as_bytes()[10], b'T' | b't' | b' ') {
        return None;
    }
    let date: Date = text[..10].parse().ok()?;
    let rest = &text[11..];
    let zone_at = rest.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = rest.split_at(zone_at);
    let offset = parse_offset(zone)?;
    let mut parts = clock.split('.').next()?.split(':');
    let hour = digits(parts.next()?, 23)?;
    let minute = digits(parts.next()?, 59)?;
    // A leap second (60) is drawn as the last second of its minute.
    let second = parts.next().map_or(Some(0), |s| digits(s, 60))?.min(59);
    if parts.next().is_some() {
        return None;
    }
    let at = Moment::at(date, hour * 60 + minute, offset);
    Some(Moment { unix: at.unix + i64::from(second), ..at })
}

fn parse_offset(zone: &str) -> Option<i16> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits_only: String = zone[1..].chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits_only.len() {
        2 => (digits(&digits_only, 23)?, 0),
        4 => (digits(&digits_only[..2], 23)?, digits(&digits_only[2..], 59)?),
        _ => return None,
    };
    Some((sign * (hours * 60 + minutes)) as i16)
}

fn digits(text: &str, max: i32) -> Option<i32> {
    let wellformed = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    wellformed.then(|| text.parse().ok()).flatten().filter(|n| *n <= max)
}

impl fmt::Display for Moment {
    /// RFC 3339 in whole seconds, with the offset of the moment's own clock.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.local().rem_euclid(60);
        let sign = if self.offset < 0 { '-' } else { '+' };
        let offset = self.offset.unsigned_abs();
        write!(f, "{}T{}:{second:02}{sign}{:02}:{:02}", self.date(), self.clock(), offset / 60, offset % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_programmes_write() {
        for (text, unix, clock) in [
            ("2019-12-27T11:00:00+01:00", 1_577_440_800, "11:00"),
            ("2019-12-27T10:00:00Z", 1_577_440_800, "10:00"),
            ("2019-12-27 11:00+0100", 1_577_440_800, "11:00"),
            ("2019-12-27T10:00:00.250Z", 1_577_440_800, "10:00"),
            ("2019-12-26T23:30:00-10:30", 1_577_440_800, "23:30"),
        ] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!((moment.unix(), moment.clock().as_str()), (unix, clock), "{text}");
            let again: Moment = moment.to_string().parse().unwrap();
            assert_eq!((again, again.offset()), (moment, moment.offset()));
        }
    }

    #[test]
    fn refuses_to_guess() {
        for bad in [
            "2019-12-27T11:00:00",
            "2019-12-27",
            "",
            "11:00",
            "2019-12-27T25:00:00Z",
            "2019-12-27T11:60:00Z",
            "2019-02-30T11:00:00Z",
            "2019-12-27T11:00:00+1",
            "2019-12-27T11:00:00:00Z",
            "2019-12-27T11:00:00+25:00",
            "२०१९-12-27T11:00:00Z",
        ] {
            assert!(bad.parse::<Moment>().is_err(), "{bad}");
        }
    }
}
