//! Talks that somebody shares by a link, beside one's own stars. Not: kept anywhere, and nothing is starred until somebody says so.

mod compared;

use super::loaded::with_programme;
use crate::browser::fragment;
use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::domain::agenda::plan::Picks;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What stands behind `#` of this address.
#[component]
pub fn PicksScreen() -> impl IntoView {
    let desk = Desk::here();
    let hash = use_location().hash;
    let picks = Memo::new(move |_| {
        // The router tells that it changed; the browser tells what it is.
        hash.track();
        let text = fragment().or_else(|| desk.picks_seen.get_value());
        desk.picks_seen.set_value(text.clone());
        Picks::from_fragment(text.as_deref().unwrap_or(""))
    });
    view! {
        <div class="stack">
        <h1>{t!("Shared picks")}</h1>
        {move || match picks.get() {
            Err(fault) => {
                let (title, sentence) = text::plan::picks_fault(fault);
                view! {
                    <Standing icon=Icon::Link title>
                        <p>{sentence}</p>
                        <a class="button" href=Route::home().to_string()>{t!("To the programme")}</a>
                    </Standing>
                }.into_any()
            }
            Ok(picks) => with_programme(move |programme| view! { <compared::Compared picks=picks.clone() programme/> }.into_any()).into_any(),
        }}
        </div>
    }
}
