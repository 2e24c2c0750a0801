//! Where the link of a sign-in mail lands. Opening it changes nothing: mail scanners follow links too. Not: a sign-in without a press of the
//! button.

use crate::api::{ApiError, Proof};
use crate::browser::{fragment, remove_fragment};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Standing;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Takes the token out of the address before anything is requested, and redeems it when the person says so.
#[component]
pub fn SignInLink() -> impl IntoView {
    let desk = Desk::here();
    let token = fragment();
    remove_fragment();
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            let replace = leptos_router::NavigateOptions { replace: true, ..Default::default() };
            navigate(&Route::after_sign_in().to_string(), replace);
        }
    });
    let Some(token) = token else {
        return view! {
            <Standing icon=Icon::Mail title=t!("This link is not complete")>
                <h1 class="visually-hidden">{t!("Sign in")}</h1>
                <p>{t!("Some mail programs cut links. Open the whole link, or type the code from the same mail.")}</p>
                <a class="button primary" href=Route::SignIn(None).to_string()>{t!("Sign in with a code")}</a>
            </Standing>
        }
        .into_any();
    };
    let token = StoredValue::new(token);
    let go_on = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = desk.sessions.redeem(Proof::Link(token.get_value())).await;
            busy.try_set(false);
            if let Err(error) = outcome {
                let refused = t!("This link works once, within ten minutes, and only in the browser that asked for it.");
                problem.try_set(Some(if matches!(error, ApiError::Invalid(_)) { refused.to_owned() } else { text::api_error(&error) }));
            }
        });
    };
    view! {
        <div class="door">
            <h1>{t!("Sign in")}</h1>
            <div class="card">
                <p>{t!("You opened the link from your sign-in mail. It works once, and only in the browser that asked for it.")}</p>
                <button class="button primary" type="button" aria-busy=move || busy.get().to_string() on:click=go_on>{t!("Continue")}</button>
                <p class="problem" role="alert">{move || problem.get()}</p>
                {move || {
                    problem.get().map(|_| {
                        view! {
                            <p class="hint">{t!("In the browser that asked you can type the code from the same mail. Here you need a new one.")}</p>
                            <a class="button" href=Route::SignIn(None).to_string()>{t!("Ask for a new code here")}</a>
                        }
                    })
                }}
            </div>
            <p class="promise">
                <Glyph icon=Icon::Shield/>
                <span>{t!("Did not ask for this mail? Close this page. Nobody is signed in by opening it.")}</span>
            </p>
        </div>
    }
    .into_any()
}
