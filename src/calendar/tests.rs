//! Calendar files, read back by a reader that knows nothing of the writer but RFC 5545. An independent parser judges whole programmes in
//! `tests/backend`. Not: which talks somebody wants in one.

use super::*;
use crate::domain::agenda::TalkStanding;
use crate::domain::time::Moment;

struct Tz;

impl Zones for Tz {
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16> {
        let zone = jiff::tz::TimeZone::get(zone.as_str()).ok()?;
        Some((zone.to_offset(jiff::Timestamp::from_second(unix).ok()?).seconds() / 60) as i16)
    }
}

fn event(id: &str, start: &str, end: &str) -> Event {
    Event {
        id: id.parse().unwrap(),
        title: "Opening".into(),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        room: "Hall 1".into(),
        description: String::new(),
        categories: Vec::new(),
        standing: TalkStanding::Planned,
        revision: 0,
        stamp: 0,
    }
}

fn calendar(zone: &str, events: Vec<Event>) -> Calendar {
    Calendar { name: "C".into(), conference: "Conference 1".into(), zone: zone.parse().ok(), site: None, refresh: None, events }
}

/// Unfolded lines as name (with parameters) and raw value. Panics where a line is too long or ends otherwise than by CRLF.
fn lines(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n"));
    for line in file.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']) && !line.is_empty(), "{line:?}");
    }
    let unfolded = file.replace("\r\n ", "");
    unfolded.split_terminator("\r\n").map(|line| line.split_once(':').unwrap()).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
}

fn values(file: &str, name: &str) -> Vec<String> {
    lines(file).into_iter().filter(|(found, _)| found == name || found.starts_with(&format!("{name};"))).map(|(_, value)| value).collect()
}

fn plain(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        plain.push(match c {
            '\\' => match rest.next().unwrap() {
                'n' | 'N' => '\n',
                other => other,
            },
            ',' | ';' => panic!("unescaped in {value:?}"),
            other => other,
        });
    }
    plain
}

/// The instant of a local time by the file's own `VTIMEZONE`, as RFC 5545 section 3.3.5 reads it: of two the earlier.
fn instant(file: &str, value: &str) -> i64 {
    let unix = |text: &str| {
        let (date, time) = (&text[..8], &text[9..15]);
        let iso = format!("{}-{}-{}T{}:{}:{}Z", &date[..4], &date[4..6], &date[6..], &time[..2], &time[2..4], &time[4..]);
        iso.parse::<Moment>().unwrap().unix()
    };
    if value.ends_with('Z') {
        return unix(value);
    }
    let minutes = |text: &str| {
        let size: i64 = text[1..3].parse::<i64>().unwrap() * 60 + text[3..].parse::<i64>().unwrap();
        if text.starts_with('-') { -size } else { size }
    };
    let zone = file.split("BEGIN:VTIMEZONE").nth(1).unwrap().split("END:VTIMEZONE").next().unwrap();
    let zone = zone.replace("\r\n ", "");
    let member = |part: &str, name: &str| part.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    let onsets = zone.split("BEGIN:").skip(1).map(|part| {
        let (from, to) = (minutes(&member(part, "TZOFFSETFROM:")), minutes(&member(part, "TZOFFSETTO:")));
        (unix(&member(part, "DTSTART:")) - from * 60, to)
    });
    let onsets: Vec<(i64, i64)> = onsets.collect();
    let in_force = |at: i64| onsets.iter().filter(|(onset, _)| *onset <= at).max_by_key(|(onset, _)| *onset).map(|(_, to)| *to);
    let mut fits: Vec<i64> = onsets
        .iter()
        .map(|(_, to)| unix(value) - to * 60)
        .filter(|at| in_force(*at).is_some_and(|to| *at == unix(value) - to * 60))
        .collect();
    fits.sort_unstable();
    *fits.first().unwrap_or_else(|| panic!("{value} does not exist"))
}

/// Numbers that look thrown.
fn dice(seed: &mut u64, sides: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize % sides
}

#[test]
fn any_text_comes_back_and_stays_in_its_line_t43() {
    const PIECES: [&str; 18] =
        ["a", "Ünï", "開放", "👩‍👩‍👧", ";", ",", "\\", "\n", "\r\n", "\r", "\\n", ":", "\"", "END:VEVENT", " ", "\t", "\u{2028}", "\u{7}"];
    let mut seed = 7;
    for _ in 0..2000 {
        let text: String = (0..dice(&mut seed, 60)).map(|_| PIECES[dice(&mut seed, PIECES.len())]).collect();
        let mut talk = event("t", "2026-03-29T10:00:00+02:00", "2026-03-29T11:00:00+02:00");
        (talk.title, talk.room, talk.description) = (format!("x{text}"), format!("x{text}"), format!("x{text}"));
        talk.categories = vec![format!("x{text}"), "y".into()];
        let file = calendar("", vec![talk]).write(&Tz);
        let expected = format!("x{text}").replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n").replace('\u{7}', "");
        for name in ["SUMMARY", "LOCATION", "DESCRIPTION"] {
            assert_eq!(values(&file, name).iter().map(|value| plain(value)).collect::<Vec<_>>(), std::slice::from_ref(&expected), "{name}");
        }
        assert_eq!(plain(values(&file, "CATEGORIES")[0].strip_suffix(",y").unwrap()), expected);
        assert_eq!(values(&file, "BEGIN").iter().filter(|value| *value == "VEVENT").count(), 1);
        assert_eq!(lines(&file).iter().filter(|(name, _)| name == "END").count(), values(&file, "BEGIN").len());
    }
}

#[test]
fn every_instant_of_two_years_is_what_the_file_says_in_zones_that_do_odd_things() {
    // Winter and summer; the south; half an hour of summer time; summer time that is winter's; a month in spring; none; a whole day skipped.
    for zone in [
        "Europe/Berlin",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Europe/Dublin",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Pacific/Apia",
    ] {
        let name: ZoneName = zone.parse().unwrap();
        let first = "2011-01-01T00:00:00Z".parse::<Moment>().unwrap();
        let shown = |hour: i64| Tz.offset_at(&name, first.plus_minutes(hour * 60).unix());
        let changes = (0..2 * 8760).filter(|hour| shown(*hour) != shown(hour + 1));
        // Through the years by a step that meets every hour of the day, and every ten minutes around each change.
        let minutes = (0..600).map(|n| n * 1747).chain(changes.flat_map(|hour| (-18..24).map(move |n| hour * 60 + n * 10)));
        let events: Vec<Event> = minutes
            .enumerate()
            .map(|(n, minute)| {
                let start = first.plus_minutes(minute);
                Event { start, end: start.plus_minutes(45), ..event(&format!("t{n}"), "2026-01-01T00:00Z", "2026-01-01T00:00Z") }
            })
            .collect();
        let file = calendar(zone, events.clone()).write(&Tz);
        let starts = values(&file, "DTSTART").split_off(values(&file, "TZOFFSETTO").len());
        assert_eq!(starts.len(), events.len());
        for (event, start) in events.iter().zip(&starts) {
            assert_eq!(instant(&file, start), event.start.unix(), "{zone} {start}");
        }
    }
}

#[test]
fn the_hour_that_happens_twice_is_written_without_doubt() {
    // Berlin, 2026-10-25: 02:30 is 00:30Z, and an hour later again.
    let events = vec![
        event("first", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00"),
        event("second", "2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00"),
    ];
    let file = calendar("Europe/Berlin", events).write(&Tz);
    assert!(file.contains("DTSTART;TZID=Europe/Berlin:20261025T023000\r\nDTEND;TZID=Europe/Berlin:20261025T024500\r\n"));
    assert!(file.contains("DTSTART:20261025T013000Z\r\nDTEND;TZID=Europe/Berlin:20261025T033000\r\n"));
}

#[test]
fn the_zone_says_when_its_clocks_change() {
    let file = calendar("Europe/Berlin", vec![event("t", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00")]).write(&Tz);
    let zone = file.split("BEGIN:VTIMEZONE\r\n").nth(1).unwrap().split("END:VTIMEZONE").next().unwrap();
    assert_eq!(
        zone.split("\r\n").collect::<Vec<_>>(),
        [
            "TZID:Europe/Berlin",
            "BEGIN:STANDARD",
            "DTSTART:20260101T010000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:20260329T020000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:20261025T030000",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            ""
        ]
    );
    assert!(file.contains("DTSTART;TZID=Europe/Berlin:20260329T013000\r\nDTEND;TZID=Europe/Berlin:20260329T033000\r\n"));
}

#[test]
fn without_a_zone_that_is_known_times_are_universal() {
    for zone in ["", "Mars/Olympus"] {
        let file = calendar(zone, vec![event("t", "2026-03-28T23:30:00+01:00", "2026-03-29T00:30:00+01:00")]).write(&Tz);
        assert!(file.contains("DTSTART:20260328T223000Z\r\nDTEND:20260328T233000Z\r\n") && !file.contains("VTIMEZONE"), "{zone}");
    }
    let far = vec![event("a", "2026-03-28T23:30Z", "2026-03-29T00:30Z"), event("b", "9998-03-28T23:30Z", "9999-12-31T00:30Z")];
    assert!(!calendar("Europe/Berlin", far).write(&Tz).contains("TZID"));
}

#[test]
fn an_event_is_known_by_its_talk_and_its_conference_and_by_no_host() {
    let mut talk = event("MJA8QY", "2026-03-28T10:00Z", "2026-03-28T10:00Z");
    (talk.revision, talk.standing, talk.stamp) = (3, TalkStanding::Cancelled, 1_577_440_800);
    let mut file = calendar("", vec![talk]);
    file.site = Some("https://app.example".into());
    let text = file.write(&Tz);
    for line in [
        "UID:MJA8QY@conference-1.plenary",
        "SEQUENCE:3",
        "STATUS:CANCELLED",
        "DTSTAMP:20191227T100000Z",
        "URL:https://app.example/talks/MJA8QY",
        "METHOD:PUBLISH",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}");
    }
    assert!(!text.contains("DTEND"), "an end must be later than the start");
    assert!(!text.contains("REFRESH-INTERVAL"), "nobody fetches a file from a disk again");
    file.refresh = Some(60);
    assert!(file.write(&Tz).contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n"));
    assert_eq!(conference_key("39C3: Power Cycles"), "39c3-power-cycles.plenary");
    assert_ne!(conference_key("開放會議"), conference_key("開源年會"));
    assert_eq!(conference_key("Übung 1"), conference_key("Übung 1"));
}
