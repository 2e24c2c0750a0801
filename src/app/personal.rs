//! The screens around signing in and being signed in, one line each. Not: the part of the app that only shows the programme
//! (`elsewhere`, which stands in for this file there).

use super::guard::Guarded;
use crate::routes::Route;
use crate::screens::delegate::DelegatePage;
use crate::screens::directory::Directory;
use crate::screens::profile::ProfileScreen;
use crate::screens::sign_in::{SignIn, SignInLink};
use crate::screens::step_up::{SignInAgain, StepUp};
use leptos::prelude::*;

/// The screen for a place; `route` is the whole address, with what is looked for.
pub(super) fn screen(place: Route, route: Signal<Option<Route>>) -> AnyView {
    match place {
        Route::SignIn(to) => view! { <SignIn to=to.map(|route| *route)/> }.into_any(),
        Route::SignInLink => view! { <SignInLink/> }.into_any(),
        Route::Delegates { .. } => {
            let text = Signal::derive(move || looked_for(route.get()).0);
            let letter = Signal::derive(move || looked_for(route.get()).1);
            view! { <Guarded here=Route::directory() draw=move |viewer| view! { <Directory viewer text letter/> }.into_any()/> }.into_any()
        }
        Route::Delegate(id) => {
            let here = Route::Delegate(id.clone());
            view! { <Guarded here draw=move |viewer| view! { <DelegatePage viewer id=id.clone()/> }.into_any()/> }.into_any()
        }
        Route::Profile => view! { <Guarded here=Route::Profile draw=|viewer| view! { <ProfileScreen viewer/> }.into_any()/> }.into_any(),
        Route::Agenda(_) | Route::Talk(_) => ().into_any(),
    }
}

fn looked_for(route: Option<Route>) -> (String, Option<char>) {
    match route {
        Some(Route::Delegates { text, letter }) => (text, letter),
        Some(_) | None => (String::new(), None),
    }
}

/// What may come over any screen.
#[component]
pub(super) fn Dialogs() -> impl IntoView {
    view! {
        <StepUp/>
        <SignInAgain/>
    }
}
