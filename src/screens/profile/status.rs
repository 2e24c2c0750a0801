//! How visible the viewer is, in one sentence, and the way to vanish. Not: the single choices.

use super::{Choices, shared_fields};
use crate::components::icon::{Glyph, Icon};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::AudienceUpdate;
use crate::domain::standing::Standing;
use crate::text;
use leptos::prelude::*;

/// Sentence, directory switch and "hide everything now".
#[component]
pub(super) fn Status(choices: Choices) -> impl IntoView {
    let stored = choices.stored;
    let hidden = move || stored.with(|profile| !profile.listed && shared_fields(profile).is_empty());
    let says = move || {
        stored.with(|profile| {
            let shared = shared_fields(profile);
            if !profile.listed {
                "You are not in the directory: but for your connections, for other delegates you are not here.".to_owned()
            } else {
                format!("You are in the directory. Every delegate sees your {}.", text::field_list(&shared))
            }
        })
    };
    let switch = move |event: leptos::ev::MouseEvent| {
        // The switch shows what is stored, not what was clicked.
        event.prevent_default();
        let listed = !stored.with_untracked(|profile| profile.listed);
        let name_hidden = stored.with_untracked(|profile| profile.fields.of(Field::Name).audience != Audience::Delegates);
        let audiences = if listed && name_hidden { vec![(Field::Name, Audience::Delegates)] } else { Vec::new() };
        choices.choose(AudienceUpdate { audiences, listed: Some(listed) });
    };
    let held = move || match stored.with(|profile| profile.standing) {
        Standing::Active => None,
        Standing::Held | Standing::Removed => Some(view! {
            <div class="banner warn">
                <Glyph icon=Icon::Lock/>
                <p>"The organisers are holding your profile while they look at it. Until they are done, other delegates do not see you, and nothing below can be changed or shown to more people. You can hide more of it."</p>
            </div>
        }),
    };
    view! {
        {held}
        <section class="status" aria-label="How visible you are">
            <div class=move || if hidden() { "banner good" } else { "banner" }>
                {move || view! { <Glyph icon=if hidden() { Icon::Hidden } else { Icon::People }/> }}
                <div><p role="status">{says}</p></div>
            </div>
            <button class="button" type="button" on:click=move |_| choices.hide()>
                <Glyph icon=Icon::Lock/>
                "Hide everything now"
            </button>
        </section>
        <section class="card stack" aria-labelledby="listing">
            <h2 id="listing">"Directory"</h2>
            <label class="switch">
                <input type="checkbox" role="switch" aria-describedby="listing-hint" prop:checked=move || stored.with(|p| p.listed) on:click=switch/>
                <span>"List me in the directory"</span>
            </label>
            <p class="hint" id="listing-hint">
                "Off at first. While it is off, nobody can find you, your page does not exist, and nothing below is shown to anybody but your connections."
            </p>
        </section>
    }
}
