//! Taking the code of somebody else: typed, scanned, or brought along in the address by another app that scanned it. Not: the camera (`camera`), nor what is given then (`giving`).

use super::Meeting;
use super::camera::{CameraView, ScanButtons, Scanning};
use super::giving::{Giving, Why};
use crate::api::ApiError;
use crate::browser::{focus_element, fragment, origin, remove_fragment};
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::id::ConnectionId;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "their-code";

#[component]
pub(super) fn TakeCode(meeting: Meeting) -> impl IntoView {
    let brought = fragment().and_then(|brought| text::connections::code_in(&brought, &origin()));
    // It works once and for nobody else: it need not stay in the address or the history.
    if brought.is_some() {
        remove_fragment();
    }
    let code = RwSignal::new(brought.unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let take = move || {
        let typed = code.get_untracked();
        if meeting.busy.get_untracked() {
            return;
        }
        if let Some(sentence) = text::connections::unlike_a_shown_code(&typed) {
            problem.set(Some(sentence.into()));
            focus_element(INPUT);
            return;
        }
        meeting.busy.set(true);
        problem.set(None);
        let done = move |outcome: Result<ConnectionId, ApiError>| {
            meeting.busy.try_set(false);
            match outcome {
                Ok(id) => {
                    code.try_set(String::new());
                    meeting.loaded.ask_again();
                    meeting.giving.try_set(Some(Giving { id, to: None, why: Why::Ask, stands: None }));
                }
                Err(error) => {
                    problem.try_set(Some(text::connections::refused(&error)));
                    focus_element(INPUT);
                }
            }
        };
        meeting.desk.act_to(t!("ask somebody"), move || meeting.ask(|account| account.ask(typed.clone())), done);
    };
    let scanning = Scanning::new();
    let found = Callback::new(move |read: String| {
        code.set(read);
        take();
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        scanning.forget_trouble();
        take();
    };
    let way = move || {
        if scanning.is_on() {
            return view! { <CameraView scanning found/> }.into_any();
        }
        view! {
            <form class="stack" novalidate on:submit=submit>
                <TextInput id=INPUT label=t!("Their code") hint=t!("Eight letters and digits, from their screen.") problem=problem value=code/>
                <div class="actions"><button class="button primary" type="submit">{t!("Go on")}</button></div>
            </form>
            <ScanButtons scanning found/>
        }
        .into_any()
    };
    view! {
        <section class="card stack" aria-labelledby="take-title">
            <h2 id="take-title"><Glyph icon=Icon::Link/>{t!("Take somebody’s code")}</h2>
            {way}
        </section>
    }
}
