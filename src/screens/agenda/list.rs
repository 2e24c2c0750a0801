//! Talks under the time at which they start, in pieces of which only those near the viewport exist. Not: which talks.

use super::toggle_star;
use crate::browser::now_unix;
use crate::browser::{DateStyle, format_date};
use crate::components::talk_card::{Star, talk_card};
use crate::components::windowed::Piece;
use crate::domain::agenda::days::{Slot, by_start};
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use leptos::prelude::*;
use std::rc::Rc;

/// About this many talks make one piece; a talk is about a dozen elements, and a few pieces exist at once.
const PIECE: usize = 14;

/// Height of a talk's card until it was drawn once, in CSS pixels: between a phone's single column and a desktop's three.
const CARD: usize = 70;

/// The whole list. `with_dates`: the talks are of several days.
pub(super) fn list(programme: Rc<Programme>, talks: &[usize], with_dates: bool) -> impl IntoView + use<> {
    let pieces = pieces(by_start(&programme.agenda, talks));
    pieces
        .into_iter()
        .enumerate()
        .map(|(position, slots)| {
            let programme = programme.clone();
            let estimate: usize = slots.iter().map(|slot| slot.talks.len() * CARD + 40).sum();
            let draw = move || slots.iter().map(|slot| hour(&programme, slot, with_dates)).collect_view().into_any();
            view! { <Piece estimate=estimate as u32 first={position == 0} draw/> }
        })
        .collect_view()
}

/// Cuts the slots into pieces; a slot with very many talks is cut too, and its time stands again over each part.
fn pieces(slots: Vec<Slot>) -> Vec<Vec<Slot>> {
    let mut pieces: Vec<Vec<Slot>> = Vec::new();
    let mut held = PIECE;
    for slot in slots {
        for part in slot.talks.chunks(PIECE) {
            if held + part.len() > PIECE {
                pieces.push(Vec::new());
                held = 0;
            }
            held += part.len();
            if let Some(piece) = pieces.last_mut() {
                piece.push(Slot { start: slot.start, talks: part.to_vec() });
            }
        }
    }
    pieces
}

fn hour(programme: &Programme, slot: &Slot, with_dates: bool) -> impl IntoView + use<> {
    let desk = Desk::here();
    let agenda = &programme.agenda;
    let now = now_unix();
    let day = slot.talks.first().and_then(|talk| agenda.talks.get(*talk)).and_then(|talk| agenda.days.get(talk.day));
    let running =
        slot.talks.iter().filter_map(|talk| agenda.talks.get(*talk)).any(|talk| talk.start.unix() <= now && now < talk.end.unix());
    // A talk after midnight belongs to the evening before, but its own date is said.
    let after_midnight = day.is_some_and(|day| day.date != slot.start.date());
    let date = (with_dates || after_midnight).then(|| format_date(slot.start.date(), DateStyle::Short));
    let cards = slot
        .talks
        .iter()
        .filter_map(|talk| agenda.talks.get(*talk))
        .map(|talk| {
            let id = talk.id.clone();
            let starred = Signal::derive({
                let id = id.clone();
                move || desk.favourites.has(&id)
            });
            let star = view! { <Star title=talk.title.clone() starred toggle=move || toggle_star(desk, &id)/> }.into_any();
            talk_card(agenda, talk, star)
        })
        .collect_view();
    view! {
        <section class="hour">
            <h2>
                {slot.start.clock()}
                {date.map(|date| view! { <span>" "{date}</span> })}
                {running.then(|| view! { <span>" now"</span> })}
            </h2>
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
        let slot = |n: i64, talks: std::ops::Range<usize>| Slot { start: Moment::new(n * 3600, 0), talks: talks.collect() };
        let pieces = pieces(vec![slot(0, 0..3), slot(1, 3..50), slot(2, 50..51), slot(3, 51..60)]);
        let all: Vec<usize> = pieces.iter().flatten().flat_map(|slot| slot.talks.clone()).collect();
        assert_eq!(all, (0..60).collect::<Vec<_>>());
        assert!(pieces.iter().all(|piece| piece.iter().map(|slot| slot.talks.len()).sum::<usize>() <= PIECE));
    }
}
