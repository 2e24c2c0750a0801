//! A talk as one line of a plan: when, what, where. Not: a card of the list.

use crate::browser::{DateStyle, format_date};
use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::domain::time::Clock;
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// Whether the line says its day, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// A heading above says it; only another date than that is said.
    Above,
    /// Lines of several days stand in one list.
    Here,
}

/// `action` stands at the end of the line, usually a star. Times are shown by `clock`.
pub fn plan_row(agenda: &Agenda, talk: &Talk, clock: Clock, dated: Dated, action: AnyView) -> impl IntoView + use<> {
    let who = agenda.speaker_names(talk);
    let room = agenda.room_name(talk).to_owned();
    let lang = talk.language.clone();
    let date = match dated {
        Dated::Above => agenda.days.get(talk.day).and_then(|day| text::time::date_beside(clock, day.date, talk.start)),
        Dated::Here => Some(format_date(text::time::on(clock, talk.start).date(), DateStyle::Short)),
    };
    let called_off = match talk.standing {
        TalkStanding::Planned => None,
        TalkStanding::Cancelled => Some(view! { <span class="mark-off">{t!("Cancelled")}</span>" " }),
    };
    view! {
        <div class="plan-row" class:off=talk.standing == TalkStanding::Cancelled>
            <p class="plan-when">
                <span dir="auto">{text::time::span(clock, talk.start, talk.end)}</span>
                {date.map(|date| view! { <span class="hint">{date}</span> })}
            </p>
            <div class="plan-what">
                <h3>{called_off}<a lang=lang dir="auto" href=Route::Talk(talk.id.clone()).to_string()>{talk.title.clone()}</a></h3>
                {(!room.is_empty()).then(|| view! { <p class="plan-where" dir="auto">{room}</p> })}
                {(!who.is_empty()).then(|| view! { <p class="who" dir="auto">{who}</p> })}
            </div>
            {action}
        </div>
    }
}
