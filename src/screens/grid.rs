//! The programme as rooms × time, with the same search, filters and days as the list. Not: the list.

mod cell;
mod keys;
mod row;
mod sheet;
mod window;

use super::agenda::finder::days::DayTabs;
use super::agenda::finder::{Finder, listen_for_shortcut};
use super::agenda::finding::Finding;
use super::agenda::nothing::Nothing;
use super::clock::ClockChoice;
use super::loaded::{not_out_yet, with_programme};
use super::paper::PrintList;
use crate::browser::{DateStyle, format_date};
use crate::components::views::{View, Views};
use crate::domain::agenda::filter::Filter;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use leptos::prelude::*;
use std::rc::Rc;

/// The grid.
#[component]
pub fn GridScreen(filter: Signal<Filter>) -> impl IntoView {
    view! {
        <div class="stack">
        <h1>{t!("Programme")}</h1>
        <Views current=View::Grid filter changes=Desk::here().news.any()/>
        {with_programme(move |programme| {
            if programme.agenda.talks.is_empty() { not_out_yet().into_any() } else { view! { <Days programme filter/> }.into_any() }
        })}
        </div>
    }
}

#[component]
fn Days(programme: Rc<Programme>, filter: Signal<Filter>) -> impl IntoView {
    let finding = Finding::open(programme.clone(), filter, Route::Grid);
    listen_for_shortcut();
    let programme = StoredValue::new_local(programme);
    view! {
        <Finder finding/>
        <div class="agenda-tools">
            <ClockChoice programme=programme.get_value()/>
            <PrintList finding/>
        </div>
        <DayTabs finding/>
        {move || {
            let talks = finding.talks.get();
            let filter = finding.shown.get_untracked();
            if talks.is_empty() {
                return view! { <Nothing finding/> }.into_any();
            }
            let day = filter.day;
            let name = match day {
                Some(day) => t!("Programme, {day}: rooms by time", day = format_date(day, DateStyle::Day)),
                None => t!("Programme, all days: rooms by time").to_owned(),
            };
            view! {
                <sheet::TalkGrid programme=programme.get_value() talks day name/>
                <p id="grid-keys" class="hint grid-keys">
                    {t!("Arrow keys go from talk to talk, Home and End to the first and last room, Page Up and Page Down through the day. Enter opens a talk, S stars it.")}
                </p>
            }
            .into_any()
        }}
    }
}
