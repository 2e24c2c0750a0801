//! The people found so far, in pieces of which only those near the window are drawn; more come when the end is near. Where somebody is in the list is
//! written into the address as they scroll. Not: what is looked for.

use super::person_card;
use crate::api::ApiError;
use crate::browser::{after, first_below, observe_visible, on_scroll, show_first_of};
use crate::components::windowed::Piece;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::privacy::Field;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::collections::BTreeSet;
use std::sync::Arc;

const PIECE: usize = 12;
/// Height of a row until it was drawn, in CSS pixels.
const ESTIMATE: usize = 40;
/// What the bar at the window's top covers, as the page's `scroll-padding` says, in CSS pixels.
const BAR: f64 = 130.0;
/// How far below the end of the list more is asked for, in CSS pixels.
const NEAR: u32 = 700;

/// A page as it was answered, and the cursor that asked for it.
#[derive(Clone)]
struct Page {
    cursor: Option<String>,
    /// How many rows stand before it.
    before: usize,
    people: Arc<Vec<Delegate>>,
}

/// The list. `asked`: what the first page answers; `row`: the row to begin at.
#[component]
pub(super) fn Rows(
    page: DirectoryPage,
    viewer: Viewer,
    asked: DirectoryQuery,
    row: usize,
    met: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let beginning = asked.cursor.is_some().then(|| Route::directory_of(DirectoryQuery { cursor: None, ..asked.clone() }).to_string());
    let searched = asked != DirectoryQuery { cursor: asked.cursor.clone(), ..DirectoryQuery::default() };
    let found = RwSignal::new(page.found);
    let next = RwSignal::new(page.next);
    meet(met, &page.delegates);
    let pages = RwSignal::new_local(vec![Page { cursor: asked.cursor.clone(), before: 0, people: Arc::new(page.delegates) }]);
    let failed = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let (account, desk) = (viewer.account.clone(), Desk::here());
    let asked = StoredValue::new(asked);
    let more = StoredValue::new_local(move || {
        let Some(cursor) = next.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        failed.set(None);
        let account = account.clone();
        let query = DirectoryQuery { cursor: Some(cursor.clone()), ..asked.get_value() };
        desk.act(
            move || account.directory(query.clone()),
            move |outcome| {
                busy.try_set(false);
                match outcome {
                    Ok(page) => {
                        meet(met, &page.delegates);
                        found.try_set(page.found);
                        next.try_set(page.next);
                        pages.try_update(|pages| {
                            let before = pages.last().map_or(0, |last| last.before + last.people.len());
                            pages.push(Page { cursor: Some(cursor.clone()), before, people: Arc::new(page.delegates) });
                        });
                    }
                    Err(error) => {
                        failed.try_set(Some(error));
                    }
                }
            },
        );
    });
    let settled = find_place(row);
    remember_place(asked, pages, settled);
    let viewer = StoredValue::new_local(viewer);
    let piece = move |page: Page, from: usize| {
        let rows = page.people.len().min(from + PIECE) - from;
        let first = page.before + from;
        let draw = move || {
            let people = page.people.iter().enumerate().skip(from).take(PIECE);
            let cards = people.map(|(at, person)| viewer.with_value(|viewer| person_card(person, viewer, Some(row_id(page.before + at)))));
            view! { <ul class="people">{cards.collect_view()}</ul> }.into_any()
        };
        // Drawn at once: where the list begins, and where it is looked at first.
        let is_first = first == 0 || (first..first + rows).contains(&row);
        view! { <Piece estimate=(rows * ESTIMATE) as u32 first=is_first id=Some(piece_id(first)) draw/> }
    };
    let all = move || {
        let starts = |page: Page| (0..page.people.len()).step_by(PIECE).map(move |from| (page.clone(), from)).collect::<Vec<_>>();
        pages.get().into_iter().flat_map(starts).collect::<Vec<_>>()
    };
    let count = move || text::people_found(found.get(), next.with(Option::is_some), searched);
    view! {
        <p class="hint" role="status">{count}</p>
        {beginning.map(|href| view! { <p><a href=href>{t!("Back to the beginning of the list")}</a></p> })}
        <div class="stack">
            <For each=all key=|(page, from)| (Arc::as_ptr(&page.people) as usize, *from) children=move |(page, from)| piece(page, from)/>
        </div>
        <p class="problem" role="alert">{move || failed.get().map(|error| text::api_error(&error))}</p>
        {move || next.get().map(|_| view! { <More more busy failed/> })}
    }
}

/// Asks for the next page by itself once the end of the list is near; after a failure only when pressed.
#[component]
fn More(more: StoredValue<impl Fn() + 'static, LocalStorage>, busy: RwSignal<bool>, failed: RwSignal<Option<ApiError>>) -> impl IntoView {
    let node = NodeRef::<html::Button>::new();
    // Outside the reactive system: the browser tells when the end comes near.
    Effect::new(move |_| {
        if let Some(button) = node.get() {
            let guard = observe_visible(&button, NEAR, move |near| {
                if near && failed.with_untracked(Option::is_none) {
                    more.with_value(|more| more());
                }
            });
            StoredValue::new_local(guard);
        }
    });
    view! {
        <button node_ref=node class="button" type="button" aria-busy=move || busy.get().to_string() on:click=move |_| more.with_value(|more| more())>
            {t!("Show more")}
        </button>
    }
}

fn meet(met: RwSignal<BTreeSet<String>>, people: &[Delegate]) {
    let names: Vec<&str> = people.iter().filter_map(|person| person.shared(Field::Organisation)).collect();
    if met.with_untracked(|met| names.iter().any(|name| !met.contains(*name))) {
        met.update(|met| met.extend(names.into_iter().map(str::to_owned)));
    }
}

fn row_id(row: usize) -> String {
    format!("row-{row}")
}

fn piece_id(first: usize) -> String {
    format!("rows-{first}")
}

/// Scrolls to the row, which is drawn, once it is in the page, and again as the pieces above it get their heights. Whether that is over.
fn find_place(row: usize) -> StoredValue<bool> {
    let settled = StoredValue::new(row == 0);
    if row > 0 {
        let find = move || show_first_of([row_id(row), piece_id(row - row % PIECE)]);
        request_animation_frame(find);
        for pause in [120, 300] {
            after(pause, find).keep_forever();
        }
        after(400, move || {
            // A list that is gone has no place any more.
            let _ = settled.try_set_value(true);
        })
        .keep_forever();
    }
    settled
}

/// Writes where the list is looked at into the address, when somebody has stopped scrolling.
fn remember_place(asked: StoredValue<DirectoryQuery>, pages: RwSignal<Vec<Page>, LocalStorage>, settled: StoredValue<bool>) {
    let navigate = use_navigate();
    let pause = StoredValue::new_local(None);
    StoredValue::new_local(on_scroll(move |y| {
        if settled.try_get_value() != Some(true) {
            return;
        }
        let navigate = navigate.clone();
        let note = after(150, move || {
            let Some(row) = first_below("row-", BAR).filter(|_| y > 0.0).or((y <= 0.0).then_some(0)) else { return };
            let at = pages.try_with_untracked(|pages| {
                let page = pages.iter().rev().find(|page| page.before <= row)?;
                Some((page.cursor.clone(), row - page.before))
            });
            let (Some(Some((cursor, row))), Some(asked)) = (at, asked.try_get_value()) else { return };
            let to = Route::Delegates { query: DirectoryQuery { cursor, ..asked }, row };
            navigate(&to.to_string(), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        });
        pause.try_set_value(Some(note));
    }));
}
