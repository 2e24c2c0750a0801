//! The directory: people who chose to be listed, with what they share with the viewer. Not: a word about anybody else.

mod finder;
mod rows;

use self::finder::{Finder, Letters, Organisations};
use self::rows::Rows;
use crate::components::icon::{Glyph, Icon};
use crate::components::portrait::Portrait;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::domain::delegate::{Delegate, DirectoryQuery};
use crate::domain::privacy::Field;
use crate::routes::Route;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// List, search, letters and organisations. What is looked for, and where somebody is in the list, stands in the address: Back and a reload lead
/// there again.
#[component]
pub fn Directory(viewer: Viewer, place: Signal<(DirectoryQuery, usize)>) -> impl IntoView {
    // Where in the list somebody is belongs to the address, but is no other question.
    let wanted = Memo::new(move |_| DirectoryQuery { cursor: None, ..place.get().0 });
    let asked = Memo::new(move |before: Option<&(DirectoryQuery, usize)>| {
        let now = place.get();
        match before {
            Some(before) if is_same_list(before, &now) => before.clone(),
            Some(_) | None => now,
        }
    });
    let account = viewer.account.clone();
    let first = Remote::new(move || account.directory(asked.get().0));
    let met = RwSignal::new(BTreeSet::<String>::new());
    let viewer = StoredValue::new_local(viewer);
    let searching = Signal::derive(move || wanted.with(|wanted| *wanted != DirectoryQuery::default()));
    view! {
        <div class="stack">
            <div class="with-way">
                <h1>{t!("Delegates")}</h1>
                <a class="button" href=Route::Connections.to_string()><Glyph icon=Icon::Link/>{t!("Connections")}</a>
            </div>
            <Finder wanted/>
            <Letters wanted/>
            <Organisations wanted met/>
            {move || match first.read() {
                Load::Waiting => view! { <Waiting what=t!("Loading the directory")/> }.into_any(),
                Load::Failed(error) => {
                    view! { <Failure title=t!("The directory did not load") sentence=text::api_error(&error) retry=move || first.ask_again()/> }.into_any()
                }
                Load::Ready(page) if page.delegates.is_empty() => view! { <Nobody searching/> }.into_any(),
                Load::Ready(page) => {
                    let (asked, row) = asked.get_untracked();
                    view! { <Rows page viewer=viewer.get_value() asked row met/> }.into_any()
                }
            }}
        </div>
    }
}

/// Scrolling writes its place into the address, which then names another part of the same list; only the way back to its beginning asks again.
fn is_same_list((before, _): &(DirectoryQuery, usize), (now, row): &(DirectoryQuery, usize)) -> bool {
    let same = DirectoryQuery { cursor: None, ..before.clone() } == DirectoryQuery { cursor: None, ..now.clone() };
    same && !(before.cursor.is_some() && now.cursor.is_none() && *row == 0)
}

#[component]
fn Nobody(searching: Signal<bool>) -> impl IntoView {
    move || {
        if searching.get() {
            view! {
                <Standing icon=Icon::Search title=t!("Nobody found")>
                    <p>{t!("Among the people who chose to be listed, nobody matches. Others may be here too: being in the directory is everybody’s own choice.")}</p>
                    <a class="button" href=Route::directory().to_string()>{t!("Show everybody who is listed")}</a>
                </Standing>
            }
        } else {
            view! {
                <Standing icon=Icon::People title=t!("Nobody has chosen to be listed yet")>
                    <p>{t!("The directory shows only people who ask to be in it. Would you like to be the first?")}</p>
                    <a class="button primary" href=Route::Profile.to_string()>{t!("Profile and privacy")}</a>
                </Standing>
            }
        }
    }
}

/// A person as a card; the whole card leads to their page.
pub(super) fn person_card(delegate: &Delegate, viewer: &Viewer, id: Option<String>) -> impl IntoView + use<> {
    let name = delegate.name.as_str().to_owned();
    let lines: Vec<String> =
        [Field::JobTitle, Field::Organisation].into_iter().filter_map(|field| delegate.shared(field)).map(str::to_owned).collect();
    view! {
        <li class="person" id=id>
            <Portrait name=name.clone() src=photo_of(delegate, viewer)/>
            <div>
                <a href=Route::Delegate(delegate.id.clone()).to_string() dir="auto">{name}</a>
                {lines.into_iter().map(|line| view! { <p dir="auto">{line}</p> }).collect_view()}
            </div>
        </li>
    }
}

/// The address of a shared photo.
pub(super) fn photo_of(delegate: &Delegate, viewer: &Viewer) -> Option<String> {
    let photo = delegate.shared(Field::Photo)?.parse().ok()?;
    Some(viewer.account.photo_url(&delegate.id, &photo))
}
