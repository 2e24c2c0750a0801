//! The way in by an organisation: a plain link that leaves the app, and the page on which people land again. Not: what happens in between,
//! which is the backend's; no token and no code ever comes here.

use super::issuer::enter_with;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Standing, Waiting};
use crate::routes::{Route, SignInProblem};
use crate::screens::sign_in::SignInForm;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// What follows a sign-in for which the page is left.
#[derive(Debug, Clone, PartialEq)]
pub enum Afterwards {
    /// The app goes on there.
    On(Route),
    /// This page waits with what was typed, and the other site is opened beside it.
    Here,
}

/// The button, for a backend that has this organisation behind it.
#[component]
pub fn OrganisationDoor(organisation: String, afterwards: Afterwards) -> impl IntoView {
    let desk = Desk::here();
    let (to, is_beside) = match afterwards {
        Afterwards::On(route) => (route.to_string(), false),
        Afterwards::Here => (String::new(), true),
    };
    let door = desk.sessions.backend().organisation_door(&to)?;
    // `external`: the router must not take it for a place of the app.
    let rel = if is_beside { "external noopener" } else { "external" };
    Some(view! {
        <div class="stack">
            <a class="button" href=door rel=rel target=is_beside.then_some("_blank")>
                <Glyph icon=Icon::Outward/>
                <span>{enter_with(organisation)}</span>
            </a>
            {is_beside.then(|| view! { <p class="hint">{t!("It opens in a new tab. Come back to this one afterwards: what you typed is still here.")}</p> })}
        </div>
    })
}

/// Back, and signed in: other tabs hear of it, and the app goes on.
#[component]
pub fn SignInDone(to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let navigate = use_navigate();
    let onwards = to.clone();
    // Outside the reactive system: to the other tabs and to the address bar.
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            desk.sessions.tell_other_tabs();
            if let Some(to) = &onwards {
                navigate(&to.to_string(), leptos_router::NavigateOptions { replace: true, ..Default::default() });
            }
        }
    });
    move || {
        match desk.sessions.read() {
        Session::SignedIn(_) | Session::Lapsed(_) if to.is_none() => view! {
            <Standing icon=Icon::Check title=t!("You are signed in")>
                <h1 class="visually-hidden">{t!("Sign in")}</h1>
                <p>{t!("You can close this tab and go on in the one you came from. What you typed there is still there.")}</p>
                <a class="button" href=Route::home().to_string()>{t!("Go on in this tab")}</a>
            </Standing>
        }
        .into_any(),
        Session::Restoring | Session::SignedIn(_) | Session::Lapsed(_) => view! { <Waiting what=t!("Signing in")/> }.into_any(),
        Session::Unconfirmed(error) => view! {
            <Standing icon=Icon::Offline title=t!("We could not find out whether you are signed in") failed=true>
                <h1 class="visually-hidden">{t!("Sign in")}</h1>
                <p>{text::api_error(&error)}</p>
                <button class="button primary" type="button" on:click=move |_| leptos::task::spawn_local(desk.sessions.restore())>{t!("Try again")}</button>
            </Standing>
        }
        .into_any(),
        Session::SignedOut(_) => {
            view! { <SignInProblemPage problem=SignInProblem::Expired to=to.clone()/> }.into_any()
        }
    }
    }
}

/// Back, and not signed in (or not joined): why, and the other ways in.
#[component]
pub fn SignInProblemPage(problem: SignInProblem, to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let (title, sentence) = text::sign_in_problem(problem);
    let onwards = to.unwrap_or_else(Route::after_sign_in);
    let navigate = use_navigate();
    let there = onwards.to_string();
    // Somebody who was outside and has found another way in goes on; somebody inside reads why nothing was joined.
    Effect::new(move |was_out: Option<bool>| {
        let is_in = matches!(desk.sessions.read(), Session::SignedIn(_));
        if is_in && was_out == Some(true) {
            navigate(&there, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
        matches!(desk.sessions.read(), Session::SignedOut(_)) || was_out == Some(true)
    });
    view! {
        <div class="door">
            <h1>{t!("Sign in")}</h1>
            <div class="banner" role="alert">
                <Glyph icon=Icon::Alert/>
                <div>
                    <p><strong>{title}</strong></p>
                    <p>{sentence}</p>
                </div>
            </div>
            {move || match desk.sessions.viewer().get() {
                Some(_) => {
                    let back = onwards.to_string();
                    view! { <a class="button primary" href=back>{t!("Go on")}</a> }.into_any()
                }
                None => {
                    let afterwards = Afterwards::On(onwards.clone());
                    view! { <div class="card"><SignInForm afterwards/></div> }.into_any()
                }
            }}
        </div>
    }
}
