//! The demo's programme, put together: who speaks where, when and about what. Not: the texts themselves.

use super::plenaries::{WRITTEN, Written};
use super::sessions::parallel_sessions;
use super::speakers::{biographies, speakers};
use super::stage::Stage;
use super::subjects::THEMES;
use super::timetable::ROOMS;
use crate::domain::agenda::{Agenda, Day, LongTexts, Room, Talk, TalkStanding, TalkText, Texts, Track};
use crate::domain::time::{Date, Moment, ZoneName};

/// How many days there are.
pub(super) const DAYS: usize = 3;

/// The programme of three days from `first_day` on, on a clock `offset_minutes` east of UTC in `zone`; the same at every start.
pub fn agenda(first_day: Date, offset_minutes: i16, zone: ZoneName) -> Agenda {
    let days: Vec<Day> = (0..DAYS).map(|day| Day { date: first_day.plus_days(day as i32) }).collect();
    let speakers = speakers();
    let mut stage = Stage::for_speakers(speakers.len());
    let clock = |day: usize, minute| Moment::at(first_day.plus_days(day as i32), minute, offset_minutes);

    let mut told: Vec<(Talk, TalkText)> =
        WRITTEN.iter().filter_map(|written| plenary(written, clock(written.day, written.start))).collect();
    for (talk, _) in &told {
        stage.book(&talk.speakers, talk.start, talk.end);
    }
    told.extend(parallel_sessions(&mut stage, clock));
    let mut texts = Texts { speakers: biographies(), ..Texts::default() };
    let mut talks: Vec<Talk> = Vec::with_capacity(told.len());
    for (talk, text) in told {
        texts.tell(&talk.id, text);
        talks.push(talk);
    }
    talks.sort_by_key(|talk| (talk.start, talk.room));
    Agenda {
        version: "harbourside-2026-1".into(),
        name: "Harbourside 2026".into(),
        zone: Some(zone),
        days,
        rooms: ROOMS.iter().filter_map(|(id, name)| Some(Room { id: id.parse().ok()?, name: (*name).into() })).collect(),
        tracks: THEMES
            .iter()
            .filter_map(|theme| Some(Track { id: theme.id.parse().ok()?, name: theme.name.into(), colour: Some(theme.colour.into()) }))
            .collect(),
        speakers,
        talks,
        texts: LongTexts::Here(texts),
        notices: Vec::new(),
    }
}

fn plenary(written: &Written, start: Moment) -> Option<(Talk, TalkText)> {
    let text = TalkText {
        summary: written.text.lines().next().unwrap_or_default().into(),
        description: if written.text.contains('\n') { written.text.into() } else { String::new() },
        links: Vec::new(),
    };
    let talk = Talk {
        id: format!("h26-{}-{}-{}", written.day + 1, ROOMS.get(written.room)?.0, written.start).parse().ok()?,
        title: written.title.into(),
        subtitle: written.subtitle.into(),
        start,
        end: start.plus_minutes(written.minutes),
        day: written.day,
        room: Some(written.room),
        track: None,
        speakers: written.speakers.to_vec(),
        language: (written.kind != "break").then(|| "en".into()),
        kind: written.kind.into(),
        tags: Vec::new(),
        do_not_record: written.kind == "social",
        standing: TalkStanding::Planned,
        revision: 0,
    };
    Some((talk, text))
}

#[cfg(test)]
mod tests {
    use super::super::tongues::FOREIGN;
    use super::*;
    use std::collections::{BTreeMap, HashSet};

    fn demo() -> Agenda {
        agenda(Date::new(2026, 10, 14).unwrap(), 60, "Europe/London".parse().unwrap())
    }

    #[test]
    fn three_days_twelve_rooms_forty_speakers_three_hundred_talks() {
        let agenda = demo();
        assert_eq!((agenda.days.len(), agenda.rooms.len(), agenda.tracks.len(), agenda.speakers.len()), (3, 12, 8, 40));
        let without_breaks = agenda.talks.iter().filter(|talk| talk.kind != "break").count();
        assert!(without_breaks >= 300, "{without_breaks}");
        for room in 0..12 {
            assert!((0..3).all(|day| agenda.talks.iter().any(|talk| talk.room == Some(room) && talk.day == day)), "room {room}");
        }
        for speaker in 0..40 {
            assert!(agenda.talks.iter().any(|talk| talk.speakers.contains(&speaker)), "speaker {speaker}");
        }
    }

    #[test]
    fn titles_and_ids_are_unique_and_no_placeholder_is_left() {
        let agenda = demo();
        assert_eq!(agenda.talks.iter().map(|talk| &talk.id).collect::<HashSet<_>>().len(), agenda.talks.len());
        let mut titles = BTreeMap::<&str, u32>::new();
        for talk in &agenda.talks {
            *titles.entry(talk.title.as_str()).or_default() += 1;
            let told = &agenda.texts.here().unwrap().talks[&talk.id];
            for text in [&talk.title, &talk.subtitle, &told.summary, &told.description] {
                assert!(!text.contains(['{', '}']), "{text}");
            }
            assert!(!told.summary.is_empty(), "{}", talk.title);
        }
        assert_eq!(titles.iter().filter(|(_, count)| **count > 1).collect::<Vec<_>>(), []);
    }

    #[test]
    fn nothing_overlaps_in_a_room_and_nobody_is_on_two_stages() {
        let agenda = demo();
        for (i, talk) in agenda.talks.iter().enumerate() {
            assert!(talk.start < talk.end);
            for other in agenda.talks[i + 1..].iter().filter(|other| talk.start < other.end && other.start < talk.end) {
                assert_ne!(talk.room, other.room, "{} / {}", talk.title, other.title);
                assert!(talk.speakers.iter().all(|speaker| !other.speakers.contains(speaker)), "{} / {}", talk.title, other.title);
            }
        }
        assert!(agenda.talks.is_sorted_by_key(|talk| (talk.start, talk.room)));
    }

    #[test]
    fn a_night_runs_past_midnight_and_belongs_to_the_day_it_began() {
        let agenda = demo();
        let party = agenda.talks.iter().find(|talk| talk.title.starts_with("The Long Night")).unwrap();
        assert_eq!((party.start.clock(), party.end.clock()), ("20:00".into(), "02:00".into()));
        assert_eq!((party.day, party.start.date(), party.end.date()), (1, agenda.days[1].date, agenda.days[2].date));
        for talk in &agenda.talks {
            assert_eq!(talk.start.date(), agenda.days[talk.day].date, "{}", talk.title);
        }
    }

    #[test]
    fn five_languages_are_spoken_and_lengths_differ() {
        let agenda = demo();
        let spoken: HashSet<_> = agenda.talks.iter().filter_map(|talk| talk.language.as_deref()).collect();
        assert_eq!(spoken, HashSet::from(["en", "de", "fr", "cy", "ar"]));
        assert_eq!(agenda.talks.iter().filter(|talk| talk.language.as_deref().is_some_and(|l| l != "en")).count(), FOREIGN.len());
        let lengths: HashSet<_> = agenda.talks.iter().map(|talk| talk.start.minutes_until(talk.end)).collect();
        assert!(lengths.len() >= 8, "{lengths:?}");
        assert!(demo() == agenda);
    }
}
