//! "Add to calendar": the talks that are meant, as a file for whatever calendar somebody uses; made in the page, so that it works without a
//! network. Not: an address that a calendar fetches again, which is `mine::subscription`.

use crate::api::ApiError;
use crate::api::workshop::calendar;
use crate::browser::{now_unix, save_file, site};
use crate::components::icon::{Glyph, Icon};
use crate::state::desk::Desk;
use crate::state::programme::{LongReading, Programme};
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// The button. `talks`: positions in `Agenda::talks`; `what`: what they are, for the file's name (a date, a talk's id, …).
#[component]
pub(super) fn SaveCalendar(
    programme: Rc<Programme>,
    #[prop(into)] talks: Signal<Vec<usize>>,
    #[prop(into)] what: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let desk = Desk::here();
    let programme = StoredValue::new_local(programme);
    let making = RwSignal::new(false);
    let save = move |_| {
        if making.get_untracked() {
            return;
        }
        making.set(true);
        leptos::task::spawn_local(async move {
            let told = saved(&programme.get_value(), &talks.get_untracked(), &what.get_untracked()).await;
            making.set(false);
            desk.tell(told);
        });
    };
    view! {
        <button class=format!("button {class}") type="button" aria-busy=move || if making.get() { "true" } else { "false" } on:click=save>
            <Glyph icon=Icon::Agenda/>{label}
        </button>
    }
}

/// What to tell about it.
async fn saved(programme: &Programme, talks: &[usize], what: &str) -> String {
    if talks.is_empty() {
        return t!("There is no talk to put into a calendar here.").to_owned();
    }
    let texts = match untrack(|| programme.texts()) {
        LongReading::Ready(texts) => Some(texts),
        LongReading::Waiting | LongReading::Failed(_) => None,
    };
    let file = match calendar(&programme.agenda, talks, texts.as_deref(), &site(), now_unix()).await {
        Ok(file) => file,
        Err(ApiError::Unreachable) => {
            return t!(
                "The part of the app that makes calendar files has not been loaded yet, and there is no network. Try again when there is."
            )
            .to_owned();
        }
        Err(error) => return t!("The calendar file was not made. {why}", why = text::api_error(&error)),
    };
    let name = file_name(&programme.agenda.name, what);
    match save_file(&name, "text/calendar;charset=utf-8", &file) {
        Ok(()) => tn!(
            talks.len(),
            "{n} talk saved as {name}. Open the file to put it into your calendar.",
            "{n} talks saved as {name}. Open the file to put it into your calendar.",
            name
        ),
        Err(_) => t!("This browser does not let the page save a file. Nothing was saved.").to_owned(),
    }
}

/// `harbourside-2026_2026-11-24.ics`: letters that every file system takes.
fn file_name(conference: &str, what: &str) -> String {
    let slug = |text: &str| {
        let words: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        words.split_whitespace().collect::<Vec<_>>().join("-")
    };
    let parts = [slug(conference), slug(what)];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "conference.ics".to_owned() } else { format!("{}.ics", parts.join("_")) }
}

#[cfg(test)]
mod tests {
    use super::file_name;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_file_is_named_after_the_conference_and_what_is_in_it() {
        assert_eq!(file_name("Harbourside 2026", "2026-11-24"), "harbourside-2026_2026-11-24.ics");
        assert_eq!(file_name("開放會議", "MJA8QY"), "mja8qy.ics");
        assert_eq!(file_name("../../etc", ""), "etc.ics");
        assert_eq!(file_name("開放會議", ""), "conference.ics");
    }
}
