//! Back from the organisation: what became of the sign-in, and where it leads. Not: the answer itself, which was taken out of the address before
//! this is drawn.

use crate::api::bearer::{Door, Returned};
use crate::browser::close_window;
use crate::components::icon::Icon;
use crate::components::standing::{Standing, Waiting};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::rc::Rc;

/// The screen at `/sign-in/return`.
#[component]
pub fn SignInReturn(door: Option<Rc<Door>>) -> impl IntoView {
    let desk = Desk::here();
    let door = StoredValue::new_local(door);
    let returned = move || door.with_value(|door| door.as_ref().and_then(|door| door.returned()));
    let wanted = move || match returned() {
        Some(Returned::Here(to)) => Route::parse_return(&to),
        Some(Returned::HandedOver | Returned::Stray) | None => None,
    };
    let door_again = move || Route::SignIn(wanted().map(Box::new)).to_string();
    let navigate = use_navigate();
    // Outside the reactive system: to the address bar.
    Effect::new(move |_| {
        let to = match desk.sessions.read() {
            Session::SignedIn(_) => wanted().unwrap_or_else(Route::after_sign_in).to_string(),
            Session::SignedOut(_) if returned() != Some(Returned::HandedOver) => door_again(),
            Session::SignedOut(_) => return close_window(),
            Session::Restoring | Session::Unconfirmed(_) | Session::Lapsed(_) => return,
        };
        navigate(&to, NavigateOptions { replace: true, ..Default::default() });
    });
    move || match desk.sessions.read() {
        Session::Unconfirmed(error) => view! {
            <div class="door">
                <h1>{t!("Sign in")}</h1>
                <Standing icon=Icon::Alert title=t!("Nobody was signed in") failed=true>
                    <p>{text::api_error(&error)}</p>
                    <a class="button primary" href=door_again()>{t!("Sign in again")}</a>
                </Standing>
            </div>
        }
        .into_any(),
        Session::SignedOut(_) if returned() == Some(Returned::HandedOver) => view! {
            <div class="door">
                <h1>{t!("Done")}</h1>
                <Standing icon=Icon::Shield title=t!("The page you came from goes on by itself")>
                    <p>{t!("You can close this window.")}</p>
                </Standing>
            </div>
        }
        .into_any(),
        Session::Restoring | Session::SignedOut(_) | Session::SignedIn(_) | Session::Lapsed(_) => view! {
            <h1 class="visually-hidden">{t!("Sign in")}</h1>
            <Waiting what=t!("Signing you in")/>
        }
        .into_any(),
    }
}
