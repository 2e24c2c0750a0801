//! A talk as a card in a list. Not: its page.

use super::icon::{Glyph, Icon};
use crate::domain::agenda::{Agenda, Talk};
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// The whole card leads to the talk; the star is a button of its own.
pub fn talk_card(agenda: &Agenda, talk: &Talk, star: AnyView) -> impl IntoView + use<> {
    let who = agenda.speaker_names(talk);
    let track = talk.track.and_then(|track| agenda.tracks.get(track));
    let length = talk.start.minutes_until(talk.end);
    let link = view! { <a href=Route::Talk(talk.id.clone()).to_string() dir="auto">{talk.title.clone()}</a> };
    let lang = talk.language.clone();
    view! {
        <li class="talk">
            <h3 lang=lang>{link}</h3>
            {star}
            {(!who.is_empty()).then(|| view! { <p class="who" dir="auto">{who}</p> })}
            <p class="meta">
                <span dir="ltr">{times(talk)}</span>
                <span dir="auto">{agenda.room_name(talk).to_owned()}</span>
                {(length > 0).then(|| view! { <span>{text::duration(length)}</span> })}
                {track.map(|track| {
                    let colour = track.colour.clone();
                    view! { <span class="chip" dir="auto"><i class="dot" style:background-color=colour></i>{track.name.clone()}</span> }
                })}
            </p>
        </li>
    }
}

/// `10:00–10:30`; only the start where the end is not known.
fn times(talk: &Talk) -> String {
    if talk.end > talk.start { format!("{}–{}", talk.start.clock(), talk.end.clock()) } else { talk.start.clock() }
}

/// The star of one talk.
#[component]
pub fn Star(
    /// The talk's title, for the button's name.
    #[prop(into)]
    title: String,
    #[prop(into)] starred: Signal<bool>,
    toggle: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="star" type="button" aria-label=format!("Star {title}") aria-pressed=move || if starred.get() { "true" } else { "false" }
            on:click=move |_| toggle()
        >
            <Glyph icon=Icon::Star/>
        </button>
    }
}
