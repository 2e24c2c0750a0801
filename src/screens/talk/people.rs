//! Who speaks: their names below the title, and each with a biography. Not: delegates.

use super::super::long_text::long_text;
use crate::domain::agenda::{Agenda, Speaker, Talk, Texts};
use crate::routes::Route;
use leptos::prelude::*;

fn speakers<'a>(agenda: &'a Agenda, talk: &'a Talk) -> impl Iterator<Item = &'a Speaker> {
    talk.speakers.iter().filter_map(|speaker| agenda.speakers.get(*speaker))
}

/// The names, each a way to that speaker's page.
pub(super) fn names(agenda: &Agenda, talk: &Talk) -> impl IntoView + use<> {
    let name =
        |speaker: &Speaker| view! { <li><a href=Route::Speaker(speaker.id.clone()).to_string() dir="auto">{speaker.name.clone()}</a></li> };
    let names: Vec<_> = speakers(agenda, talk).map(name).collect();
    (!names.is_empty()).then(|| view! { <ul class="names" aria-label=t!("Speakers")>{names}</ul> })
}

/// Those of whom there is more to say than the name.
pub(super) fn cards(agenda: &Agenda, talk: &Talk, texts: Option<&Texts>) -> impl IntoView + use<> {
    let card = |speaker: &Speaker| {
        let biography = texts?.speakers.get(&speaker.id).filter(|text| !text.trim().is_empty())?;
        Some(view! {
            <li class="who-speaks">
                <h3><a href=Route::Speaker(speaker.id.clone()).to_string() dir="auto">{speaker.name.clone()}</a></h3>
                {long_text(biography, None)}
            </li>
        })
    };
    let cards: Vec<_> = speakers(agenda, talk).filter_map(card).collect();
    (!cards.is_empty()).then(|| view! { <section class="stack"><h2>{t!("Who speaks")}</h2><ul class="speakers">{cards}</ul></section> })
}
