//! A talk as a card in a list. Not: its page.

use super::icon::{Glyph, Icon};
use super::marked::marked;
use crate::domain::agenda::search::{Query, Snippet};
use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::domain::time::Clock;
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// On the star of a card: the talk's id. A list hears all its stars in one place.
pub const STAR_OF: &str = "data-star";

/// How a card is shown, besides the talk itself.
pub struct Manner<'m> {
    /// By which times are written.
    pub clock: Clock,
    /// Whether the star is pressed at first; later the list sees to it.
    pub starred: bool,
    /// What changed about it since somebody last looked, in a word or two.
    pub change: Option<&'static str>,
    /// Stands before the time, where the list is of several days.
    pub date: Option<String>,
    /// What somebody looks for: its words are marked.
    pub query: Option<&'m Query>,
    /// A line of the talk's long text in which they were found.
    pub snippet: Option<Snippet>,
}

/// The whole card leads to the talk; the star is a button of its own.
pub fn talk_card(agenda: &Agenda, talk: &Talk, manner: Manner<'_>) -> impl IntoView + use<> {
    let Manner { clock, starred, change, date, query, snippet } = manner;
    let show = |name: &str| marked(name, &query.map(|query| query.marks(name)).unwrap_or_default());
    let who = agenda.speaker_names(talk);
    let track = talk.track.and_then(|track| agenda.tracks.get(track));
    let length = talk.start.minutes_until(talk.end);
    let link = view! { <a href=Route::Talk(talk.id.clone()).to_string() dir="auto">{show(&talk.title)}</a> };
    let lang = talk.language.clone();
    let is_off = talk.standing == TalkStanding::Cancelled;
    // Below the title only where it says why the talk was found.
    let found_in_subtitle = query.is_some_and(|query| !query.marks(&talk.subtitle).is_empty());
    view! {
        <li class="talk" class:off=is_off>
            <h3 lang=lang>{is_off.then(|| view! { <span class="mark-off">{t!("Cancelled")}</span>" " })}{change.map(|change| view! { <span class="change-mark">{change}</span>" " })}{link}</h3>
            {list_star(talk, starred)}
            {found_in_subtitle.then(|| view! { <p class="who" dir="auto">{show(&talk.subtitle)}</p> })}
            {(!who.is_empty()).then(|| view! { <p class="who" dir="auto">{show(&who)}</p> })}
            {snippet.map(|snippet| view! { <p class="snippet" dir="auto">{marked(&snippet.line, &snippet.marks)}</p> })}
            <p class="meta">
                {date.map(|date| view! { <b>{date}</b> })}
                <span dir="auto">{text::time::span(clock, talk.start, talk.end)}</span>
                <span dir="auto">{show(agenda.room_name(talk))}</span>
                {(length > 0).then(|| view! { <span>{text::duration(length)}</span> })}
                {track.map(|track| {
                    let colour = track.colour.clone();
                    view! { <span class="chip" dir="auto"><i class="dot" style:background-color=colour></i>{show(&track.name)}</span> }
                })}
                {query.map(|query| labels(talk, query))}
            </p>
        </li>
    }
}

/// The kind and the key words that were looked for.
fn labels(talk: &Talk, query: &Query) -> impl IntoView + use<> {
    let found = talk.tags.iter().chain([&talk.kind]).map(|label| (label, query.marks(label))).filter(|(_, marks)| !marks.is_empty());
    found.map(|(label, marks)| view! { <span dir="auto">{marked(label, &marks)}</span> }).collect_view()
}

fn list_star(talk: &Talk, starred: bool) -> impl IntoView + use<> {
    view! {
        <button
            class="star" type="button" data-star=talk.id.to_string() aria-label=t!("Star {title}", title = talk.title)
            aria-pressed=if starred { "true" } else { "false" }
        >
            <Glyph icon=Icon::Star/>
        </button>
    }
}

/// The star of one talk, by itself.
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
            class="star" type="button" aria-label=t!("Star {title}", title) aria-pressed=move || if starred.get() { "true" } else { "false" }
            on:click=move |_| toggle()
        >
            <Glyph icon=Icon::Star/>
        </button>
    }
}
