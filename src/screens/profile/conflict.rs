//! Two devices changed the same profile: both values, and the choice between them. Not: the saving.

use super::Choices;
use super::fields::Form;
use crate::components::icon::{Glyph, Icon};
use crate::domain::privacy::Field;
use crate::domain::profile::Profile;
use crate::text;
use leptos::prelude::*;

/// Where it stands.
pub(super) const CONFLICT: &str = "profile-conflict";

/// Another device saved first: both values side by side, nothing overwritten.
#[component]
pub(super) fn Theirs(choices: Choices, form: StoredValue<Form>) -> impl IntoView {
    let form = form.get_value();
    let theirs = form.theirs;
    let row = {
        let form = form.clone();
        move |field: Field, profile: &Profile| {
            let theirs = profile.fields.of(field).value.as_ref().map_or(t!("(empty)").to_owned(), |t| t.as_str().to_owned());
            let mine = form.typed.of(field).get();
            (field.is_edited_as_text() && mine.trim() != theirs).then(|| {
                let (theirs, mine) = (view! { <bdi>{theirs}</bdi> }, view! { <bdi>{mine}</bdi> });
                view! { <li>{tv!("{field}: there “{theirs}”, here “{mine}”", field = text::field(field), theirs, mine)}</li> }
            })
        }
    };
    move || {
        theirs.get().map(|profile| {
            let rows = Field::ALL.into_iter().filter_map(|field| row(field, &profile)).collect_view();
            let (mine, taken, form) = (profile.clone(), profile, form.clone());
            let keep = move |_| {
                choices.put(mine.clone());
                theirs.set(None);
            };
            let take = move |_| {
                choices.put(taken.clone());
                form.show(&taken);
                theirs.set(None);
            };
            view! {
                <div class="banner warn" role="alert" id=CONFLICT>
                    <Glyph icon=Icon::Alert/>
                    <div>
                        <p>{t!("Your profile was changed on another device while you were typing. Nothing was overwritten.")}</p>
                        <ul>{rows}</ul>
                        <div class="actions">
                            <button class="button" type="button" on:click=keep>{t!("Keep what I typed")}</button>
                            <button class="button" type="button" on:click=take>{t!("Take the other version")}</button>
                        </div>
                    </div>
                </div>
            }
        })
    }
}
