//! The question before anybody sees more: what, and to whom. Not asked for narrowing, which is one press.

use super::Choices;
use crate::components::dialog::Dialog;
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

/// Names the audience; only "Share" goes on.
#[component]
pub(super) fn Widening(choices: Choices, update: AudienceUpdate) -> impl IntoView {
    let stored = choices.stored.get_untracked();
    let fields = opened(&update, &stored);
    let widest = update.audiences.iter().map(|(_, audience)| *audience).max().unwrap_or(Audience::Delegates);
    let listing = update.listed == Some(true);
    let title = match (fields.as_slice(), widest) {
        ([], _) => t!("Be listed in the directory?").to_owned(),
        (fields, Audience::OnlyMe | Audience::Connections) => {
            t!("Share your {fields} with your connections?", fields = text::field_list(fields))
        }
        (fields, Audience::Delegates) => t!("Share your {fields} with all delegates?", fields = text::field_list(fields)),
    };
    let value = |field: Field| match field {
        Field::Photo => stored.fields.of(field).value.as_ref().map(|_| t!("Your photo").to_owned()),
        Field::Name
        | Field::JobTitle
        | Field::Organisation
        | Field::Pronouns
        | Field::Languages
        | Field::Biography
        | Field::Links
        | Field::Email
        | Field::Phone => stored.fields.of(field).value.as_ref().map(|text| text.as_str().to_owned()),
    };
    let shown: Vec<String> = fields.iter().filter_map(|field| value(*field)).collect();
    let not_listed = !stored.listed && !listing;
    let own_page = choices.viewer.with_value(|viewer| viewer.account.own_page());
    let reach = Remote::new(move || own_page.reach());
    // While nobody can be found, the number of those who could look is no answer.
    let how_many = move || match reach.read() {
        Load::Ready(reach) if !not_listed => Some(view! { <p>{text::reach(widest, reach)}</p> }),
        Load::Ready(_) | Load::Waiting | Load::Failed(_) => None,
    };
    let cancel = move || choices.asked.set(None);
    let share = move |_| {
        choices.asked.set(None);
        choices.send(update.clone());
    };
    view! {
        <Dialog title on_cancel=cancel>
            {(!shown.is_empty()).then(|| {
                let rows = shown.into_iter().map(|value| view! { <li><strong dir="auto">{value}</strong></li> }).collect_view();
                view! { <ul class="banner opened">{rows}</ul> }
            })}
            <p>{if not_listed { text::audience_when_listed(widest) } else { text::audience_explained(widest) }}</p>
            <div aria-live="polite">{how_many}</div>
            {listing.then(|| view! { <p>{t!("You will be in the directory: delegates can find you by whatever you share with them.")}</p> })}
            <p class="hint">{t!("You can take this back at any time with one press. What somebody has already written down cannot be taken back.")}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Cancel")}</button>
                <button class="button primary" type="button" on:click=share>{t!("Share")}</button>
            </div>
        </Dialog>
    }
}

/// Every filled-in field that somebody would see who does not see it now. Being listed opens all that was shared before, which nobody could
/// see until then.
fn opened(update: &AudienceUpdate, stored: &Profile) -> Vec<Field> {
    let after = update.applied_to(stored);
    let sees_more = |field: &Field| {
        let (was, is) = (stored.fields.of(*field), after.fields.of(*field));
        let was = if stored.listed { was.audience } else { Audience::OnlyMe };
        let is_seen = if after.listed { is.audience } else { Audience::OnlyMe };
        let is_chosen = update.audiences.iter().any(|(chosen, _)| chosen == field) && is.audience > stored.fields.of(*field).audience;
        is.value.is_some() && (is_seen > was || is_chosen)
    };
    Field::ALL.into_iter().filter(sees_more).collect()
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use crate::domain::text::Text;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn being_listed_names_what_was_shared_before() {
        let mut stored = Profile::new("ada".parse().unwrap());
        for (field, audience) in [(Field::Name, Audience::OnlyMe), (Field::Phone, Audience::Delegates), (Field::Email, Audience::OnlyMe)] {
            stored.fields.of_mut(field).value = Text::parse("x", 9, false).unwrap();
            stored.fields.of_mut(field).audience = audience;
        }
        let list = AudienceUpdate { audiences: vec![(Field::Name, Audience::Delegates)], listed: Some(true) };
        assert_eq!(opened(&list, &stored), [Field::Name, Field::Phone]);
        let phone = AudienceUpdate { audiences: vec![(Field::Email, Audience::Delegates)], listed: None };
        assert_eq!(opened(&phone, &stored), [Field::Email]);
    }
}
