//! The browser's time zones against an independent table.

use crate::browser::{BrowserZones, viewer_offset_at, viewer_zone};
use crate::domain::time::{ZoneName, Zones};
use wasm_bindgen_test::wasm_bindgen_test;

fn zone(name: &str) -> ZoneName {
    name.parse().unwrap()
}

#[wasm_bindgen_test]
fn clocks_change_to_the_second() {
    let zones = BrowserZones::new();
    // 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC.
    for (change, before, after) in [(1_774_746_000, 60, 120), (1_792_890_000, 120, 60)] {
        assert_eq!(zones.offset_at(&zone("Europe/Berlin"), change - 1), Some(before));
        assert_eq!(zones.offset_at(&zone("Europe/Berlin"), change), Some(after));
    }
}

#[wasm_bindgen_test]
fn agrees_with_the_tz_database_around_the_world() {
    let zones = BrowserZones::new();
    let names = [
        "UTC",
        "Europe/London",
        "Europe/Dublin",
        "Europe/Lisbon",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Australia/Eucla",
        "America/St_Johns",
        "America/New_York",
        "America/Sao_Paulo",
        "Pacific/Chatham",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "Africa/Casablanca",
    ];
    for name in names {
        let table = jiff::tz::db().get(name).unwrap();
        // Every 37 hours of seven years, so that every hour of the day and both sides of every change are met.
        for unix in (1_500_000_000_i64..1_720_000_000).step_by(37 * 3600) {
            let theirs = table.to_offset(jiff::Timestamp::from_second(unix).unwrap()).seconds() / 60;
            assert_eq!(zones.offset_at(&zone(name), unix).map(i32::from), Some(theirs), "{name} at {unix}");
        }
    }
}

#[wasm_bindgen_test]
fn before_the_epoch_and_unknown_zones() {
    let zones = BrowserZones::new();
    assert_eq!(zones.offset_at(&zone("Europe/Berlin"), -1), Some(60));
    assert_eq!(zones.offset_at(&zone("Mars/Olympus_Mons"), 0), None);
    assert_eq!(zones.offset_at(&zone("Mars/Olympus_Mons"), 0), None, "asked again");
}

#[wasm_bindgen_test]
fn the_viewers_own_clock_is_one_of_them() {
    let own = viewer_zone().expect("every browser has a zone");
    for unix in [0, 1_577_440_800, 1_593_600_000] {
        assert_eq!(BrowserZones::new().offset_at(&own, unix), Some(viewer_offset_at(unix)));
    }
}
