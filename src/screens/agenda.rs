//! The programme as a list by day, with search and filters that stand in the address. Not: one talk.

mod finder;
mod list;
mod remarks;

use crate::browser::now_unix;
use crate::components::icon::Icon;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::domain::agenda::days::first_to_show;
use crate::domain::agenda::filter::Filter;
use crate::domain::id::TalkId;
use crate::domain::time::Moment;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::{Programme, Programmes, Reading};
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// The start of the app.
#[component]
pub fn AgendaScreen(filter: Signal<Filter>) -> impl IntoView {
    let programmes = Programmes::here();
    view! {
        <div class="stack">
        <h1>"Programme"</h1>
        {move || match programmes.read() {
            Reading::Waiting => view! { <Waiting what="Loading the programme"/> }.into_any(),
            Reading::Failed(error) => {
                view! { <Failure title="The programme did not load" sentence=text::programme_error(&error) retry=move || programmes.ask_again()/> }.into_any()
            }
            Reading::Ready(programme) if programme.agenda.talks.is_empty() => view! {
                <Standing icon=Icon::Agenda title="The programme is not out yet">
                    <p>"The organisers have published no talks so far. Look in again later; nothing needs to be installed or set."</p>
                </Standing>
                <remarks::Remarks programme/>
            }
            .into_any(),
            Reading::Ready(programme) => view! { <Days programme filter/> }.into_any(),
        }}
        </div>
    }
}

/// What is looked for, made certain: where nothing narrows the list and no day is chosen, the day that is on.
fn day_shown(filter: &Filter, programme: &Programme) -> Filter {
    let known = filter.known_to(&programme.agenda);
    if known.day.is_some() || known.narrows() {
        return known;
    }
    let day = first_to_show(&programme.agenda, Moment::new(now_unix(), 0)).and_then(|day| programme.agenda.days.get(day));
    Filter { day: day.map(|day| day.date), ..known }
}

#[component]
fn Days(programme: Rc<Programme>, filter: Signal<Filter>) -> impl IntoView {
    let desk = Desk::here();
    let programme = StoredValue::new_local(programme);
    let shown = Memo::new(move |_| programme.with_value(|p| day_shown(&filter.get(), p)));
    let talks = Memo::new(move |_| {
        programme
            .with_value(|p| shown.get().talks(&p.agenda, &p.index, &|talk| shown.with(|f| f.starred_only) && desk.favourites.has(talk)))
    });
    view! {
        <finder::Finder programme=programme.get_value() shown found=Signal::derive(move || talks.with(Vec::len))/>
        <remarks::Remarks programme=programme.get_value()/>
        <finder::DayTabs programme=programme.get_value() shown/>
        {move || {
            let talks = talks.get();
            let filter = shown.get_untracked();
            if talks.is_empty() {
                view! { <Nothing filter/> }.into_any()
            } else {
                list::list(programme.get_value(), &talks, filter.day.is_none()).into_any()
            }
        }}
    }
}

#[component]
fn Nothing(filter: Filter) -> impl IntoView {
    let all = Route::Agenda(Filter { day: filter.day, ..Filter::default() }).to_string();
    if filter.starred_only && filter.text.is_empty() {
        return view! {
            <Standing icon=Icon::Star title="Nothing starred here yet">
                <p>"Press the star beside a talk and you will find it here, on every device you sign in on. Only you can see your stars."</p>
                <a class="button" href=all>"Show all talks"</a>
            </Standing>
        };
    }
    view! {
        <Standing icon=Icon::Search title="No talk matches">
            <p>"Try fewer words, or take a filter away. Words are found in titles, names, rooms, tracks and descriptions, with or without accents."</p>
            <a class="button" href=all>"Show all talks"</a>
        </Standing>
    }
}

/// Stars or unstars, and says so where this browser cannot keep it.
pub(super) fn toggle_star(desk: Desk, talk: &TalkId) {
    if desk.favourites.toggle(talk).is_err() {
        let signed_in = desk.sessions.viewer_now().is_some();
        desk.tell(if signed_in {
            "Changed. This browser keeps nothing on the device, but your account does."
        } else {
            "Changed for now. This browser keeps nothing on the device: sign in to keep your stars."
        });
    }
}
