//! Who sees a field: three choices side by side, one of them taken. Not: the change itself; widening is confirmed by the screen first.

use super::icon::{Glyph, Icon};
use crate::domain::privacy::{Audience, Field};
use crate::text;
use leptos::prelude::*;

/// A radio group that shows what the backend has stored: choosing asks, it does not decide.
#[component]
pub fn AudienceChoice(
    field: Field,
    #[prop(into)] stored: Signal<Audience>,
    /// Somebody chose another audience.
    choose: impl Fn(Audience) + Clone + 'static,
) -> impl IntoView {
    let name = format!("audience-{}", field.key());
    let hint_id = format!("{name}-hint");
    let described = hint_id.clone();
    let choices = Audience::ALL.map(|audience| {
        let choose = choose.clone();
        let icon = match audience {
            Audience::OnlyMe => Icon::Lock,
            Audience::Connections => Icon::Link,
            Audience::Delegates => Icon::People,
        };
        // The click is taken back, also the one that arrow keys make: the box is checked from what is stored, never from the click.
        let ask = move |event: leptos::ev::MouseEvent| {
            if stored.get_untracked() != audience {
                event.prevent_default();
                choose(audience);
            }
        };
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() aria-describedby=described.clone() prop:checked=move || stored.get() == audience on:click=ask/>
                <Glyph icon/>
                <span>{text::audience(audience)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="audience">
            <legend>{format!("Who sees {}", text::field(field))}</legend>
            <div class="choices">{choices.into_iter().collect_view()}</div>
            <p class="hint" id=hint_id>{move || text::audience_explained(stored.get())}</p>
        </fieldset>
    }
}
