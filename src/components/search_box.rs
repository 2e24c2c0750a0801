//! An input for finding, which follows the address when it changes from elsewhere (Back, a link). Not: the finding.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Calls `search` with the text at every change; Escape clears it.
#[component]
pub fn SearchBox(
    /// For the focus.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its accessible name.
    label: &'static str,
    placeholder: &'static str,
    /// What is looked for now.
    wanted: Signal<String>,
    search: impl Fn(String) + 'static,
) -> impl IntoView {
    let typed = RwSignal::new(wanted.get_untracked());
    // Outside the reactive system: the input is the browser's, and keeps a space that the address does not.
    Effect::new(move |_| {
        let wanted = wanted.get();
        if typed.get_untracked().trim() != wanted {
            typed.set(wanted);
        }
    });
    let search = StoredValue::new_local(search);
    let find = move |text: String| {
        typed.set(text.clone());
        search.with_value(|search| search(text));
    };
    view! {
        <form role="search" class="search" on:submit=|event| event.prevent_default()>
            <Glyph icon=Icon::Search/>
            <input
                id=id class="input" type="search" aria-label=label placeholder=placeholder dir="auto" autocomplete="off" enterkeyhint="search"
                prop:value=typed
                on:input=move |event| find(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Escape" && !typed.get_untracked().is_empty() {
                        event.prevent_default();
                        find(String::new());
                    }
                }
            />
        </form>
    }
}
