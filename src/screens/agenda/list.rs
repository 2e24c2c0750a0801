//! What is found: by time, or best first while words are looked for; in pieces of which only those near the viewport exist. Not: which talks.

mod by_time;
mod found;

use super::finding::Finding;
use super::nothing::Nothing;
use super::toggle_star;
use crate::browser::{press_all, pressed_value};
use crate::components::talk_card::STAR_OF;
use crate::domain::agenda::Talk;
use crate::domain::agenda::changes::{Change, Changes};
use crate::domain::time::Clock;
use crate::state::desk::Desk;
use crate::text;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// About this many talks make one piece; a talk is about a dozen elements, and a few pieces exist at once.
const PIECE: usize = 14;

/// Height of a talk's card until it was drawn once, in CSS pixels: between a phone's single column and a desktop's three.
const CARD: usize = 70;

/// Whatever makes the list another one.
#[derive(Clone, PartialEq)]
struct Drawn {
    talks: Vec<usize>,
    /// Without spaces around; empty: by time.
    words: String,
    all_days: bool,
    clock: Clock,
    changes: Arc<Changes>,
}

/// What became of a talk, in a word: the most important thing, and not that it was called off, which its card says anyway.
fn change(desk: Desk, talk: &Talk) -> Option<&'static str> {
    let changes = untrack(|| desk.news.changes());
    changes.of(&talk.id).iter().find(|change| **change != Change::Cancelled).map(text::change_mark)
}

/// The list. Its stars are heard and pressed here, so that a card needs no signal of its own.
#[component]
pub(super) fn List(finding: Finding) -> impl IntoView {
    let desk = Desk::here();
    let drawn = Memo::new(move |_| {
        let shown = finding.shown.get();
        let words = shown.text.trim().to_owned();
        let talks = if words.is_empty() { finding.talks.get() } else { finding.sift.get().best_first() };
        Drawn { talks, words, all_days: shown.day.is_none(), clock: desk.clocks.chosen(), changes: desk.news.changes() }
    });
    let node = NodeRef::<html::Div>::new();
    // Outside the reactive system: what is pressed, in the cards that are drawn.
    Effect::new(move |_| {
        let starred = desk.favourites.all();
        if let Some(list) = node.get() {
            press_all(&list, STAR_OF, |id| id.parse().is_ok_and(|id| starred.contains(&id)));
        }
    });
    let press = move |event: leptos::ev::MouseEvent| {
        if let Some(talk) = pressed_value(&event, STAR_OF).and_then(|id| id.parse().ok()) {
            toggle_star(desk, &talk);
        }
    };
    view! {
        <div node_ref=node on:click=press>
            {move || {
                let drawn = drawn.get();
                if drawn.talks.is_empty() {
                    view! { <Nothing finding/> }.into_any()
                } else if drawn.words.is_empty() {
                    by_time::by_time(finding, drawn).into_any()
                } else {
                    found::found(finding, drawn).into_any()
                }
            }}
        </div>
    }
}
