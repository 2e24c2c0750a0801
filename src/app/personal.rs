//! The screens around signing in and being signed in, one line each. Not: the part of the app that only shows the programme
//! (`elsewhere`, which stands in for this file there).

use super::guard::Guarded;
use crate::api::bearer::Door;
use crate::api::{Backend, Rest};
use crate::config::Dialect;
use crate::domain::delegate::DirectoryQuery;
use crate::domain::rights::Receipt;
use crate::oidc::Client;
use crate::routes::Route;
use crate::screens::connections::Connections;
use crate::screens::delegate::DelegatePage;
use crate::screens::devices::Devices;
use crate::screens::directory::Directory;
use crate::screens::ending::EndingSoon;
use crate::screens::hiding::HideWaiting;
use crate::screens::my_data::{Erased, MyData};
use crate::screens::policy::PolicyScreen;
use crate::screens::profile::ProfileScreen;
use crate::screens::sign_in::{SignIn, SignInDone, SignInJoin, SignInLink, SignInProblemPage, SignInReturn, SignInThere};
use crate::screens::step_up::{SignInAgain, StepUp};
use crate::screens::who_saw::WhoSaw;
use crate::state::desk::Desk;
use leptos::prelude::*;
use std::rc::Rc;

/// The screen for a place; `route` is the whole address, with what is looked for.
pub(super) fn screen(place: Route, route: Signal<Option<Route>>) -> AnyView {
    match place {
        Route::SignIn(to) => match Desk::here().sessions.backend().door() {
            Some(door) => view! { <SignInThere door to=to.map(|route| *route)/> }.into_any(),
            None => view! { <SignIn to=to.map(|route| *route)/> }.into_any(),
        },
        Route::SignInReturn => view! { <SignInReturn door=Desk::here().sessions.backend().door()/> }.into_any(),
        Route::SignInLink => view! { <SignInLink/> }.into_any(),
        Route::SignInProblem { problem, to } => view! { <SignInProblemPage problem to=to.map(|route| *route)/> }.into_any(),
        Route::SignInJoin(to) => view! { <SignInJoin to=to.map(|route| *route)/> }.into_any(),
        Route::SignInDone(to) => view! { <SignInDone to=to.map(|route| *route)/> }.into_any(),
        Route::Delegates { .. } => {
            let place = Signal::derive(move || looked_for(route.get()));
            view! { <Guarded here=Route::directory() draw=move |viewer| view! { <Directory viewer place/> }.into_any()/> }.into_any()
        }
        Route::Delegate(id) => {
            let here = Route::Delegate(id.clone());
            view! { <Guarded here draw=move |viewer| view! { <DelegatePage viewer id=id.clone()/> }.into_any()/> }.into_any()
        }
        Route::Connections => {
            view! { <Guarded here=Route::Connections draw=|viewer| view! { <Connections viewer/> }.into_any()/> }.into_any()
        }
        Route::Profile => view! { <Guarded here=Route::Profile draw=|viewer| view! { <ProfileScreen viewer/> }.into_any()/> }.into_any(),
        Route::WhoSaw => view! { <Guarded here=Route::WhoSaw draw=|viewer| view! { <WhoSaw viewer/> }.into_any()/> }.into_any(),
        Route::MyData => {
            let erased = RwSignal::new(None::<Receipt>);
            let draw = move || match erased.get() {
                Some(receipt) => view! { <Erased receipt/> }.into_any(),
                None => view! { <Guarded here=Route::MyData draw=move |viewer| view! { <MyData viewer erased/> }.into_any()/> }.into_any(),
            };
            draw.into_any()
        }
        Route::Policy => view! { <PolicyScreen/> }.into_any(),
        Route::Devices => view! { <Guarded here=Route::Devices draw=|viewer| view! { <Devices viewer/> }.into_any()/> }.into_any(),
        Route::Agenda(_)
        | Route::Grid(_)
        | Route::Mine
        | Route::Picks
        | Route::Changes
        | Route::Notices
        | Route::Speakers { .. }
        | Route::Speaker(_)
        | Route::Talk(_) => ().into_any(),
    }
}

fn looked_for(route: Option<Route>) -> (DirectoryQuery, usize) {
    match route {
        Some(Route::Delegates { query, row }) => (query, row),
        Some(_) | None => (DirectoryQuery::default(), 0),
    }
}

/// What is told above any screen.
#[component]
pub(super) fn Warnings() -> impl IntoView {
    view! {
        <HideWaiting/>
        <EndingSoon/>
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

/// The backend of an app that signs people in by itself.
pub(super) fn through_issuer(base: &str, dialect: Dialect, client: &Client) -> Rc<dyn Backend> {
    Rc::new(Rest::through(base, dialect, Door::new(client.clone(), somebody_needed)))
}

/// Where a sign-in that shows nothing may begin by itself: on a screen that shows nothing without somebody.
fn somebody_needed() -> Option<String> {
    let (path, query) = crate::browser::address_here();
    let route = Route::parse(&path, &query)?;
    match route {
        Route::Delegates { .. }
        | Route::Delegate(_)
        | Route::Connections
        | Route::Profile
        | Route::Devices
        | Route::MyData
        | Route::WhoSaw => Some(route.to_string()),
        Route::Agenda(_)
        | Route::Grid(_)
        | Route::Mine
        | Route::Picks
        | Route::Changes
        | Route::Notices
        | Route::Speakers { .. }
        | Route::Speaker(_)
        | Route::Talk(_)
        | Route::SignIn(_)
        | Route::SignInLink
        | Route::SignInProblem { .. }
        | Route::SignInJoin(_)
        | Route::SignInDone(_)
        | Route::Policy
        | Route::SignInReturn => None,
    }
}
