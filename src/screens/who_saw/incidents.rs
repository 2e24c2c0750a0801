//! What incidents did to the viewer: each with "you were affected" or "you were not". Not: what everybody is told (`notices`).

use super::line::when_in_full as when;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Waiting};
use crate::domain::incident::{Effect, OwnIncident};
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use crate::text::who_saw as words;
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn Incidents(viewer: StoredValue<Viewer, LocalStorage>) -> impl IntoView {
    let loaded = Remote::new(move || viewer.with_value(|viewer| viewer.account.who_saw().incidents()));
    // Where there was none, a line says so; it needs no heading.
    let listed = move |list: AnyView| {
        view! {
            <section class="stack" aria-labelledby="incidents">
                <h2 id="incidents">{t!("Incidents")}</h2>
                {list}
            </section>
        }
        .into_any()
    };
    move || match loaded.read() {
        Load::Waiting => view! { <Waiting what=t!("Loading incidents")/> }.into_any(),
        Load::Failed(error) => {
            view! { <Failure title=t!("The incidents did not load") sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }
                .into_any()
        }
        Load::Ready(all) if all.is_empty() => {
            view! { <p class="verdict good"><Glyph icon=Icon::Check/>{t!("No incident has been recorded.")}</p> }.into_any()
        }
        Load::Ready(all) => listed(view! { <ul class="stack" role="list">{all.into_iter().map(incident).collect_view()}</ul> }.into_any()),
    }
}

fn incident(OwnIncident { at, text: told, span: (from, to), effect, .. }: OwnIncident) -> impl IntoView {
    let (class, icon, verdict, detail) = match effect {
        Effect::None => {
            ("banner good", Icon::Check, t!("You were not affected."), t!("Nothing of yours was shown to anybody in it.").to_owned())
        }
        Effect::Shown { fields, first, last, times } => {
            let (fields, from) = (words::your_fields(fields), when(first));
            let detail = if first == last {
                t!("It showed {fields}, on {when}.", fields, when = from)
            } else {
                t!("It showed {fields}, {often}, from {from} to {to}.", fields, often = words::times(times), from, to = when(last))
            };
            ("banner bad", Icon::Alert, t!("You were affected."), detail)
        }
    };
    view! {
        <li class="card stack">
            <p dir="auto" class="told">{told.as_str().to_owned()}</p>
            <div class=class>
                <Glyph icon/>
                <div><p><strong>{verdict}</strong></p><p>{detail}</p></div>
            </div>
            <p class="hint">{t!("It went on from {from} to {to}. Recorded by the organisers on {when}.", from = when(from), to = when(to), when = when(at))}</p>
        </li>
    }
}
