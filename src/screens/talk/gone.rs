//! A talk that this programme does not have, or no longer. Not: an address that never was one.

use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::domain::agenda::filter::Filter;
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::state::desk::Desk;
use leptos::prelude::*;

/// Says so, and offers to look for it.
#[component]
pub(super) fn Gone(id: TalkId) -> impl IntoView {
    Desk::here().title(t!("Talk not found"));
    // Some systems put words of the title into the identifier.
    let words = id.as_str().split(['-', '_', '.']).filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic));
    let text = words.collect::<Vec<_>>().join(" ");
    let search = (!text.is_empty()).then(|| Route::Agenda(Filter { text, ..Filter::default() }).to_string());
    view! {
        <h1>{t!("This talk is not in the programme")}</h1>
        <Standing icon=Icon::Agenda title=t!("It may have been taken out, or the link may be old")>
            <p>{t!("Organisers sometimes withdraw a talk or publish it anew under another address. If you know its title or who speaks, look for it in the programme.")}</p>
            <div class="actions">
                <a class="button primary" href=Route::home().to_string()>{t!("To the programme")}</a>
                {search.map(|href| view! { <a class="button" href=href>{t!("Look for similar talks")}</a> })}
            </div>
        </Standing>
    }
}
