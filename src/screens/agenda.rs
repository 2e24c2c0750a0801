//! The programme as a list by day, with search and filters that stand in the address. Not: one talk.

pub mod drop;
pub(super) mod finder;
pub(super) mod finding;
mod list;
pub(super) mod nothing;
mod now;
mod remarks;

use self::finding::Finding;
use super::clock::ClockChoice;
use super::loaded::{not_out_yet, with_programme};
use super::paper::PrintList;
use super::save_calendar::SaveCalendar;
use super::structured::describe_programme;
use crate::components::views::{View, Views};
use crate::domain::agenda::filter::Filter;
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use leptos::prelude::*;
use std::rc::Rc;

/// The start of the app.
#[component]
pub fn AgendaScreen(filter: Signal<Filter>) -> impl IntoView {
    let changes = Desk::here().news.any();
    view! {
        <div class="stack">
        <h1>{t!("Programme")}</h1>
        <Views current=View::List filter changes/>
        {with_programme(move |programme| {
            if programme.agenda.talks.is_empty() {
                return view! { {not_out_yet()} <remarks::Remarks programme/> }.into_any();
            }
            describe_programme(&programme);
            view! { <Days programme filter/> }.into_any()
        })}
        <drop::OpenFile/>
        </div>
    }
}

#[component]
fn Days(programme: Rc<Programme>, filter: Signal<Filter>) -> impl IntoView {
    let finding = Finding::open(programme.clone(), filter, Route::Agenda);
    finder::listen_for_shortcut();
    view! {
        <now::NowStrip finding/>
        <remarks::Remarks programme=programme.clone()/>
        <finder::Finder finding/>
        <div class="agenda-tools">
            <ClockChoice programme/>
            <div class="actions list-tools" hidden=move || finding.talks.with(Vec::is_empty)><PrintList finding/><SaveList finding/></div>
        </div>
        <finder::days::DayTabs finding/>
        <list::List finding/>
    }
}

/// What is listed, for a calendar.
#[component]
fn SaveList(finding: Finding) -> impl IntoView {
    let shown = finding.shown;
    let day = move || shown.with(|filter| filter.day.map(|day| day.to_string()).unwrap_or_default());
    let label = move || match shown.with(|filter| (filter.narrows(), filter.day.is_some())) {
        (true, _) => t!("Add what is listed to calendar"),
        (false, true) => t!("Add this day to calendar"),
        (false, false) => t!("Add these days to calendar"),
    };
    view! {
        <SaveCalendar
            programme=finding.programme.get_value() talks=Signal::derive(move || finding.talks.get()) what=Signal::derive(day)
            label=Signal::derive(move || label().to_owned()) class="quiet"
        />
    }
}

/// Stars or unstars, and says so where this browser cannot keep it.
pub(super) fn toggle_star(desk: Desk, talk: &TalkId) {
    if desk.visit.is_on() {
        // The account would hear of a talk that no conference here has.
        desk.tell(t!("Nothing was starred: this programme is a file of yours, and stars are for the conference’s own."));
        return;
    }
    if desk.favourites.toggle(talk).is_err() {
        let signed_in = desk.sessions.viewer_now().is_some();
        desk.tell(if signed_in {
            t!("Changed. This browser keeps nothing on the device, but your account does.")
        } else {
            t!("Changed for now. This browser keeps nothing on the device: sign in to keep your stars.")
        });
    }
}
