//! The demo's parallel sessions: a subject, an angle and somebody to speak for every slot. Not: what is written out in `plenaries`.

use super::abstracts::{description, filled, summary};
use super::dice::Dice;
use super::programme::DAYS;
use super::stage::Stage;
use super::subjects::{ANGLES, EXERCISES, PLACES, THEMES};
use super::timetable::{FIRST_PARALLEL, ROOMS, Slot, slots};
use super::tongues::{FOREIGN, Foreign};
use crate::domain::agenda::{Link, Talk, TalkStanding, TalkText};
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
pub(super) fn parallel_sessions(stage: &mut Stage, clock: impl Fn(usize, i32) -> Moment) -> Vec<(Talk, TalkText)> {
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
                let (session, text) = session(&mut dice, stage, turn, id, (clock(day, slot.0), *slot));
                let session = Talk { day, room: Some(room), ..session };
                sessions.push(match told {
                    Some(told) => in_its_own_language(session, text, told),
                    None => (session, text),
                });
            }
        }
    }
    sessions
}

// `day` and `room` are the caller's to fill in.
fn session(dice: &mut Dice, stage: &mut Stage, turn: Turn, id: TalkId, (start, slot): (Moment, Slot)) -> (Talk, TalkText) {
    let (theme, subject, template) = turn.theme_subject_template();
    let (number, place, end) = (turn.number(), dice.pick(&PLACES), start.plus_minutes(slot.1));
    let title = filled(template, subject, place, 0);
    let slides = Link::new(&format!("https://example.org/harbourside/{id}.pdf"), "Slides").filter(|_| number % 8 == 2);
    let text = TalkText {
        summary: summary(dice, subject, place),
        description: description(dice, subject, place),
        links: slides.into_iter().collect(),
    };
    let talk = Talk {
        title,
        subtitle: if number % 9 == 4 { format!("With examples from {place}") } else { String::new() },
        start,
        end,
        day: 0,
        room: None,
        track: Some(theme),
        speakers: stage.cast(turn.speakers(), start, end),
        language: Some("en".into()),
        kind: turn.kind(slot.1).into(),
        tags: tags(number),
        do_not_record: number % 17 == 3,
        standing: TalkStanding::Planned,
        revision: 0,
        id,
    };
    (talk, text)
}

/// Some are marked, most are not.
fn tags(number: usize) -> Vec<String> {
    let marks = [(5, "for beginners"), (7, "with numbers"), (11, "questions welcome")];
    marks.into_iter().filter(|(every, _)| number % every == 1).map(|(_, tag)| tag.to_owned()).collect()
}

fn in_its_own_language(session: Talk, text: TalkText, told: &Foreign) -> (Talk, TalkText) {
    let session = Talk { title: told.title.into(), subtitle: String::new(), language: Some(told.language.into()), ..session };
    (session, TalkText { summary: told.summary.into(), description: told.description.into(), ..text })
}
