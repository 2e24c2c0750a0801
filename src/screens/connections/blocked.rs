//! Whom the viewer blocked, and the way back. Not: blocking, which is done where somebody is seen.

use super::Meeting;
use crate::components::standing::{Failure, Waiting};
use crate::domain::connection::Blocked;
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

/// Nothing where nobody is blocked.
#[component]
pub(super) fn BlockedPeople(meeting: Meeting) -> impl IntoView {
    let loaded = Remote::new(move || {
        meeting.blocks.track();
        meeting.ask(|account| account.blocks())
    });
    move || match loaded.read() {
        Load::Waiting => view! { <Waiting what=t!("Loading whom you blocked")/> }.into_any(),
        Load::Failed(error) => {
            view! { <Failure title=t!("Whom you blocked did not load") sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }
                .into_any()
        }
        Load::Ready(all) if all.is_empty() => ().into_any(),
        Load::Ready(all) => {
            let rows = all.into_iter().map(|blocked| view! { <Row meeting blocked/> }).collect_view();
            view! {
                <section class="stack" aria-labelledby="blocked-title">
                    <h2 id="blocked-title">{t!("Blocked")}</h2>
                    <p class="hint">{t!("You and they do not exist for each other here. They are not told.")}</p>
                    <ul class="meetings" role="list">{rows}</ul>
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Row(meeting: Meeting, blocked: Blocked) -> impl IntoView {
    let Blocked { id, since, delegate } = blocked;
    let name = delegate.map_or_else(|| t!("Somebody who is not in the directory").to_owned(), |delegate| delegate.name.as_str().to_owned());
    let label = t!("Unblock {name}", name);
    let unblock = move |_| {
        let id = id.clone();
        let said = move |()| {
            meeting.blocks.notify();
            t!("Unblocked. What you had exchanged does not come back by itself.").to_owned()
        };
        meeting.change(t!("unblock them"), move |account| account.set_blocked(id.clone(), false), said, "contacts-title");
    };
    view! {
        <li class="card meeting">
            <div>
                <p><strong dir="auto">{name}</strong></p>
                <p class="hint">{t!("Since {when}", when = text::connections::at(since))}</p>
            </div>
            <button class="button" type="button" aria-label=label on:click=unblock>{t!("Unblock")}</button>
        </li>
    }
}
