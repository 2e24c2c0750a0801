//! The language of the page: its words are learnt before anything is drawn, and another one is chosen at the foot. Not: the words.

use crate::browser::{
    LANGUAGES, choose_language, language, plural_category, reload, words_are_missing, words_of_page, written_list, written_number,
};
use crate::config::Config;
use crate::state::desk::Desk;
use crate::words::{Grammar, learn, learn_all, use_grammar};
use leptos::prelude::*;

/// Learns the words that came with the page.
pub(super) fn speak() {
    use_grammar(Grammar { category: plural_category, number: written_number, list: written_list });
    if let Some(file) = words_of_page() {
        // What is no file of words leaves the page in English.
        let _ = learn(&file);
    }
}

/// Takes the organiser's own words for this language in place of the app's.
pub(super) fn speak_as(config: &Config) {
    learn_all(config.words.of(language()));
}

/// The choice at the foot. The page is loaded again to speak another language; whoever has typed something is asked first by the browser.
#[component]
pub(super) fn LanguageChoice() -> impl IntoView {
    let desk = Desk::here();
    let spoken = language();
    // Outside the reactive system: the words did not come, which is told once.
    Effect::new(move |_| {
        if words_are_missing() {
            desk.tell("The words of your language could not be loaded, so Plenary speaks English. Load the page again to try once more.");
        }
    });
    let choose = move |event: leptos::ev::Event| match choose_language(&event_target_value(&event)) {
        Ok(()) => reload(),
        Err(_) => desk.tell(t!("The language stays as it is: this browser keeps no choice for this site.")),
    };
    view! {
        <label>
            {t!("Language")}
            <select class="input" on:change=choose>
                {LANGUAGES
                    .map(|(tag, name)| view! { <option value=tag lang=tag selected=tag == spoken>{name}</option> })
                    .collect_view()}
            </select>
        </label>
    }
}
