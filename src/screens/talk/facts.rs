//! When, where, in which language, under which key words. Not: who, and what about.

use crate::browser::{DateStyle, format_date, language_name};
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::{Agenda, Talk};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use crate::text;
use crate::text::time::{clock_note, on, span};
use leptos::prelude::*;
use std::rc::Rc;

fn list(filter: Filter) -> String {
    Route::Agenda(filter).to_string()
}

/// Kind and track, above the title; each leads to the others of its sort.
pub(super) fn overline(agenda: &Agenda, talk: &Talk) -> impl IntoView + use<> {
    let track = talk.track.and_then(|track| agenda.tracks.get(track));
    let kind = (!talk.kind.is_empty()).then(|| {
        let href = list(Filter { kinds: vec![talk.kind.clone()], ..Filter::default() });
        view! { <a href=href dir="auto">{talk.kind.clone()}</a> }
    });
    let track = track.map(|track| {
        let href = list(Filter { tracks: vec![track.id.clone()], ..Filter::default() });
        let colour = track.colour.clone();
        view! { <a class="chip" href=href dir="auto"><i class="dot" style:background-color=colour></i>{track.name.clone()}</a> }
    });
    (kind.is_some() || track.is_some()).then(|| view! { <p class="overline">{kind}{track}</p> })
}

/// The facts as a list.
pub(super) fn facts(programme: Rc<Programme>, talk: &Talk) -> impl IntoView + use<> {
    let desk = Desk::here();
    let agenda = &programme.agenda;
    let minutes = talk.start.minutes_until(talk.end);
    let length = (minutes > 0).then(|| text::duration(minutes));
    let room = talk.room.and_then(|room| agenda.rooms.get(room)).map(|room| {
        let day = agenda.days.get(talk.day).map(|day| day.date);
        let href = list(Filter { rooms: vec![room.id.clone()], day, ..Filter::default() });
        fact(Icon::Place, t!("Where"), view! { <a href=href dir="auto">{room.name.clone()}</a> }.into_any())
    });
    let language = talk.language.as_ref().map(|tag| fact(Icon::Speech, t!("Language"), language_name(tag).into_any()));
    let recording =
        talk.do_not_record.then(|| fact(Icon::NoRecording, t!("Recording"), t!("Not recorded, at the speaker’s wish.").into_any()));
    let tags: Vec<_> = talk.tags.iter().map(|name| tag(name)).collect();
    let tags = (!tags.is_empty()).then(|| fact(Icon::Tag, t!("Key words"), view! { <ul class="tags">{tags}</ul> }.into_any()));
    let when = {
        let (programme, talk) = (StoredValue::new_local(programme.clone()), talk.clone());
        move || {
            let clock = desk.clocks.chosen();
            let note = programme.with_value(|programme| clock_note(clock, &programme.agenda, &talk));
            let date = format_date(on(clock, talk.start).date(), DateStyle::Day);
            view! {
                <p class="talk-date">{date}</p>
                <p class="talk-time"><span dir="auto">{span(clock, talk.start, talk.end)}</span>{length.clone().map(|length| view! { <span class="hint">{length}</span> })}</p>
                <p class="hint">{note}</p>
            }
        }
    };
    view! {
        <div class="talk-when">{when}</div>
        <ul class="facts">{room}{language}{recording}{tags}</ul>
    }
}

fn fact(icon: Icon, label: &'static str, what: AnyView) -> impl IntoView {
    view! { <li><Glyph icon/><div><span class="visually-hidden">{t!("{label}:", label)}" "</span>{what}</div></li> }
}

fn tag(tag: &str) -> impl IntoView + use<> {
    let href = list(Filter { tags: vec![tag.to_owned()], ..Filter::default() });
    view! { <li><a href=href dir="auto">{tag.to_owned()}</a></li> }
}
