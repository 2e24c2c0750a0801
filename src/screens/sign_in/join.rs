//! The first way in by an organisation: the code that was mailed to the address it vouches for joins the two, once. Not: anything that says
//! whether the address is known.

use crate::api::{ApiError, Joining};
use crate::browser::focus_element;
use crate::components::code_field::CodeField;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Standing, Waiting};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

const INPUT: &str = "join-code";

/// Characters of a code, without spaces and hyphens.
const CODE_LENGTH: usize = 8;

/// Asks the backend what waits in this browser, then for the code.
#[component]
pub fn SignInJoin(to: Option<Route>) -> impl IntoView {
    let desk = Desk::here();
    let waiting = Remote::new(move || desk.sessions.backend().joining());
    let to = to.unwrap_or_else(Route::after_sign_in).to_string();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if matches!(desk.sessions.read(), Session::SignedIn(_)) {
            navigate(&to, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
    });
    view! {
        <div class="door">
            <h1>{t!("One more step")}</h1>
            {move || match waiting.read() {
                Load::Waiting => view! { <Waiting what=t!("Looking what your organisation said")/> }.into_any(),
                Load::Ready(joining) => view! { <AskJoin joining/> }.into_any(),
                Load::Failed(ApiError::NotFound) => view! {
                    <Standing icon=Icon::Mail title=t!("Nothing waits for a code here")>
                        <p>{t!("It took longer than ten minutes, was used already, or was begun in another browser. Nothing was changed; start again.")}</p>
                        <a class="button primary" href=Route::SignIn(None).to_string()>{t!("Sign in")}</a>
                    </Standing>
                }
                .into_any(),
                Load::Failed(error) => view! {
                    <Failure title=t!("This did not load") sentence=text::api_error(&error) retry=move || waiting.ask_again()/>
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn AskJoin(joining: Joining) -> impl IntoView {
    let desk = Desk::here();
    let code = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let minutes = joining.challenge.expires_in.div_ceil(60).max(1);
    let (organisation, email) = (joining.organisation.clone(), joining.email.clone());
    let joining = StoredValue::new(joining);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = code.get_untracked();
        if typed.chars().filter(char::is_ascii_alphanumeric).count() != CODE_LENGTH {
            problem.set(Some(t!("The code has eight letters and digits. Copy the whole of it from the mail.").into()));
            focus_element(INPUT);
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = desk.sessions.join(joining.get_value(), typed).await;
            busy.try_set(false);
            if let Err(error) = outcome {
                problem.try_set(Some(text::api_error(&error)));
                focus_element(INPUT);
            }
        });
    };
    Effect::new(|_| {
        focus_element(INPUT);
    });
    view! {
        <div class="card">
            <form class="stack" novalidate on:submit=submit>
                <p>
                    {tv!(
                        "{organisation} says that your address is {address}. If it is registered here, a mail with a code is on its way to it.",
                        organisation = view! { <bdi><strong>{organisation.clone()}</strong></bdi> },
                        address = view! { <bdi><strong>{email}</strong></bdi> }
                    )}
                    " "
                    {tn!(
                        minutes as usize,
                        "Type the code to join the sign-in of your organisation to your account. You do this once; it works for {n} minute.",
                        "Type the code to join the sign-in of your organisation to your account. You do this once; it works for {n} minutes."
                    )}
                </p>
                <CodeField id=INPUT value=code problem=problem/>
                <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>{t!("Join and sign in")}</button>
                <a class="button quiet" href=Route::SignIn(None).to_string()>{t!("Sign in another way")}</a>
                <p class="hint">{t!("No mail? Look in the spam folder. If you registered with another address, sign in with a code to that one, then add your organisation under “Devices and sign-in”.")}</p>
            </form>
        </div>
        <p class="promise">
            <Glyph icon=Icon::Shield/>
            <span>{t!("Why a code? An organisation can be mistaken about an address. Only somebody who can read your mail can join anything to your account.")}</span>
        </p>
    }
}
