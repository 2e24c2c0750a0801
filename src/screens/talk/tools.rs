//! What somebody does with a talk: star it, hand it on, take it to their calendar. Not: what it is, nor how a calendar is written.

use crate::browser::{ShareOutcome, can_share, copy, origin, share};
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::Talk;
use crate::routes::Route;
use crate::screens::agenda::toggle_star;
use crate::screens::save_calendar::SaveCalendar;
use crate::state::desk::Desk;
use crate::state::embedding::Embedding;
use crate::state::programme::Programme;
use leptos::prelude::*;
use std::rc::Rc;

/// The buttons.
#[component]
pub(super) fn Tools(programme: Rc<Programme>, talk: Talk) -> impl IntoView {
    let place = programme.agenda.talks.iter().position(|other| other.id == talk.id);
    let file = talk.id.to_string();
    let desk = Desk::here();
    let id = talk.id.clone();
    let starred = Signal::derive(move || desk.favourites.has(&id));
    let id = talk.id.clone();
    let name = t!("Star {title}", title = talk.title);
    let page = format!("{}{}", origin(), Route::Talk(talk.id.clone()));
    let title = talk.title;
    let hand_on = move |_| {
        let (title, page) = (title.clone(), page.clone());
        leptos::task::spawn_local(async move {
            if can_share() && matches!(share(&title, &page).await, ShareOutcome::Shared | ShareOutcome::Dismissed) {
                return;
            }
            desk.tell(match copy(&page).await {
                Ok(()) => t!("The link to this talk is copied.").to_owned(),
                Err(_) => t!("This browser does not let the page copy. The link is {page}", page),
            });
        });
    };
    view! {
        <div class="talk-tools">
            <button
                class="button star-this" type="button" aria-label=name aria-pressed=move || if starred.get() { "true" } else { "false" }
                on:click=move |_| toggle_star(desk, &id)
            >
                <Glyph icon=Icon::Star/>{t!("Star")}
            </button>
            <button class="button" type="button" on:click=hand_on><Glyph icon=Icon::Share/>{if can_share() { t!("Share") } else { t!("Copy link") }}</button>
            <SaveCalendar programme talks=Signal::derive(move || place.into_iter().collect()) what=file label=t!("Add to calendar")/>
        </div>
        // Longer words may need another line, and another page around follows how high this one is.
        {(!Embedding::here().is_inside()).then(|| view! { <p class="hint">{move || if starred.get() { t!("Starred. Only you can see this.") } else { t!("Star it to find it again. Only you will see it.") }}</p> })}
    }
}
