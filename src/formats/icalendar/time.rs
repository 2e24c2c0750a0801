//! Times as iCalendar writes them (RFC 5545 sections 3.3.4 and 3.3.5). Not: when they are in a zone, which is `zone`.

use super::line::Line;
use crate::domain::time::Date;

/// What a clock shows, in seconds counted as if it were UTC's, and which clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) local: i64,
    pub(super) clock: Whose,
}

/// Whose clock a time is meant on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// Ends in `Z`.
    Utc,
    /// Of the zone that the file calls so.
    Zone(String),
    /// Of whoever reads it: in a programme, the venue's.
    Anybody,
    /// A whole day, wherever that is.
    Day,
}

impl Stamp {
    /// The time of a property like `DTSTART`.
    pub(super) fn of(line: &Line) -> Option<Self> {
        let (local, kind) = digits(line.value.trim())?;
        let clock = match (kind, line.parameter("TZID")) {
            (Kind::Utc, _) => Whose::Utc,
            (Kind::Date, _) => Whose::Day,
            (Kind::Local, Some(zone)) => Whose::Zone(zone.to_owned()),
            (Kind::Local, None) => Whose::Anybody,
        };
        Some(Self { local, clock })
    }

    /// The same clock, so much later.
    pub(super) fn plus(&self, seconds: i64) -> Self {
        Self { local: self.local + seconds, clock: self.clock.clone() }
    }
}

enum Kind {
    Utc,
    Local,
    Date,
}

/// A time without a zone, as the rules of zones have it.
pub(super) fn local(text: &str) -> Option<i64> {
    match digits(text.trim())? {
        (local, Kind::Local | Kind::Utc | Kind::Date) => Some(local),
    }
}

/// `20261024`, `20261024T100000` or `20261024T100000Z`.
fn digits(text: &str) -> Option<(i64, Kind)> {
    if !text.is_ascii() {
        return None;
    }
    let (date, rest) = text.split_at_checked(8)?;
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let date = Date::new(number(&date[..4])? as i32, number(&date[4..6])?, number(&date[6..])?)?;
    let midnight = i64::from(date.unix_days()) * 86_400;
    if rest.is_empty() {
        return Some((midnight, Kind::Date));
    }
    let clock = rest.strip_prefix(['T', 't'])?;
    let (clock, kind) = clock.strip_suffix(['Z', 'z']).map_or((clock, Kind::Local), |clock| (clock, Kind::Utc));
    if clock.len() != 6 {
        return None;
    }
    let (hour, minute, second) = (number(&clock[..2])?, number(&clock[2..4])?, number(&clock[4..])?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // A leap second is drawn as the last second of its minute.
    Some((midnight + i64::from(hour * 3600 + minute * 60 + second.min(59)), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_kind_and_none_that_does_not_exist() {
        let day = 20_750 * 86_400;
        for (text, expected) in [("20261024", day), ("20261024T100000", day + 36_000), ("20261024T100060Z", day + 36_059)] {
            assert_eq!(local(text), Some(expected), "{text}");
        }
        for bad in [
            "",
            "2026",
            "20261324",
            "20260229",
            "20261024T",
            "20261024T1000",
            "20261024T250000",
            "2026-10-24",
            "20261024T100000+0100",
            "2026102४T100000",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }
}
