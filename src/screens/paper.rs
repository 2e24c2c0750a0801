//! What a day looks like on paper: as small as it must be to stand on one page, drawn only while the browser prints. Not: a screen of its own.

use crate::browser::{DateStyle, after, format_date, on_print, print};
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::{Agenda, TalkStanding};
use crate::domain::time::Clock;
use crate::screens::agenda::finding::Finding;
use crate::state::desk::Desk;
use crate::state::programme::{Programme, Programmes};
use crate::text;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Whether paper is wanted now, and of which day.
#[derive(Clone, Copy)]
pub(super) struct Press {
    printing: RwSignal<bool>,
    /// Position in `Agenda::days`; `None`: every day that is listed.
    only: RwSignal<Option<usize>>,
}

impl Press {
    /// For one screen: it listens to the browser as long as the screen is there.
    pub(super) fn new() -> Self {
        let press = Self { printing: RwSignal::new(false), only: RwSignal::new(None) };
        StoredValue::new_local(on_print(move |begins| {
            press.printing.set(begins);
            if !begins {
                press.only.set(None);
            }
        }));
        press
    }

    /// Prints one day, or all.
    pub(super) fn print(self, day: Option<usize>) {
        self.only.set(day);
        self.printing.set(true);
        // The sheet is in the page before the browser lays it out: a dialog that is opened from a script stops everything else.
        after(0, print).keep_forever();
    }
}

/// What is listed, printed from where it is listed.
#[component]
pub(super) fn PrintList(finding: Finding) -> impl IntoView {
    let press = Press::new();
    let filter = finding.shown;
    let what = move || if filter.with(Filter::narrows) { t!("Programme, only what was looked for") } else { t!("Programme") };
    let label = move || if filter.with(|filter| filter.day.is_some()) { t!("Print this day") } else { t!("Print these days") };
    // By time, in whatever order the screen lists them.
    let by_time = move || {
        let mut talks = finding.talks.get();
        talks.sort_unstable();
        talks
    };
    view! {
        <button class="button quiet print-list" type="button" on:click=move |_| press.print(None)><Glyph icon=Icon::Print/>{label}</button>
        <Paper press programme=finding.programme.get_value() talks=Signal::derive(by_time) what=Signal::derive(move || what().to_owned()) notes=Signal::derive(BTreeMap::new)/>
    }
}

/// Up to so many talks of a day stand in one large column, in two, in three; more in four.
const ROOMY: usize = 16;
const HALVED: usize = 48;
const DENSE: usize = 115;

/// The talks (positions in `Agenda::talks`, by start) day by day, each day on a page of its own. `what`: what the list is, if it is not the
/// whole programme of the day.
#[component]
pub(super) fn Paper(
    press: Press,
    programme: Rc<Programme>,
    talks: Signal<Vec<usize>>,
    #[prop(into)] what: Signal<String>,
    /// What stands under a talk, by its position.
    #[prop(into)]
    notes: Signal<BTreeMap<usize, String>>,
) -> impl IntoView {
    let desk = Desk::here();
    let programme = StoredValue::new_local(programme);
    let visit = Programmes::here().visit;
    move || {
        press.printing.get().then(|| {
            let programme = programme.get_value();
            let agenda = &programme.agenda;
            let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for position in talks.get() {
                let day = agenda.talks.get(position).map(|talk| talk.day).filter(|day| press.only.get().is_none_or(|only| only == *day));
                if let Some(day) = day {
                    days.entry(day).or_default().push(position);
                }
            }
            let sheet = |(day, talks): (usize, Vec<usize>)| {
                let clock = desk.clocks.chosen();
                let date = agenda.days.get(day).map(|day| format_date(day.date, DateStyle::Full));
                let size = match talks.len() {
                    few if few <= ROOMY => "paper-day roomy",
                    some if some <= HALVED => "paper-day halved",
                    many if many <= DENSE => "paper-day dense",
                    _ => "paper-day denser",
                };
                // A programme from somebody's own file is another conference's.
                let event = if visit.is_on() { agenda.name.clone() } else { desk.event_name() };
                view! {
                    <section class=size>
                        <header>
                            <b dir="auto">{event}</b>
                            <b>{date}</b>
                            <span dir="auto">{what.get()}</span>
                            <span>{text::time::clock_name(clock, agenda)}</span>
                        </header>
                        <div class="paper-columns">{notes.with(|notes| slots(agenda, &talks, notes, clock))}</div>
                    </section>
                }
            };
            view! { <div class="paper">{days.into_iter().map(sheet).collect_view()}</div> }
        })
    }
}

fn slots(agenda: &Agenda, talks: &[usize], notes: &BTreeMap<usize, String>, clock: Clock) -> Vec<AnyView> {
    let mut shown = None;
    let rows = talks.iter().filter_map(|position| Some((*position, agenda.talks.get(*position)?)));
    rows.map(|(position, talk)| {
        // A time stands once over all that begin at it.
        let begins = (shown != Some(talk.start)).then(|| {
            shown = Some(talk.start);
            text::time::time(clock, talk.start)
        });
        let is_first = begins.is_some();
        let who = agenda.speaker_names(talk);
        let until = (talk.end > talk.start).then(|| format!("–{}", text::time::time(clock, talk.end)));
        let off = match talk.standing {
            TalkStanding::Planned => None,
            TalkStanding::Cancelled => Some((t!("CANCELLED"), " ")),
        };
        view! {
            <div class="paper-talk" class:begins=is_first>
                <b dir="auto">{begins}</b>
                <p>
                    {off}<b lang=talk.language.clone() dir="auto">{talk.title.clone()}</b>
                    {(!who.is_empty()).then(|| view! { " "<span dir="auto">{who}</span> })}
                    " "<i dir="auto">{agenda.room_name(talk).to_owned()}</i>" "<span dir="auto">{until}</span>
                    {notes.get(&position).map(|note| view! { <em>{note.clone()}</em> })}
                </p>
            </div>
        }
        .into_any()
    })
    .collect()
}
