//! A labelled text input with its hint and its problem, joined for screen readers. Not: the checking, which is the domain's.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One line or several; the text lives in the caller's signal.
#[component]
pub fn TextInput(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    /// What must be corrected, if anything.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
    #[prop(optional)] multiline: bool,
    #[prop(optional)] readonly: bool,
    /// HTML `type`; `text` where empty.
    #[prop(optional)]
    kind: &'static str,
    /// HTML `autocomplete`, so that browsers and password managers help.
    #[prop(optional)]
    autocomplete: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let described = {
        let (hint_id, problem_id, has_hint) = (hint_id.clone(), problem_id.clone(), !hint.is_empty());
        move || {
            let ids: Vec<&str> =
                [has_hint.then_some(hint_id.as_str()), problem.get().map(|_| problem_id.as_str())].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let invalid = move || problem.get().map(|_| "true");
    let control = if multiline {
        view! {
            <textarea
                class="input" id=id.clone() dir="auto" rows="4" readonly=readonly aria-describedby=described aria-invalid=invalid
                prop:value=value on:input=move |e| value.set(event_target_value(&e))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input" id=id.clone() type=if kind.is_empty() { "text" } else { kind } dir="auto" readonly=readonly
                autocomplete=if autocomplete.is_empty() { "off" } else { autocomplete } aria-describedby=described aria-invalid=invalid
                prop:value=value on:input=move |e| value.set(event_target_value(&e))
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <p class="problem" id=problem_id hidden=move || problem.get().is_none()>
                <Glyph icon=Icon::Alert/>
                <span>{move || problem.get()}</span>
            </p>
        </div>
    }
}
