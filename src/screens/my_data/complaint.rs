//! A complaint to whoever is responsible for the data, answered at once with a reference. Not: a report about another delegate.

use super::when;
use crate::browser::focus_element;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::rights::Filed;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "complaint-text";
const HEADING: &str = "complaint";

/// The section.
#[component]
pub(super) fn Complaint(viewer: Viewer) -> impl IntoView {
    let desk = Desk::here();
    let viewer = StoredValue::new_local(viewer);
    let words = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let filed = RwSignal::new(None::<Filed>);
    let busy = RwSignal::new(false);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let rights = viewer.with_value(|viewer| viewer.account.rights());
        desk.act(
            move || rights.complain(words.get_untracked()),
            move |outcome| {
                busy.try_set(false);
                match outcome {
                    Ok(done) => {
                        words.try_set(String::new());
                        filed.try_set(Some(done));
                        focus_element(HEADING);
                    }
                    Err(error) => {
                        problem.try_set(Some(text::api_error(&error)));
                        focus_element(INPUT);
                    }
                }
            },
        );
    };
    let done = move || {
        filed.get().map(|Filed { reference, at }| {
            view! {
                <div class="banner good">
                    <Glyph icon=Icon::Check/>
                    <div>
                        <p><strong>{t!("Your complaint has reached the organisers.")}</strong></p>
                        <p>
                            {tv!(
                                "Reference {reference}, {when}. They answer by mail, within a month at the latest.",
                                reference = view! { <strong class="reference">{reference}</strong> },
                                when = when(at)
                            )}
                        </p>
                    </div>
                </div>
            }
        })
    };
    view! {
        <section class="card stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1"><Glyph icon=Icon::Mail/>{t!("Complain")}</h2>
            <p>
                {t!("Something is not right with how your data is handled? Write to whoever is responsible for it. They get your name and address with it, so that they can answer. You may also complain to the supervisory authority of your country.")}
            </p>
            <div role="status">{done}</div>
            <form class="stack" novalidate on:submit=send>
                <TextInput id=INPUT label=t!("What happened?") multiline=true problem=problem value=words/>
                <div class="actions">
                    <button class="button" type="submit" aria-busy=move || busy.get().to_string()>{t!("Send the complaint")}</button>
                </div>
            </form>
        </section>
    }
}
