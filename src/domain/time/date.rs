//! A day of the (proleptic Gregorian) calendar. Not: a conference day, which may run past midnight.

use super::MalformedTime;
use std::fmt;
use std::str::FromStr;

/// A calendar date between the years 1 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01; negative before.
    days: i32,
}

impl Date {
    /// The date `days` after 1970-01-01.
    pub fn from_unix_days(days: i32) -> Self {
        Self { days }
    }

    /// Days since 1970-01-01.
    pub fn unix_days(self) -> i32 {
        self.days
    }

    /// The date `days` later.
    pub fn plus_days(self, days: i32) -> Self {
        Self { days: self.days + days }
    }

    /// `None` where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let date = Self { days: days_from_civil(year, month, day) };
        (date.civil() == (year, month, day)).then_some(date)
    }

    /// Year, month 1–12, day 1–31.
    pub fn civil(self) -> (i32, u32, u32) {
        civil_from_days(self.days)
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u32 {
        (self.days + 3).rem_euclid(7) as u32
    }
}

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years that begin on 1 March.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (month as i32 + 9) % 12;
    let doy = (153 * mp + 2) / 5 + day as i32 - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i32::from(month <= 2);
    (year, month as u32, day as u32)
}

impl FromStr for Date {
    type Err = MalformedTime;

    /// Reads `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, MalformedTime> {
        let malformed = || MalformedTime(text.into());
        let bytes = text.as_bytes();
        let shaped =
            bytes.len() == 10 && bytes.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(malformed());
        }
        let number = |range: std::ops::Range<usize>| text[range].parse().unwrap_or(0);
        Self::new(number(0..4) as i32, number(5..7), number(8..10)).ok_or_else(malformed)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_an_independent_calendar_over_four_centuries() {
        let first = jiff::civil::date(1800, 1, 1);
        let epoch = jiff::civil::date(1970, 1, 1);
        let mut theirs = first;
        while theirs.year() < 2200 {
            let days = epoch.until(theirs).unwrap().get_days();
            let ours = Date::from_unix_days(days);
            assert_eq!(ours.to_string(), theirs.to_string());
            assert_eq!(ours.to_string().parse(), Ok(ours));
            assert_eq!(ours.weekday() as i8, theirs.weekday().to_monday_zero_offset());
            theirs = theirs.checked_add(jiff::Span::new().days(13)).unwrap();
        }
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for bad in ["2019-02-29", "2019-13-01", "2019-00-10", "2019-1-01", "20191227", "", "2019-12-27T", "９999-01-01"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
