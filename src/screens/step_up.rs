//! Two dialogs that may come over any screen: a fresh proof before something delicate, and a new sign-in where the session ended. What was
//! typed stays beneath. Not: screens of their own.

use crate::api::Challenge;
use crate::browser::focus_element;
use crate::components::code_field::CodeField;
use crate::components::dialog::Dialog;
use crate::components::icon::{Glyph, Icon};
use crate::screens::sign_in::SignInForm;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "step-up-code";

/// Asks for a fresh code while an action waits.
#[component]
pub fn StepUp() -> impl IntoView {
    let desk = Desk::here();
    move || desk.wants_step_up().then(|| view! { <AskAgain/> })
}

#[component]
fn AskAgain() -> impl IntoView {
    let desk = Desk::here();
    let code = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let challenge = RwSignal::new(None::<Challenge>);
    let busy = RwSignal::new(false);
    let send = move || {
        let Some(viewer) = desk.sessions.viewer_now() else { return };
        challenge.set(None);
        problem.set(None);
        leptos::task::spawn_local(async move {
            match viewer.account.begin_step_up().await {
                Ok(started) => {
                    challenge.try_set(Some(started));
                    focus_element(INPUT);
                }
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            }
        });
    };
    // Outside the reactive system: one mail when the dialog opens.
    Effect::new(move |_| send());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(viewer), Some(started)) = (desk.sessions.viewer_now(), challenge.get_untracked()) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = viewer.account.finish_step_up(started, code.get_untracked()).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => desk.proved(),
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                    focus_element(INPUT);
                }
            }
        });
    };
    let demo = move || {
        challenge.get().and_then(|_| desk.sessions.backend().demo_letter()).map(|letter| {
            view! { <p class="banner">"The mail of this demo would say: " <strong>{letter.code}</strong></p> }
        })
    };
    view! {
        <Dialog title="Is it you?" on_cancel=move || desk.not_proved()>
            <p>
                "Changing how people recognise or reach you, or showing them more, needs a fresh proof. We have sent a code to the address you sign in with. Your change is made as soon as you type it; nothing needs to be typed twice."
            </p>
            {demo}
            <form class="stack" novalidate on:submit=submit>
                <CodeField id=INPUT value=code problem=problem/>
                <div class="actions">
                    <button class="button quiet" type="button" on:click=move |_| send()>"Send a new code"</button>
                    <button class="button" type="button" on:click=move |_| desk.not_proved()>"Cancel"</button>
                    <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>"Confirm"</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Asks to sign in again over the screen on which the session ended.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let desk = Desk::here();
    move || {
        desk.is_lapsed().then(|| {
            let leave = move || leptos::task::spawn_local(desk.sessions.sign_out(false));
            view! {
                <Dialog title="Your sign-in has ended" on_cancel=|| ()>
                    <p class="banner">
                        <Glyph icon=Icon::Lock/>
                        <span>"Nothing you typed is lost: sign in again and go on where you were."</span>
                    </p>
                    <SignInForm/>
                    <button class="button quiet" type="button" on:click=move |_| leave()>"Sign out instead"</button>
                </Dialog>
            }
        })
    }
}
