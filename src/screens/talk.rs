//! One talk: when, where, who, what about. Not: other talks at the same time.

use super::not_found::NotFound;
use crate::browser::{DateStyle, format_date};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Waiting};
use crate::components::talk_card::Star;
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::screens::agenda::toggle_star;
use crate::state::desk::Desk;
use crate::state::programme::{Programmes, Reading};
use crate::text;
use leptos::prelude::*;

/// A talk's page.
#[component]
pub fn TalkPage(id: TalkId) -> impl IntoView {
    let programmes = Programmes::here();
    move || {
        match programmes.read() {
        Reading::Waiting => view! { <Waiting what="Loading the programme"/> }.into_any(),
        Reading::Failed(error) => {
            view! { <Failure title="The programme did not load" sentence=text::programme_error(&error) retry=move || programmes.ask_again()/> }.into_any()
        }
        Reading::Ready(programme) => match programme.agenda.talk(&id) {
            Some(talk) => shown(&programme.agenda, talk).into_any(),
            None => view! { <NotFound/> }.into_any(),
        },
    }
    }
}

fn shown(agenda: &Agenda, talk: &Talk) -> impl IntoView + use<> {
    let desk = Desk::here();
    desk.title(&talk.title);
    let day = agenda.days.get(talk.day).map(|day| day.date);
    let of_day = Route::Agenda(Filter { day, ..Filter::default() });
    let back = desk.last_agenda.get_untracked().unwrap_or(of_day).to_string();
    let id = talk.id.clone();
    let starred = Signal::derive(move || desk.favourites.has(&id));
    let id = talk.id.clone();
    let lang = talk.language.clone();
    view! {
        <a class="back" href=back><Glyph icon=Icon::Back/>"Programme"</a>
        <article class="talk-page">
            <header class="stack">
                <h1 dir="auto" lang=lang.clone()>{talk.title.clone()}</h1>
                {(!talk.subtitle.is_empty()).then(|| view! { <p class="hint" dir="auto" lang=lang.clone()>{talk.subtitle.clone()}</p> })}
                <div class="actions">
                    <Star title=talk.title.clone() starred toggle=move || toggle_star(desk, &id)/>
                    <span class="hint">{move || if starred.get() { "Starred. Only you can see this." } else { "Star it to find it again. Only you will see it." }}</span>
                </div>
            </header>
            <ul class="facts card">{facts(agenda, talk)}</ul>
            {prose(talk)}
            {speakers(agenda, talk)}
            {links(talk)}
        </article>
    }
}

fn facts(agenda: &Agenda, talk: &Talk) -> impl IntoView + use<> {
    let fact = |icon: Icon, label: &'static str, words: String| {
        view! { <li><Glyph icon/><span class="visually-hidden">{label}": "</span><span dir="auto">{words}</span></li> }
    };
    let minutes = talk.start.minutes_until(talk.end);
    let starts = format!("{}, {}", format_date(talk.start.date(), DateStyle::Day), talk.start.clock());
    let when = if minutes > 0 { format!("{starts}–{} ({})", talk.end.clock(), text::duration(minutes)) } else { starts };
    let zone = agenda.zone.as_ref().map(|zone| format!("Times at the venue ({})", zone.as_str().replace('_', " ")));
    let track = talk.track.and_then(|track| agenda.tracks.get(track)).map(|track| track.name.clone());
    view! {
        {fact(Icon::Clock, "When", when)}
        {zone.map(|zone| view! { <li class="hint">{zone}</li> })}
        {talk.room.map(|_| fact(Icon::Place, "Where", agenda.room_name(talk).to_owned()))}
        {track.map(|track| fact(Icon::Tag, "Track", track))}
        {(!talk.kind.is_empty()).then(|| fact(Icon::Agenda, "Kind", talk.kind.clone()))}
        {talk.language.clone().map(|tag| fact(Icon::Speech, "Language", crate::browser::language_name(&tag)))}
        {talk.do_not_record.then(|| fact(Icon::NoRecording, "Recording", "The speaker asks not to be recorded.".to_owned()))}
    }
}

/// Paragraphs as text: whatever markup a programme carries is never made into elements.
fn prose(talk: &Talk) -> impl IntoView + use<> {
    let lang = talk.language.clone();
    let paragraphs = [&talk.summary, &talk.description].into_iter().flat_map(|text| {
        let text = text.replace("\r\n", "\n");
        text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    });
    let paragraphs: Vec<_> = paragraphs.map(|paragraph| view! { <p dir="auto">{paragraph}</p> }).collect();
    (!paragraphs.is_empty()).then(|| view! { <div class="prose" lang=lang>{paragraphs}</div> })
}

fn speakers(agenda: &Agenda, talk: &Talk) -> impl IntoView + use<> {
    let people: Vec<_> = talk
        .speakers
        .iter()
        .filter_map(|speaker| agenda.speakers.get(*speaker))
        .map(|speaker| {
            let biography = (!speaker.biography.is_empty()).then(|| view! { <p class="hint" dir="auto">{speaker.biography.clone()}</p> });
            view! { <li><h3 dir="auto">{speaker.name.clone()}</h3>{biography}</li> }
        })
        .collect();
    (!people.is_empty()).then(|| view! { <section class="stack"><h2>"Who speaks"</h2><ul class="speakers">{people}</ul></section> })
}

fn links(talk: &Talk) -> impl IntoView + use<> {
    let rows: Vec<_> = talk
        .links
        .iter()
        .map(|link| {
            view! { <li><a class="chip" href=link.href.clone() rel="noopener noreferrer nofollow" target="_blank"><bdi>{link.title.clone()}</bdi><Glyph icon=Icon::Outward/></a></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <section class="stack"><h2>"Links"</h2><ul class="stack">{rows}</ul></section> })
}
