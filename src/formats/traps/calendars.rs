//! The traps of calendars. Not: their lines, times and zones one by one, which `icalendar` tests where they are read.

use super::*;

#[test]
fn every_event_is_drawn_at_its_time_or_named() {
    let agenda = agenda(ICALENDAR);
    expect(&agenda, "first", "2026-10-24", "2026-10-24T10:00:00+02:00", "2026-10-24T10:45:00+02:00");
    expect(&agenda, "twice", "2026-10-24", "2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00");
    expect(&agenda, "outlook", "2026-10-24", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00");
    expect(&agenda, "floating", "2026-10-24", "2026-10-24T16:00:00+02:00", "2026-10-24T16:00:00+02:00");
    expect(&agenda, "day", "2026-10-24", "2026-10-24T00:00:00+02:00", "2026-10-25T00:00:00+02:00");
    expect(&agenda, "weekly", "2026-10-24", "2026-10-24T08:00:00+02:00", "2026-10-24T08:30:00+02:00");
    expect(&agenda, "ends", "2026-10-24", "2026-10-24T18:00:00+02:00", "2026-10-24T18:00:00+02:00");
    let left_out = [
        "Every day but the first: RRULE",
        "In a zone that nobody knows: DTSTART",
        "On a time that never comes: DTSTART",
        "VEVENT 12: SUMMARY",
    ];
    assert_eq!(named(&agenda, true), left_out);
    assert_eq!(agenda.talks.len() + left_out.len(), ICALENDAR.matches("BEGIN:VEVENT").count());
    let dropped = ["In UTC: SEQUENCE", "On the venue's clock: DTEND", "Every day: RRULE", "Ends before it starts: DTEND"];
    assert_eq!(named(&agenda, false), dropped);
    assert!(agenda.notices.iter().any(|n| matches!(n, Notice::TimeAmbiguous { talk } if talk.title == "On a time that comes twice")));
    assert!(agenda.notices.contains(&Notice::Irregular { place: "content line".into() }));
    assert_eq!(agenda.zone.as_ref().map(ZoneName::as_str), Some("Europe/Berlin"), "the zone in which most events are written");
}

#[test]
fn what_a_calendar_says_of_a_talk() {
    let agenda = agenda(ICALENDAR);
    let first = talk(&agenda, "first");
    assert_eq!(first.title, "First, and a long title that is folded by its producer somewhere in the middle of a word");
    assert_eq!((agenda.name.as_str(), agenda.room_name(first), first.revision), ("Traps in a calendar", "Hall, Ground floor", 3));
    assert_eq!((first.tags.as_slice(), first.track), (&["Tools".to_owned(), "Beginners".into()][..], None));
    let text = &agenda.texts.here().unwrap().talks[&first.id];
    assert_eq!(text.summary, "One;\n**two**");
    assert_eq!(
        text.links.iter().map(|link| (link.title(), link.href())).collect::<Vec<_>>(),
        [("https://conference.example/first", "https://conference.example/first"), ("Slides", "https://conference.example/slides.pdf")]
    );
    for member in ["ORGANIZER", "ATTENDEE"] {
        assert!(agenda.notices.contains(&Notice::IdentifierLeak { member: member.into(), count: 1 }), "{member}");
    }
    assert!(!format!("{agenda:?}").contains("noor@") && agenda.speakers.is_empty());
    let utc = agenda.talks.iter().find(|talk| talk.title == "In UTC").unwrap();
    assert_eq!(utc.start.to_string(), "2026-10-25T00:30:00+02:00");
    // A day and an hour after half past midnight in UTC: 24 hours there, whatever the venue's clocks do that night.
    assert_eq!((utc.end.to_string().as_str(), utc.standing), ("2026-10-26T00:30:00+01:00", TalkStanding::Cancelled));
    assert!(utc.id.as_str().starts_with("040000008200E00074C5B7101A82E00800000000"));
    assert_eq!(agenda.version, super::agenda(ICALENDAR).version, "the same programme is the same version");
    assert_ne!(agenda.version, super::agenda(&ICALENDAR.replace("T104500", "T104600")).version);
    let tracks = super::agenda(&ICALENDAR.replace("Tools,Beginners", "Tools"));
    assert_eq!(tracks.tracks[talk(&tracks, "first").track.unwrap()].name, "Tools");
    assert!(talk(&tracks, "first").tags.is_empty());
}

#[test]
fn a_calendar_without_any_zone_is_not_guessed() {
    let floating = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:T\nDTSTART:20261024T160000\nEND:VEVENT\nEND:VCALENDAR";
    assert_eq!(read(floating, None, &Platform), Err(Unreadable::ZoneNeeded { format: Format::ICalendar }));
    let answered = read(floating, Some(&"Asia/Kolkata".parse().unwrap()), &Platform).unwrap();
    assert_eq!(answered.talks[0].start.to_string(), "2026-10-24T16:00:00+05:30");
    let named = agenda(&floating.replace("BEGIN:VEVENT", "X-WR-TIMEZONE:Europe/Berlin\nBEGIN:VEVENT"));
    assert_eq!(named.talks[0].start.to_string(), "2026-10-24T16:00:00+02:00");
    let utc = agenda(&floating.replace("160000", "160000Z"));
    assert_eq!((utc.talks[0].start.to_string().as_str(), utc.notices[0].clone()), ("2026-10-24T16:00:00+00:00", Notice::ZoneMissing));
    let empty = agenda("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
    assert_eq!(empty.notices, [Notice::ZoneMissing, Notice::Empty]);
}
