//! The directory: people who chose to be listed, with what they share with the viewer. Not: a word about anybody else.

use crate::api::ApiError;
use crate::browser::after;
use crate::components::icon::Icon;
use crate::components::portrait::Portrait;
use crate::components::search_box::SearchBox;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::components::windowed::Piece;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::privacy::Field;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::sync::Arc;

const PIECE: usize = 12;

/// List, search and letters; what is looked for stands in the address.
#[component]
pub fn Directory(viewer: Viewer, text: Signal<String>, letter: Signal<Option<char>>) -> impl IntoView {
    let account = viewer.account.clone();
    let first = Remote::new(move || account.directory(DirectoryQuery { text: text.get(), letter: letter.get(), cursor: None }));
    let viewer = StoredValue::new_local(viewer);
    view! {
        <div class="stack">
            <h1>"Delegates"</h1>
            <Finder text/>
            <Letters letter/>
            {move || match first.read() {
                Load::Waiting => view! { <Waiting what="Loading the directory"/> }.into_any(),
                Load::Failed(error) => {
                    view! { <Failure title="The directory did not load" sentence=text::api_error(&error) retry=move || first.ask_again()/> }.into_any()
                }
                Load::Ready(page) if page.delegates.is_empty() => {
                    view! { <Nobody searching=Signal::derive(move || !text.get().is_empty() || letter.get().is_some())/> }.into_any()
                }
                Load::Ready(page) => view! { <Pages page viewer=viewer.get_value() text letter/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Finder(text: Signal<String>) -> impl IntoView {
    let navigate = use_navigate();
    let pause = StoredValue::new_local(None);
    let search = move |text: String| {
        let navigate = navigate.clone();
        // One question for a word, not one for each letter.
        let wait = after(200, move || {
            let to = Route::Delegates { text: text.trim().to_owned(), letter: None }.to_string();
            navigate(&to, NavigateOptions { replace: true, scroll: false, ..Default::default() });
        });
        pause.set_value(Some(wait));
    };
    view! { <SearchBox label="Search delegates" placeholder="Name, organisation, job title …" wanted=text search/> }
}

#[component]
fn Letters(letter: Signal<Option<char>>) -> impl IntoView {
    let link = move |wanted: Option<char>, label: String| {
        let href = Route::Delegates { text: String::new(), letter: wanted }.to_string();
        let current = move || (letter.get() == wanted).then_some("true");
        view! { <a href=href aria-current=current>{label}</a> }
    };
    view! {
        <nav class="letters" aria-label="First letter of the name">
            {link(None, "All".into())}
            {('A'..='Z').map(|l| link(Some(l), l.to_string())).collect_view()}
        </nav>
    }
}

#[component]
fn Nobody(searching: Signal<bool>) -> impl IntoView {
    move || {
        if searching.get() {
            view! {
                <Standing icon=Icon::Search title="Nobody found">
                    <p>"Among the people who chose to be listed, nobody matches. Others may be here too: being in the directory is everybody’s own choice."</p>
                    <a class="button" href=Route::directory().to_string()>"Show everybody who is listed"</a>
                </Standing>
            }
        } else {
            view! {
                <Standing icon=Icon::People title="Nobody has chosen to be listed yet">
                    <p>"The directory shows only people who ask to be in it. Would you like to be the first?"</p>
                    <a class="button primary" href=Route::Profile.to_string()>"Profile and privacy"</a>
                </Standing>
            }
        }
    }
}

/// The pages loaded so far; more come when the end is near.
#[component]
fn Pages(page: DirectoryPage, viewer: Viewer, text: Signal<String>, letter: Signal<Option<char>>) -> impl IntoView {
    let found = page.found;
    let searched = !text.get_untracked().is_empty() || letter.get_untracked().is_some();
    let pages = RwSignal::new_local(vec![Arc::new(page.delegates)]);
    let next = RwSignal::new(page.next);
    let failed = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let account = viewer.account.clone();
    let desk = Desk::here();
    let more = StoredValue::new_local(move || {
        let Some(cursor) = next.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let account = account.clone();
        let query = DirectoryQuery { text: text.get_untracked(), letter: letter.get_untracked(), cursor: Some(cursor) };
        desk.act(
            move || account.directory(query.clone()),
            move |outcome| {
                busy.try_set(false);
                match outcome {
                    Ok(page) => {
                        pages.try_update(|pages| pages.push(Arc::new(page.delegates)));
                        next.try_set(page.next);
                    }
                    Err(error) => {
                        failed.try_set(Some(error));
                    }
                }
            },
        );
    });
    let viewer = StoredValue::new_local(viewer);
    let piece = move |page: Arc<Vec<Delegate>>, from: usize| {
        let rows = page.len().min(from + PIECE) - from;
        let draw = move || {
            let rows =
                page.iter().skip(from).take(PIECE).map(|delegate| viewer.with_value(|viewer| person_card(delegate, viewer))).collect_view();
            view! { <ul class="people">{rows}</ul> }.into_any()
        };
        view! { <Piece estimate=(rows * 40) as u32 first={from == 0} draw/> }
    };
    let all = move || {
        let starts = pages
            .get()
            .into_iter()
            .flat_map(|page| (0..page.len()).step_by(PIECE).map(move |from| (page.clone(), from)).collect::<Vec<_>>());
        starts.collect::<Vec<_>>()
    };
    view! {
        <p class="hint" role="status">{if searched {
            text::count(found, "person found", "people found")
        } else {
            text::count(found, "person chose to be listed", "people chose to be listed")
        }}</p>
        <div class="stack">
            <For each=all key=|(page, from)| (Arc::as_ptr(page) as usize, *from) children=move |(page, from)| piece(page, from)/>
        </div>
        <p class="problem" role="alert">{move || failed.get().map(|error| text::api_error(&error))}</p>
        {move || {
            next.get().map(|_| view! { <button class="button" type="button" aria-busy=move || busy.get().to_string() on:click=move |_| more.with_value(|more| more())>"Show more"</button> })
        }}
    }
}

/// A person as a card; the whole card leads to their page.
pub(super) fn person_card(delegate: &Delegate, viewer: &Viewer) -> impl IntoView + use<> {
    let name = delegate.name.as_str().to_owned();
    let lines: Vec<String> =
        [Field::JobTitle, Field::Organisation].into_iter().filter_map(|field| delegate.shared(field)).map(str::to_owned).collect();
    view! {
        <li class="person">
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
