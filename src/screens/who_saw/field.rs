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
            None => view! { <p class="hint">"Nobody has seen it."</p> }.into_any(),
            Some(FieldSeen { people, times, last, .. }) => {
                let often = if times == people { String::new() } else { format!(", {}", words::times(times)) };
                let told = format!("{}{often}; last on {}", text::count(people as usize, "person", "people"), when(last));
                view! { <p class="hint">{told}</p> }.into_any()
            }
        };
        let way = seen.map(|_| {
            view! {
                <button class="button" type="button" aria-label=format!("Who saw your {}", text::field_list(&[field])) on:click=move |_| see(field)>
                    "Who saw it"
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
