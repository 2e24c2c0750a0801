//! Instants with the venue's clock beside them, calendar dates and zone names. Not: the rules of time zones, which come from
//! the platform through [`Zones`] (the browser has them built in), nor words for dates, which `Intl` knows in every language.

mod clock;
mod date;
mod moment;

pub use clock::Clock;
pub use date::Date;
pub use moment::Moment;

use std::fmt;
use std::str::FromStr;

/// A text that is not the time, date or zone it should be. Holds the text, so that a person can find it in their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedTime(pub String);

impl fmt::Display for MalformedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is not a time", self.0)
    }
}

impl std::error::Error for MalformedTime {}

/// An IANA time zone name such as `Europe/Berlin`; well-formed, not necessarily known to the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneName(String);

impl ZoneName {
    /// The name as the tz database writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ZoneName {
    type Err = MalformedTime;

    fn from_str(text: &str) -> Result<Self, MalformedTime> {
        let wellformed = (1..=64).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+'));
        if wellformed { Ok(Self(text.into())) } else { Err(MalformedTime(text.into())) }
    }
}

/// The platform's knowledge of time zones.
pub trait Zones {
    /// Minutes east of UTC that clocks in `zone` show at `unix` (seconds since 1970-01-01T00:00:00Z);
    /// `None` where the platform does not know the zone.
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16>;
}
