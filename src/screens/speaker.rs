//! One speaker: who that is, and the talks. Not: a delegate.

use super::loaded::with_programme;
use super::long_text::long_text;
use super::talk::around::star;
use crate::browser::{DateStyle, format_date};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Standing, Waiting};
use crate::components::talk_row::talk_row;
use crate::domain::agenda::Speaker;
use crate::domain::id::SpeakerId;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::{LongReading, Programme};
use crate::text::time::{on, span};
use leptos::prelude::*;
use std::rc::Rc;

/// A speaker's page.
#[component]
pub fn SpeakerPage(id: SpeakerId) -> impl IntoView {
    with_programme(move |programme| match programme.agenda.speakers.iter().position(|speaker| speaker.id == id) {
        Some(position) => shown(programme, position).into_any(),
        None => gone().into_any(),
    })
}

fn everybody() -> String {
    Route::Speakers { text: String::new() }.to_string()
}

fn gone() -> impl IntoView {
    Desk::here().title(t!("Speaker not found"));
    view! {
        <h1>{t!("This speaker is not in the programme")}</h1>
        <Standing icon=Icon::People title=t!("They may have withdrawn, or the link may be old")>
            <p>{t!("Look for the name among everybody who speaks.")}</p>
            <a class="button primary" href=everybody()>{t!("All speakers")}</a>
        </Standing>
    }
}

fn shown(programme: Rc<Programme>, position: usize) -> impl IntoView {
    let desk = Desk::here();
    let speaker: Option<&Speaker> = programme.agenda.speakers.get(position);
    let (name, id) = speaker.map(|speaker| (speaker.name.clone(), speaker.id.clone())).unzip();
    let name = name.unwrap_or_default();
    desk.title(&name);
    // Views may hold only what can be sent between threads, and a programme cannot.
    let programme = StoredValue::new_local(programme);
    let biography = move || match (programme.with_value(|programme| programme.texts()), &id) {
        (LongReading::Ready(texts), Some(id)) => texts.speakers.get(id).map(|text| long_text(text, None).into_any()),
        (LongReading::Waiting, _) => Some(view! { <Waiting what=t!("Loading the biography")/> }.into_any()),
        (LongReading::Failed(_), _) => Some(view! { <p class="hint">{t!("The biography did not load.")}</p> }.into_any()),
        (LongReading::Ready(_), None) => None,
    };
    let talks = move || {
        let (programme, clock) = (programme.get_value(), desk.clocks.chosen());
        let agenda = &programme.agenda;
        let talks: Vec<_> = agenda.talks.iter().filter(|talk| talk.speakers.contains(&position)).collect();
        let count = tn!(talks.len(), "{n} talk", "{n} talks");
        let rows: Vec<_> = talks
            .into_iter()
            .map(|talk| {
                let date = format_date(on(clock, talk.start).date(), DateStyle::Short);
                talk_row(agenda, talk, "", t!("{date}, {time}", date, time = span(clock, talk.start, talk.end)), star(talk))
            })
            .collect();
        view! { <h2>{count}</h2> <ul class="talk-rows">{rows}</ul> }
    };
    view! {
        <a class="back" href=everybody()><Glyph icon=Icon::Back/>{t!("Speakers")}</a>
        <article class="speaker-page">
            <header class="speaker-head">
                <span class="monogram large" aria-hidden="true">{monogram(&name)}</span>
                <h1 dir="auto">{name.clone()}</h1>
            </header>
            <section class="stack" aria-label=t!("About")>{biography}</section>
            <section class="stack" aria-label=t!("Talks")>{talks}</section>
        </article>
    }
}

/// Words before a name that are not part of it.
const TITLES: [&str; 8] = ["Dr", "Prof", "Professor", "Dame", "Sir", "Mr", "Mrs", "Ms"];

/// The name as people look for it: without a title in front.
pub(super) fn without_title(name: &str) -> &str {
    match name.trim().split_once(char::is_whitespace) {
        Some((title, rest)) if TITLES.contains(&title.trim_end_matches('.')) => without_title(rest),
        Some(_) | None => name.trim(),
    }
}

/// The first letters of the first and the last word of a name; the style sheet makes capitals of them.
pub(super) fn monogram(name: &str) -> String {
    let words: Vec<char> =
        without_title(name).split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_alphabetic()).collect();
    let last = words.last().filter(|_| words.len() > 1);
    words.first().into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_monogram_is_of_the_name_and_not_of_the_title() {
        for (name, letters) in [
            ("Ada Lindqvist", "AL"),
            ("Prof. Zofia Wieczorek", "ZW"),
            ("Dr", "D"),
            ("42", ""),
            ("José María de la Cruz", "JC"),
            ("émile de la tour", "ét"),
        ] {
            assert_eq!(monogram(name), letters, "{name}");
        }
    }
}
