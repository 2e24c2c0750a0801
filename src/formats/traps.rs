//! The traps of real files, each in a small file of our own. Not: the real files, which `real` reads.

mod calendars;
mod others;

use super::platform::Platform;
use super::{Format, Unreadable, read, read_preferring};
use crate::domain::agenda::{Agenda, Notice, Talk, TalkStanding};
use crate::domain::time::ZoneName;

pub(super) const FRAB: &str = include_str!("samples/frab.json");
pub(super) const PRETALX: &str = include_str!("samples/pretalx.json");
pub(super) const CONTRACT: &str = include_str!("samples/contract.json");
pub(super) const SCHEDULE2: &str = include_str!("samples/schedule2.json");
pub(super) const FRAB_XML: &str = include_str!("samples/frab.xml");
pub(super) const SESSIONIZE_ALL: &str = include_str!("samples/sessionize-all.json");
pub(super) const SESSIONIZE_GRID: &str = include_str!("samples/sessionize-grid.json");
pub(super) const ICALENDAR: &str = include_str!("samples/icalendar.ics");
pub(super) const INDICO: &str = include_str!("samples/indico.json");

fn agenda(text: &str) -> Agenda {
    read(text, None, &Platform).unwrap()
}

fn talk<'a>(agenda: &'a Agenda, id: &str) -> &'a Talk {
    agenda.talk(&id.parse().unwrap()).unwrap_or_else(|| panic!("{id} is not drawn"))
}

/// Day, start and end as people read them.
fn times(agenda: &Agenda, id: &str) -> (String, String, String) {
    let talk = talk(agenda, id);
    (agenda.days[talk.day].date.to_string(), talk.start.to_string(), talk.end.to_string())
}

fn expect(agenda: &Agenda, id: &str, day: &str, start: &str, end: &str) {
    assert_eq!(times(agenda, id), (day.into(), start.into(), end.into()), "{id}");
}

/// `title: member` of each talk left out or drawn without a member.
fn named(agenda: &Agenda, left_out: bool) -> Vec<String> {
    let named = agenda.notices.iter().filter_map(|notice| match notice {
        Notice::TalkLeftOut { talk, member } if left_out => Some(format!("{}: {member}", talk.title)),
        Notice::MemberDropped { talk, member } if !left_out => Some(format!("{}: {member}", talk.title)),
        _ => None,
    });
    named.collect()
}

fn left_out(agenda: &Agenda, title: &str) -> bool {
    named(agenda, true).iter().any(|named| named.starts_with(title))
}

#[test]
fn frab_times_are_right_or_the_talk_is_left_out() {
    let agenda = agenda(FRAB);
    expect(&agenda, "night", "2026-10-24", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00");
    expect(&agenda, "twice", "2026-10-24", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00");
    expect(&agenda, "naive", "2026-10-24", "2026-10-24T20:00:00+02:00", "2026-10-25T21:00:00+01:00");
    expect(&agenda, "endless", "2026-10-24", "2026-10-24T19:00:00+02:00", "2026-10-24T19:00:00+02:00");
    expect(&agenda, "backwards", "2026-10-24", "2026-10-24T19:00:00+02:00", "2026-10-24T19:00:00+02:00");
    expect(&agenda, "ends", "2026-10-24", "2026-10-24T18:00:00+02:00", "2026-10-24T18:20:00+02:00");
    expect(&agenda, "split", "2026-10-24", "2026-10-24T09:05:00+02:00", "2026-10-24T09:15:00+02:00");
    expect(&agenda, "elsewhere", "2026-10-26", "2026-10-26T12:00:00+01:00", "2026-10-26T13:00:00+01:00");
    expect(&agenda, "quarrel", "2026-10-24", "2026-10-24T16:00:00+02:00", "2026-10-24T16:10:00+02:00");
    assert!(agenda.notices.iter().any(|n| matches!(n, Notice::TimeAmbiguous { talk } if talk.title == "On a time that comes twice")));
    assert_eq!(named(&agenda, true), ["No start: date", "Unreadable start: date", "Blue Hall 14: title", "Blue Hall 15: event"],);
    assert_eq!(agenda.talks.len() + 4, 18);
}

#[test]
fn frab_talks_are_told_apart_and_drawn_once_each() {
    let agenda = agenda(FRAB);
    let (first, second) = ("aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000001-2");
    assert_eq!((agenda.room_name(talk(&agenda, first)), agenda.room_name(talk(&agenda, second))), ("Yard", "Attic"));
    assert_eq!(times(&agenda, second).0, "2026-10-25");
    assert_eq!(talk(&agenda, "OVER1").start.clock(), "10:30", "talks that overlap in a room are both drawn");
    assert_eq!(talk(&agenda, "13").title, "Ünï cödé", "the first identifier that is well-formed");
    assert_eq!(talk(&agenda, "x-y").title, "x/y");
    let days: Vec<_> = agenda.days.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(days, ["2026-10-24", "2026-10-25", "2026-10-26"]);
}

#[test]
fn frab_rooms_tracks_people_and_texts() {
    let agenda = agenda(FRAB);
    assert_eq!((agenda.name.as_str(), agenda.version.as_str()), ("Traps", "3"));
    assert_eq!(agenda.rooms.iter().map(|room| room.name.as_str()).collect::<Vec<_>>(), ["Blue Hall", "Attic", "Yard"]);
    let tracks: Vec<_> = agenda.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str(), track.colour.as_deref())).collect();
    assert_eq!(tracks, [("tools", "Tools", Some("#ff8800")), ("unused", "Unused", None), ("new", "New", None)]);
    let over = talk(&agenda, "OVER1");
    let told = agenda.texts.here().unwrap();
    assert_eq!(
        (told.talks[&over.id].summary.as_str(), over.language.as_deref(), over.do_not_record),
        ("<p>HTML &amp; <b>all</b></p>", Some("de-AT"), true)
    );
    assert_eq!(
        told.talks[&over.id].links.iter().map(|link| (link.title(), link.href())).collect::<Vec<_>>(),
        [("A", "https://a.example/")]
    );
    assert_eq!(agenda.speaker_names(over), "Kim");
    let mut speakers: Vec<_> =
        agenda.speakers.iter().map(|s| (s.id.as_str(), s.name.as_str(), told.speakers.get(&s.id).map_or("", String::as_str))).collect();
    speakers.sort();
    assert_eq!(speakers, [("7", "Noor", "Builds things."), ("kim", "Kim", ""), ("wei", "Wei", "")]);
    for member in ["guid", "email"] {
        assert!(agenda.notices.contains(&Notice::IdentifierLeak { member: member.into(), count: 1 }), "{member}");
    }
    assert!(!format!("{agenda:?}").contains("2665a8aea6a2") && !format!("{agenda:?}").contains("wei@"), "no leak is kept");
    assert!(agenda.notices.contains(&Notice::RoomsShareId { rooms: vec!["Blue Hall".into(), "Attic".into()] }));
    let dropped =
        ["Repeated: persons", "Overlapping: url", "Overlapping: links", "Without an end: duration", "Ends before it starts: duration"];
    let dropped: Vec<_> = dropped.into_iter().chain(["Listed on a wrong day: day", "Two starts: start", "x/y: title"]).collect();
    assert_eq!(named(&agenda, false), dropped);
    assert!(agenda.notices.contains(&Notice::Irregular { place: "event.attachments".into() }));
}

#[test]
fn zones_are_weighed_against_the_times() {
    let named = |name: &str| FRAB.replace("Europe/Berlin", name);
    let berlin: ZoneName = "Europe/Berlin".parse().unwrap();
    let quarrel = |zone: &str| Notice::ZoneDisagrees { zone: zone.parse().unwrap(), offset: 60 };

    let utc = agenda(&named("UTC"));
    assert!(utc.zone.is_none() && utc.notices.contains(&quarrel("UTC")));
    assert_eq!(talk(&utc, "night").end.to_string(), "2026-10-25T04:30:00+02:00", "without a zone the clock of the start goes on");
    assert!(left_out(&utc, "More than a day"), "a time without offset is not guessed in a zone that is wrong");

    let answered = read(&named("UTC"), Some(&berlin), &Platform).unwrap();
    assert_eq!((answered.zone.as_ref(), answered.notices.contains(&quarrel("UTC"))), (Some(&berlin), false));
    assert_eq!(talk(&answered, "naive").start.to_string(), "2026-10-24T20:00:00+02:00");

    let wrong = read(FRAB, Some(&"Asia/Tokyo".parse().unwrap()), &Platform).unwrap();
    assert_eq!((wrong.zone.as_ref(), wrong.notices.contains(&quarrel("Asia/Tokyo"))), (Some(&berlin), true));

    let unknown = agenda(&named("Mars/Olympus"));
    assert!(unknown.notices.contains(&Notice::ZoneUnknown { zone: "Mars/Olympus".parse().unwrap() }));
    let missing = agenda(&FRAB.replace("time_zone_name", "x"));
    assert!(missing.notices.contains(&Notice::ZoneMissing) && left_out(&missing, "More than a day"));
    assert!(agenda(&named("+2")).notices.contains(&Notice::Irregular { place: "schedule.conference.time_zone_name".into() }));
}

#[test]
fn a_time_that_clocks_skip_is_left_out() {
    let skipped = FRAB.replace("2026-10-24T20:00:00\"", "2026-03-29T02:30:00\"");
    assert!(left_out(&agenda(&skipped), "More than a day"));
    // UTC beside a clock that shows the same time is meant, and Berlin does not show it.
    let meant = r#"{"schedule": {"conference": {"time_zone_name": "Europe/Berlin", "days": [{"date": "2026-01-01", "rooms": {"A": [
        {"id": 1, "title": "T", "date": "2026-01-01T11:00:00+00:00", "start": "START", "duration": "01:00"}]}}]}}}"#;
    let agree = agenda(&meant.replace("START", "12:00"));
    assert_eq!((agree.talks[0].start.clock().as_str(), agree.zone.is_some(), agree.notices.len()), ("12:00", true, 0));
    let quarrel = agenda(&meant.replace("START", "11:00"));
    assert_eq!((quarrel.talks[0].start.clock().as_str(), quarrel.zone.is_some(), quarrel.notices.len()), ("11:00", false, 1));
}

#[test]
fn pretalx_breaks_nights_and_languages() {
    let agenda = agenda(PRETALX);
    expect(&agenda, "AAAAAA", "2026-06-05", "2026-06-05T09:00:00+02:00", "2026-06-05T09:45:00+02:00");
    expect(&agenda, "2", "2026-06-05", "2026-06-05T12:00:00+02:00", "2026-06-05T13:00:00+02:00");
    expect(&agenda, "BBBBBB", "2026-06-05", "2026-06-06T03:59:00+02:00", "2026-06-06T04:30:00+02:00");
    expect(&agenda, "CCCCCC", "2026-06-06", "2026-06-06T04:00:00+02:00", "2026-06-06T05:00:00+02:00");
    expect(&agenda, "AAAAAA-2", "2026-06-06", "2026-06-06T09:00:00+02:00", "2026-06-06T09:45:00+02:00");
    expect(&agenda, "DDDDDD", "2026-06-05", "2026-06-05T00:30:00+02:00", "2026-06-05T01:00:00+02:00");
    assert_eq!((agenda.days.len(), agenda.talks.len()), (2, 7));
    assert_eq!(named(&agenda, true), ["Not scheduled: start", "Withdrawn: state"]);
    assert_eq!(talk(&agenda, "FFFFFF").standing, TalkStanding::Cancelled);
    let dropped = ["Morning: speakers", "Before dawn: room", "Morning: end", "Small hours of the first day: room"];
    assert_eq!(named(&agenda, false), dropped);
    assert_eq!(
        agenda.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str())).collect::<Vec<_>>(),
        [("12", "Canteen"), ("11", "Hall"), ("21", "East"), ("21-2", "West")]
    );
    assert!(agenda.notices.contains(&Notice::RoomsShareId { rooms: vec!["East".into(), "West".into()] }));
    assert!(agenda.notices.contains(&Notice::IdentifierLeak { member: "avatar".into(), count: 1 }));
    assert_eq!(agenda.speaker_names(talk(&agenda, "AAAAAA")), "Noor, Wei");
    assert_eq!(agenda.tracks[0].colour.as_deref(), Some("#00ff7f"));
    let german = read_preferring(PRETALX, None, &Platform, &["de-CH", "fr"]).unwrap();
    assert_eq!((german.rooms[0].name.as_str(), talk(&german, "2").title.as_str()), ("Mensa", "Mittagessen"));
}

#[test]
fn the_contract_is_strict_where_foreign_files_are_not() {
    let good = agenda(CONTRACT);
    expect(&good, "t2", "2026-06-05", "2026-06-06T00:30:00+02:00", "2026-06-06T01:30:00+02:00");
    assert_eq!(good.speakers.iter().map(|speaker| speaker.id.as_str()).collect::<Vec<_>>(), ["wei", "s2"]);
    assert_eq!(good.notices, [Notice::IdentifierLeak { member: "id".into(), count: 1 }]);
    for (from, to, member) in [
        ("\"room\": \"hall\"", "\"room\": \"gone\"", "talks.room"),
        ("\"t2\"", "\"t1\"", "talks.id"),
        ("T09:45:00+02:00", "T08:45:00+02:00", "talks.end"),
        ("+02:00\", \"end\"", "\", \"end\"", "talks.start"),
        ("\"days\"", "\"daze\"", "days"),
        ("\"version\": \"7\"", "\"version\": 7", "2:14"),
    ] {
        let broken = read(&CONTRACT.replacen(from, to, 1), None, &Platform);
        assert_eq!(broken, Err(Unreadable::Malformed { format: Format::Contract, member: member.into() }), "{to}");
    }
}

#[test]
fn an_empty_programme_is_no_error_and_one_without_days_is() {
    let empty = agenda(r#"{"schedule": {"conference": {"title": "X", "time_zone_name": "UTC", "days": []}}}"#);
    assert_eq!(empty.notices, [Notice::Empty]);
    let no_days = read(r#"{"schedule": {"conference": {}}}"#, None, &Platform);
    assert_eq!(no_days, Err(Unreadable::NoDays { format: Format::Frab }));
}
