//! The notice that a starred talk moved, over every screen until it is read. Not: the list of changes.

use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::changes::{Change, Changes};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::{Programmes, Reading};
use crate::text;
use leptos::prelude::*;

/// Most talks named; the list of changes has them all.
const MOST: usize = 3;

/// Announced politely when it appears. A talk that is new cannot have been starred, so every change here is bad news for somebody's plan.
#[component]
pub(super) fn StarredNews() -> impl IntoView {
    let desk = Desk::here();
    let programmes = Programmes::here();
    let news = Memo::new(move |_| desk.news.of_starred());
    let shown = move || {
        let news = news.get();
        (news.count() > 0).then(|| {
            let names = names(&news, programmes);
            let more = news.count().saturating_sub(names.len());
            let rows = names.into_iter().map(|(title, mark)| view! { <li>{tv!("{talk}: {change}", talk = view! { <bdi>{title}</bdi> }, change = mark)}</li> }).collect_view();
            view! {
                <div class="banner warn news">
                    <Glyph icon=Icon::Alert/>
                    <div>
                        <p><strong>{tn!(news.count(), "{n} of your starred talks has changed", "{n} of your starred talks have changed")}</strong></p>
                        <ul>{rows}{(more > 0).then(|| view! { <li>{tn!(more, "… and {n} more.", "… and {n} more.")}</li> })}</ul>
                    </div>
                    <div class="actions">
                        <a class="button primary" href=Route::Changes.to_string() on:click=move |_| desk.news.put_away()>{t!("See what changed")}</a>
                        <button class="button quiet" type="button" on:click=move |_| {
                            desk.news.put_away();
                            crate::browser::focus_heading();
                        }>{t!("Put away")}</button>
                    </div>
                </div>
            }
        })
    };
    view! { <div class="news-place" role="status">{shown}</div> }
}

/// The titles, each with the first thing that is different about it.
fn names(news: &Changes, programmes: Programmes) -> Vec<(String, String)> {
    let Reading::Ready(programme) = programmes.own_untracked() else { return Vec::new() };
    let changed = news.talks.iter().filter_map(|(id, changes)| {
        let talk = programme.agenda.talk(id)?;
        Some((talk.title.clone(), said(changes)))
    });
    let gone = news.gone.iter().map(|talk| (talk.title.clone(), t!("no longer in the programme").to_owned()));
    changed.chain(gone).take(MOST).collect()
}

fn said(changes: &[Change]) -> String {
    text::in_a_row(changes.iter().map(|change| text::change_word(change).to_owned()).collect())
}
