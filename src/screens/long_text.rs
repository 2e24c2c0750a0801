//! An abstract or a biography: at once as plain paragraphs, and with its marks when they are read. Not: the reading.

use crate::api::workshop;
use crate::components::prose::prose;
use crate::domain::prose::{Prose, is_plain};
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

/// Draws `text`, which is in the language `lang`. Where the part of the app that reads marks cannot be had, the plain paragraphs stay.
pub(super) fn long_text(text: &str, lang: Option<String>) -> impl IntoView + use<> {
    let shown = RwSignal::new_local(Prose::plain(text));
    if !is_plain(text) {
        let text = text.to_owned();
        spawn_local_scoped_with_cancellation(async move {
            if let Ok(read) = workshop::prose(&text).await {
                shown.set(read);
            }
        });
    }
    view! { <div class="prose" lang=lang>{move || shown.with(prose)}</div> }
}
