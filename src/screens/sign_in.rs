//! The door: an address asks for a mail, and only what is in the mail opens. Not: the session itself.

mod code;
mod link;

pub use code::AskCode;
pub use link::SignInLink;

use crate::api::Challenge;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Email;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

#[derive(Clone, PartialEq)]
enum Step {
    Address,
    Code { challenge: Challenge, email: Email },
}

/// Sign-in as a screen; leads to `to` afterwards.
#[component]
pub fn SignIn(to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let to = to.unwrap_or_else(Route::after_sign_in).to_string();
    let navigate = use_navigate();
    // Outside the reactive system: to the address bar. Also where somebody opens the door who is inside already.
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            navigate(&to, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
    });
    view! {
        <div class="door">
            <h1>"Sign in"</h1>
            <div class="card">
                <SignInForm/>
            </div>
            <p class="promise">
                <Glyph icon=Icon::Shield/>
                <span>"Your address alone opens nothing: only somebody who can read your mail can sign in as you. Nobody sees anything about you until you choose to share it."</span>
            </p>
        </div>
    }
}

/// Both steps; used by the screen and by the dialog over a lapsed session.
#[component]
pub fn SignInForm() -> impl IntoView {
    let step = RwSignal::new_local(Step::Address);
    let address = RwSignal::new(String::new());
    move || match step.get() {
        Step::Address => view! { <AskAddress address step/> }.into_any(),
        Step::Code { challenge, email } => {
            let back = move || step.set(Step::Address);
            view! { <AskCode challenge email back/> }.into_any()
        }
    }
}

#[component]
fn AskAddress(address: RwSignal<String>, step: RwSignal<Step, LocalStorage>) -> impl IntoView {
    let desk = Desk::here();
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let email = match Email::parse(&address.get_untracked()) {
            Ok(email) => email,
            Err(fault) => {
                let at = FieldProblem { input: Input::SignInEmail, fault: Fault::Text(fault) };
                problem.set(Some(text::field_problem(&at)));
                crate::browser::focus_element("sign-in-email");
                return;
            }
        };
        problem.set(None);
        busy.set(true);
        leptos::task::spawn_local(async move {
            let started = desk.sessions.begin(email.clone()).await;
            busy.try_set(false);
            match started {
                Ok(challenge) => {
                    step.try_set(Step::Code { challenge, email });
                }
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <TextInput
                id="sign-in-email" label="E-mail address" kind="email" autocomplete="email" value=address problem=problem
                hint="The address you registered for the conference with."
            />
            <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>
                <Glyph icon=Icon::Mail/>
                "Send me a code"
            </button>
        </form>
    }
}
