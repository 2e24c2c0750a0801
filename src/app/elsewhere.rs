//! Stands in for `personal` in the part of the app that only shows the programme: the address is the same, so loading the page again brings
//! the other part. Not: a screen.

use crate::api::{Backend, Rest};
use crate::components::standing::{Failure, Waiting};
use crate::config::Dialect;
use crate::oidc::Client;
use crate::routes::Route;
use leptos::prelude::*;
use std::rc::Rc;

/// Loads the part that has the screen, if there is a network to load it by: a page that is there is worth more than the browser's own error.
pub(super) fn screen(_place: Route, _route: Signal<Option<Route>>) -> AnyView {
    let failed = RwSignal::new(false);
    let go = move || {
        failed.set(false);
        leptos::task::spawn_local(async move {
            match crate::config::load().await {
                // The history entry for the address is there already.
                Ok(_) => crate::browser::reload(),
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    };
    go();
    let drawn = move || {
        if failed.get() {
            let sentence = t!(
                "This part of the app could not be loaded. Nothing was lost; the programme is still here. Check the connection and try again."
            );
            view! { <Failure title=t!("No connection") sentence retry=go/> }.into_any()
        } else {
            view! { <Waiting what=t!("Loading")/> }.into_any()
        }
    };
    view! { <h1 class="visually-hidden">{t!("Loading")}</h1> {drawn} }.into_any()
}

/// Nothing that is typed here could be lost.
#[component]
pub(super) fn Warnings() -> impl IntoView {}

/// Nothing here waits for a proof.
#[component]
pub(super) fn Dialogs() -> impl IntoView {}

/// The backend of an app that signs people in by itself, for the part that does not.
pub(super) fn through_issuer(base: &str, dialect: Dialect, _client: &Client) -> Rc<dyn Backend> {
    Rc::new(Rest::as_anybody(base, dialect))
}
