//! The browser's knowledge of time zones, by `Intl`. Not: a table of our own, which would cost a hundred kilobytes and age.

use super::intl::Formatter;
use crate::domain::time::{Date, ZoneName, Zones};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// [`Zones`] of the browser; one formatter for each zone asked about.
#[derive(Default)]
pub struct BrowserZones {
    formatters: RefCell<BTreeMap<String, Option<Formatter>>>,
}

impl BrowserZones {
    /// Nothing is asked of the browser until a zone is.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Zones for BrowserZones {
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16> {
        let mut formatters = self.formatters.borrow_mut();
        let formatter = formatters.entry(zone.as_str().to_owned()).or_insert_with(|| clock_of(zone)).as_ref()?;
        offset_shown(&formatter.format(unix as f64 * 1000.0), unix)
    }
}

/// The zone the device is set to.
pub fn viewer_zone() -> Option<ZoneName> {
    Formatter::made("en-US", &[])?.zone()?.parse().ok()
}

/// Minutes east of UTC that the device's clock shows at `unix`.
pub fn viewer_offset_at(unix: i64) -> i16 {
    let date = js_sys::Date::new(&(unix as f64 * 1000.0).into());
    // JavaScript counts west of UTC.
    -(date.get_timezone_offset() as i16)
}

/// More than any page around shows.
const MOST_NAMED: usize = 20;

thread_local! {
    static NAMED: RefCell<Vec<ZoneName>> = const { RefCell::new(Vec::new()) };
    static ZONES: BrowserZones = BrowserZones::new();
}

/// Keeps a zone that the page around names, and answers its place; `None` where the browser does not know it.
pub fn name_zone(zone: ZoneName) -> Option<usize> {
    ZONES.with(|zones| zones.offset_at(&zone, 0))?;
    NAMED.with_borrow_mut(|named| {
        let known = named.iter().position(|known| *known == zone);
        known.or_else(|| {
            (named.len() < MOST_NAMED).then(|| named.push(zone))?;
            Some(named.len() - 1)
        })
    })
}

/// The zone at that place.
pub fn named_zone(place: usize) -> Option<ZoneName> {
    NAMED.with_borrow(|named| named.get(place).cloned())
}

/// Minutes east of UTC that clocks there show at `unix`.
pub fn named_offset_at(place: usize, unix: i64) -> Option<i16> {
    let zone = named_zone(place)?;
    ZONES.with(|zones| zones.offset_at(&zone, unix))
}

fn clock_of(zone: &ZoneName) -> Option<Formatter> {
    Formatter::made(
        "en-US",
        &[
            ("timeZone", zone.as_str()),
            ("calendar", "gregory"),
            ("numberingSystem", "latn"),
            ("hourCycle", "h23"),
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
        ],
    )
}

/// Reads `12/27/2019, 11:00:00` back and compares it with the instant. The separators differ between browsers, the order does not.
fn offset_shown(shown: &str, unix: i64) -> Option<i16> {
    let mut numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|part| part.parse::<i64>().ok());
    let mut number = || numbers.next().flatten();
    let (month, day, year) = (number()?, number()?, number()?);
    let (hour, minute, second) = (number()? % 24, number()?, number()?);
    let date = Date::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    let local = i64::from(date.unix_days()) * 86_400 + hour * 3600 + minute * 60 + second;
    // Local mean times of the 19th century have seconds; nobody announces a talk by them.
    i16::try_from((local - unix).div_euclid(60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn reads_back_what_browsers_write() {
        for (shown, unix, offset) in [
            ("12/27/2019, 11:00:00", 1_577_440_800, 60),
            ("12/27/2019 11:00:00", 1_577_440_800, 60),
            ("12/26/2019, 23:30:00", 1_577_440_800, -630),
            ("12/27/2019, 24:00:00", 1_577_404_800, 0),
        ] {
            assert_eq!(offset_shown(shown, unix), Some(offset), "{shown}");
        }
        assert_eq!(offset_shown("Invalid Date", 0), None);
    }
}
