//! Search, filters and what they found: each choice is a new address, and words follow into it after a pause. Not: what is found.

mod chips;
pub(crate) mod days;
mod groups;

pub(super) use self::chips::ways_out;
use super::finding::Finding;
use crate::browser::{after, focus_element, on_key};
use crate::components::icon::{Glyph, Icon};
use crate::components::search_box::SearchBox;
use crate::domain::agenda::filter::{Facet, Filter};
use crate::state::embedding::Embedding;
use crate::state::preferences::{has_shortcut, set_shortcut};
use crate::words::number;
use leptos::prelude::*;

/// The search box, for the key that leads to it.
const SEARCH: &str = "find";
/// The button that opens the filters, to which the focus goes from a chip that is gone.
const OPENER: &str = "filters-open";

/// How long the number found stands still before it is told, in milliseconds: nobody wants to hear every key counted.
const TOLD_AFTER: u32 = 700;

/// Everything to find with, in one region.
#[component]
pub(crate) fn Finder(finding: Finding) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let wanted = Signal::from(finding.words);
    let chosen = move || finding.asked.with(|filter| Facet::ALL.into_iter().map(|facet| filter.chosen(facet).len()).sum::<usize>());
    let starred = Signal::derive(move || finding.asked.with(|filter| filter.starred_only));
    let toggle_starred = move |_| finding.choose(|filter| filter.starred_only = !filter.starred_only);
    view! {
        <div class="finder" on:focusin=move |_| finding.prepare()>
            <SearchBox id=SEARCH label=t!("Search the programme") placeholder=t!("Title, person, room, topic …") wanted search=move |words| finding.look_for(words)/>
            <div class="finder-bar">
                <button
                    id=OPENER class="button" type="button" aria-expanded=move || is_open.get().to_string() aria-controls="filters"
                    on:click=move |_| is_open.update(|open| *open = !*open)
                >
                    <Glyph icon=Icon::Filter/>
                    {t!("Filters")}
                    {move || Some(chosen()).filter(|n| *n > 0).map(|n| view! { <span class="badge">{number(n)}</span> })}
                </button>
                // Another page around follows how high the list is.
                {(!Embedding::here().is_inside()).then(|| view! {
                    <label class="toggle">
                        <input type="checkbox" prop:checked=starred on:change=toggle_starred/>
                        {t!("Only what I starred")}
                    </label>
                })}
                <Found finding/>
            </div>
            <div id="filters" class="filters" hidden=move || !is_open.get()>
                {move || is_open.get().then(|| view! {
                    <groups::Groups finding/>
                    <div class="filters-foot">
                        <Shortcut/>
                        <button class="button primary" type="button" on:click=move |_| { is_open.set(false); focus_element(OPENER); }>
                            {move || tn!(finding.talks.with(Vec::len), "Show {n} talk", "Show {n} talks")}
                        </button>
                    </div>
                })}
            </div>
            <chips::Chips finding/>
        </div>
    }
}

/// How many are found: seen at once, told once it stands still.
#[component]
fn Found(finding: Finding) -> impl IntoView {
    let found = Memo::new(move |_| tn!(finding.talks.with(Vec::len), "{n} talk", "{n} talks"));
    let told = RwSignal::new(found.get_untracked());
    // Outside the reactive system: what assistive technology says.
    Effect::new(move |before: Option<Option<crate::browser::Guard>>| {
        let found = found.get();
        before.map(|_| after(TOLD_AFTER, move || told.set(found)))
    });
    view! {
        <span class="found" aria-hidden="true">{found}</span>
        <span class="visually-hidden" role="status">{told}</span>
    }
}

/// The key that leads to the search, and that it can be turned off.
#[component]
fn Shortcut() -> impl IntoView {
    let on = RwSignal::new(has_shortcut());
    let set = move |event: leptos::ev::Event| {
        on.set(event_target_checked(&event));
        // Where nothing is kept it holds for this visit, which is as much as a key is worth.
        let _ = set_shortcut(on.get_untracked());
    };
    view! {
        <label class="toggle shortcut"><input type="checkbox" prop:checked=on on:change=set/><span>{tv!("Press {key} to search", key = view! { <kbd>"/"</kbd> })}</span></label>
    }
}

/// Listens for the key as long as the screen is there.
pub(crate) fn listen_for_shortcut() {
    StoredValue::new_local(on_key("/", || {
        if has_shortcut() {
            focus_element(SEARCH);
        }
    }));
}

/// Leads the focus to what stays, from something that a press removes.
fn keep_focus() {
    focus_element(OPENER);
}

/// Whether anything stands in a list of choices.
fn has_choices(filter: &Filter) -> bool {
    Facet::ALL.into_iter().any(|facet| !filter.chosen(facet).is_empty())
}
