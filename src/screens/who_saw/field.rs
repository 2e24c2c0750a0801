//! The record by field: how many people were shown each. Not: who they are, to which each leads.

use super::line::when;
use crate::domain::access::FieldSeen;
use crate::domain::privacy::Field;
use crate::text;
use crate::text::who_saw as words;
use leptos::prelude::*;

/// A line for each field, those that nobody saw as well: that is what somebody wants to know of their number.
#[component]
pub(super) fn FieldsSeen(fields: Vec<FieldSeen>, see: impl Fn(Field) + Copy + 'static) -> impl IntoView {
    let line = |field: Field| {
        let name = text::field(field);
        let seen = fields.iter().find(|seen| seen.field == field).copied();
        let told = match seen {
            None => view! { <p class="hint">{t!("Nobody has seen it.")}</p> }.into_any(),
            Some(FieldSeen { people, times, last, .. }) => {
                let (when, count) = (when(last), people as usize);
                let told = if times == people {
                    tn!(count, "{n} person; last on {when}", "{n} people; last on {when}", when)
                } else {
                    let often = words::times(times);
                    tn!(count, "{n} person, {often}; last on {when}", "{n} people, {often}; last on {when}", often, when)
                };
                view! { <p class="hint">{told}</p> }.into_any()
            }
        };
        let way = seen.map(|_| {
            view! {
                <button class="button" type="button" aria-label=t!("Who saw your {field}", field = text::field_list(&[field])) on:click=move |_| see(field)>
                    {t!("Who saw it")}
                </button>
            }
        });
        view! {
            <li>
                <div><p><strong>{name}</strong></p>{told}</div>
                {way}
            </li>
        }
    };
    view! { <ul class="seen by-field" role="list">{Field::ALL.map(line).into_iter().collect_view()}</ul> }
}
