//! What stands before screens that need somebody signed in: hands the viewer down, or explains what is missing. Not: a check of rights; the
//! backend makes those.

use crate::api::ApiError;
use crate::components::icon::Icon;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::{Session, Viewer};
use crate::text;
use leptos::prelude::*;
use std::cell::Cell;

/// Draws its screen for a viewer. The screen stays while a lapsed session waits for a new proof.
#[component]
pub(super) fn Guarded(
    /// Where a sign-in returns to.
    here: Route,
    draw: impl Fn(Viewer) -> AnyView + 'static,
) -> impl IntoView {
    let desk = Desk::here();
    let who = desk.sessions.viewer();
    let draw = StoredValue::new_local(draw);
    let asked = Cell::new(false);
    move || {
        if who.get().is_some()
            && let Some(viewer) = desk.sessions.viewer_now()
        {
            return draw.with_value(|draw| draw(viewer));
        }
        match desk.sessions.read() {
            Session::Restoring => view! { <Waiting what=t!("Finding out who is signed in")/> }.into_any(),
            // Nobody was asked on the screen before, which did not need to know; this one does.
            Session::Unconfirmed(ApiError::SessionExpired) if !asked.replace(true) => {
                leptos::task::spawn_local(desk.sessions.restore());
                view! { <Waiting what=t!("Finding out who is signed in")/> }.into_any()
            }
            Session::Unconfirmed(error) => view! {
                <h1 class="visually-hidden">{t!("Not connected")}</h1>
                <Failure
                    title=t!("We could not find out whether you are signed in") sentence=text::api_error(&error)
                    retry=move || leptos::task::spawn_local(desk.sessions.restore())
                />
            }
            .into_any(),
            Session::SignedOut(_) | Session::SignedIn(_) | Session::Lapsed(_) => {
                let door = Route::SignIn(Some(Box::new(here.clone()))).to_string();
                view! {
                    <h1>{title(&here)}</h1>
                    <Standing icon=Icon::Lock title=t!("For delegates who are signed in")>
                        <p>{t!("Delegates see each other only once they have proved who they are, and only what each chose to share.")}</p>
                        <a class="button primary" href=door>{t!("Sign in")}</a>
                    </Standing>
                }
                .into_any()
            }
        }
    }
}

fn title(route: &Route) -> &'static str {
    match route {
        Route::Connections => t!("Connections"),
        Route::Profile => t!("Profile and privacy"),
        Route::MyData => t!("My data"),
        Route::Policy => t!("Privacy policy"),
        Route::Devices => t!("Devices and sign-in"),
        Route::WhoSaw => t!("Who saw what"),
        Route::Delegate(_) | Route::Delegates { .. } => t!("Delegates"),
        Route::Agenda(_)
        | Route::Grid(_)
        | Route::Mine
        | Route::Picks
        | Route::Changes
        | Route::Notices
        | Route::Speakers { .. }
        | Route::Speaker(_)
        | Route::Talk(_) => t!("Programme"),
        Route::SignIn(_)
        | Route::SignInLink
        | Route::SignInProblem { .. }
        | Route::SignInJoin(_)
        | Route::SignInDone(_)
        | Route::SignInReturn => t!("Sign in"),
    }
}
