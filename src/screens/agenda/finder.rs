//! Search, filters and days: each choice is a new address. Not: what is found.

use crate::browser::{DateStyle, format_date};
use crate::components::search_box::SearchBox;
use crate::domain::agenda::filter::{Counts, Filter};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use crate::text;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::rc::Rc;

fn counts(programme: &Programme, filter: &Filter, desk: Desk) -> Counts {
    filter.counts(&programme.agenda, &programme.index, &|talk| filter.starred_only && desk.favourites.has(talk))
}

/// Search, track, room, starred.
#[component]
pub(super) fn Finder(programme: Rc<Programme>, shown: Memo<Filter>, found: Signal<usize>) -> impl IntoView {
    let navigate = use_navigate();
    let go = Rc::new(move |filter: Filter| {
        navigate(&Route::Agenda(filter).to_string(), NavigateOptions { replace: true, scroll: false, ..Default::default() });
    });
    let search = {
        let go = go.clone();
        move |text: String| {
            let before = shown.get_untracked();
            // Words are looked for on all days; a day chosen afterwards narrows again.
            let day = if before.text.is_empty() { None } else { before.day };
            go(Filter { text: text.trim().to_owned(), day, ..before });
        }
    };
    let tracks: Vec<(String, String)> = programme.agenda.tracks.iter().map(|track| (track.id.to_string(), track.name.clone())).collect();
    let rooms: Vec<(String, String)> = programme.agenda.rooms.iter().map(|room| (room.id.to_string(), room.name.clone())).collect();
    let track = Signal::derive(move || shown.with(|f| f.tracks.first().map(ToString::to_string).unwrap_or_default()));
    let room = Signal::derive(move || shown.with(|f| f.rooms.first().map(ToString::to_string).unwrap_or_default()));
    let choose_track = {
        let go = go.clone();
        move |id: String| go(Filter { tracks: id.parse().into_iter().collect(), ..shown.get_untracked() })
    };
    let choose_room = {
        let go = go.clone();
        move |id: String| go(Filter { rooms: id.parse().into_iter().collect(), ..shown.get_untracked() })
    };
    let starred = move |event: leptos::ev::Event| go(Filter { starred_only: event_target_checked(&event), ..shown.get_untracked() });
    let wanted = Signal::derive(move || shown.with(|f| f.text.clone()));
    view! {
        <div class="finder">
            <SearchBox label="Search the programme" placeholder="Title, speaker, room, topic …" wanted search/>
            <div class="finder-selects">
                {(!tracks.is_empty()).then(|| view! { <Choice label="Track" all="All tracks" options=tracks chosen=track choose=choose_track/> })}
                {(rooms.len() > 1).then(|| view! { <Choice label="Room" all="All rooms" options=rooms chosen=room choose=choose_room/> })}
            </div>
            <div class="finder-summary">
                <label class="toggle">
                    <input type="checkbox" prop:checked=move || shown.with(|f| f.starred_only) on:change=starred/>
                    "Only what I starred"
                </label>
                <span>
                    {move || shown.with(Filter::narrows).then(|| view! { <a href=Route::home().to_string()>"Clear"</a> " · " })}
                    <span role="status">{move || text::count(found.get(), "talk", "talks")}</span>
                </span>
            </div>
        </div>
    }
}

#[component]
fn Choice(
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(id, name)| {
            let value = id.clone();
            view! { <option value=value prop:selected=move || chosen.get() == id>{name}</option> }
        })
        .collect_view();
    view! {
        <select class="input" aria-label=label on:change=move |event| choose(event_target_value(&event))>
            <option value="" prop:selected=move || chosen.get().is_empty()>{all}</option>
            {options}
        </select>
    }
}

/// One link for each day, with how many talks it would show.
#[component]
pub(super) fn DayTabs(programme: Rc<Programme>, shown: Memo<Filter>) -> impl IntoView {
    let desk = Desk::here();
    let days: Vec<_> = programme.agenda.days.iter().map(|day| day.date).collect();
    let counted = {
        let programme = StoredValue::new_local(programme);
        Memo::new(move |_| programme.with_value(|p| shown.with(|f| counts(p, f, desk).days)))
    };
    let tab = move |position: usize, date| {
        let href = move || Route::Agenda(Filter { day: Some(date), ..shown.get() }).to_string();
        let current = move || shown.with(|f| f.day == Some(date)).then_some("true");
        let found = move || {
            let n = counted.with(|days| days.get(position).copied().unwrap_or(0));
            shown.with(Filter::narrows).then(|| format!(" ({n})"))
        };
        view! { <li><a href=href aria-current=current>{format_date(date, DateStyle::Short)}{found}</a></li> }
    };
    let all = move || {
        shown.with(Filter::narrows).then(|| {
            let href = move || Route::Agenda(Filter { day: None, ..shown.get() }).to_string();
            view! { <li><a href=href aria-current=move || shown.with(|f| f.day.is_none()).then_some("true")>"All days"</a></li> }
        })
    };
    view! {
        <nav class="days" aria-label="Days">
            <ul>
                {all}
                {days.into_iter().enumerate().map(|(position, date)| tab(position, date)).collect_view()}
            </ul>
        </nav>
    }
}
