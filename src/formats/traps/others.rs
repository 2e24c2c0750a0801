//! The traps of schedule2, frab XML, Sessionize and Indico. Not: of calendars, which have theirs in `calendars`.

use super::*;

fn in_berlin(text: &str) -> Agenda {
    read(text, Some(&"Europe/Berlin".parse().unwrap()), &Platform).unwrap()
}

fn leaks(agenda: &Agenda) -> Vec<(String, usize)> {
    let found = agenda.notices.iter().filter_map(|notice| match notice {
        Notice::IdentifierLeak { member, count } => Some((member.to_string(), *count)),
        _ => None,
    });
    found.collect()
}

fn links(agenda: &Agenda, talk: &Talk) -> Vec<(String, String)> {
    let texts = agenda.texts.here().unwrap();
    texts.talks[&talk.id].links.iter().map(|link| (link.title().into(), link.href().into())).collect()
}

#[test]
fn schedule2_times_days_and_standing() {
    let agenda = agenda(SCHEDULE2);
    expect(&agenda, "ABCDEF", "2026-10-24", "2026-10-24T10:00:00+02:00", "2026-10-24T10:45:00+02:00");
    expect(&agenda, "NIGHT1", "2026-10-24", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00");
    expect(&agenda, "EARLY1", "2026-10-24", "2026-10-25T05:30:00+01:00", "2026-10-25T05:55:00+01:00");
    expect(&agenda, "lunch", "2026-10-24", "2026-10-24T12:00:00+02:00", "2026-10-24T13:00:00+02:00");
    expect(&agenda, "NAIVE1", "2026-10-24", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00");
    expect(&agenda, "BAD222", "2026-10-24", "2026-10-24T16:00:00+02:00", "2026-10-24T16:00:00+02:00");
    assert_eq!(talk(&agenda, "OFF111").standing, TalkStanding::Cancelled);
    assert_eq!(talk(&agenda, "ABCDEF-2").title, "First again", "talks that overlap and share a code are both drawn");
    assert_eq!(named(&agenda, true), ["Rejected: state", "No start: start", "events 11: event"]);
    assert_eq!(agenda.talks.len() + 3, 11);
    let dropped = [
        "First: links",
        "First: participants",
        "Over the change of the clocks: room",
        "Before the second day: track",
        "Ends before it starts: end",
    ];
    assert_eq!(named(&agenda, false), dropped);
    assert!(agenda.notices.iter().any(|n| matches!(n, Notice::TimeAmbiguous { talk } if talk.title == "Without offset")));
}

#[test]
fn schedule2_rooms_tracks_people_and_texts() {
    let agenda = agenda(SCHEDULE2);
    assert_eq!((agenda.name.as_str(), agenda.version.as_str()), ("Traps two", "2026-10-01 12:00"));
    assert_eq!(agenda.rooms.iter().map(|room| room.id.as_str()).collect::<Vec<_>>(), ["hall", "yard", "attic", "tent"]);
    assert!(agenda.notices.contains(&Notice::RoomsShareId { rooms: vec!["Yard".into(), "Attic".into()] }));
    assert_eq!(talk(&agenda, "NIGHT1").room, None, "a shared guid names no room");
    assert_eq!(agenda.room_name(talk(&agenda, "EARLY1")), "Attic");
    let tracks: Vec<_> = agenda.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str(), track.colour.as_deref())).collect();
    assert_eq!(tracks, [("tools", "Tools", Some("#ff8800")), ("others", "Others", None)]);
    let first = talk(&agenda, "ABCDEF");
    assert_eq!((agenda.speaker_names(first).as_str(), first.kind.as_str()), ("Noor, Kim", "talk"));
    assert!(talk(&agenda, "EARLY1").kind.is_empty() && talk(&agenda, "NIGHT1").do_not_record);
    let addresses: Vec<String> = links(&agenda, first).into_iter().map(|(_, href)| href).collect();
    assert_eq!(addresses, ["https://conference.example/first", "https://conference.example/more", "https://conference.example/slides.pdf"]);
    let texts = agenda.texts.here().unwrap();
    assert_eq!(
        (texts.talks[&first.id].summary.as_str(), texts.speakers[&agenda.speakers[0].id].as_str()),
        ("**Markdown**", "Builds things.")
    );
    assert_eq!(leaks(&agenda), [("guid".to_owned(), 2), ("email".to_owned(), 1)]);
    assert!(!format!("{agenda:?}").contains("0c16ffaa") && !format!("{agenda:?}").contains("wei@"));
}

#[test]
fn xml_says_what_frab_json_says() {
    let agenda = agenda(FRAB_XML);
    expect(&agenda, "ABCDEF", "2026-10-24", "2026-10-24T10:00:00+02:00", "2026-10-24T10:45:00+02:00");
    expect(&agenda, "6a32cb72-0000-4000-8000-000000000002", "2026-10-24", "2026-10-25T00:30:00+02:00", "2026-10-25T01:30:00+02:00");
    expect(&agenda, "6a32cb72-0000-4000-8000-000000000003", "2026-10-24", "2026-10-24T09:30:00+02:00", "2026-10-24T09:50:00+02:00");
    expect(&agenda, "6a32cb72-0000-4000-8000-000000000004", "2026-10-24", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00");
    assert_eq!(named(&agenda, true), ["Unreadable start: date", "Hall 6: title", "At night, but in which: date"]);
    assert_eq!(agenda.talks.len() + 3, 8);
    assert_eq!(named(&agenda, false), ["First <b> & best: persons", "First <b> & best: links", "First again: do_not_record"]);
    let first = talk(&agenda, "ABCDEF");
    assert_eq!((first.language.as_deref(), first.do_not_record, first.kind.as_str()), (Some("de-AT"), true, "lecture"));
    assert_eq!((agenda.name.as_str(), agenda.version.as_str()), ("Traps & XML", "v<3>"));
    assert_eq!(agenda.texts.here().unwrap().talks[&first.id].summary, "One\r\ntwo");
    assert_eq!(agenda.speaker_names(first), "Noor, Wei");
    assert_eq!(agenda.tracks[0].colour.as_deref(), Some("#ff8800"));
    assert_eq!(leaks(&agenda), [("guid".to_owned(), 1)]);
    assert!(agenda.notices.contains(&Notice::RoomsShareId { rooms: vec!["Hall".into(), "Attic".into()] }));
    assert!(agenda.notices.contains(&Notice::DayCount { said: 3, held: 2 }));
}

#[test]
fn xml_that_could_unfold_is_refused_and_deep_xml_ends() {
    let entity = |n: usize| format!("<!ENTITY l{} \"{}\">", n, format!("&l{};", n.saturating_sub(1)).repeat(10));
    let laughs: String = (1..12).map(entity).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE schedule [<!ENTITY l0 \"lol\">{laughs}]><schedule><conference>&l11;</conference></schedule>"
    );
    let refused = Err(Unreadable::Malformed { format: Format::FrabXml, member: "<!DOCTYPE>".into() });
    assert_eq!(read(&bomb, None, &Platform), refused);
    assert_eq!(read("<!DOCTYPE schedule SYSTEM \"http://a.example/x.dtd\"><schedule/>", None, &Platform), refused);
    let deep = format!("<schedule><conference>{}", "<x>".repeat(100_000));
    assert!(matches!(read(&deep, None, &Platform), Err(Unreadable::Damaged { format: Format::FrabXml, .. })));
    let closed = format!("<schedule><conference/>{}{}</schedule>", "<x>".repeat(20_000), "</x>".repeat(20_000));
    assert_eq!(read(&closed, None, &Platform).unwrap().notices, [Notice::ZoneMissing, Notice::Empty]);
    let broken = FRAB_XML.replace("</abstract>", "");
    assert!(matches!(read(&broken, None, &Platform), Err(Unreadable::Damaged { line: 39, .. })), "{:?}", read(&broken, None, &Platform));
}

#[test]
fn sessionize_has_no_offsets_and_is_not_guessed() {
    for text in [SESSIONIZE_ALL, SESSIONIZE_GRID] {
        assert_eq!(read(text, None, &Platform), Err(Unreadable::ZoneNeeded { format: Format::Sessionize }));
        assert_eq!(read(text, "Mars/Olympus".parse().ok().as_ref(), &Platform), Err(Unreadable::ZoneNeeded { format: Format::Sessionize }));
    }
    let agenda = in_berlin(SESSIONIZE_ALL);
    expect(&agenda, "101", "2026-10-24", "2026-10-24T09:00:00+02:00", "2026-10-24T09:30:00+02:00");
    expect(&agenda, "103", "2026-10-24", "2026-10-25T00:30:00+02:00", "2026-10-25T01:30:00+02:00");
    expect(&agenda, "104", "2026-10-24", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00");
    expect(&agenda, "109", "2026-10-24", "2026-10-24T12:30:00+02:00", "2026-10-24T12:30:00+02:00");
    assert_eq!(named(&agenda, true), ["On a time that never comes: startsAt", "Declined: status", "Not scheduled: startsAt"]);
    assert_eq!((agenda.talks.len() + 3, talk(&agenda, "107").standing), (9, TalkStanding::Cancelled));
    assert!(agenda.notices.iter().any(|n| matches!(n, Notice::TimeAmbiguous { talk } if talk.title == "On a time that comes twice")));
    assert_eq!(named(&agenda, false), ["Opening: recordingUrl", "Opening: speakers", "Opening: categoryItems", "Overlapping: endsAt"]);
    assert_eq!(
        agenda.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str())).collect::<Vec<_>>(),
        [("2", "Hall"), ("1", "Canteen"), ("7", "Tent")]
    );
    let opening = talk(&agenda, "101");
    assert_eq!(
        (agenda.tracks[opening.track.unwrap()].name.as_str(), opening.kind.as_str(), opening.tags.as_slice()),
        ("Tools", "Talk", &["Beginners".to_owned()][..])
    );
    assert_eq!(links(&agenda, opening), [("Live stream".to_owned(), "https://live.example/1".to_owned())]);
    let texts = agenda.texts.here().unwrap();
    assert_eq!(texts.speakers[&agenda.speakers[opening.speakers[0]].id], "Engineer\n\nBuilds things.");
    assert_eq!(agenda.speakers.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["8f6ce371-38c5-40f5-b471-ea4a7a463c16", "wei-chen"]);
    assert_eq!(leaks(&agenda), [("profilePicture".to_owned(), 1), ("id".to_owned(), 1)]);
}

#[test]
fn sessionizes_grid_lists_each_session_once_under_its_day() {
    let agenda = in_berlin(SESSIONIZE_GRID);
    assert_eq!((agenda.talks.len(), agenda.rooms.len(), named(&agenda, true).len()), (4, 2, 0));
    expect(&agenda, "103", "2026-10-24", "2026-10-25T04:30:00+01:00", "2026-10-25T05:30:00+01:00");
    expect(&agenda, "104", "2026-10-26", "2026-10-26T10:00:00+01:00", "2026-10-26T11:00:00+01:00");
    let opening = talk(&agenda, "101");
    assert_eq!((agenda.speaker_names(opening).as_str(), agenda.room_name(opening)), ("Noor Idris", "Hall"));
    assert_eq!(agenda.tracks[opening.track.unwrap()].name, "Tools");
    let groups = r#"[{"groupId": null, "groupName": "All", "sessions": [{"id": 1, "title": "T", "startsAt": "2026-01-01T10:00:00Z", "endsAt": "2026-01-01T11:00:00Z"}]}]"#;
    assert_eq!(in_berlin(groups).talks[0].start.to_string(), "2026-01-01T11:00:00+01:00", "an offset is believed");
}

#[test]
fn indico_writes_instants_beside_the_venues_zone() {
    let agenda = agenda(INDICO);
    expect(&agenda, "1", "2026-10-24", "2026-10-24T10:00:00+02:00", "2026-10-24T10:45:00+02:00");
    expect(&agenda, "2", "2026-10-24", "2026-10-24T23:30:00+02:00", "2026-10-25T01:00:00+02:00");
    expect(&agenda, "3", "2026-10-24", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00");
    expect(&agenda, "1-2", "2026-10-25", "2026-10-25T10:00:00+01:00", "2026-10-25T11:00:00+01:00");
    assert_eq!(named(&agenda, true), ["Not scheduled: startDate", "In a zone of its own: startDate"]);
    assert_eq!(agenda.talks.len() + 2, 6);
    assert_eq!(named(&agenda, false), ["First: folders", "Only authors: primaryauthors"]);
    let first = talk(&agenda, "1");
    assert_eq!((agenda.room_name(first), agenda.room_name(talk(&agenda, "1-2"))), ("1-H1 Hall", "Attic"));
    assert_eq!(
        (agenda.tracks.len(), first.kind.as_str(), first.tags.as_slice()),
        (1, "Talk", &["rust".to_owned(), "wasm".into(), "Morning".into()][..])
    );
    assert_eq!(links(&agenda, first)[1], ("Slides".to_owned(), "https://indico.example/slides.pdf".to_owned()));
    assert_eq!((agenda.speaker_names(first).as_str(), agenda.speaker_names(talk(&agenda, "2")).as_str()), ("Noor Idris", "Wei Chen"));
    assert_eq!(leaks(&agenda), [("emailHash".to_owned(), 3)]);
    assert!(!format!("{agenda:?}").contains("09d3faed"));
    let blocks = super::agenda(&INDICO.replace("\"track\": \"Tools\"", "\"track\": null"));
    assert_eq!(blocks.tracks.iter().map(|track| track.name.as_str()).collect::<Vec<_>>(), ["Morning", "Evening", "Workshops"]);
}
