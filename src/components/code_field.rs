//! The input for a mailed code: paste-friendly, offered by phones from the mail, read letter by letter. Not: its checking; only the
//! backend knows.

use leptos::prelude::*;

/// Takes the code as people paste it: spaces, hyphens and case do not matter.
#[component]
pub fn CodeField(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What must be corrected, if anything.
    #[prop(into)]
    problem: Signal<Option<String>>,
    value: RwSignal<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let described = format!("{hint_id} {problem_id}");
    view! {
        <div class="field">
            <label for=id.clone()>{t!("Code")}</label>
            <input
                class="input code" id=id type="text" inputmode="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false"
                maxlength="20" dir="ltr" required aria-describedby=described aria-invalid=move || problem.get().map(|_| "true")
                prop:value=value on:input=move |e| value.set(event_target_value(&e))
            />
            <p class="hint" id=hint_id>{t!("Eight letters and digits, from the mail.")}</p>
            <p class="problem" id=problem_id role="alert">{move || problem.get()}</p>
        </div>
    }
}
