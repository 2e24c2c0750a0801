//! Real programmes, read a second time here by `serde_json` alone and compared event by event. Not: needed to pass; a checkout without
//! `../shared/data` says which files it did not see.

mod others;

use super::platform::Platform;
use super::read;
use crate::domain::agenda::{Agenda, Notice};
use crate::domain::time::{Moment, ZoneName};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn file(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("SKIPPED: ../shared/data/{name} is not here, so this real programme was not compared");
    }
    text
}

/// What is drawn of a talk: day, room, clock, instant, minutes, title.
type Drawn = (String, String, String, i64, i64, String);

/// Every event of a frab file, by another road: `serde_json::Value` and the date's own characters.
fn expected(text: &str) -> Vec<Drawn> {
    let file: Value = serde_json::from_str(text).unwrap();
    let mut events = Vec::new();
    for day in file["schedule"]["conference"]["days"].as_array().unwrap() {
        for (room, list) in day["rooms"].as_object().unwrap() {
            for event in list.as_array().unwrap() {
                let date = event["date"].as_str().unwrap();
                let instant: jiff::Timestamp = date.parse().unwrap();
                let (hours, minutes) = event["duration"].as_str().unwrap().split_once(':').unwrap();
                let duration = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
                let title = event["title"].as_str().unwrap().trim().to_owned();
                let start = event["start"].as_str().unwrap();
                assert_eq!(start, &date[11..16], "the file agrees with itself");
                events.push((day["date"].as_str().unwrap().into(), room.clone(), start.into(), instant.as_second(), duration, title));
            }
        }
    }
    events.sort();
    events
}

fn drawn(agenda: &Agenda) -> Vec<Drawn> {
    let talk = |talk: &crate::domain::agenda::Talk| {
        let day = agenda.days[talk.day].date.to_string();
        let minutes = talk.start.minutes_until(talk.end);
        (day, agenda.room_name(talk).to_owned(), talk.start.clock(), talk.start.unix(), minutes, talk.title.clone())
    };
    let mut talks: Vec<Drawn> = agenda.talks.iter().map(talk).collect();
    talks.sort();
    talks
}

/// Reads a file, compares it and checks what holds of every agenda.
fn compare(text: &str, zone: Option<&str>) -> Agenda {
    let zone: Option<ZoneName> = zone.map(|zone| zone.parse().unwrap());
    let agenda = read(text, zone.as_ref(), &Platform).unwrap();
    let (drawn, expected) = (drawn(&agenda), expected(text));
    assert_eq!(drawn.len(), expected.len());
    for (drawn, expected) in drawn.iter().zip(&expected) {
        assert_eq!(drawn, expected);
    }
    let ids: BTreeSet<_> = agenda.talks.iter().map(|talk| &talk.id).collect();
    assert_eq!(ids.len(), agenda.talks.len());
    assert!(agenda.days.is_sorted_by_key(|day| day.date) && agenda.talks.is_sorted_by_key(|talk| (talk.start, talk.room)));
    agenda
}

fn has(agenda: &Agenda, notice: &Notice) -> bool {
    agenda.notices.contains(notice)
}

#[test]
fn the_largest_programme_is_drawn_event_by_event() {
    let Some(text) = file("36c3.json") else { return };
    let agenda = compare(&text, None);
    assert_eq!((agenda.talks.len(), agenda.rooms.len(), agenda.days.len()), (1351, 92, 4));
    assert_eq!(agenda.rooms[0].name, "Ada");
    assert!(has(&agenda, &Notice::ZoneMissing) && agenda.zone.is_none());
    assert!(!agenda.notices.iter().any(|notice| matches!(notice, Notice::TalkLeftOut { .. })));
    let mut dropped = BTreeMap::new();
    for notice in &agenda.notices {
        if let Notice::MemberDropped { member, .. } = notice {
            *dropped.entry(member.clone()).or_insert(0) += 1;
        }
    }
    assert!(dropped.keys().all(|member| *member == "links"), "only addresses without a scheme are dropped: {dropped:?}");
    let configured = compare(&text, Some("Europe/Berlin"));
    assert_eq!(configured.zone.as_ref().map(ZoneName::as_str), Some("Europe/Berlin"));
    assert!(!has(&configured, &Notice::ZoneMissing));
    let wrong = compare(&text, Some("Europe/London"));
    assert!(has(&wrong, &Notice::ZoneDisagrees { zone: "Europe/London".parse().unwrap(), offset: 60 }) && wrong.zone.is_none());
}

#[test]
fn the_other_programmes_are_drawn_event_by_event() {
    for (name, talks, rooms, days, zone) in [
        ("frab-camp2019.json", 79, 2, 5, Some("Europe/Berlin")),
        ("pretalx-rc3.json", 48, 5, 4, None),
        ("pretalx-democon.json", 36, 2, 3, None),
    ] {
        let Some(text) = file(name) else { continue };
        let agenda = compare(&text, None);
        assert_eq!((agenda.talks.len(), agenda.rooms.len(), agenda.days.len()), (talks, rooms, days), "{name}");
        assert_eq!(agenda.zone.as_ref().map(ZoneName::as_str), zone, "{name}");
    }
}

#[test]
fn democon_says_utc_and_means_an_hour_more() {
    let Some(text) = file("pretalx-democon.json") else { return };
    let agenda = compare(&text, None);
    assert!(has(&agenda, &Notice::ZoneDisagrees { zone: "UTC".parse().unwrap(), offset: 60 }));
    assert!(has(&agenda, &Notice::RoomsShareId { rooms: vec!["Gray Room".into(), "Tan Room".into()] }));
    assert_eq!(agenda.rooms.iter().map(|room| room.id.as_str()).collect::<Vec<_>>(), ["gray-room", "tan-room"]);
    let configured = compare(&text, Some("Europe/Berlin"));
    assert_eq!(configured.zone.as_ref().map(ZoneName::as_str), Some("Europe/Berlin"));
    assert!(!configured.notices.iter().any(|notice| matches!(notice, Notice::ZoneDisagrees { .. })));
}

#[test]
fn an_invalid_file_gives_its_talk_and_says_what_is_wrong() {
    let Some(text) = file("invalid-example.json") else { return };
    let agenda = compare(&text, None);
    let start: Moment = "2022-12-28T13:00:00Z".parse().unwrap();
    assert_eq!((agenda.talks[0].start, agenda.talks[0].start.clock()), (start, "14:00".to_owned()));
    assert_eq!(agenda.speakers[0].id.as_str(), "dsadf");
    assert!(has(&agenda, &Notice::DayCount { said: 3, held: 1 }));
    for place in ["schedule.rooms", "event.id", "person.id", "person.code"] {
        assert!(has(&agenda, &Notice::Irregular { place: place.into() }), "{place}");
    }
    assert_eq!(agenda.notices.len(), 5, "{:?}", agenda.notices);
}
