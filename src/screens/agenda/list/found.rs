//! Talks in which words were found, best first, each with its day and what of it matched. Not: how good a match is.

use super::super::finding::Finding;
use super::{CARD, Drawn, PIECE};
use crate::browser::{DateStyle, format_date};
use crate::components::talk_card::{Manner, talk_card};
use crate::components::windowed::Piece;
use crate::domain::agenda::Talk;
use crate::domain::agenda::search::{Query, Rank, Snippet};
use crate::state::desk::Desk;
use crate::state::programme::LongReading;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

pub(super) fn found(finding: Finding, drawn: Drawn) -> impl IntoView {
    let query = Rc::new(untrack(|| finding.query()));
    let clock = drawn.clock;
    let desk = Desk::here();
    let card = move |position: usize, query: &Query| {
        finding.programme.with_value(|p| {
            let talk = p.agenda.talks.get(position)?;
            let only_in_text = finding.sift.with_untracked(|sift| sift.rank(position)) == Some(Rank::Text);
            let manner = Manner {
                clock,
                starred: desk.favourites.has(&talk.id),
                change: super::change(desk, talk),
                date: Some(format_date(text::time::on(clock, talk.start).date(), DateStyle::Short)),
                query: Some(query),
                snippet: only_in_text.then(|| snippet(finding, talk, query)).flatten(),
            };
            Some(talk_card(&p.agenda, talk, manner))
        })
    };
    let piece = move |first: bool, talks: Vec<usize>| {
        let query = query.clone();
        let estimate = (talks.len() * CARD) as u32;
        let draw = move || {
            let cards: Vec<_> = untrack(|| talks.iter().filter_map(|talk| card(*talk, &query)).collect());
            view! { <ul class="talks">{cards}</ul> }.into_any()
        };
        view! { <Piece estimate first draw/> }
    };
    let pieces: Vec<_> = drawn.talks.chunks(PIECE).enumerate().map(|(at, talks)| piece(at == 0, talks.to_vec())).collect();
    view! { <div class="found-list"><h2 class="visually-hidden">{t!("Best matches first")}</h2>{pieces}</div> }
}

fn snippet(finding: Finding, talk: &Talk, query: &Query) -> Option<Snippet> {
    let LongReading::Ready(texts) = finding.programme.with_value(|p| p.texts()) else { return None };
    let text = texts.talks.get(&talk.id)?;
    query.snippet([text.summary.as_str(), text.description.as_str()])
}
