//! Who saw what: every delegate who was shown something of the viewer's, by person, by field, or each time; and what incidents did to the viewer. Not: what
//! anybody may see, which is chosen under "Profile and privacy".

mod field;
mod incidents;
mod line;
mod save;

use self::field::FieldsSeen;
use self::incidents::Incidents;
use self::line::{glance, looked};
use self::save::SaveRecord;
use crate::api::ApiError;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Standing, Waiting};
use crate::domain::access::{By, Lines, Record, RecordQuery};
use crate::domain::privacy::Field;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use crate::text::who_saw as words;
use leptos::prelude::*;

/// Where the keyboard goes when what is listed becomes something else.
const HEADING: &str = "who-saw-list";

/// How the record is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    People,
    Fields,
    Times,
}

impl Look {
    const ALL: [Self; 3] = [Self::People, Self::Fields, Self::Times];

    fn label(self) -> &'static str {
        match self {
            Self::People => t!("By person"),
            Self::Fields => t!("By field"),
            Self::Times => t!("Each time"),
        }
    }

    /// What is asked for it.
    fn by(self) -> By {
        match self {
            Self::People | Self::Fields => By::Person,
            Self::Times => By::Time,
        }
    }
}

/// The screen.
#[component]
pub fn WhoSaw(viewer: Viewer) -> impl IntoView {
    let viewer = StoredValue::new_local(viewer);
    view! {
        <div class="stack wide">
            <header class="stack">
                <a class="back" href=Route::Profile.to_string()><Glyph icon=Icon::Back/>{t!("Profile and privacy")}</a>
                <h1>{t!("Who saw what")}</h1>
                <p class="lead">
                    {t!("Whenever a delegate is shown something that you share, it is noted here before they see it. Only you can read the list, and everybody knows that looking is noted.")}
                </p>
            </header>
            <Incidents viewer/>
            <Seen viewer/>
        </div>
    }
}

#[component]
fn Seen(viewer: StoredValue<Viewer, LocalStorage>) -> impl IntoView {
    let look = RwSignal::new(Look::People);
    let query = RwSignal::new(RecordQuery::default());
    let loaded = Remote::new(move || {
        let query = query.get();
        viewer.with_value(|viewer| viewer.account.who_saw().record(query))
    });
    // Another page is joined to those before it; until it is there, they stay.
    let shown = Memo::new_with_compare(
        move |before: Option<&Option<Record>>| {
            let before = before.cloned().flatten();
            let continues = query.with_untracked(|query| query.cursor.is_some());
            match loaded.read() {
                Load::Ready(page) => Some(match before {
                    Some(before) if continues => joined(before, page),
                    Some(_) | None => page,
                }),
                Load::Waiting => before,
                Load::Failed(_) => before.filter(|_| continues),
            }
        },
        |a, b| a != b,
    );
    let choose = move |next: Look, field: Option<Field>| {
        look.set(next);
        query.set(RecordQuery { by: next.by(), field, cursor: None });
    };
    let is_busy = move || matches!(loaded.read(), Load::Waiting);
    let body = move || match (shown.get(), loaded.read()) {
        (Some(record), _) if record.people == 0 => view! { <Nobody/> }.into_any(),
        (Some(record), _) => drawn(record, look, query, choose, is_busy).into_any(),
        (None, Load::Failed(ApiError::NotFound)) => view! {
            <Standing icon=Icon::Shield title=t!("This conference keeps no record of who saw what")>
                <p>{t!("Its organisers can tell you why.")}</p>
            </Standing>
        }
        .into_any(),
        (None, Load::Failed(error)) => {
            view! { <Failure title=t!("The record did not load") sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }
                .into_any()
        }
        (None, Load::Waiting | Load::Ready(_)) => view! { <Waiting what=t!("Loading who saw what")/> }.into_any(),
    };
    let later = move || match (shown.read().is_some(), loaded.read()) {
        (true, Load::Failed(error)) => {
            Some(view! { <p class="problem" role="alert">{t!("The next part did not load.")}" "{text::api_error(&error)}</p> })
        }
        (true | false, Load::Failed(_) | Load::Waiting | Load::Ready(_)) => None,
    };
    let is_there = move || shown.read().as_ref().is_some_and(|record| record.people > 0);
    view! {
        <section class="stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">
                {move || match shown.read().as_ref() {
                    Some(record) => words::seen_by(record.people),
                    None => t!("Who saw something of yours").to_owned(),
                }}
            </h2>
            {body}
            {later}
        </section>
        {move || is_there().then(|| view! { <SaveRecord viewer/> })}
    }
}

fn joined(mut before: Record, page: Record) -> Record {
    before.lines = match (before.lines, page.lines) {
        (Lines::People(mut all), Lines::People(more)) => {
            all.extend(more);
            Lines::People(all)
        }
        (Lines::Times(mut all), Lines::Times(more)) => {
            all.extend(more);
            Lines::Times(all)
        }
        (_, lines @ (Lines::People(_) | Lines::Times(_))) => lines,
    };
    Record { lines: before.lines, ..page }
}

fn drawn(
    record: Record,
    look: RwSignal<Look>,
    query: RwSignal<RecordQuery>,
    choose: impl Fn(Look, Option<Field>) + Copy + Send + Sync + 'static,
    is_busy: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let Record { fields, lines, next, kept_days, .. } = record;
    let buttons = Look::ALL.map(|one| {
        let pressed = move || (look.get() == one).to_string();
        view! { <button class="button" type="button" aria-pressed=pressed on:click=move |_| choose(one, None)>{one.label()}</button> }
    });
    let only = query.with_untracked(|query| query.field).map(|field| {
        let clear = move |_| {
            choose(look.get_untracked(), None);
            crate::browser::focus_element(HEADING);
        };
        view! {
            <div class="actions">
                <button class="button chip" type="button" on:click=clear>
                    {t!("Only who saw your {field}", field = text::field_list(&[field]))}
                    <Glyph icon=Icon::Close/>
                    <span class="visually-hidden">{t!("Show everybody again")}</span>
                </button>
            </div>
        }
    });
    let list = match (look.get_untracked(), lines) {
        (Look::Fields, _) => {
            let see = move |field| {
                choose(Look::People, Some(field));
                crate::browser::focus_element(HEADING);
            };
            view! { <FieldsSeen fields see/> }.into_any()
        }
        (Look::People | Look::Times, Lines::People(people)) => {
            view! { <ul class="seen" role="list">{people.into_iter().map(looked).collect_view()}</ul> }.into_any()
        }
        (Look::People | Look::Times, Lines::Times(times)) => {
            view! { <ul class="seen" role="list">{times.into_iter().map(glance).collect_view()}</ul> }.into_any()
        }
    };
    let more = next.filter(|_| look.get_untracked() != Look::Fields).map(|cursor| {
        let go_on = move |_| query.update(|query| query.cursor = Some(cursor.clone()));
        view! {
            <div class="actions">
                <button class="button" type="button" aria-busy=move || is_busy().to_string() on:click=go_on>{t!("Show more")}</button>
            </div>
        }
    });
    view! {
        <div class="tabs looks" role="group" aria-label=t!("Look at it")>{buttons.into_iter().collect_view()}</div>
        {only}
        {list}
        {more}
        <p class="hint">
            {tn!(
                kept_days as usize,
                "What is noted is forgotten after {n} day. The same look within a minute is noted once.",
                "What is noted is forgotten after {n} days. The same look within a minute is noted once."
            )}
            " "
            {t!("You see the names of those who share their name with you; the organisers can tell who the others are, where something has gone wrong.")}
        </p>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    let desk = Desk::here();
    let event = desk.event_name();
    view! {
        <Standing icon=Icon::Hidden title=t!("Not one look")>
            <p>
                {t!("When you share something and another delegate of {event} sees it, their look stands here: who, which of your fields, and when.", event)}
            </p>
            <a class="button" href=Route::Profile.to_string()>{t!("What you share")}</a>
        </Standing>
    }
}
