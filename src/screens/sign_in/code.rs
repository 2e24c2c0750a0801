//! The second step: what was in the mail. Not: anything that says whether the address is known.

use crate::api::{Challenge, Proof};
use crate::browser::focus_element;
use crate::components::code_field::CodeField;
use crate::components::icon::{Glyph, Icon};
use crate::domain::text::Email;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "sign-in-code";

/// Asks for the mailed code.
#[component]
pub fn AskCode(challenge: Challenge, email: Option<Email>, back: impl Fn() + Copy + 'static) -> impl IntoView {
    let desk = Desk::here();
    let code = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let minutes = challenge.expires_in.div_ceil(60);
    let challenge = StoredValue::new(challenge);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = code.get_untracked();
        if let Some(sentence) = text::unlike_a_code(&typed) {
            problem.set(Some(sentence.into()));
            focus_element(INPUT);
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let proof = Proof::Code { challenge: challenge.get_value(), code: typed };
            let outcome = desk.sessions.redeem(proof).await;
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
    // The input stands where the button was a moment ago: the keyboard follows.
    Effect::new(|_| {
        focus_element(INPUT);
    });
    let sent = match &email {
        Some(email) => {
            let address = view! { <bdi><strong>{email.as_str().to_owned()}</strong></bdi> };
            tv!("If {address} is registered, a mail with a code is on its way to it.", address).into_any()
        }
        None => t!("If the address that you gave is registered, a mail with a code is on its way to it.").into_any(),
    };
    let demo = desk.sessions.backend().demo_letter().map(|letter| {
        view! {
            <div class="banner">
                <Glyph icon=Icon::Mail/>
                <div><p>{tv!("This demo has no mail server. The mail would say: {code}", code = view! { <strong class="demo-code">{letter.code}</strong> })}</p></div>
            </div>
        }
    });
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p role="status">
                {sent}
                " "
                {tn!(minutes as usize, "The code works once, for {n} minute.", "The code works once, for {n} minutes.")}
            </p>
            {demo}
            <CodeField id=INPUT value=code problem=problem/>
            <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>{t!("Sign in")}</button>
            <button class="button quiet" type="button" on:click=move |_| back()>{t!("Use another address, or send a new code")}</button>
            <p class="hint">{t!("No mail? Look in the spam folder, and check that the address above is the one you registered with.")}</p>
        </form>
    }
}
