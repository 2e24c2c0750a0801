//! Somebody's picks and mine: in common, only theirs, only mine, what overlaps. Not: who they are, which the link does not say.

use crate::components::icon::{Glyph, Icon};
use crate::components::plan_row::{Dated, plan_row};
use crate::components::talk_card::Star;
use crate::domain::agenda::plan::{Comparison, Picks};
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::screens::agenda::toggle_star;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use crate::text;
use crate::words::number;
use leptos::prelude::*;
use std::rc::Rc;

/// Where taking all of theirs stands.
#[derive(Clone, PartialEq)]
enum Taking {
    /// Not wanted.
    Idle,
    /// Wanted; asked whether that is meant.
    Asked,
    /// Done with these, until it is undone.
    Done(Vec<TalkId>),
}

/// The comparison.
#[component]
pub(super) fn Compared(picks: Picks, programme: Rc<Programme>) -> impl IntoView {
    let desk = Desk::here();
    let many = picks.talks().len();
    let theirs = StoredValue::new(picks);
    let programme = StoredValue::new_local(programme);
    let compared = Memo::new(move |_| {
        programme.with_value(|programme| theirs.with_value(|picks| picks.compare(&programme.agenda, &desk.favourites.all())))
    });
    let taking = RwSignal::new(Taking::Idle);
    view! {
        <p>{tn!(many, "{n} talk that somebody shared with you. Nothing is starred or kept until you say so. Who shared them is not in the link.", "{n} talks that somebody shared with you. Nothing is starred or kept until you say so. Who shared them is not in the link.")}</p>
        {move || compared.with(|compared| (compared.missing.len() == many).then(|| view! {
            <div class="banner warn">
                <Glyph icon=Icon::Alert/>
                <p>{t!("None of them is in this programme. The link belongs to another conference, or to a programme that was since replaced.")}</p>
            </div>
        }))}
        <TakeAll compared taking/>
        {move || compared.with(|compared| programme.with_value(|programme| sections(desk, &programme.agenda, compared)))}
        <p><a href=Route::Mine.to_string()>{t!("To my agenda")}</a></p>
    }
}

/// Every talk of theirs at once: asked first, and undone by one press.
#[component]
fn TakeAll(compared: Memo<Comparison>, taking: RwSignal<Taking>) -> impl IntoView {
    let desk = Desk::here();
    let programmes = crate::state::programme::Programmes::here();
    let ids = move || -> Vec<TalkId> {
        let crate::state::programme::Reading::Ready(programme) = programmes.read_untracked() else { return Vec::new() };
        compared
            .with_untracked(|c| c.theirs.iter().filter_map(|position| Some(programme.agenda.talks.get(*position)?.id.clone())).collect())
    };
    let star = move |_| {
        let ids = ids();
        for id in &ids {
            toggle_star(desk, id);
        }
        taking.set(Taking::Done(ids));
    };
    let undo = move |ids: &[TalkId]| {
        for id in ids.iter().filter(|id| untrack(|| desk.favourites.has(id))) {
            toggle_star(desk, id);
        }
        taking.set(Taking::Idle);
    };
    move || {
        match taking.get() {
        Taking::Idle => {
            let many = compared.with(|compared| compared.theirs.len());
            (many > 0)
                .then(|| view! {
                    <div class="actions">
                        <button class="button" type="button" on:click=move |_| taking.set(Taking::Asked)>
                            <Glyph icon=Icon::Star/>{tn!(many, "Star all {n} of theirs", "Star all {n} of theirs")}
                        </button>
                    </div>
                })
                .into_any()
        }
        Taking::Asked => {
            let talks = compared.with(|compared| compared.theirs.len());
            view! {
                <div class="banner" role="group" aria-label=t!("Star all of theirs?")>
                    <div>
                        <p>{tn!(talks, "Star {n} talk? They join your own stars. Whoever sent the link does not learn of it.", "Star {n} talks? They join your own stars. Whoever sent the link does not learn of it.")}</p>
                        <div class="actions">
                            <button class="button primary" type="button" on:click=star>{tn!(talks, "Star {n} talk", "Star {n} talks")}</button>
                            <button class="button quiet" type="button" on:click=move |_| taking.set(Taking::Idle)>{t!("Not now")}</button>
                        </div>
                    </div>
                </div>
            }
            .into_any()
        }
        Taking::Done(ids) => view! {
            <div class="banner good" role="status">
                <div>
                    <p>{tn!(ids.len(), "{n} talk is starred.", "{n} talks are starred.")}</p>
                    <div class="actions"><button class="button" type="button" on:click=move |_| undo(&ids)><Glyph icon=Icon::Undo/>{t!("Undo")}</button></div>
                </div>
            </div>
        }
        .into_any(),
    }
    }
}

fn sections(desk: Desk, agenda: &Agenda, compared: &Comparison) -> Vec<AnyView> {
    let list = |title: &str, hint: &str, talks: &[usize]| {
        (!talks.is_empty()).then(|| {
            let rows =
                talks.iter().filter_map(|position| agenda.talks.get(*position)).map(|talk| view! { <li>{row(desk, agenda, talk)}</li> });
            view! {
                <section class="stack">
                    <div><h2>{format!("{title} ({})", number(talks.len()))}</h2><p class="hint">{hint.to_owned()}</p></div>
                    <ul class="plan">{rows.collect_view()}</ul>
                </section>
            }
            .into_any()
        })
    };
    let drawn = [
        clashes(agenda, compared),
        list(t!("Only theirs"), t!("They starred these, you did not."), &compared.theirs),
        list(t!("In common"), t!("You both starred these."), &compared.both),
        list(t!("Only mine"), t!("You starred these, they did not."), &compared.mine),
        missing(compared),
    ];
    drawn.into_iter().flatten().collect()
}

fn clashes(agenda: &Agenda, compared: &Comparison) -> Option<AnyView> {
    let title = |position: usize| agenda.talks.get(position).map_or(String::new(), |talk| talk.title.clone());
    let row = |(theirs, mine, minutes): &(usize, usize, i64)| {
        let (theirs, yours) = (view! { <bdi>{title(*theirs)}</bdi> }, view! { <bdi>{title(*mine)}</bdi> });
        let words = match minutes {
            1.. => tv!("Theirs “{theirs}” and yours “{yours}” overlap by {length}.", theirs, yours, length = text::duration(*minutes)),
            ..=0 => tv!("Theirs “{theirs}” and yours “{yours}” are at the same time.", theirs, yours),
        };
        view! { <li>{words}</li> }
    };
    (!compared.clashes.is_empty()).then(|| {
        view! {
            <div class="banner warn">
                <Glyph icon=Icon::Alert/>
                <div>
                    <h2 class="plan-small">{t!("You cannot both have everything")}</h2>
                    <ul>{compared.clashes.iter().map(row).collect_view()}</ul>
                </div>
            </div>
        }
        .into_any()
    })
}

fn missing(compared: &Comparison) -> Option<AnyView> {
    (!compared.missing.is_empty()).then(|| {
        let ids = compared.missing.iter().map(|id| view! { <li><code dir="ltr">{id.to_string()}</code></li> });
        view! {
            <section class="stack">
                <div><h2>{format!("{} ({})", t!("Not in this programme"), number(compared.missing.len()))}</h2><p class="hint">{t!("The link names these, and the programme does not have them, or not any more.")}</p></div>
                <ul>{ids.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(desk: Desk, agenda: &Agenda, talk: &Talk) -> AnyView {
    let id = talk.id.clone();
    let starred = Signal::derive({
        let id = id.clone();
        move || desk.favourites.has(&id)
    });
    let star = view! { <Star title=talk.title.clone() starred toggle=move || toggle_star(desk, &id)/> };
    plan_row(agenda, talk, desk.clocks.chosen(), if agenda.days.len() > 1 { Dated::Here } else { Dated::Above }, star.into_any()).into_any()
}
