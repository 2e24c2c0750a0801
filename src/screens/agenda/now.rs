//! What is on now and what begins next, at the top of the list during the event, and the way to the present in the list. Its height never
//! changes, so that a minute's passing moves nothing. Not: the list.

use super::finding::Finding;
use crate::browser::{after, focus_element, show_first_of};
use crate::domain::agenda::days::first_to_show;
use crate::domain::agenda::filter::Filter;
use crate::domain::agenda::now::{Present, present};
use crate::domain::time::Moment;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;

/// So many talks are named; all of them stand in the list.
const NAMED: usize = 12;

/// Whole minutes that are not over yet: while one is under way it counts.
fn minutes(from: Moment, until: Moment) -> i64 {
    (until.unix() - from.unix() + 59) / 60
}

/// `in 8 min`, `in 3 h`, `in 2 days`: the further, the coarser.
fn until(from: Moment, start: Moment) -> String {
    match minutes(from, start) {
        m if m < 3 * 60 => t!("in {length}", length = text::duration(m)),
        m if m < 48 * 60 => t!("in {length}", length = text::duration((m + 30) / 60 * 60)),
        m => tn!((m / (24 * 60)) as usize, "in {n} day", "in {n} days"),
    }
}

/// Nothing while something is looked for: then the list is what matters.
#[component]
pub(super) fn NowStrip(finding: Finding) -> impl IntoView {
    let desk = Desk::here();
    let stands = Memo::new(move |_| finding.programme.with_value(|p| present(&p.agenda, desk.minute.now())));
    let kind = Memo::new(move |_| match stands.get() {
        Present::Before(start) => Some(Some(start.unix())),
        Present::During { .. } => Some(None),
        Present::After => None,
    });
    move || {
        if finding.shown.with(Filter::narrows) {
            return ().into_any();
        }
        match kind.get() {
            Some(Some(start)) => {
                let words = move || t!("Starts {until}.", until = until(desk.minute.now(), Moment::new(start, 0)));
                view! { <p class="now-line">{words}</p> }.into_any()
            }
            Some(None) => view! { <During finding stands/> }.into_any(),
            None => ().into_any(),
        }
    }
}

#[component]
fn During(finding: Finding, stands: Memo<Present>) -> impl IntoView {
    let desk = Desk::here();
    let running = move || match stands.get() {
        Present::During { running, .. } => running,
        Present::Before(_) | Present::After => Vec::new(),
    };
    let next = move || match stands.get() {
        Present::During { next, .. } => next,
        Present::Before(_) | Present::After => Vec::new(),
    };
    let start = move || finding.programme.with_value(|p| next().first().and_then(|talk| p.agenda.talks.get(*talk)).map(|talk| talk.start));
    let when = move || {
        start().map_or_else(
            || t!("Nothing comes after this").to_owned(),
            |start| {
                let (until, time) = (until(desk.minute.now(), start), text::time::time(desk.clocks.chosen(), start));
                t!("Next {until}, at {time}", until, time)
            },
        )
    };
    let on_now = move || match running().len() {
        0 => t!("Nothing is on now").to_owned(),
        1 => t!("On now").to_owned(),
        n => tn!(n, "On now: {n} talk", "On now: {n} talks"),
    };
    view! {
        <section class="now-strip" aria-label=t!("Now and next")>
            <div class="now-part">
                <h2>{on_now}</h2>
                <ul><For each=move || running().into_iter().take(NAMED) key=|talk| *talk children=move |talk| entry(finding, talk, true)/></ul>
            </div>
            <div class="now-part">
                <h2>{when}</h2>
                <ul><For each=move || next().into_iter().take(NAMED) key=|talk| *talk children=move |talk| entry(finding, talk, false)/></ul>
            </div>
            <button class="button" type="button" on:click=move |_| jump(finding, desk)>{t!("Jump to now")}</button>
        </section>
    }
}

fn entry(finding: Finding, talk: usize, is_on: bool) -> impl IntoView {
    let desk = Desk::here();
    finding.programme.with_value(|p| {
        let talk = p.agenda.talks.get(talk)?;
        let (room, end) = (p.agenda.room_name(talk).to_owned(), talk.end);
        let left = move || {
            is_on.then(|| view! { <span>{t!("{length} left", length = text::duration(minutes(desk.minute.now(), end).max(1)))}</span> })
        };
        Some(view! {
            <li>
                <a href=Route::Talk(talk.id.clone()).to_string() dir="auto" lang=talk.language.clone()>{talk.title.clone()}</a>
                <p><span dir="auto">{room}</span>{left}</p>
            </li>
        })
    })
}

/// Leads to the talks that began last, on their day.
fn jump(finding: Finding, desk: Desk) {
    let now = desk.minute.this_instant();
    let (day, starts) = finding.programme.with_value(|p| {
        let day = first_to_show(&p.agenda, now);
        let of_day = p.agenda.talks.iter().filter(|talk| Some(talk.day) == day);
        let mut starts: Vec<i64> = of_day.map(|talk| talk.start.unix()).collect();
        starts.dedup();
        // What began last, or else what begins first; then whatever piece of the list lies before it.
        let begun = starts.partition_point(|start| *start <= now.unix()).max(1);
        starts.truncate(begun);
        (day.and_then(|day| p.agenda.days.get(day)).map(|day| day.date), starts)
    });
    let Some(last) = starts.last().copied() else { return };
    if finding.shown.with_untracked(|filter| filter.day != day) {
        finding.choose(|filter| filter.day = day);
    }
    let heading = format!("at-{last}");
    let go = move || {
        let pieces = starts.iter().rev().map(|start| format!("from-{start}"));
        show_first_of([format!("at-{last}")].into_iter().chain(pieces))
    };
    // Once when the day is drawn, and once when what lay far off has its elements and its height.
    after(0, move || {
        go();
        after(150, move || {
            go();
            focus_element(&heading);
        })
        .keep_forever();
    })
    .keep_forever();
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_further_the_coarser() {
        let words = |seconds: i64| until(Moment::new(0, 0), Moment::new(seconds, 0));
        assert_eq!(
            [words(1), words(480), words(9000), words(5 * 3600), words(3 * 86_400 + 60)],
            ["in 1 min", "in 8 min", "in 2 h 30 min", "in 5 h", "in 3 days"]
        );
    }
}
