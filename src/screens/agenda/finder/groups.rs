//! The lists of choices, each choice with how many talks it would show. Not: the rule that counts them, which is the domain's.

use super::super::finding::Finding;
use super::chips::name_of;
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::filter::{Facet, Filter, PartOfDay};
use crate::domain::agenda::search::fold_plain;
use crate::text;
use crate::words::number;
use leptos::prelude::*;

/// The groups in the order of the questions: when, what, where, how.
const ORDER: [Facet; 6] = [Facet::Time, Facet::Track, Facet::Room, Facet::Kind, Facet::Language, Facet::Tag];

/// A list with more choices than this can be searched.
const LONG: usize = 12;

/// No more choices are drawn at once; the rest is found by its name.
const MOST: usize = 80;

/// One choice as it is drawn.
#[derive(Clone)]
struct Row {
    /// Its position among all choices of its list.
    position: usize,
    value: String,
    name: String,
    hint: &'static str,
}

/// All groups that offer a choice.
#[component]
pub(super) fn Groups(finding: Finding) -> impl IntoView {
    ORDER.map(|facet| group(finding, facet)).into_iter().collect_view()
}

fn rows(finding: Finding, facet: Facet) -> Vec<Row> {
    let row = |(position, choice): (usize, &crate::domain::agenda::filter::Choice)| {
        let hint = PartOfDay::named(&choice.value).filter(|_| facet == Facet::Time).map_or("", |part| text::finding::part_of_day(part).1);
        let name = finding.programme.with_value(|p| name_of(&p.agenda, facet, &choice.value));
        Row { position, value: choice.value.clone(), name, hint }
    };
    finding.choices().of_facet(facet).iter().enumerate().map(row).collect()
}

fn group(finding: Finding, facet: Facet) -> AnyView {
    let choices = finding.choices();
    let rows = rows(finding, facet);
    if rows.len() < 2 {
        return ().into_any();
    }
    // A choice among what is looked for anyway lifts the day, as `Finding::choose` does; its count says so.
    let counts = Memo::new(move |_| {
        let all_days = !finding.asked.with(Filter::narrows);
        finding.sift.get().by_choice(&choices, facet, all_days)
    });
    let name = text::finding::facet(facet);
    let typed = RwSignal::new(String::new());
    let search = (rows.len() > LONG).then(|| {
        let label = text::finding::find_in(facet);
        view! {
            <input class="input" type="search" aria-label=label placeholder=tn!(rows.len(), "{n} to choose from …", "{n} to choose from …") autocomplete="off" dir="auto"
                on:input=move |event| typed.set(event_target_value(&event))/>
        }
    });
    let rows = StoredValue::new(rows);
    let drawn = move || {
        let typed = fold_plain(&typed.get());
        let fits = |row: &&Row| typed.split_whitespace().all(|word| fold_plain(&row.name).contains(word));
        let chosen = finding.asked.with_untracked(|filter| filter.chosen(facet));
        let mut found: Vec<Row> = rows.with_value(|rows| rows.iter().filter(fits).cloned().collect());
        // What is chosen is never beyond the end.
        found.sort_by_key(|row| !chosen.contains(&row.value) && row.position >= MOST);
        found.truncate(MOST);
        found.into_iter().map(|row| choice(finding, facet, row, counts)).collect_view()
    };
    view! {
        <fieldset class="facet">
            <legend>{name}</legend>
            {search}
            <ul>{drawn}</ul>
        </fieldset>
    }
    .into_any()
}

fn choice(finding: Finding, facet: Facet, row: Row, counts: Memo<Vec<usize>>) -> impl IntoView {
    let Row { position, value, name, hint } = row;
    let count = move || counts.with(|counts| counts.get(position).copied().unwrap_or(0));
    let value = StoredValue::new(value);
    let is_chosen = move || finding.asked.with(|filter| value.with_value(|value| filter.chosen(facet).contains(value)));
    let toggle = move |_| finding.choose(|filter| value.with_value(|value| filter.toggle(facet, value)));
    let hide = (facet == Facet::Room).then(|| hide(finding, value, &name));
    view! {
        <li class:none=move || count() == 0>
            <label>
                <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                <span dir="auto">{name}</span>
                {(!hint.is_empty()).then(|| view! { <small dir="auto">{hint}</small> })}
                <span class="count">{move || number(count())}</span>
            </label>
            {hide}
        </li>
    }
}

fn hide(finding: Finding, room: StoredValue<String>, name: &str) -> impl IntoView + use<> {
    let is_hidden =
        move || finding.asked.with(|filter| room.with_value(|room| filter.hidden_rooms.iter().any(|hidden| hidden.as_str() == room)));
    let toggle = move |_| room.with_value(|room| finding.toggle_hidden(room));
    view! {
        <button
            class="hide" type="button" aria-label=t!("Hide {name}", name) title=t!("Never show this room on this device")
            aria-pressed=move || is_hidden().to_string() on:click=toggle
        >
            <Glyph icon=Icon::Hidden/>
        </button>
    }
}
