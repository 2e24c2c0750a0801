//! Taking the code of somebody else: typed, scanned, or brought along in the address by another app that scanned it. Not: what is given then (`giving`).

use super::Meeting;
use super::giving::{Giving, Why};
use crate::api::ApiError;
use crate::browser::{Guard, ScanFault, can_scan, focus_element, fragment, origin, remove_fragment, scan};
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::id::ConnectionId;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "their-code";
const VIDEO: &str = "scan-video";

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
        meeting.desk.act_to("ask somebody", move || meeting.ask(|account| account.ask(typed.clone())), done);
    };
    let camera = RwSignal::new_local(None::<Guard>);
    let is_scanning = RwSignal::new(false);
    let stop = move || {
        // Dropping it turns the camera off.
        camera.try_set(None);
        is_scanning.try_set(false);
    };
    let begin = move |_| {
        problem.set(None);
        is_scanning.set(true);
    };
    // Outside the reactive system: the camera, once its picture has a place in the page.
    Effect::new(move |_| {
        if !is_scanning.get() {
            return;
        }
        let read = move |read: String| {
            // Another kind of code in sight: go on looking.
            let Some(found) = text::connections::code_in(&read, &origin()) else { return };
            if is_scanning.get_untracked() {
                stop();
                code.set(found);
                take();
            }
        };
        let failed = move |fault: ScanFault| {
            stop();
            problem.try_set(Some(text::connections::scan_fault(fault).into()));
            focus_element(INPUT);
        };
        camera.set(Some(scan(VIDEO, read, failed)));
    });
    on_cleanup(stop);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        take();
    };
    let scanner = move || {
        if is_scanning.get() {
            return view! {
                <video class="scan" id=VIDEO muted playsinline aria-label="What the camera sees"></video>
                <p class="hint" role="status">"Hold their code in front of the camera."</p>
                <div class="actions"><button class="button" type="button" on:click=move |_| stop()>"Stop the camera"</button></div>
            }
            .into_any();
        }
        view! {
            <form class="stack" novalidate on:submit=submit>
                <TextInput id=INPUT label="Their code" hint="Eight letters and digits, from their screen." problem=problem value=code/>
                <div class="actions">
                    <button class="button primary" type="submit">"Go on"</button>
                    {can_scan().then(|| view! { <button class="button" type="button" on:click=begin>"Scan it"</button> })}
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card stack" aria-labelledby="take-title">
            <h2 id="take-title"><Glyph icon=Icon::Link/>"Take somebody’s code"</h2>
            {scanner}
        </section>
    }
}
