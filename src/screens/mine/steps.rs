//! The lines of a day of the plan: talks, overlaps, time between. Not: their order.

use super::Planned;
use crate::components::icon::{Glyph, Icon};
use crate::components::plan_row::{Dated, plan_row};
use crate::domain::agenda::plan::{Change, Group, Step};
use crate::domain::agenda::{Agenda, Talk};
use crate::text;
use leptos::prelude::*;

/// One line.
pub(super) fn step(planned: Planned, agenda: &Agenda, step: &Step) -> AnyView {
    match step {
        Step::Attend(group) => attend(planned, agenda, group),
        Step::CalledOff(position) => agenda.talks.get(*position).map(|talk| view! { <li>{mine(planned, agenda, talk)}</li> }).into_any(),
        Step::Change(change) => between(planned, agenda, change),
    }
}

/// A talk that was taken out a moment ago, and the way back.
pub(super) fn removed_row(planned: Planned, talk: &Talk) -> AnyView {
    let id = talk.id.clone();
    let label = t!("Undo: star {title} again", title = talk.title);
    view! {
        <li class="plan-removed">
            <p>{tv!("“{title}” is no longer starred.", title = view! { <bdi>{talk.title.clone()}</bdi> })}</p>
            <button class="button" type="button" id=format!("undo-{id}") aria-label=label on:click=move |_| planned.put_in(&id)>
                <Glyph icon=Icon::Undo/>{t!("Undo")}
            </button>
        </li>
    }
    .into_any()
}

/// A talk of the plan, with the star that takes it out.
fn mine(planned: Planned, agenda: &Agenda, talk: &Talk) -> AnyView {
    let id = talk.id.clone();
    let star = view! {
        <button class="star" type="button" id=format!("star-{id}") aria-pressed="true" aria-label=t!("Star {title}", title = talk.title) on:click=move |_| planned.take_out(&id)>
            <Glyph icon=Icon::Star/>
        </button>
    };
    plan_row(agenda, talk, planned.desk.clocks.chosen(), Dated::Above, star.into_any()).into_any()
}

fn attend(planned: Planned, agenda: &Agenda, group: &Group) -> AnyView {
    let talks = || group.talks.iter().filter_map(|position| agenda.talks.get(*position));
    if group.talks.len() < 2 {
        return talks().map(|talk| view! { <li>{mine(planned, agenda, talk)}</li> }).collect_view().into_any();
    }
    let pairs = text::plan::clash_pairs(agenda, group);
    view! {
        <li class="plan-clash">
            <p class="plan-clash-words"><Glyph icon=Icon::Alert/>{text::plan::clash(group)}</p>
            {(!pairs.is_empty()).then(|| view! { <ul class="plan-pairs">{pairs.into_iter().map(|pair| view! { <li dir="auto">{pair}</li> }).collect_view()}</ul> })}
            <ul class="plan-together">{talks().map(|talk| view! { <li>{mine(planned, agenda, talk)}</li> }).collect_view()}</ul>
        </li>
    }
    .into_any()
}

fn between(planned: Planned, agenda: &Agenda, change: &Change) -> AnyView {
    let room = |position: usize| agenda.talks.get(position).map_or("", |talk| agenda.room_name(talk));
    let walk = text::plan::walk(change, room(change.to));
    if change.is_tight() {
        let words = text::plan::tight(change, room(change.from), room(change.to));
        return view! { <li class="plan-change tight"><Glyph icon=Icon::Walk/><span>{words}</span></li> }.into_any();
    }
    match change.gap() {
        Some(minutes) => gap(planned, agenda, *change, minutes, walk),
        None if walk.is_empty() => ().into_any(),
        None => view! { <li class="plan-change"><Glyph icon=Icon::Walk/><span>{walk}</span></li> }.into_any(),
    }
}

/// Time that is worth filling, and what would fit; drawn only when somebody unfolds it.
fn gap(planned: Planned, agenda: &Agenda, change: Change, minutes: i64, walk: String) -> AnyView {
    let walking = planned.desk.config.with_value(|config| config.walking.clone());
    let fitting = change.fitting(agenda, &planned.desk.favourites.all(), &walking);
    let free = text::plan::free(minutes);
    let walk = (!walk.is_empty()).then(|| view! { <span class="hint">{walk}</span> });
    if fitting.is_empty() {
        return view! { <li class="plan-gap"><p><Glyph icon=Icon::Clock/><b>{free}</b>{walk}</p></li> }.into_any();
    }
    let open = RwSignal::new(false);
    let offered = tn!(fitting.len(), "{n} talk fits in that time", "{n} talks fit in that time");
    let suggestions = move || {
        open.get().then(|| {
            planned.programme.with_value(|programme| {
                let talks = fitting.iter().filter_map(|position| programme.agenda.talks.get(*position));
                let rows = talks.map(|talk| view! { <li>{offer(planned, &programme.agenda, talk)}</li> });
                view! { <ul class="plan-offers">{rows.collect_view()}</ul> }
            })
        })
    };
    view! {
        <li class="plan-gap">
            <p>
                <Glyph icon=Icon::Clock/><b>{free}</b>{walk}
                <button
                    class="button quiet" type="button" aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >{offered}</button>
            </p>
            {suggestions}
        </li>
    }
    .into_any()
}

/// A talk that is not in the plan, with the star that puts it there.
fn offer(planned: Planned, agenda: &Agenda, talk: &Talk) -> AnyView {
    let id = talk.id.clone();
    let star = view! {
        <button class="star" type="button" aria-pressed="false" aria-label=t!("Star {title}", title = talk.title) on:click=move |_| planned.put_in(&id)>
            <Glyph icon=Icon::Star/>
        </button>
    };
    plan_row(agenda, talk, planned.desk.clocks.chosen(), Dated::Above, star.into_any()).into_any()
}
