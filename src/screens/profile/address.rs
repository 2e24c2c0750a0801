//! Another e-mail address for the account: typed, proved by the code that is mailed there, and only then used. Not: who sees the address.

use super::Choices;
use crate::api::{ApiError, Challenge};
use crate::browser::focus_element;
use crate::components::code_field::CodeField;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Email;
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

const ADDRESS: &str = "new-address";

/// Where the change of the address stands.
#[derive(Clone, PartialEq)]
enum Step {
    /// Not begun.
    Closed,
    /// The new address is typed.
    Asking,
    /// A code is on its way there.
    Mailed(Challenge, String),
    /// It is the account's address now.
    Done,
}

/// The address now, a button, and what follows it.
#[component]
pub(super) fn Address(choices: Choices) -> impl IntoView {
    let step = RwSignal::new(Step::Closed);
    let address =
        move || choices.stored.with(|profile| profile.fields.of(Field::Email).value.as_ref().map(|text| text.as_str().to_owned()));
    view! {
        <div class="field" role="group" aria-labelledby="address">
            <span class="label" id="address">{t!("E-mail, which you sign in with")}</span>
            <p>{move || address().map(|address| view! { <strong dir="ltr">{address}</strong> })}</p>
            {steps(choices, step)}
        </div>
    }
}

fn steps(choices: Choices, step: RwSignal<Step>) -> impl IntoView {
    move || {
        match step.get() {
        Step::Closed => view! {
            <div class="actions">
                <button class="button" type="button" on:click=move |_| {
                    step.set(Step::Asking);
                    request_animation_frame(|| { focus_element(ADDRESS); });
                }>{t!("Change the address")}</button>
            </div>
        }
        .into_any(),
        Step::Asking => view! { <Asking choices step/> }.into_any(),
        Step::Mailed(challenge, address) => view! { <Proving choices step challenge address/> }.into_any(),
        Step::Done => view! {
            <div class="banner good" role="status">
                <Glyph icon=Icon::Check/>
                <div>
                    <p>{t!("From now on you sign in with this address. The one before was told. For a day you can take it back below, under “Recent changes”.")}</p>
                    <p><a href=Route::Devices.to_string()>{t!("If anybody else could read the old mailbox, end your other sign-ins")}</a></p>
                </div>
            </div>
        }
        .into_any(),
    }
    }
}

fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::TooManyRequests { retry_after: Some(wait) } if *wait > 3600 => {
            t!("The address was changed less than a day ago. Until a day is over it cannot be changed again, only taken back below, under “Recent changes”.")
                .into()
        }
        error => text::api_error(error),
    }
}

#[component]
fn Asking(choices: Choices, step: RwSignal<Step>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let email = match Email::parse(&typed.get_untracked()) {
            Ok(email) => email,
            Err(fault) => {
                problem.set(Some(text::field_problem(&FieldProblem { input: Input::Field(Field::Email), fault: Fault::Text(fault) })));
                focus_element(ADDRESS);
                return;
            }
        };
        problem.set(None);
        let own_page = choices.viewer.with_value(|viewer| viewer.account.own_page());
        let address = email.as_str().to_owned();
        choices.desk.act_to(
            t!("change your e-mail address"),
            move || own_page.begin_address(email.clone()),
            move |outcome| match outcome {
                Ok(challenge) => step.set(Step::Mailed(challenge, address.clone())),
                Err(error) => problem.set(Some(sentence(&error))),
            },
        );
    };
    view! {
        <form class="stack" novalidate on:submit=ask>
            <TextInput
                id=ADDRESS.to_owned() label=t!("New e-mail address") hint=t!("A code is mailed there. Your present address stays yours until you type it.") problem=problem
                kind="email" autocomplete="email" value=typed
            />
            <div class="actions">
                <button class="button primary" type="submit">{t!("Mail me a code")}</button>
                <button class="button" type="button" on:click=move |_| step.set(Step::Closed)>{t!("Cancel")}</button>
            </div>
        </form>
    }
}

#[component]
fn Proving(choices: Choices, step: RwSignal<Step>, challenge: Challenge, address: String) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let prove = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        let own_page = choices.viewer.with_value(|viewer| viewer.account.own_page());
        let (challenge, typed) = (challenge.clone(), code.get_untracked());
        choices.desk.act_to(
            t!("change your e-mail address"),
            move || own_page.finish_address(challenge.clone(), typed.clone()),
            move |outcome| match outcome {
                Ok(profile) => {
                    choices.put(profile);
                    step.set(Step::Done);
                }
                Err(error) => problem.set(Some(sentence(&error))),
            },
        );
    };
    let letter = choices.desk.sessions.backend().demo_letter();
    view! {
        <form class="stack" novalidate on:submit=prove>
            <p role="status">
                {tv!("A code is on its way to {address}. If none arrives, the address may be another account’s.", address = view! { <strong dir="ltr">{address}</strong> })}
            </p>
            {letter.map(|letter| view! { <p class="banner">{tv!("The mail of this demo would say: {code}", code = view! { <strong>{letter.code}</strong> })}</p> })}
            <CodeField id="address-code" problem=problem value=code/>
            <div class="actions">
                <button class="button primary" type="submit">{t!("Use this address")}</button>
                <button class="button" type="button" on:click=move |_| step.set(Step::Closed)>{t!("Cancel")}</button>
            </div>
        </form>
    }
}
