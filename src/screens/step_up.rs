//! Two dialogs that may come over any screen: a fresh proof before something delicate, and a new sign-in where the session ended. What was
//! typed stays beneath. Not: screens of their own.

mod passkey;
mod there;

use self::passkey::{ByPasskey, Way, way};
use self::there::{EnterThere, ProveThere};
use crate::api::{ApiError, Challenge};
use crate::browser::focus_element;
use crate::components::code_field::CodeField;
use crate::components::dialog::Dialog;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Waiting;
use crate::screens::sign_in::SignInForm;
use crate::state::desk::Desk;
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "step-up-code";

/// Asks for a fresh proof while an action waits.
#[component]
pub fn StepUp() -> impl IntoView {
    let desk = Desk::here();
    move || {
        desk.wants_step_up().map(|what| match desk.sessions.backend().door() {
            Some(door) => view! { <ProveThere door what/> }.into_any(),
            None => view! { <AskAgain what/> }.into_any(),
        })
    }
}

#[component]
fn AskAgain(what: String) -> impl IntoView {
    let desk = Desk::here();
    let found = RwSignal::new_local(Way::Asking);
    // Outside the reactive system: whether there is a passkey.
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            found.try_set(way(desk).await);
        });
    });
    let way = move || match found.get() {
        Way::Asking => view! { <Waiting what=t!("Looking for your passkey")/> }.into_any(),
        Way::Passkey(passkeys, ceremony) => view! { <ByPasskey passkeys ceremony use_code=move || found.set(Way::Code)/> }.into_any(),
        Way::Code => view! { <ByCode/> }.into_any(),
    };
    view! {
        <Dialog title=t!("Is it you?") on_cancel=move || desk.not_proved()>
            <p>
                {tv!(
                    "To {what} we need a fresh proof that it is you. It is done as soon as you confirm; nothing needs to be typed twice.",
                    what = view! { <strong>{what}</strong> }
                )}
            </p>
            {way}
        </Dialog>
    }
}

/// The code is mailed when this is shown, and not before.
#[component]
fn ByCode() -> impl IntoView {
    let desk = Desk::here();
    let code = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let challenge = RwSignal::new(None::<Challenge>);
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<&'static str>);
    let send = move || {
        let Some(viewer) = desk.sessions.viewer_now() else { return };
        problem.set(None);
        leptos::task::spawn_local(async move {
            match viewer.account.begin_step_up().await {
                // The code of before is good until there is another.
                Ok(started) => {
                    said.try_set(Some(if challenge.get_untracked().is_some() {
                        t!("A new code is on its way. The one before opens nothing any more.")
                    } else {
                        t!("We have sent a code to the address you sign in with.")
                    }));
                    challenge.try_set(Some(started));
                    code.try_set(String::new());
                    focus_element(INPUT);
                }
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            }
        });
    };
    // Outside the reactive system: one mail.
    Effect::new(move |_| send());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (Some(viewer), Some(started)) = (desk.sessions.viewer_now(), challenge.get_untracked()) else {
            problem.set(Some(t!("No code was sent yet. Press “Send a new code”.").into()));
            return;
        };
        // A short one would cost one of five tries.
        if let Some(sentence) = text::unlike_a_code(&code.get_untracked()) {
            problem.set(Some(sentence.into()));
            focus_element(INPUT);
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = viewer.account.finish_step_up(started, code.get_untracked()).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => desk.proved(),
                Err(error) => {
                    problem.try_set(Some(match error {
                        ApiError::Invalid(_) => {
                            t!("That is not the code, or it has been used or is too old. Check it, or send a new one.").into()
                        }
                        error => text::api_error(&error),
                    }));
                    focus_element(INPUT);
                }
            }
        });
    };
    let demo = move || {
        challenge.get().and_then(|_| desk.sessions.backend().demo_letter()).map(|letter| {
            view! { <p class="banner">{tv!("The mail of this demo would say: {code}", code = view! { <strong>{letter.code}</strong> })}</p> }
        })
    };
    view! {
        <p role="status">{move || said.get().unwrap_or(t!("Sending a code to the address you sign in with."))}</p>
        {demo}
        <form class="stack" novalidate on:submit=submit>
            <CodeField id=INPUT value=code problem=problem/>
            <div class="actions">
                <button class="button quiet" type="button" on:click=move |_| send()>{t!("Send a new code")}</button>
                <button class="button" type="button" on:click=move |_| desk.not_proved()>{t!("Cancel")}</button>
                <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>{t!("Confirm")}</button>
            </div>
        </form>
    }
}

/// Asks to sign in again over the screen on which the session ended.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let desk = Desk::here();
    // Signed in again in another tab: what waited here goes on.
    Effect::new(move |was_lapsed: Option<bool>| {
        let is_lapsed = desk.is_lapsed();
        if was_lapsed == Some(true) && matches!(desk.sessions.read(), Session::SignedIn(_)) {
            desk.proved();
        }
        is_lapsed
    });
    move || {
        desk.is_lapsed().then(|| {
            let leave = move || leptos::task::spawn_local(desk.sessions.sign_out(false));
            view! {
                <Dialog title=t!("Your sign-in has ended") covers=true on_cancel=|| ()>
                    <p class="banner">
                        <Glyph icon=Icon::Lock/>
                        <span>{t!("Nothing you typed is lost: sign in again and go on where you were.")}</span>
                    </p>
                    {match desk.sessions.backend().door() {
                        Some(door) => view! { <EnterThere door/> }.into_any(),
                        None => view! { <SignInForm/> }.into_any(),
                    }}
                    <button class="button quiet" type="button" on:click=move |_| leave()>{t!("Sign out instead")}</button>
                </Dialog>
            }
        })
    }
}
