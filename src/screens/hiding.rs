//! How "hide everything now" stands, above every screen: that it waits must be known wherever somebody goes on. Not: the button, nor that it is done
//! where the button stands (`profile::status`): there it is said once.

use crate::api::ApiError;
use crate::components::icon::{Glyph, Icon};
use crate::routes::Route;
use crate::state::hiding::{Hiding, Wish};
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A banner while the wish waits, and a word once it is done.
#[component]
pub fn HideWaiting() -> impl IntoView {
    let hiding = Hiding::here();
    let path = use_location().pathname;
    let is_said_there = move || path.get() == Route::Profile.to_string();
    // One place from the beginning, so that what comes into it is read out.
    view! {
        <div class="news-place" role="status">
            {move || match hiding.wish() {
                Wish::None | Wish::Sending => ().into_any(),
                Wish::Done if is_said_there() => ().into_any(),
                Wish::Done => view! {
                    <div class="banner good">
                        <Glyph icon=Icon::Hidden/>
                        <p>{text::hidden()}</p>
                        <button class="button quiet" type="button" on:click=move |_| hiding.read()>{t!("Close")}</button>
                    </div>
                }
                .into_any(),
                Wish::Kept(error) => view! {
                    <div class="banner warn">
                        <Glyph icon=Icon::Alert/>
                        <div>
                            <p><strong>{t!("Not hidden yet.")}</strong>" "{why(&error)}</p>
                            <p>{t!("Until then others still see what you shared. Your wish is kept on this device and goes first; you need not press again, and may close this page.")}</p>
                        </div>
                    </div>
                }
                .into_any(),
            }}
        </div>
    }
}

fn why(error: &ApiError) -> String {
    match error {
        ApiError::Unreachable | ApiError::Intercepted => {
            t!("There is no way to the conference’s server just now. Everything is hidden as soon as there is one.").to_owned()
        }
        ApiError::SessionExpired => t!("Your sign-in has ended. Everything is hidden as soon as you sign in again.").to_owned(),
        error => text::api_error(error),
    }
}
