//! The question before anybody sees more: what, and to whom. Not asked for narrowing, which is one press.

use super::Choices;
use crate::components::dialog::Dialog;
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::text;
use leptos::prelude::*;

/// Names the audience; only "Share" goes on.
#[component]
pub(super) fn Widening(choices: Choices, update: AudienceUpdate) -> impl IntoView {
    let stored = choices.stored.get_untracked();
    let fields = opened(&update, &stored);
    let title = match fields.as_slice() {
        [] => "Be listed in the directory?".to_owned(),
        fields => format!("Share your {}?", text::field_list(fields)),
    };
    let widest = update.audiences.iter().map(|(_, audience)| *audience).max().unwrap_or(Audience::Delegates);
    let listing = update.listed == Some(true);
    let shown = match fields.as_slice() {
        [field] => stored.fields.of(*field).value.as_ref().filter(|_| *field != Field::Photo).map(|t| t.as_str().to_owned()),
        _ => None,
    };
    let not_listed = !stored.listed && !listing;
    let cancel = move || choices.asked.set(None);
    let share = move |_| {
        choices.asked.set(None);
        choices.send(update.clone());
    };
    view! {
        <Dialog title on_cancel=cancel>
            {shown.map(|value| view! { <p class="banner"><strong dir="auto">{value}</strong></p> })}
            <p>{text::audience_explained(widest)}</p>
            {listing.then(|| view! { <p>"You will be in the directory: delegates can find you by whatever you share with them."</p> })}
            {not_listed.then(|| view! { <p class="hint">"You are not in the directory, so nobody can find you there yet. That stays as it is."</p> })}
            <p class="hint">"You can take this back at any time with one press. What somebody has already written down cannot be taken back."</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>"Cancel"</button>
                <button class="button primary" type="button" on:click=share>"Share"</button>
            </div>
        </Dialog>
    }
}

fn opened(update: &AudienceUpdate, stored: &Profile) -> Vec<Field> {
    update.audiences.iter().filter(|(field, audience)| *audience > stored.fields.of(*field).audience).map(|(field, _)| *field).collect()
}
