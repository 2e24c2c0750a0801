//! Time zones for the tests of this module, by a library with its own tz database. Not: part of the app, which asks the browser.

use crate::domain::time::{ZoneName, Zones};

pub(super) struct Platform;

impl Zones for Platform {
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16> {
        let zone = jiff::tz::TimeZone::get(zone.as_str()).ok()?;
        let offset = zone.to_offset(jiff::Timestamp::from_second(unix).ok()?);
        Some((offset.seconds() / 60) as i16)
    }
}
