//! The door: an address asks for a mail, and only what is in the mail opens. Not: the session itself.

mod back;
mod code;
mod issuer;
mod join;
mod link;
mod organisation;
mod passkey;

pub use back::SignInReturn;
pub use code::AskCode;
pub use issuer::{SignInBeside, SignInThere};
pub use join::SignInJoin;
pub use link::SignInLink;
pub use organisation::{Afterwards, SignInDone, SignInProblemPage};

use self::organisation::OrganisationDoor;
use self::passkey::PasskeyDoor;

use crate::api::{Challenge, Ways};
use crate::browser::knows_passkeys;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::components::standing::Waiting;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Email;
use crate::routes::Route;
use crate::state::code_step;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

#[derive(Clone, PartialEq)]
enum Step {
    Address,
    /// `None`: the page was loaded again since, and nothing that names anybody was kept.
    Code {
        challenge: Challenge,
        email: Option<Email>,
    },
}

/// Sign-in as a screen; leads to `to` afterwards.
#[component]
pub fn SignIn(to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let to = to.unwrap_or_else(Route::after_sign_in);
    let afterwards = Afterwards::On(to.clone());
    let to = to.to_string();
    let navigate = use_navigate();
    // Outside the reactive system: to the address bar. Also where somebody opens the door who is inside already.
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            navigate(&to, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
    });
    view! {
        <div class="door">
            <h1>{t!("Sign in")}</h1>
            <div class="card">
                <SignInForm afterwards/>
            </div>
            <p class="promise">
                <Glyph icon=Icon::Shield/>
                <span>{t!("Your address alone opens nothing: it takes what is in your mail, or a way to sign in that you added yourself. Nobody sees anything about you until you choose to share it.")}</span>
            </p>
        </div>
    }
}

/// Every way in, and both steps of the mailed code; used by the screens and by the dialog over a lapsed session.
#[component]
pub fn SignInForm(#[prop(default = Afterwards::Here)] afterwards: Afterwards) -> impl IntoView {
    let kept = code_step::kept().map(|challenge| Step::Code { challenge, email: None });
    let step = RwSignal::new_local(kept.unwrap_or(Step::Address));
    let address = RwSignal::new(String::new());
    let desk = Desk::here();
    let ways = Remote::new(move || desk.sessions.backend().ways());
    let afterwards = StoredValue::new(afterwards);
    move || match step.get() {
        // All of it at once: a button that comes later would push away what somebody is about to touch.
        Step::Address => view! {
            {move || match ways.read() {
                Load::Waiting => view! { <Waiting what=t!("Looking for the ways to sign in")/> }.into_any(),
                Load::Ready(ways) => view! { <Doors ways afterwards=afterwards.get_value()/> <AskAddress address step/> }.into_any(),
                Load::Failed(_) => view! { <AskAddress address step/> }.into_any(),
            }}
        }
        .into_any(),
        Step::Code { challenge, email } => {
            let back = move || {
                code_step::forget();
                step.set(Step::Address);
                request_animation_frame(|| {
                    crate::browser::focus_element("sign-in-email");
                });
            };
            view! { <AskCode challenge email back/> }.into_any()
        }
    }
}

/// The ways in beside the mailed code.
#[component]
fn Doors(ways: Ways, afterwards: Afterwards) -> impl IntoView {
    let Ways { passkey, organisation } = ways;
    let by_passkey = passkey && knows_passkeys();
    let others = by_passkey || organisation.is_some();
    view! {
        {by_passkey.then(|| view! { <PasskeyDoor/> })}
        {organisation.map(|organisation| view! { <OrganisationDoor organisation afterwards/> })}
        {others.then(|| view! { <p class="or"><span>{t!("or by mail")}</span></p> })}
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
                    code_step::keep(&challenge);
                    step.try_set(Step::Code { challenge, email: Some(email) });
                }
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                    crate::browser::focus_element("sign-in-email");
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <TextInput
                id="sign-in-email" label=t!("E-mail address") kind="email" autocomplete="username webauthn" value=address problem=problem
                hint=t!("The address you registered for the conference with.")
            />
            <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>
                <Glyph icon=Icon::Mail/>
                {t!("Send me a code")}
            </button>
        </form>
    }
}
