//! One talk: what it is, when and where, who speaks, what is around it. Not: the programme as a list.

pub(super) mod around;
mod facts;
mod gone;
mod people;
mod tools;

use super::loaded::with_programme;
use super::long_text::long_text;
use super::structured::describe_talk;
use crate::components::icon::{Glyph, Icon};
use crate::components::prose::followed;
use crate::components::standing::{Failure, Waiting};
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::{Talk, TalkStanding, TalkText};
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::embedding::{Embedding, Happening};
use crate::state::programme::{LongReading, Programme, Programmes};
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// A talk's page.
#[component]
pub fn TalkPage(id: TalkId) -> impl IntoView {
    with_programme(move |programme| match programme.agenda.talk(&id) {
        Some(talk) => shown(&programme, talk).into_any(),
        None => view! { <gone::Gone id=id.clone()/> }.into_any(),
    })
}

fn shown(programme: &Rc<Programme>, talk: &Talk) -> impl IntoView + use<> {
    let agenda = &programme.agenda;
    let desk = Desk::here();
    desk.title(&talk.title);
    Embedding::here().tell(Happening::TalkOpened(&talk.id));
    describe_talk(programme, talk);
    let day = agenda.days.get(talk.day).map(|day| day.date);
    let of_day = Route::Agenda(Filter { day, ..Filter::default() });
    let back = desk.last_agenda.get_untracked().unwrap_or(of_day).to_string();
    let lang = talk.language.clone();
    let is_off = talk.standing == TalkStanding::Cancelled;
    view! {
        <a class="back" href=back><Glyph icon=Icon::Back/>{t!("Programme")}</a>
        <article class="talk-page" class:off=is_off>
            <header class="talk-head">
                {facts::overline(agenda, talk)}
                <h1 dir="auto" lang=lang.clone()>{talk.title.clone()}</h1>
                {(!talk.subtitle.is_empty()).then(|| view! { <p class="subtitle" dir="auto" lang=lang>{talk.subtitle.clone()}</p> })}
                {people::names(agenda, talk)}
            </header>
            <section class="card talk-side" aria-label=t!("When and where")>
                {is_off.then(|| view! {
                    <div class="banner bad"><Glyph icon=Icon::Alert/><div><p><strong>{t!("Cancelled.")}</strong>" "{t!("It stays listed so that nobody waits at a closed door.")}</p></div></div>
                })}
                {facts::facts(programme.clone(), talk)}
                <tools::Tools programme=programme.clone() talk=talk.clone()/>
            </section>
            <div class="talk-body">{at_length(programme.clone(), talk.clone())}</div>
            {around::around(programme.clone(), talk)}
        </article>
    }
}

/// What the long texts say. The rest of the page does not wait for them.
fn at_length(programme: Rc<Programme>, talk: Talk) -> impl IntoView {
    let kept = StoredValue::new_local(programme);
    move || {
        let programme = kept.get_value();
        match programme.texts() {
            LongReading::Waiting => {
                view! { {people::cards(&programme.agenda, &talk, None)} <Waiting what=t!("Loading the description")/> }.into_any()
            }
            LongReading::Failed(error) => {
                let (programmes, again) = (Programmes::here(), programme.clone());
                let retry = move || programmes.ask_for_texts(again.clone());
                view! {
                    <Failure title=t!("The description did not load") sentence=text::programme_error(&error) retry/>
                    {people::cards(&programme.agenda, &talk, None)}
                }
                .into_any()
            }
            LongReading::Ready(texts) => {
                let text = texts.talks.get(&talk.id);
                view! {
                    {text.map(|text| about(text, talk.language.clone()))}
                    {people::cards(&programme.agenda, &talk, Some(&texts))}
                    {text.map(links)}
                }
                .into_any()
            }
        }
    }
}

fn about(text: &TalkText, lang: Option<String>) -> impl IntoView + use<> {
    // Some publishers begin the long text with the short one.
    let (summary, description) = (text.summary.trim(), text.description.trim());
    let repeats = description.starts_with(summary);
    let lead = (!summary.is_empty() && !repeats).then(|| view! { <div class="lead">{long_text(summary, lang.clone())}</div> });
    let rest = (!description.is_empty()).then(|| long_text(description, lang));
    (lead.is_some() || rest.is_some()).then(|| {
        view! {
            <section class="stack" aria-label=t!("What it is about")>
                <h2 class="visually-hidden">{t!("What it is about")}</h2>
                {lead}
                {rest}
            </section>
        }
    })
}

fn links(text: &TalkText) -> impl IntoView + use<> {
    let row = |link: &crate::domain::agenda::Link| view! { <li>{followed(link, link.title().to_owned().into_any())}</li> };
    let rows: Vec<_> = text.links.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <section class="stack"><h2>{t!("Links")}</h2><ul class="talk-links">{rows}</ul></section> })
}
