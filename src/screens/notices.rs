//! Everything that the organisers have told, the latest first. Not: the banner over other screens (`app::bulletins`).

use crate::browser::focus_heading;
use crate::components::bulletin_card::{Voice, bulletin_card, way_to_extent};
use crate::components::icon::Icon;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::domain::bulletin::Bulletin;
use crate::domain::time::Moment;
use crate::state::bulletins::{Bulletins, Doubt, Freshness};
use crate::state::embedding::Embedding;
use crate::text;
use leptos::prelude::*;

/// The list.
#[component]
pub fn NoticesScreen() -> impl IntoView {
    let bulletins = Bulletins::here();
    let key = |bulletin: &Bulletin| (bulletin.id.clone(), bulletin.revision);
    // Outside the reactive system: the device's memory.
    Effect::new(move |_| bulletins.shown(&bulletins.all().bulletins));
    let none = move || {
        if !bulletins.all().bulletins.is_empty() {
            return None;
        }
        Some(match bulletins.freshness() {
            Freshness::Asking => view! { <Waiting what=t!("Loading the notices")/> }.into_any(),
            Freshness::Behind(None) => {
                let sentence = t!("The organisers’ notices could not be asked for. They come by themselves as soon as there is a connection.");
                view! { <Failure title=t!("No connection") sentence retry=move || bulletins.look()/> }.into_any()
            }
            Freshness::Current(_) | Freshness::Old(_) | Freshness::Behind(Some(_)) => view! {
                <Standing icon=Icon::Check title=t!("There is nothing to tell")>
                    <p>{t!("When something happens that everybody should know, it stands here, and over every screen until you have read it.")}</p>
                </Standing>
            }
            .into_any(),
        })
    };
    view! {
        <div class="stack">
            <h1>{t!("Notices")}</h1>
            <p class="hint">{t!("What the organisers tell everybody: about people’s data, and about the conference. You need not be signed in to read it.")}</p>
            {none}
            <div class="stack notices-all">
                <For each=move || bulletins.all().bulletins.clone() key=key children=move |bulletin| card(bulletins, bulletin)/>
            </div>
            <p class="hint">{move || freshness(bulletins)}</p>
        </div>
    }
}

fn card(bulletins: Bulletins, bulletin: Bulletin) -> AnyView {
    let extent = way_to_extent(&bulletin);
    let shown = bulletin.clone();
    let inside = Embedding::here().is_inside();
    let below = move || {
        // Another page around could lead the press, and would learn from the height what was read.
        if inside {
            return ().into_any();
        }
        if bulletins.waits(&bulletin) {
            let read = bulletin.clone();
            let class = match Voice::of(&read) {
                Voice::Strong => "button primary",
                Voice::Calm => "button",
            };
            view! {
                <button class=class type="button" on:click=move |_| {
                    bulletins.read(&read);
                    focus_heading();
                }>{t!("I have read this")}</button>
            }
            .into_any()
        } else {
            view! { <span class="hint">{t!("Read")}</span> }.into_any()
        }
    };
    bulletin_card(&shown, shown.text.clone(), true, None, view! { {below}{extent} }.into_any())
}

/// When it was last certain that this is all, and how that is known.
fn freshness(bulletins: Bulletins) -> Option<String> {
    let at = |unix: i64| text::notice_time(Moment::new(unix, 0));
    let how = match bulletins.doubt() {
        None => t!("Signed by the organisers."),
        Some(Doubt::Unchecked) => text::notice_unchecked(),
        Some(Doubt::OtherKey) => text::notices_other_key(),
        Some(Doubt::Forged) => text::notices_forged(),
        Some(Doubt::PlayedBack) => text::notices_played_back(),
    };
    match bulletins.freshness() {
        Freshness::Asking | Freshness::Behind(None) => None,
        Freshness::Current(unix) => Some(format!("{} {how}", t!("Complete as of {when}.", when = at(unix)))),
        Freshness::Old(unix) => Some(format!("{} {} {how}", t!("Complete as of {when}.", when = at(unix)), text::notices_old())),
        // It was answered, but with something that is not to be believed.
        Freshness::Behind(Some(unix)) if matches!(bulletins.doubt(), Some(Doubt::Forged | Doubt::PlayedBack | Doubt::OtherKey)) => {
            Some(format!("{} {how}", t!("Complete as of {when}.", when = at(unix))))
        }
        Freshness::Behind(Some(unix)) => Some(format!("{} {how}", t!("No connection: this was all of it {when}.", when = at(unix)))),
    }
}
