//! Who sees a field: three choices side by side, one of them taken, and what each means. Not: the change itself; widening is confirmed by the screen
//! first.

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
    let choices = Audience::ALL.map(|audience| {
        let choose = choose.clone();
        let icon = icon_of(audience);
        // The click is taken back, also the one that arrow keys make: the box is checked from what is stored, never from the click.
        let ask = move |event: leptos::ev::MouseEvent| {
            if stored.get_untracked() != audience {
                event.prevent_default();
                choose(audience);
            }
        };
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() aria-describedby=explained(audience) prop:checked=move || stored.get() == audience on:click=ask/>
                <Glyph icon/>
                <span>{text::audience(audience)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="audience">
            <legend>{t!("Who sees {field}", field = text::field(field))}</legend>
            <div class="choices">{choices.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// What each choice means, once for a page of them; the choices name it to screen readers.
#[component]
pub fn AudienceKey() -> impl IntoView {
    let row = |audience| {
        view! {
            <div>
                <dt><Glyph icon=icon_of(audience)/>{text::audience(audience)}</dt>
                <dd id=explained(audience)>{text::audience_explained(audience)}</dd>
            </div>
        }
    };
    view! { <dl class="sees key">{Audience::ALL.map(row).into_iter().collect_view()}</dl> }
}

fn icon_of(audience: Audience) -> Icon {
    match audience {
        Audience::OnlyMe => Icon::Lock,
        Audience::Connections => Icon::Link,
        Audience::Delegates => Icon::People,
    }
}

fn explained(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => "audience-only-me",
        Audience::Connections => "audience-connections",
        Audience::Delegates => "audience-delegates",
    }
}
