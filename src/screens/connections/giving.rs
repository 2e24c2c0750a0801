//! Choosing what somebody gets and for how long: to ask them, to say yes to them, or to change it. Not: who they are.

use super::Meeting;
use crate::components::dialog::Dialog;
use crate::domain::connection::{GiftTerm, Offer};
use crate::domain::fields::Fields;
use crate::domain::id::ConnectionId;
use crate::domain::privacy::{Field, Relation};
use crate::text;
use leptos::prelude::*;

/// Why it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The viewer took a code.
    Ask,
    /// Somebody asks the viewer.
    Answer,
    /// They are connected.
    Change,
}

/// What is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Giving {
    pub(super) id: ConnectionId,
    /// Their name, where the viewer knows it.
    pub(super) to: Option<String>,
    pub(super) why: Why,
    /// What they get now.
    pub(super) stands: Option<Offer>,
}

#[component]
pub(super) fn GivingDialog(meeting: Meeting, giving: Giving) -> impl IntoView {
    let Giving { id, to, why, stands } = giving;
    let profile = meeting.viewer.with_value(|viewer| viewer.profile.get_untracked());
    let chosen = RwSignal::new(stands.map_or_else(Fields::none, |offer| offer.fields));
    let term = RwSignal::new(stands.map_or(GiftTerm::Conference, |offer| offer.term));
    let what_they_get = || match &to {
        Some(name) => t!("What does {name} get?", name),
        None => t!("What do they get?").to_owned(),
    };
    let (title, button) = match why {
        Why::Ask => (t!("What do you offer?").to_owned(), t!("Ask")),
        Why::Answer => (what_they_get(), t!("Give")),
        Why::Change => (what_they_get(), t!("Save")),
    };
    let filled = Field::ALL.into_iter().filter(|field| profile.fields.of(*field).value.is_some());
    let row = |field: Field| {
        let is_name = field == Field::Name;
        let is_seen = profile.fields.of(field).audience.admits(Relation::Connection);
        let fixed = is_name || is_seen;
        let why_fixed = match (is_name, is_seen) {
            (true, _) => Some(t!("always goes along")),
            (false, true) => Some(t!("your connections see it anyway")),
            (false, false) => None,
        };
        let choose = move |event: leptos::ev::Event| {
            let is_on = event_target_checked(&event);
            chosen.update(|fields| if is_on { fields.insert(field) } else { fields.remove(field) });
        };
        view! {
            <li>
                <label class="give">
                    <input type="checkbox" disabled=fixed prop:checked=move || fixed || chosen.get().contains(field) on:change=choose/>
                    <span>{text::field(field)}</span>
                    {why_fixed.map(|why| view! { <span class="hint">{why}</span> })}
                </label>
            </li>
        }
    };
    let rows = filled.map(row).collect_view();
    let terms = GiftTerm::ALL.map(|one| {
        view! {
            <label class="give">
                <input type="radio" name="gift-term" prop:checked=move || term.get() == one on:change=move |_| term.set(one)/>
                <span>{text::connections::term(one)}</span>
            </label>
        }
    });
    let cancel = move || meeting.giving.set(None);
    let give = move |_| {
        meeting.giving.set(None);
        let offer = Offer { fields: chosen.get_untracked(), term: term.get_untracked() };
        let (id, to) = (id.clone(), to.clone());
        let fields = text::connections::fields(with_name(offer.fields));
        let what = t!("give your {fields} to somebody you met", fields);
        let said = move |()| match (why, &to) {
            (Why::Ask, _) => t!("They are asked. You see them here as soon as they say yes.").to_owned(),
            (Why::Answer, Some(name)) => t!("You and {name} are connected.", name),
            (Why::Answer, None) => t!("You are connected.").to_owned(),
            (Why::Change, Some(name)) => t!("Changed: {name} gets {fields}.", name, fields),
            (Why::Change, None) => t!("Changed: they get {fields}.", fields),
        };
        meeting.change(what, move |account| account.give(id.clone(), offer), said, "contacts-title");
    };
    view! {
        <Dialog title on_cancel=cancel>
            <fieldset class="gives">
                <legend>{t!("They get")}</legend>
                <ul role="list">{rows}</ul>
                <p class="hint">{t!("What is not filled in under Profile and privacy is not offered here.")}</p>
            </fieldset>
            <fieldset class="gives">
                <legend>{t!("For how long")}</legend>
                {terms.into_iter().collect_view()}
            </fieldset>
            <p class="hint">{t!("You take it back at any time with one press. What they have written down by then cannot be taken back.")}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Cancel")}</button>
                <button class="button primary" type="button" on:click=give>{button}</button>
            </div>
        </Dialog>
    }
}

fn with_name(mut fields: Fields) -> Fields {
    fields.insert(Field::Name);
    fields
}
