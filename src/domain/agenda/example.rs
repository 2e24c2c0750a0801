//! A small programme for the tests of this module: two days, the first of which runs past midnight. Not: part of the app.

use super::{Agenda, Day, Room, Speaker, Talk, Track};

pub(super) fn agenda() -> Agenda {
    let talk = |id: &str, title: &str, start: &str, end: &str, day, room, track, speakers: &[usize]| Talk {
        id: id.parse().unwrap(),
        title: title.into(),
        subtitle: String::new(),
        summary: String::new(),
        description: if id == "party" { "After the Opening".into() } else { String::new() },
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        day,
        room,
        track,
        speakers: speakers.into(),
        language: None,
        kind: String::new(),
        do_not_record: false,
        links: Vec::new(),
    };
    Agenda {
        version: "1".into(),
        name: "Example".into(),
        zone: None,
        days: ["2026-03-27", "2026-03-28"].map(|date| Day { date: date.parse().unwrap() }).into(),
        rooms: [("ada", "Ada"), ("gray", "Gray Room")].map(|(id, name)| Room { id: id.parse().unwrap(), name: name.into() }).into(),
        tracks: [("art", "Art"), ("rest", "Rest")]
            .map(|(id, name)| Track { id: id.parse().unwrap(), name: name.into(), colour: None })
            .into(),
        speakers: vec![Speaker { id: "1".parse().unwrap(), name: "Ada L.".into(), biography: String::new() }],
        talks: vec![
            talk("open", "Opening", "2026-03-27T10:00:00+01:00", "2026-03-27T11:00:00+01:00", 0, Some(0), None, &[]),
            talk("esp", "L'Espéranto", "2026-03-27T10:00:00+01:00", "2026-03-27T12:00:00+01:00", 0, Some(1), Some(0), &[0]),
            talk("zh", "開放會議", "2026-03-27T23:00:00+01:00", "2026-03-28T01:00:00+01:00", 0, None, Some(0), &[]),
            talk("party", "Party", "2026-03-28T02:00:00+01:00", "2026-03-28T05:00:00+01:00", 0, Some(1), Some(1), &[]),
            talk("close", "Closing", "2026-03-28T11:00:00+01:00", "2026-03-28T12:00:00+01:00", 1, Some(0), None, &[]),
        ],
        notices: Vec::new(),
    }
}
