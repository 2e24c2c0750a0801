//! Time zones by the library's own tz database, so that the server's machine needs none. Not: the app's, which asks the browser.

use plenary::domain::time::{ZoneName, Zones};

/// [`Zones`] of this server.
#[derive(Debug, Clone, Copy, Default)]
pub struct TzDatabase;

impl Zones for TzDatabase {
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16> {
        let zone = jiff::tz::TimeZone::get(zone.as_str()).ok()?;
        let offset = zone.to_offset(jiff::Timestamp::from_second(unix).ok()?);
        i16::try_from(offset.seconds() / 60).ok()
    }
}
