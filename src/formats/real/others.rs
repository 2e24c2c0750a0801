//! The real programmes that are not frab JSON: each item of the file, read a second time here by other means, is drawn where it should be.

use super::super::platform::Platform;
use super::super::{Format, Unreadable, read};
use super::{file, has};
use crate::domain::agenda::{Agenda, Notice};
use serde_json::Value;

/// Title, first and last instant of a talk.
type Drawn = (String, i64, i64);

fn agenda(text: &str, zone: Option<&str>) -> Agenda {
    read(text, zone.map(|zone| zone.parse().unwrap()).as_ref(), &Platform).unwrap()
}

/// Every item is drawn at its time, and none is named as left out.
fn compare(agenda: &Agenda, mut expected: Vec<Drawn>) {
    let mut drawn: Vec<Drawn> = agenda.talks.iter().map(|talk| (talk.title.clone(), talk.start.unix(), talk.end.unix())).collect();
    drawn.sort();
    expected.sort();
    assert_eq!(drawn, expected);
    assert!(!agenda.notices.iter().any(|notice| matches!(notice, Notice::TalkLeftOut { .. })));
}

fn instant(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

/// What clocks in a zone show, as an instant.
fn local(text: &str, zone: &str) -> i64 {
    text.parse::<jiff::civil::DateTime>().unwrap().in_tz(zone).unwrap().timestamp().as_second()
}

fn text(json: &Value) -> String {
    json.as_str().unwrap().trim().to_owned()
}

/// What stands between two marks, for reading XML without an XML library.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(inner, _)| inner)
}

#[test]
fn the_stages_in_xml_are_the_events_that_the_json_file_has() {
    let (Some(xml), Some(json)) = (file("36c3-stages.xml"), file("36c3.json")) else { return };
    let agenda = agenda(&xml, Some("Europe/Berlin"));
    let plain = |text: &str| text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").trim().to_owned();
    let events: Vec<&str> = xml.split("<event ").skip(1).collect();
    let expected = events.iter().map(|event| {
        let start = instant(between(event, "<date>", "</date>"));
        let (hours, minutes) = between(event, "<duration>", "</duration>").split_once(':').unwrap();
        let seconds = hours.parse::<i64>().unwrap() * 3600 + minutes.parse::<i64>().unwrap() * 60;
        (plain(between(event, "<title>", "</title>")), start, start + seconds)
    });
    assert_eq!(events.len(), 498);
    compare(&agenda, expected.collect());
    assert_eq!((agenda.days.len(), agenda.rooms.len(), agenda.rooms[0].name.as_str()), (4, 12, "Ada"));
    // What one file calls an event, the other calls so too: addresses of talks survive a change of format.
    let other = super::super::read(&json, None, &Platform).unwrap();
    let opening = |agenda: &Agenda| agenda.talks.iter().find(|talk| talk.title == "Opening Ceremony").unwrap().clone();
    let (ours, theirs) = (opening(&agenda), opening(&other));
    assert_eq!((&ours.id, ours.start, ours.language.as_deref()), (&theirs.id, theirs.start, Some("de")));
    assert_eq!(agenda.speaker_names(&ours), other.speaker_names(&theirs));
}

#[test]
fn the_hubs_events_are_drawn() {
    let Some(json) = file("hub-schedule2.json") else { return };
    let agenda = agenda(&json, None);
    let value: Value = serde_json::from_str(&json).unwrap();
    let events = value["schedule"]["events"].as_array().unwrap();
    compare(&agenda, events.iter().map(|e| (text(&e["title"]), instant(&text(&e["start"])), instant(&text(&e["end"])))).collect());
    let night = &agenda.talks[1];
    assert_eq!((agenda.days[night.day].date.to_string(), night.start.clock()), ("2024-12-27".into(), "00:15".into()));
    assert_eq!((agenda.room_name(night), night.language.as_deref(), agenda.days.len()), ("Saal ZIGZAG", Some("en"), 4));
    assert_eq!(agenda.tracks[night.track.unwrap()].name, "Hardware & Making");
    assert_eq!(agenda.zone.as_ref().map(|zone| zone.as_str()), Some("Europe/Berlin"));
    assert!(agenda.notices.iter().any(|notice| matches!(notice, Notice::IdentifierLeak { member, .. } if member == "guid")));
    assert!(agenda.texts.here().unwrap().speakers.values().any(|text| text.starts_with("Gabriela")));
}

#[test]
fn sessionize_needs_the_venues_zone_and_then_every_session_is_drawn() {
    let Some(json) = file("sessionize-all.json") else { return };
    assert_eq!(read(&json, None, &Platform), Err(Unreadable::ZoneNeeded { format: Format::Sessionize }));
    let agenda = agenda(&json, Some("Europe/London"));
    let value: Value = serde_json::from_str(&json).unwrap();
    let sessions = value["sessions"].as_array().unwrap();
    let at = |time: &Value| local(&text(time), "Europe/London");
    compare(&agenda, sessions.iter().map(|s| (text(&s["title"]), at(&s["startsAt"]), at(&s["endsAt"]))).collect());
    assert_eq!((agenda.talks.len(), agenda.rooms.len(), agenda.speakers.len()), (61, 7, 76));
    assert_eq!(agenda.rooms[0].name, "Presidents Suite 1 (150)");
    let first = agenda.talk(&"1252943".parse().unwrap()).unwrap();
    assert_eq!(agenda.tracks[first.track.unwrap()].name, "Dynamics & Power Platform");
    assert_eq!((first.tags.as_slice(), first.start.clock()), (&["100 - Beginner".to_owned()][..], "09:00".to_owned()));
    assert!(!has(&agenda, &Notice::ZoneMissing));
}

#[test]
fn indicos_contributions_are_drawn_and_no_digest_of_an_address_is_kept() {
    let Some(json) = file("indico.json") else { return };
    let agenda = agenda(&json, None);
    let value: Value = serde_json::from_str(&json).unwrap();
    let at = |time: &Value| instant(&format!("{}T{}Z", text(&time["date"]), text(&time["time"])));
    let contributions = value["results"][0]["contributions"].as_array().unwrap();
    compare(&agenda, contributions.iter().map(|c| (text(&c["title"]), at(&c["startDate"]), at(&c["endDate"]))).collect());
    assert_eq!((agenda.talks.len(), agenda.name.as_str()), (37, "X.Org Developer Conference 2021"));
    assert_eq!(agenda.zone.as_ref().map(|zone| zone.as_str()), Some("Europe/Warsaw"));
    assert_eq!(agenda.talks[0].start.clock(), "13:00", "11:00 UTC on the venue's clock");
    let digests: Vec<&str> =
        json.split("\"emailHash\":").skip(1).filter_map(|rest| rest.split('"').nth(1)).filter(|d| !d.is_empty()).collect();
    assert!(!digests.is_empty() && has(&agenda, &Notice::IdentifierLeak { member: "emailHash".into(), count: digests.len() }));
    let kept = format!("{agenda:?}");
    assert!(digests.iter().all(|digest| !kept.contains(digest)));
    let metal = agenda.talks.iter().find(|talk| talk.title.starts_with("Making bare-metal")).unwrap();
    assert_eq!((agenda.speaker_names(metal).as_str(), metal.id.as_str()), ("Martin Peres", "12"));
}
