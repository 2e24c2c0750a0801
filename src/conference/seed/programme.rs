//! The demo's programme, put together: who speaks where, when and about what. Not: the texts themselves.

use super::abstracts::{description, filled, summary};
use super::dice::Dice;
use super::plenaries::{WRITTEN, Written};
use super::speakers::speakers;
use super::subjects::{ANGLES, EXERCISES, PLACES, THEMES};
use super::timetable::{FIRST_PARALLEL, ROOMS, slots};
use super::tongues::FOREIGN;
use crate::domain::agenda::{Agenda, Day, Link, Room, Talk, Track};
use crate::domain::time::{Date, Moment, ZoneName};

const DAYS: usize = 3;

const WORKSHOP: &str = "workshop";

/// The programme of three days from `first_day` on, on a clock `offset_minutes` east of UTC in `zone`; the same at every start.
pub fn agenda(first_day: Date, offset_minutes: i16, zone: ZoneName) -> Agenda {
    let days: Vec<Day> = (0..DAYS).map(|day| Day { date: first_day.plus_days(day as i32) }).collect();
    let speakers = speakers();
    let mut stage = Stage { busy: vec![Vec::new(); speakers.len()], next: 0 };
    let clock = |day: usize, minute| Moment::at(first_day.plus_days(day as i32), minute, offset_minutes);

    let mut talks: Vec<Talk> = WRITTEN.iter().filter_map(|written| plenary(written, clock(written.day, written.start))).collect();
    for talk in &talks {
        stage.book(&talk.speakers, talk.start, talk.end);
    }
    talks.extend(parallel_sessions(&mut stage, clock));
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
        notices: Vec::new(),
    }
}

fn plenary(written: &Written, start: Moment) -> Option<Talk> {
    Some(Talk {
        id: format!("h26-{}-{}-{}", written.day + 1, ROOMS.get(written.room)?.0, written.start).parse().ok()?,
        title: written.title.into(),
        subtitle: written.subtitle.into(),
        summary: written.text.lines().next().unwrap_or_default().into(),
        description: if written.text.contains('\n') { written.text.into() } else { String::new() },
        start,
        end: start.plus_minutes(written.minutes),
        day: written.day,
        room: Some(written.room),
        track: None,
        speakers: written.speakers.to_vec(),
        language: (written.kind != "break").then(|| "en".into()),
        kind: written.kind.into(),
        do_not_record: written.kind == "social",
        links: Vec::new(),
    })
}

fn parallel_sessions(stage: &mut Stage, clock: impl Fn(usize, i32) -> Moment) -> Vec<Talk> {
    let mut dice = Dice::new(1871);
    let mut foreign = FOREIGN.iter();
    let mut talks: Vec<Talk> = Vec::new();
    for day in 0..DAYS {
        for room in FIRST_PARALLEL..ROOMS.len() {
            let (slots, are_workshops) = slots(room);
            for (minute, minutes) in slots {
                // Talks and workshops are counted apart: each kind goes through themes and subjects in its own turn.
                let number = talks.iter().filter(|talk| (talk.kind == WORKSHOP) == are_workshops).count();
                // Themes move on with every slot, subjects with every round of themes: no subject twice from one angle.
                let (theme, round) = (number % THEMES.len(), number / THEMES.len());
                let subject = THEMES[theme].subjects[round * 5 % 13];
                let angle = (round / 13 * 11 + round * 7 + theme * 5) % ANGLES.len();
                let template = if are_workshops { EXERCISES[number % EXERCISES.len()] } else { ANGLES[angle] };
                let start = clock(day, *minute);
                let end = start.plus_minutes(*minutes);
                let place = dice.pick(&PLACES);
                let Ok(id) = format!("h26-{}-{}-{minute}", day + 1, ROOMS[room].0).parse() else { continue };
                let mut talk = Talk {
                    id,
                    title: filled(template, subject, place, 0),
                    subtitle: if number % 9 == 4 { format!("With examples from {place}") } else { String::new() },
                    summary: summary(&mut dice, subject, place),
                    description: description(&mut dice, subject, place),
                    start,
                    end,
                    day,
                    room: Some(room),
                    track: Some(theme),
                    speakers: stage.cast(if are_workshops || number % 6 == 1 { 2 } else { 1 }, start, end),
                    language: Some("en".into()),
                    kind: if are_workshops {
                        WORKSHOP
                    } else if *minutes <= 20 {
                        "short talk"
                    } else {
                        "talk"
                    }
                    .into(),
                    do_not_record: number % 17 == 3,
                    links: Vec::new(),
                };
                if number % 19 == 11
                    && !are_workshops
                    && let Some(told) = foreign.next()
                {
                    talk.title = told.title.into();
                    talk.subtitle.clear();
                    talk.summary = told.summary.into();
                    talk.description = told.description.into();
                    talk.language = Some(told.language.into());
                }
                if number % 8 == 2 {
                    talk.links.push(Link { title: "Slides".into(), href: format!("https://example.org/harbourside/{}.pdf", talk.id) });
                }
                talks.push(talk);
            }
        }
    }
    talks
}

/// Who is on which stage when: nobody is on two.
struct Stage {
    busy: Vec<Vec<(Moment, Moment)>>,
    next: usize,
}

impl Stage {
    fn is_free(&self, speaker: usize, start: Moment, end: Moment) -> bool {
        self.busy[speaker].iter().all(|(from, to)| end <= *from || *to <= start)
    }

    fn book(&mut self, speakers: &[usize], start: Moment, end: Moment) {
        for speaker in speakers {
            if let Some(busy) = self.busy.get_mut(*speaker) {
                busy.push((start, end));
            }
        }
    }

    /// The next so many who are free, in turn.
    fn cast(&mut self, count: usize, start: Moment, end: Moment) -> Vec<usize> {
        let all = self.busy.len();
        let in_turn = (self.next..self.next + all).map(|turn| turn % all.max(1));
        let cast: Vec<usize> = in_turn.filter(|speaker| self.is_free(*speaker, start, end)).take(count).collect();
        self.book(&cast, start, end);
        self.next = cast.last().map_or(self.next, |last| last + 1);
        cast
    }
}

#[cfg(test)]
mod tests {
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
            for text in [&talk.title, &talk.subtitle, &talk.summary, &talk.description] {
                assert!(!text.contains(['{', '}']), "{text}");
            }
            assert!(!talk.summary.is_empty(), "{}", talk.title);
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
