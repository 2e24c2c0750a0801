//! How things stand where there is no content: waiting, empty, failed. Not: problems at an input, which stand beside it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Grey shapes while an answer is on its way; shown only if it takes longer than a blink.
#[component]
pub fn Waiting(
    /// What is awaited, for people who cannot see the shapes.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{what}</span>
            <i></i><i></i><i></i><i></i>
        </div>
    }
}

/// Nothing is here, and why, and what to do.
#[component]
pub fn Standing(
    icon: Icon,
    #[prop(into)] title: String,
    /// Something failed: drawn and announced as such.
    #[prop(optional)]
    failed: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=if failed { "state bad" } else { "state" } role=failed.then_some("alert")>
            <Glyph icon/>
            <h2>{title}</h2>
            {children()}
        </div>
    }
}

/// A request failed: the sentence, and a way to ask again.
#[component]
pub fn Failure(#[prop(into)] title: String, #[prop(into)] sentence: String, retry: impl Fn() + 'static) -> impl IntoView {
    let retry = StoredValue::new_local(retry);
    view! {
        <Standing icon=Icon::Offline title failed=true>
            <p>{sentence}</p>
            <button class="button primary" type="button" on:click=move |_| retry.with_value(|retry| retry())>{t!("Try again")}</button>
        </Standing>
    }
}
