//! The door where the app signs people in by itself: one button that leads to their organisation. Not: the way back (`back`).

use crate::api::bearer::{Departure, Door};
use crate::components::icon::{Glyph, Icon};
use crate::oidc::Intent;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::rc::Rc;

/// Sign-in as a screen: leaves with this page and leads to `to` afterwards.
#[component]
pub fn SignInThere(door: Rc<Door>, to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let to = to.unwrap_or_else(Route::after_sign_in).to_string();
    let (navigate, inside) = (use_navigate(), to.clone());
    // Outside the reactive system: to the address bar. Also where somebody opens the door who is inside already.
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            navigate(&inside, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let name = door.organisation().to_owned();
    let leave = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (door, to) = (Rc::clone(&door), to.clone());
        leptos::task::spawn_local(async move {
            // Where it succeeds the page is left, and the button stays busy until then.
            if let Err(error) = door.prepare(Intent::Enter, to).await.and_then(Departure::leave) {
                busy.try_set(false);
                problem.try_set(Some(text::api_error(&error)));
            }
        });
    };
    view! {
        <div class="door">
            <h1>{t!("Sign in")}</h1>
            <div class="card">
                <p>{t!("You prove who you are at your organisation, on its own page, and come back here.")}</p>
                <button class="button primary" type="button" aria-busy=move || busy.get().to_string() on:click=leave>
                    <Glyph icon=Icon::Lock/>
                    {enter_with(name)}
                </button>
                <p class="problem" role="alert">{move || problem.get()}</p>
            </div>
            <p class="promise">
                <Glyph icon=Icon::Shield/>
                <span>{t!("This app never sees your password. Nobody sees anything about you until you choose to share it.")}</span>
            </p>
        </div>
    }
}

/// The words of a button that leads to the organisation.
pub(super) fn enter_with(organisation: String) -> Vec<AnyView> {
    tv!("Sign in with {organisation}", organisation = view! { <bdi>{organisation}</bdi> })
}

/// The same beside this page, so that what was typed here stays: in a dialog. `done` is called once this page has the tokens.
#[component]
pub fn SignInBeside(door: Rc<Door>, intent: Intent, done: impl Fn() + Clone + 'static) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let waits = RwSignal::new(false);
    let ready = StoredValue::new_local(None::<Departure>);
    let name = door.organisation().to_owned();
    let label = match intent {
        Intent::Enter | Intent::Quiet => enter_with(name),
        Intent::Afresh => tv!("Confirm with {organisation}", organisation = view! { <bdi>{name}</bdi> }),
    };
    let door = StoredValue::new_local(door);
    let prepare = move || {
        let door = door.get_value();
        leptos::task::spawn_local(async move {
            match door.prepare(intent, String::new()).await {
                Ok(departure) => {
                    ready.try_set_value(Some(departure));
                }
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            }
        });
    };
    // Outside the reactive system: made ready before the press, because browsers open a window only while one is handled.
    Effect::new(move |_| prepare());
    let press = move |_| {
        problem.set(None);
        let Some(departure) = ready.try_update_value(Option::take).flatten() else { return prepare() };
        waits.set(true);
        let (answer, done) = (departure.ask_beside(), done.clone());
        // For another press, where the window was closed without an answer.
        prepare();
        leptos::task::spawn_local(async move {
            let outcome = answer.await;
            waits.try_set(false);
            match outcome {
                Ok(()) => done(),
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            }
        });
    };
    view! {
        <button class="button primary" type="button" on:click=press>
            <Glyph icon=Icon::Lock/>
            {label}
        </button>
        <p class="hint" role="status">
            {move || waits.get().then_some(t!("Go on in the window that has opened; this one stays as it is. If none has, allow this site to open windows and press the button again."))}
        </p>
        <p class="problem" role="alert">{move || problem.get()}</p>
    }
}
