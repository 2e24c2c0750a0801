//! A talk as one row of a short list: beside another talk, or among those of a speaker. Not: the card of the programme's list.

use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::routes::Route;
use leptos::prelude::*;

/// `label` stands above the title where the row is not like its neighbours (`Next here`); `when` is the time as it is written here.
pub fn talk_row(agenda: &Agenda, talk: &Talk, label: &'static str, when: String, star: AnyView) -> impl IntoView + use<> {
    let is_off = talk.standing == TalkStanding::Cancelled;
    let room = agenda.room_name(talk).to_owned();
    let colour = talk.track.and_then(|track| agenda.tracks.get(track)).and_then(|track| track.colour.clone());
    view! {
        <li class="talk-row" class:off=is_off>
            <i class="talk-row-track" style:background-color=colour aria-hidden="true"></i>
            <div>
                {(!label.is_empty()).then(|| view! { <p class="overline">{label}</p> })}
                <h3 lang=talk.language.clone()>
                    <a href=Route::Talk(talk.id.clone()).to_string() dir="auto">{talk.title.clone()}</a>
                </h3>
                <p class="meta">
                    {is_off.then(|| view! { <span class="mark-off">{t!("Cancelled")}</span> })}
                    <span>{when}</span>
                    {(!room.is_empty()).then(|| view! { <span dir="auto">{room}</span> })}
                </p>
            </div>
            {star}
        </li>
    }
}
