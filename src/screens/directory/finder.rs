//! What the directory is looked through by: words, a letter, an organisation. Each is a part of the address. Not: the list.

use crate::browser::after;
use crate::components::search_box::SearchBox;
use crate::domain::delegate::{DirectoryQuery, Initial};
use crate::routes::Route;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::collections::BTreeSet;

/// Fewer letters than this would find nearly everybody.
const FEWEST: usize = 2;

/// Search as one types.
#[component]
pub(super) fn Finder(wanted: Memo<DirectoryQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let pause = StoredValue::new_local(None);
    let short = RwSignal::new(false);
    let search = move |text: String| {
        let text = text.trim().to_owned();
        let is_short = is_short(&text);
        short.set(is_short);
        if is_short {
            pause.set_value(None);
            return;
        }
        let navigate = navigate.clone();
        // One question for a word, not one for each letter.
        let wait = after(200, move || {
            let query = DirectoryQuery { text, initial: None, ..wanted.get_untracked() };
            navigate(&Route::directory_of(query).to_string(), quietly());
        });
        pause.set_value(Some(wait));
    };
    let text = Signal::derive(move || wanted.with(|wanted| wanted.text.clone()));
    view! {
        <div class="finder">
            <SearchBox label=t!("Search delegates") placeholder=t!("Name, organisation, job title …") wanted=text search/>
            <p class="hint" role="status">{move || short.get().then_some(t!("Type one more letter."))}</p>
        </div>
    }
}

/// One letter of an alphabet finds nearly everybody; one character of Chinese or Japanese is a name.
fn is_short(text: &str) -> bool {
    let mut letters = text.chars();
    let is_alphabetic = text.chars().all(|c| (c as u32) < 0x2e80);
    letters.next().is_some() && is_alphabetic && letters.count() + 1 < FEWEST
}

fn quietly() -> NavigateOptions {
    NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() }
}

/// First letters of names.
#[component]
pub(super) fn Letters(wanted: Memo<DirectoryQuery>) -> impl IntoView {
    let link = move |initial: Option<Initial>, label: String, name: Option<&'static str>| {
        let href = move || {
            let organisation = wanted.with(|wanted| wanted.organisation.clone());
            Route::directory_of(DirectoryQuery { initial, organisation, ..DirectoryQuery::default() }).to_string()
        };
        let current = move || wanted.with(|wanted| wanted.initial == initial).then_some("true");
        view! { <li><a href=href aria-current=current aria-label=name>{label}</a></li> }
    };
    view! {
        <nav class="letters" aria-label=t!("First letter of the name")>
            <ul>
                {link(None, t!("All").into(), None)}
                {('A'..='Z').map(|letter| link(Some(Initial::Letter(letter)), letter.to_string(), None)).collect_view()}
                {link(Some(Initial::Other), Initial::OTHER.to_string(), Some(t!("Other letters")))}
            </ul>
        </nav>
    }
}

/// The organisations of people who were met in the list, one of which can be chosen. There is no list of all of them: it would say what somebody shares
/// without that anybody looked at them.
#[component]
pub(super) fn Organisations(wanted: Memo<DirectoryQuery>, met: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let navigate = use_navigate();
    let chosen = Memo::new(move |_| wanted.with(|wanted| wanted.organisation.clone().unwrap_or_default()));
    let choose = move |event: leptos::ev::Event| {
        let organisation = Some(event_target_value(&event)).filter(|name| !name.is_empty());
        let query = DirectoryQuery { organisation, ..wanted.get_untracked() };
        navigate(&Route::directory_of(query).to_string(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let names = move || {
        let mut names = met.get();
        names.extend(Some(chosen.get()).filter(|name| !name.is_empty()));
        let option = |name: String| {
            let is_chosen = chosen.with_untracked(|chosen| *chosen == name);
            view! { <option value=name.clone() selected=is_chosen dir="auto">{name.clone()}</option> }
        };
        names.into_iter().map(option).collect_view()
    };
    let absent = move || met.with(BTreeSet::is_empty) && chosen.with(String::is_empty);
    view! {
        <div class="organisation" hidden=absent>
            <select class="input" aria-label=t!("Organisation") aria-describedby="organisation-hint" on:change=choose prop:value=move || { met.track(); chosen.get() }>
                <option value="">{t!("All organisations")}</option>
                {names}
            </select>
            <p class="hint" id="organisation-hint">{t!("Of the people shown so far; scroll on for more.")}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::is_short;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn one_letter_is_too_few_where_letters_spell_names() {
        for (text, short) in [("", false), ("a", true), ("ad", false), ("é", true), ("م", true), ("王", false), ("あ", false)] {
            assert_eq!(is_short(text), short, "{text}");
        }
    }
}
