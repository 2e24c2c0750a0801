//! Talks under the time at which they start, and under their day where they are of several. Not: the order, which is the agenda's.

use super::super::finding::Finding;
use super::{CARD, Drawn, PIECE};
use crate::browser::{DateStyle, format_date, now_unix};
use crate::components::talk_card::{Manner, talk_card};
use crate::components::windowed::Piece;
use crate::domain::agenda::Agenda;
use crate::domain::agenda::days::{Slot, by_start};
use crate::domain::time::Clock;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;

/// Talks that start together, or a part of them.
#[derive(Clone)]
struct Hour {
    slot: Slot,
    /// Not a later part of talks that start together.
    begins: bool,
    /// Stands above it, where it is the first of its day.
    day: Option<String>,
}

pub(super) fn by_time(finding: Finding, drawn: Drawn) -> impl IntoView {
    let (clock, all_days) = (drawn.clock, drawn.all_days);
    let pieces = finding.programme.with_value(|p| pieces(&p.agenda, &drawn.talks, all_days));
    let desk = Desk::here();
    pieces
        .into_iter()
        .enumerate()
        .map(|(position, hours)| {
            let estimate: usize = hours.iter().map(|hour| hour.slot.talks.len() * CARD + 40).sum();
            let id = hours.first().filter(|hour| hour.begins).map(|hour| format!("from-{}", hour.slot.start.unix()));
            let draw = move || {
                let draw = |hour: &Hour| finding.programme.with_value(|p| drawn_hour(&p.agenda, hour, clock, all_days, desk));
                untrack(|| hours.iter().map(draw).collect_view()).into_any()
            };
            view! { <Piece estimate=estimate as u32 first={position == 0} id draw/> }
        })
        .collect_view()
}

fn pieces(agenda: &Agenda, talks: &[usize], all_days: bool) -> Vec<Vec<Hour>> {
    let mut last = None;
    let day_above = |slot: Slot| {
        let day = slot.talks.first().and_then(|talk| agenda.talks.get(*talk)).map(|talk| talk.day);
        let begins = all_days && day != last;
        last = day;
        let date = day.filter(|_| begins).and_then(|day| agenda.days.get(day)).map(|day| day.date);
        Hour { slot, begins: true, day: date.map(|date| format_date(date, DateStyle::Day)) }
    };
    cut(by_start(agenda, talks).into_iter().map(day_above).collect())
}

/// Cuts into pieces; an hour with very many talks is cut too, and its time stands again over each part.
fn cut(hours: Vec<Hour>) -> Vec<Vec<Hour>> {
    let mut pieces: Vec<Vec<Hour>> = Vec::new();
    let mut held = PIECE;
    for Hour { slot, mut begins, mut day } in hours {
        for part in slot.talks.chunks(PIECE) {
            if held + part.len() > PIECE {
                pieces.push(Vec::new());
                held = 0;
            }
            held += part.len();
            if let Some(piece) = pieces.last_mut() {
                piece.push(Hour {
                    slot: Slot { start: slot.start, talks: part.to_vec() },
                    begins: std::mem::take(&mut begins),
                    day: day.take(),
                });
            }
        }
    }
    pieces
}

fn drawn_hour(agenda: &Agenda, hour: &Hour, clock: Clock, all_days: bool, desk: Desk) -> impl IntoView + use<> {
    let slot = &hour.slot;
    let talks = || slot.talks.iter().filter_map(|talk| agenda.talks.get(*talk));
    let now = now_unix();
    let running = talks().any(|talk| talk.start.unix() <= now && now < talk.end.unix());
    // A talk after midnight belongs to the evening before, but its own date is said.
    let day = talks().next().and_then(|talk| agenda.days.get(talk.day));
    let date = day.and_then(|day| text::time::date_beside(clock, day.date, slot.start));
    let cards = talks()
        .map(|talk| {
            let starred = desk.favourites.has(&talk.id);
            talk_card(agenda, talk, Manner { clock, starred, change: super::change(desk, talk), date: None, query: None, snippet: None })
        })
        .collect_view();
    let time = (
        text::time::time(clock, slot.start),
        date.map(|date| view! { <span>" "{date}</span> }),
        running.then(|| view! { <span>" "{t!("now")}</span> }),
    );
    let id = hour.begins.then(|| format!("at-{}", slot.start.unix()));
    let heading = if all_days {
        view! { <h3 class="clock" id=id>{time}</h3> }.into_any()
    } else {
        view! { <h2 class="clock" id=id>{time}</h2> }.into_any()
    };
    view! {
        {hour.day.clone().map(|day| view! { <h2 class="day">{day}</h2> })}
        <section class="hour">
            {heading}
            <ul class="talks">{cards}</ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Moment;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn no_talk_is_lost_between_pieces_and_none_is_too_large() {
        let hour = |n: i64, talks: std::ops::Range<usize>| Hour {
            slot: Slot { start: Moment::new(n * 3600, 0), talks: talks.collect() },
            begins: true,
            day: (n == 1).then(|| "Friday".to_owned()),
        };
        let pieces = cut(vec![hour(0, 0..3), hour(1, 3..50), hour(2, 50..51), hour(3, 51..60)]);
        let all: Vec<usize> = pieces.iter().flatten().flat_map(|hour| hour.slot.talks.clone()).collect();
        assert_eq!(all, (0..60).collect::<Vec<_>>());
        assert!(pieces.iter().all(|piece| piece.iter().map(|hour| hour.slot.talks.len()).sum::<usize>() <= PIECE));
        assert_eq!(pieces.iter().flatten().filter(|hour| hour.day.is_some()).count(), 1, "a day is named once");
    }
}
