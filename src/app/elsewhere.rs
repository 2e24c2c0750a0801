//! Stands in for `personal` in the part of the app that only shows the programme: the address is the same, so loading the page again brings
//! the other part. Not: a screen.

use crate::components::standing::Waiting;
use crate::routes::Route;
use leptos::prelude::*;

/// Loads the part that has the screen. The history entry is there already.
pub(super) fn screen(_place: Route, _route: Signal<Option<Route>>) -> AnyView {
    // Once the router has written the address.
    request_animation_frame(crate::browser::reload);
    view! { <Waiting what="Loading"/> }.into_any()
}

/// Nothing here waits for a proof.
#[component]
pub(super) fn Dialogs() -> impl IntoView {}
