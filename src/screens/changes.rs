//! What is different since the programme was last looked at. Not: the comparison, nor the marks in the list.

use super::agenda::toggle_star;
use super::loaded::with_programme;
use crate::browser::{format_time, viewer_offset_at};
use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::components::talk_card::Star;
use crate::components::views::{View, Views};
use crate::domain::agenda::changes::{Change, Changes, Remembered};
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::{Freshness, Programmes};
use crate::text;
use crate::text::time as words;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The list.
#[component]
pub fn ChangesScreen() -> impl IntoView {
    let (programmes, desk) = (Programmes::here(), Desk::here());
    view! {
        <div class="stack">
            <h1>{t!("Changes")}</h1>
            <Views current=View::Changes filter=Filter::default() changes=true/>
            {with_programme(move |programme| {
                let changes = desk.news.changes();
                if changes.count() == 0 { nothing().into_any() } else { listed(desk, &programme.agenda, &changes).into_any() }
            })}
            <p class="hint">{move || freshness(programmes.freshness())}</p>
        </div>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <Standing icon=Icon::Clock title=t!("Nothing has changed since you last looked")>
            <p>{t!("When a talk is added, moved, cancelled or gets another room, it stands here until you say that you saw it. While the app is open, it looks once a minute.")}</p>
        </Standing>
    }
}

/// When it was last certain that this is the programme.
fn freshness(freshness: Freshness) -> Option<String> {
    let at = |unix: i64| format_time(Moment::new(unix, viewer_offset_at(unix)));
    match freshness {
        Freshness::Unknown => None,
        Freshness::Checked(unix) => Some(t!("This is the latest programme, as of {time} on your clock.", time = at(unix))),
        Freshness::Stale(unix) => Some(t!("No connection to the programme: this is how it was at {time} on your clock.", time = at(unix))),
    }
}

fn listed(desk: Desk, agenda: &Agenda, changes: &Changes) -> impl IntoView + use<> {
    let starred = desk.favourites.all();
    let (mine, others): (Vec<&Talk>, Vec<&Talk>) =
        agenda.talks.iter().filter(|talk| !changes.of(&talk.id).is_empty()).partition(|talk| starred.contains(&talk.id));
    let section = |title: &'static str, talks: &[&Talk]| {
        let rows: Vec<_> = talks.iter().map(|talk| row(desk, agenda, talk, changes.of(&talk.id))).collect();
        (!rows.is_empty()).then(|| view! { <section class="stack"><h2>{title}</h2><ul class="changes">{rows}</ul></section> })
    };
    let count = changes.count();
    view! {
        <div class="changes-head">
            <p>{tn!(count, "{n} talk is different since you last looked.", "{n} talks are different since you last looked.")}</p>
            <button class="button" type="button" on:click=move |_| {
                desk.news.saw_all();
                crate::browser::focus_heading();
            }>{t!("I have seen these")}</button>
        </div>
        {section(t!("Your starred talks"), &mine)}
        {gone(&changes.gone, &starred)}
        {section(if mine.is_empty() { t!("In the programme") } else { t!("Other talks") }, &others)}
    }
}

fn row(desk: Desk, agenda: &Agenda, talk: &Talk, changes: &[Change]) -> impl IntoView + use<> {
    let clock = desk.clocks.chosen();
    let when = |moment: Moment| {
        if words::on(clock, moment).date() == words::on(clock, talk.start).date() {
            words::time(clock, moment)
        } else {
            words::when(clock, moment, moment)
        }
    };
    let room = agenda.room_name(talk);
    let sentences: Vec<_> = changes
        .iter()
        .map(|change| view! { <li dir="auto"><strong>{text::change_mark(change)}</strong>" "{text::change_sentence(change, talk.start, room, when)}</li> })
        .collect();
    let id = talk.id.clone();
    let starred = Signal::derive({
        let id = id.clone();
        move || desk.favourites.has(&id)
    });
    let place = if room.is_empty() { String::new() } else { format!(" · {room}") };
    view! {
        <li class="change">
            <h3 dir="auto" lang=talk.language.clone()><a href=Route::Talk(talk.id.clone()).to_string()>{talk.title.clone()}</a></h3>
            <Star title=talk.title.clone() starred toggle=move || toggle_star(desk, &id)/>
            <p class="hint" dir="auto">{words::when(clock, talk.start, talk.end)}{place}</p>
            <ul>{sentences}</ul>
        </li>
    }
}

/// Talks that are in the programme no more; those that were starred are named as such.
fn gone(talks: &[Remembered], starred: &BTreeSet<TalkId>) -> impl IntoView + use<> {
    let row = |talk: &Remembered| {
        let clock = Desk::here().clocks.chosen();
        let time = words::when(clock, talk.start, talk.end);
        let was = if starred.contains(&talk.id) {
            t!("You had starred it. It was announced for {time}.", time)
        } else {
            t!("It was announced for {time}.", time)
        };
        view! { <li class="change"><h3 dir="auto">{talk.title.clone()}</h3><p class="hint" dir="auto">{was}</p></li> }
    };
    let rows: Vec<_> = talks.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| view! { <section class="stack"><h2>{t!("No longer in the programme")}</h2><ul class="changes">{rows}</ul></section> })
}
