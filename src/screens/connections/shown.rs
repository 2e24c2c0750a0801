//! The viewer's own code, for somebody else to scan or type: two minutes, once. Not: a visiting card; whoever has it may ask, and nothing else.

use super::Meeting;
use crate::api::workshop::{QrCode, qr};
use crate::browser::{focus_element, is_visible, monotonic_ms, origin, sleep};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Waiting;
use crate::routes::Route;
use crate::state::remote::Load;
use crate::text;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

/// Between two looks whether somebody has asked.
const LOOK_MS: u32 = 4_000;

#[derive(Clone, PartialEq)]
enum Showing {
    Nothing,
    Asking,
    Code(String),
    Over,
    /// Somebody has it, and asks.
    Taken,
}

#[component]
pub(super) fn ShownCode(meeting: Meeting) -> impl IntoView {
    let showing = RwSignal::new(Showing::Nothing);
    let left = RwSignal::new(0_u32);
    // How many asked when the code began to be shown.
    let asking = StoredValue::new(0_usize);
    Effect::new(move |_| {
        if let Load::Ready(all) = meeting.loaded.read()
            && all.requests.len() > asking.get_value()
            && matches!(showing.get_untracked(), Showing::Code(_))
        {
            showing.set(Showing::Taken);
        }
    });
    let show = move || {
        showing.set(Showing::Asking);
        let desk = meeting.desk;
        let done = move |outcome: Result<crate::domain::connection::ShownCode, _>| match outcome {
            Ok(shown) => {
                if let Load::Ready(all) = untrack(|| meeting.loaded.read()) {
                    asking.try_update_value(|asking| *asking = all.requests.len());
                }
                left.try_set(shown.expires_in);
                showing.try_set(Showing::Code(shown.code));
            }
            Err(error) => {
                showing.try_set(Showing::Nothing);
                desk.tell(text::api_error(&error));
            }
        };
        desk.act_to(t!("show your code"), move || meeting.ask(|account| account.show_code()), done);
    };
    // Outside the reactive system: time goes by, and somebody may ask meanwhile. A later code, or leaving, ends it.
    Effect::new(move |_| {
        let Showing::Code(code) = showing.get() else { return };
        let end = monotonic_ms() + f64::from(left.get_untracked()) * 1000.0;
        spawn_local_scoped_with_cancellation(async move {
            let mut looked = monotonic_ms();
            while showing.with_untracked(|now| *now == Showing::Code(code.clone())) {
                sleep(500).await;
                let rest = ((end - monotonic_ms()) / 1000.0).ceil().max(0.0) as u32;
                left.set(rest);
                if rest == 0 {
                    showing.set(Showing::Over);
                }
                if monotonic_ms() - looked > f64::from(LOOK_MS) && is_visible() {
                    looked = monotonic_ms();
                    meeting.loaded.ask_again();
                }
            }
        });
    });
    let to_requests = move |_| {
        focus_element("requests-title");
    };
    let body = move || {
        match showing.get() {
        Showing::Nothing => view! {
            <p class="hint">{t!("The code says nothing about you. Whoever takes it may ask you, and you decide what they get.")}</p>
            <div class="actions"><button class="button primary" type="button" on:click=move |_| show()>{t!("Show my code")}</button></div>
        }
        .into_any(),
        Showing::Asking => view! { <Waiting what=t!("Making a code")/> }.into_any(),
        Showing::Taken => view! {
            <p><strong>{t!("Somebody took your code and asks you.")}</strong></p>
            <div class="actions">
                <button class="button primary" type="button" on:click=to_requests>{t!("See who asks")}</button>
                <button class="button" type="button" on:click=move |_| show()>{t!("Show a new code")}</button>
            </div>
        }
        .into_any(),
        Showing::Over => view! {
            <p role="status">{t!("That code is over.")}</p>
            <div class="actions"><button class="button primary" type="button" on:click=move |_| show()>{t!("Show a new code")}</button></div>
        }
        .into_any(),
        Showing::Code(code) => view! {
            <Drawn code=code.clone()/>
            <output class="code shown-code" dir="ltr" aria-label=t!("Your code")>{text::connections::code(&code)}</output>
            <p class="hint">{tv!("Works once. Time left: {time}", time = view! { <span class="left">{move || text::connections::left(left.get())}</span> })}</p>
            <div class="actions"><button class="button" type="button" on:click=move |_| showing.set(Showing::Nothing)>{t!("Stop showing it")}</button></div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="card stack" aria-labelledby="shown-title">
            <h2 id="shown-title"><Glyph icon=Icon::Share/>{t!("Your code")}</h2>
            {body}
        </section>
    }
}

/// The code for a camera: the address of this screen, with the code where no server sees it.
#[component]
fn Drawn(code: String) -> impl IntoView {
    let drawn = RwSignal::new(None::<Option<QrCode>>);
    let link = format!("{}{}#{code}", origin(), Route::Connections);
    leptos::task::spawn_local(async move {
        drawn.try_set(Some(qr(&link).await.ok()));
    });
    move || {
        match drawn.get() {
            None => view! { <Waiting what=t!("Drawing the code")/> }.into_any(),
            // What is typed is the same.
            Some(None) => ().into_any(),
            Some(Some(code)) => {
                // Four modules of quiet zone on each side (ISO/IEC 18004, 9.1).
                let side = code.size + 8;
                view! {
                <svg class="shown-qr" viewBox=format!("-4 -4 {side} {side}") role="img" aria-label=t!("The same code, for a camera") shape-rendering="crispEdges">
                    <rect x="-4" y="-4" width=side.to_string() height=side.to_string() fill="#ffffff"></rect>
                    <path d=code.path fill="#000000"></path>
                </svg>
            }.into_any()
            }
        }
    }
}
