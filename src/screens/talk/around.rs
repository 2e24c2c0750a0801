//! What is before and after a talk in its room, and elsewhere at the same time. Not: the whole day.

use crate::components::talk_card::Star;
use crate::components::talk_row::talk_row;
use crate::domain::agenda::filter::{Filter, PartOfDay};
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::time::Clock;
use crate::routes::Route;
use crate::screens::agenda::toggle_star;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// More than this many beside a talk is a list of its own.
const MOST: usize = 6;

pub(super) fn around(programme: Rc<Programme>, talk: &Talk) -> impl IntoView + use<> {
    let (programme, talk) = (StoredValue::new_local(programme), talk.clone());
    let desk = Desk::here();
    move || {
        let (programme, clock) = (programme.get_value(), desk.clocks.chosen());
        let agenda = &programme.agenda;
        view! {
            {in_room(agenda, &talk, clock)}
            {at_the_same_time(agenda, &talk, clock)}
        }
    }
}

fn row(agenda: &Agenda, talk: &Talk, label: &'static str, clock: Clock) -> impl IntoView + use<> {
    talk_row(agenda, talk, label, text::time::span(clock, talk.start, talk.end), star(talk))
}

/// The star of a talk in a short list.
pub(in crate::screens) fn star(talk: &Talk) -> AnyView {
    let desk = Desk::here();
    let id = talk.id.clone();
    let starred = Signal::derive(move || desk.favourites.has(&id));
    let id = talk.id.clone();
    view! { <Star title=talk.title.clone() starred toggle=move || toggle_star(desk, &id)/> }.into_any()
}

fn in_room(agenda: &Agenda, talk: &Talk, clock: Clock) -> impl IntoView + use<> {
    let before = agenda.before_in_room(talk).map(|other| row(agenda, other, t!("Before"), clock));
    let after = agenda.after_in_room(talk).map(|other| row(agenda, other, t!("Next"), clock));
    let room = agenda.room_name(talk).to_owned();
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <section class="talk-around" aria-labelledby="in-this-room">
                <h2 id="in-this-room">{tv!("Before and after in {room}", room = view! { <bdi>{room}</bdi> })}</h2>
                <ul class="talk-rows">{before}{after}</ul>
            </section>
        }
    })
}

fn at_the_same_time(agenda: &Agenda, talk: &Talk, clock: Clock) -> impl IntoView + use<> {
    let parallel = agenda.parallel_to(talk);
    let rows: Vec<_> = parallel.iter().take(MOST).map(|other| row(agenda, other, "", clock)).collect();
    let part = PartOfDay::of(talk.start);
    let day = agenda.days.get(talk.day).map(|day| day.date);
    let more = parallel.len().saturating_sub(MOST);
    let all = Route::Agenda(Filter { day, times: vec![part], ..Filter::default() }).to_string();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="talk-around" aria-labelledby="same-time">
                <h2 id="same-time">{t!("At the same time")}</h2>
                <ul class="talk-rows">{rows}</ul>
                {(more > 0).then(|| view! { <p><a href=all>{text::finding::more_beside(more, part)}</a></p> })}
            </section>
        }
    })
}
