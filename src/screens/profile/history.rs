//! What was changed of what people recognise or reach the viewer by, each with a step back while there is one. Not: other changes, which nobody
//! could mistake for somebody else's work.

use super::Choices;
use crate::browser::{DateStyle, focus_element, format_date, format_time, viewer_offset_at};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Failure;
use crate::domain::history::{Change, ChangeState};
use crate::domain::privacy::Field;
use crate::domain::text::Text;
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

const HEADING: &str = "history";
/// More of them would bury the rest of the page; the mails name each.
const SHOWN: usize = 10;

/// The section; nothing until something was changed.
#[component]
pub(super) fn History(choices: Choices) -> impl IntoView {
    let version = Memo::new(move |_| choices.stored.with(|profile| profile.version));
    let changes = Remote::new(move || {
        // Another version has another history.
        version.get();
        choices.viewer.with_value(|viewer| viewer.account.changes())
    });
    // The list stays while a newer one is on its way: the button that was pressed must not vanish under the finger.
    let known = Memo::new(move |before: Option<&Vec<Change>>| match changes.read() {
        Load::Ready(now) => now,
        Load::Waiting | Load::Failed(_) => before.cloned().unwrap_or_default(),
    });
    let failed = move || match changes.read() {
        Load::Failed(error) => Some(
            view! { <Failure title=t!("The list of changes did not load") sentence=text::api_error(&error) retry=move || changes.ask_again()/> },
        ),
        Load::Waiting | Load::Ready(_) => None,
    };
    let rows = move || known.get().into_iter().take(SHOWN).map(|change| row(choices, change)).collect_view();
    let is_there = move || matches!(changes.read(), Load::Failed(_)) || !known.read().is_empty();
    view! {
        <section class="card stack" aria-labelledby=HEADING hidden=move || !is_there()>
            <h2 id=HEADING tabindex="-1">{t!("Recent changes")}</h2>
            <p class="hint">
                {t!("Every change of what people recognise or reach you by. You get a mail about each, and can take it back for a day. Nobody else sees this list.")}
            </p>
            {failed}
            <ul class="plain stack">{rows}</ul>
        </section>
    }
}

fn row(choices: Choices, change: Change) -> impl IntoView {
    let Change { id, field, at, device, state } = change;
    let name = text::field(field);
    let here = at.on_clock(viewer_offset_at(at.unix()));
    let when = t!("{date}, {time}", date = format_date(here.date(), DateStyle::Day), time = format_time(here));
    let undo = move |_| {
        let (account, id) = (choices.viewer.with_value(|viewer| viewer.account.clone()), id.clone());
        choices.desk.act_to(
            t!("show your {field} again", field = text::field_list(&[field])),
            move || account.undo(id.clone()),
            move |outcome| match outcome {
                Ok(profile) => {
                    choices.put(profile);
                    choices.desk.tell(t!("{field}: what was there before is back.", field = name));
                    focus_element(HEADING);
                }
                Err(error) => choices.desk.tell(text::api_error(&error)),
            },
        );
    };
    let end = match &state {
        ChangeState::Open { .. } => view! {
            <button class="button quiet" type="button" aria-label=t!("Undo the change of {field}", field = text::field_list(&[field])) on:click=undo>
                <Glyph icon=Icon::Back/>
                {t!("Undo")}
            </button>
        }
        .into_any(),
        ChangeState::Undone => view! { <span class="hint">{t!("Undone")}</span> }.into_any(),
        ChangeState::Past => ().into_any(),
    };
    view! {
        <li class="change">
            <div>
                <p>{difference(field, &state)}</p>
                <p class="hint">{tv!("{when}, {device}", when, device = view! { <bdi>{text::device_label(device.as_str())}</bdi> })}</p>
            </div>
            {end}
        </li>
    }
}

/// From what to what, where it is still known.
fn difference(field: Field, state: &ChangeState) -> Vec<AnyView> {
    let name = view! { <strong>{text::field(field)}</strong> };
    let value = |value: &Option<Text>| match value {
        Some(text) => view! { <bdi class="value">{text.as_str().to_owned()}</bdi> }.into_any(),
        None => view! { <span class="hint">{t!("nothing")}</span> }.into_any(),
    };
    match state {
        ChangeState::Open { before, after } if field != Field::Photo => {
            tv!("{field} from {before} to {after}", field = name, before = value(before), after = value(after))
        }
        ChangeState::Open { .. } | ChangeState::Undone | ChangeState::Past => tv!("{field} was changed", field = name),
    }
}
