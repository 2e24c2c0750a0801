//! The demo's parallel sessions: a subject, an angle and somebody to speak for every slot. Not: what is written out in `plenaries`.

use super::abstracts::{description, filled, summary};
use super::dice::Dice;
use super::programme::DAYS;
use super::stage::Stage;
use super::subjects::{ANGLES, EXERCISES, PLACES, THEMES};
use super::timetable::{FIRST_PARALLEL, ROOMS, Slot, slots};
use super::tongues::{FOREIGN, Foreign};
use crate::domain::agenda::{Link, Talk};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;

/// The n-th talk, or the n-th workshop; each kind goes through themes and subjects in its own turn.
#[derive(Clone, Copy)]
enum Turn {
    Talk(usize),
    Workshop(usize),
}

impl Turn {
    fn number(self) -> usize {
        match self {
            Self::Talk(number) | Self::Workshop(number) => number,
        }
    }

    /// Themes move on with every turn, subjects with every round of themes: no subject comes twice from one angle.
    fn theme_subject_template(self) -> (usize, &'static str, &'static str) {
        let number = self.number();
        let (theme, round) = (number % THEMES.len(), number / THEMES.len());
        let template = match self {
            Self::Talk(_) => ANGLES[(round / 13 * 11 + round * 7 + theme * 5) % ANGLES.len()],
            Self::Workshop(_) => EXERCISES[number % EXERCISES.len()],
        };
        (theme, THEMES[theme].subjects[round * 5 % 13], template)
    }

    fn kind(self, minutes: i64) -> &'static str {
        match self {
            Self::Workshop(_) => "workshop",
            Self::Talk(_) if minutes <= 20 => "short talk",
            Self::Talk(_) => "talk",
        }
    }

    fn speakers(self) -> usize {
        match self {
            Self::Talk(number) => 1 + usize::from(number % 6 == 1),
            Self::Workshop(_) => 2,
        }
    }

    /// Whether the next talk in another language stands here.
    fn is_foreign(self) -> bool {
        match self {
            Self::Talk(number) => number % 19 == 11,
            Self::Workshop(_) => false,
        }
    }
}

/// All of them, in no particular order.
pub(super) fn parallel_sessions(stage: &mut Stage, clock: impl Fn(usize, i32) -> Moment) -> Vec<Talk> {
    let mut dice = Dice::new(1871);
    let mut foreign = FOREIGN.iter();
    let (mut talks, mut workshops) = (0, 0);
    let mut sessions = Vec::new();
    for day in 0..DAYS {
        for (room, (room_id, _)) in ROOMS.iter().enumerate().skip(FIRST_PARALLEL) {
            let (slots, are_workshops) = slots(room);
            for slot in slots {
                let counted = if are_workshops { &mut workshops } else { &mut talks };
                let turn = if are_workshops { Turn::Workshop(*counted) } else { Turn::Talk(*counted) };
                *counted += 1;
                let told = if turn.is_foreign() { foreign.next() } else { None };
                let Ok(id) = format!("h26-{}-{room_id}-{}", day + 1, slot.0).parse() else { continue };
                let session = Talk { day, room: Some(room), ..session(&mut dice, stage, turn, id, (clock(day, slot.0), *slot)) };
                sessions.push(match told {
                    Some(told) => in_its_own_language(session, told),
                    None => session,
                });
            }
        }
    }
    sessions
}

// `day` and `room` are the caller's to fill in.
fn session(dice: &mut Dice, stage: &mut Stage, turn: Turn, id: TalkId, (start, slot): (Moment, Slot)) -> Talk {
    let (theme, subject, template) = turn.theme_subject_template();
    let (number, place, end) = (turn.number(), dice.pick(&PLACES), start.plus_minutes(slot.1));
    let slides = || Link { title: "Slides".into(), href: format!("https://example.org/harbourside/{id}.pdf") };
    Talk {
        title: filled(template, subject, place, 0),
        subtitle: if number % 9 == 4 { format!("With examples from {place}") } else { String::new() },
        summary: summary(dice, subject, place),
        description: description(dice, subject, place),
        start,
        end,
        day: 0,
        room: None,
        track: Some(theme),
        speakers: stage.cast(turn.speakers(), start, end),
        language: Some("en".into()),
        kind: turn.kind(slot.1).into(),
        do_not_record: number % 17 == 3,
        links: if number % 8 == 2 { vec![slides()] } else { Vec::new() },
        id,
    }
}

fn in_its_own_language(session: Talk, told: &Foreign) -> Talk {
    Talk {
        title: told.title.into(),
        subtitle: String::new(),
        summary: told.summary.into(),
        description: told.description.into(),
        language: Some(told.language.into()),
        ..session
    }
}
