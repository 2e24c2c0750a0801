//! What is chosen, each with a way to take it back. Not: the words, which stand in the search box.

use super::super::finding::Finding;
use super::{has_choices, keep_focus};
use crate::browser::language_name;
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::Agenda;
use crate::domain::agenda::filter::{Facet, Filter, Part, PartOfDay};
use crate::text;
use leptos::prelude::*;

/// A row of chips where something is chosen, and a line each for hidden rooms and for what this programme does not have.
#[component]
pub(super) fn Chips(finding: Finding) -> impl IntoView {
    let row = move || {
        let asked = finding.asked.get();
        asked.narrows().then(|| {
            let chips = Facet::ALL.into_iter().flat_map(|facet| {
                let asked = &asked;
                asked.chosen(facet).into_iter().map(move |value| chip(finding, facet, value))
            });
            let chips: Vec<_> = chips.collect();
            let list = has_choices(&asked).then(|| view! { <ul aria-label=t!("Chosen filters")>{chips}</ul> });
            let clear = move |_| {
                finding.choose(|filter| *filter = filter.cleared());
                keep_focus();
            };
            view! { <div class="chips">{list}<button class="button quiet" type="button" on:click=clear>{t!("Clear all")}</button></div> }
        })
    };
    let hidden = move || {
        let n = finding.asked.with(|filter| filter.hidden_rooms.len());
        (n > 0).then(|| {
            let show = move |_| {
                finding.show_hidden();
                keep_focus();
            };
            view! {
                <p class="hint finder-note">
                    {tn!(n, "{n} room is hidden.", "{n} rooms are hidden.")}" "
                    <button class="link" type="button" on:click=show>{tn!(n, "Show it", "Show them")}</button>
                </p>
            }
        })
    };
    let unknown = move || {
        let unknown = finding.unknown.get();
        (!unknown.is_empty()).then(|| {
            let names = text::quoted(&unknown);
            view! {
                <p class="hint finder-note" dir="auto">{t!("The link names {names}, which this programme does not have. It was left out.", names)}</p>
            }
        })
    };
    view! {
        {row}
        {hidden}
        {unknown}
    }
}

fn chip(finding: Finding, facet: Facet, value: String) -> impl IntoView {
    let name = finding.programme.with_value(|p| name_of(&p.agenda, facet, &value));
    let label = t!("Remove {what}: {name}", what = text::finding::facet(facet), name);
    let remove = move |_| {
        finding.choose(|filter| filter.toggle(facet, &value));
        keep_focus();
    };
    view! {
        <li><button class="chosen" type="button" aria-label=label on:click=remove><span dir="auto">{name}</span><Glyph icon=Icon::Close/></button></li>
    }
}

/// A choice in the words that people know it by.
pub(super) fn name_of(agenda: &Agenda, facet: Facet, value: &str) -> String {
    let named = match facet {
        Facet::Track => agenda.tracks.iter().find(|track| track.id.as_str() == value).map(|track| track.name.clone()),
        Facet::Room => agenda.rooms.iter().find(|room| room.id.as_str() == value).map(|room| room.name.clone()),
        Facet::Language => Some(language_name(value)),
        Facet::Time => PartOfDay::named(value).map(|part| text::finding::part_of_day(part).0.to_owned()),
        Facet::Kind | Facet::Tag => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}

/// Parts of the filter that may be why nothing is found, with how many talks there would be without each, the most helpful first.
pub(in super::super) fn ways_out(finding: Finding, filter: &Filter) -> Vec<(Part, usize)> {
    let sift = finding.sift.get();
    let mut ways: Vec<(Part, usize)> = Part::all().filter(|part| filter.has(*part)).map(|part| (part, sift.without(&[part]))).collect();
    ways.retain(|(_, n)| *n > 0);
    ways.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    ways
}
