//! The starred talks as a plan of the days: what overlaps, what is free, what has to be walked. Not: the stars themselves, nor a programme.

mod day;
mod share;
mod steps;
mod subscription;

use super::clock::ClockChoice;
use super::loaded::with_programme;
use super::paper::{Paper, Press};
use crate::browser::{after, focus_element};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Standing;
use crate::components::views::{View, Views};
use crate::domain::agenda::Agenda;
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::plan::{Plan, Step};
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::screens::agenda::toggle_star;
use crate::screens::save_calendar::SaveCalendar;
use crate::state::desk::Desk;
use crate::state::embedding::Embedding;
use crate::state::programme::{Programme, Programmes};
use crate::state::session::Session;
use crate::text;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;

/// My agenda.
#[component]
pub fn MineScreen() -> impl IntoView {
    view! {
        <div class="stack">
        <h1>{t!("My agenda")}</h1>
        <Views current=View::Mine filter=Signal::derive(Filter::default) changes=Desk::here().news.any()/>
        {with_programme(|programme| view! { <Days programme/> }.into_any())}
        </div>
    }
}

/// What every part of the screen works on.
#[derive(Clone, Copy)]
struct Planned {
    programme: StoredValue<Rc<Programme>, LocalStorage>,
    plan: Memo<Plan>,
    /// Taken out on this screen and not put back: they keep their place until the screen is left.
    removed: RwSignal<Vec<TalkId>>,
    press: Press,
    desk: Desk,
}

impl Planned {
    /// Takes a talk out; the keyboard stays at its place.
    fn take_out(self, talk: &TalkId) {
        self.removed.update(|removed| removed.push(talk.clone()));
        toggle_star(self.desk, talk);
        focus_soon(format!("undo-{talk}"));
    }

    /// Stars a talk, for the first time or again.
    fn put_in(self, talk: &TalkId) {
        self.removed.update(|removed| removed.retain(|other| other != talk));
        if !untrack(|| self.desk.favourites.has(talk)) {
            toggle_star(self.desk, talk);
        }
        focus_soon(format!("star-{talk}"));
    }
}

/// After the plan was drawn anew.
fn focus_soon(id: String) {
    after(0, move || {
        focus_element(&id);
    })
    .keep_forever();
}

#[component]
fn Days(programme: Rc<Programme>) -> impl IntoView {
    let desk = Desk::here();
    let programme = StoredValue::new_local(programme);
    let walking = desk.config.with_value(|config| config.walking.clone());
    let plan = Memo::new(move |_| programme.with_value(|programme| Plan::new(&programme.agenda, &desk.favourites.all(), &walking)));
    let planned = Planned { programme, plan, removed: RwSignal::new(Vec::new()), press: Press::new(), desk };
    let sharing = RwSignal::new(false);
    let visit = Programmes::here().visit;
    let nothing = move |plan: &Plan| if visit.is_on() { plan.days.is_empty() } else { plan.is_empty() };
    let empty = Memo::new(move |_| plan.with(nothing) && planned.removed.with(Vec::is_empty));
    view! {
        <ClockChoice programme=programme.get_value()/>
        <p class="hint plan-kept">{move || kept(desk)}</p>
        {move || if empty.get() {
            view! { <Nothing/> }.into_any()
        } else {
            view! {
                <div class="actions">
                    <button
                        class="button" type="button" aria-expanded=move || if sharing.get() { "true" } else { "false" }
                        on:click=move |_| sharing.update(|open| *open = !*open)
                    >
                        <Glyph icon=Icon::Share/>{t!("Share my picks")}
                    </button>
                    <SaveCalendar
                        programme=programme.get_value() what=t!("my agenda") label=t!("Add to calendar")
                        talks=Signal::derive(move || plan.with(|plan| plan.days.iter().flat_map(|day| day.talks().collect::<Vec<_>>()).collect()))
                    />
                </div>
                {move || sharing.get().then(|| view! { <share::Share planned/> })}
                {move || day::days(planned)}
                <Gone planned/>
            }.into_any()
        }}
        // The address opens the stars to whoever has it: inside another page it is neither made nor shown.
        {(!Embedding::here().is_inside()).then(|| view! { <subscription::Subscribe desk/> })}
        <Paper
            press=planned.press programme=programme.get_value() what=t!("My agenda")
            talks=Signal::derive(move || plan.with(|plan| plan.days.iter().flat_map(|day| day.talks().collect::<Vec<_>>()).collect()))
            notes=Signal::derive(move || plan.with(|plan| programme.with_value(|programme| notes(&programme.agenda, plan))))
        />
    }
}

/// Where the stars are, and who sees them.
fn kept(desk: Desk) -> AnyView {
    let sign_in = |words: &'static str| view! { <a href=Route::SignIn(Some(Box::new(Route::Mine))).to_string()>{words}</a> };
    match desk.sessions.read() {
        Session::SignedIn(_) => t!("Your stars are kept on this device and in your account. Only you see them.").into_any(),
        Session::Restoring => t!("Your stars are kept on this device. Only you see them.").into_any(),
        Session::Lapsed(_) => tv!(
            "Your stars are kept on this device only. {sign_in} and they go on following you to your other devices. Only you see them.",
            sign_in = sign_in(t!("Sign in again"))
        )
        .into_any(),
        Session::Unconfirmed(_) | Session::SignedOut(_) => tv!(
            "Your stars are kept on this device only. {sign_in} and they follow you to your other devices. Only you see them.",
            sign_in = sign_in(t!("Sign in"))
        )
        .into_any(),
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Standing icon=Icon::Star title=t!("Your own programme starts with a star")>
            <p>{t!("Press the star beside a talk, in the list or on its page. Here you will then see your days in order: what overlaps, where you have time, and how far it is from room to room.")}</p>
            <a class="button primary" href=Route::home().to_string()>{t!("Find talks to star")}</a>
        </Standing>
    }
}

/// Starred talks that this programme does not have.
#[component]
fn Gone(planned: Planned) -> impl IntoView {
    let visit = Programmes::here().visit;
    move || {
        // A programme from somebody's own file knows nothing of the conference's talks.
        let gone = planned.plan.with(|plan| if visit.is_on() { Vec::new() } else { plan.gone.clone() });
        (!gone.is_empty()).then(|| {
            let row = |id: TalkId| {
                let label = t!("Remove the star of {id}", id);
                let removed = id.clone();
                view! { <li class="plan-gone"><code dir="ltr">{id.to_string()}</code><button class="button quiet" type="button" aria-label=label on:click=move |_| planned.take_out(&removed)>{t!("Remove")}</button></li> }
            };
            view! {
                <section class="stack plan-missing">
                    <h2>{t!("No longer in the programme")}</h2>
                    <p class="hint">{tn!(gone.len(), "You starred {n} talk that the programme does not have any more. The stars are kept, in case it comes back.", "You starred {n} talks that the programme does not have any more. The stars are kept, in case it comes back.")}</p>
                    <ul>{gone.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// What stands under a talk on paper.
fn notes(agenda: &Agenda, plan: &Plan) -> BTreeMap<usize, String> {
    let mut notes = BTreeMap::new();
    let room = |position: usize| agenda.talks.get(position).map_or("", |talk| agenda.room_name(talk));
    for step in plan.days.iter().flat_map(|day| &day.steps) {
        match step {
            Step::Attend(group) if !group.clashes.is_empty() => {
                notes.extend(group.talks.first().map(|first| (*first, text::plan::clash(group))))
            }
            Step::Change(change) if change.is_tight() => {
                notes.insert(change.to, text::plan::tight(change, room(change.from), room(change.to)));
            }
            Step::Attend(_) | Step::Change(_) | Step::CalledOff(_) => {}
        }
    }
    notes
}
