//! The way in by a passkey: the button, and the device's own suggestions at the address (WebAuthn Level 3 §5.1.4, conditional mediation).
//! Not: a dead end; the code is below whatever happens here.

use crate::api::passkeys::Ceremony;
use crate::api::{ApiError, Proof};
use crate::browser::{
    Asked, Guard, PasskeyFault, PasskeyQuestion, PasskeyResponse, after, is_visible, on_visibility, sign_with_passkey, suggests_passkeys,
};
use crate::components::icon::{Glyph, Icon};
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// Seconds before its end at which a question to the device is replaced by a fresh one.
const MARGIN: u32 = 20;

/// What the button and the suggestions share.
#[derive(Clone, Copy)]
struct Door {
    desk: Desk,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// The one question that the device is asked at a time.
    question: StoredValue<PasskeyQuestion, LocalStorage>,
    /// The backend's question that waits in the suggestions: a press of the button need not ask for another first.
    ready: StoredValue<Option<Ceremony>, LocalStorage>,
    /// Suggestions are being made.
    suggesting: StoredValue<bool>,
}

impl Door {
    /// The screen is still there.
    fn question(self) -> Option<PasskeyQuestion> {
        self.question.try_get_value()
    }

    fn say(self, sentence: &str) {
        self.problem.try_set(Some(sentence.to_owned()).filter(|sentence| !sentence.is_empty()));
    }

    /// Lets the device offer its passkeys where the address is typed, for as long as the screen is there and somebody looks at it.
    async fn suggest(self) {
        if self.suggesting.try_get_value() != Some(false) || !suggests_passkeys().await {
            return;
        }
        if self.suggesting.try_set_value(true).is_some() {
            return;
        }
        while let Some(question) = self.question() {
            let Ok(ceremony) = self.desk.sessions.backend().begin_passkey().await else { break };
            if self.ready.try_set_value(Some(ceremony.clone())).is_some() {
                break;
            }
            let is_old = Rc::new(Cell::new(false));
            let (old, taken_back) = (is_old.clone(), question.clone());
            let _renewal = after(ceremony.expires_in.saturating_sub(MARGIN) * 1000, move || {
                old.set(true);
                taken_back.take_back();
            });
            match sign_with_passkey(&ceremony.options, Asked::InSuggestions, &question).await {
                Ok(response) => self.enter(&ceremony, response).await,
                Err(PasskeyFault::TakenBack) if is_old.get() && is_visible() => {}
                Err(_) => {
                    if is_old.get() {
                        self.ready.try_set_value(None);
                    }
                    break;
                }
            }
        }
        self.suggesting.try_set_value(false);
    }

    /// The button was pressed.
    async fn press(self) {
        let Some(question) = self.question() else { return };
        let ready = self.ready.try_update_value(Option::take).flatten();
        let asked = match ready {
            Some(ceremony) => Ok(ceremony),
            None => self.desk.sessions.backend().begin_passkey().await,
        };
        match asked {
            Ok(ceremony) => match sign_with_passkey(&ceremony.options, Asked::Openly, &question).await {
                Ok(response) => self.enter(&ceremony, response).await,
                Err(fault) => self.say(text::passkey_not_used(fault)),
            },
            Err(error) => self.say(&text::api_error(&error)),
        }
        self.busy.try_set(false);
        self.suggest().await;
    }

    async fn enter(self, ceremony: &Ceremony, response: PasskeyResponse) {
        self.busy.try_set(true);
        let outcome = self.desk.sessions.redeem(Proof::Passkey(ceremony.answered(response))).await;
        self.busy.try_set(false);
        match outcome {
            Ok(()) => self.desk.proved(),
            Err(ApiError::Invalid(_)) => self.say(text::passkey_refused()),
            Err(error) => self.say(&text::api_error(&error)),
        }
    }
}

/// The button, for a backend that offers it and a browser that can.
#[component]
pub fn PasskeyDoor() -> impl IntoView {
    let door = Door {
        desk: Desk::here(),
        busy: RwSignal::new(false),
        problem: RwSignal::new(None),
        question: StoredValue::new_local(PasskeyQuestion::default()),
        ready: StoredValue::new_local(None),
        suggesting: StoredValue::new(false),
    };
    // Dropped with the screen: nothing is asked for a page that is left.
    if let Some(question) = door.question() {
        StoredValue::new_local(Guard::new(move || question.take_back()));
    }
    StoredValue::new_local(on_visibility(move |visible| {
        if visible {
            leptos::task::spawn_local(door.suggest());
        }
    }));
    // Outside the reactive system: to the device, once the input for the address is in the page.
    Effect::new(move |_| leptos::task::spawn_local(door.suggest()));
    let press = move |_| {
        if !door.busy.get_untracked() {
            door.busy.set(true);
            door.problem.set(None);
            leptos::task::spawn_local(door.press());
        }
    };
    view! {
        <div class="stack">
            <button class="button" type="button" aria-busy=move || door.busy.get().to_string() aria-describedby="passkey-problem" on:click=press>
                <Glyph icon=Icon::Key/>
                {t!("Sign in with a passkey")}
            </button>
            <p class="problem" id="passkey-problem" role="alert">{move || door.problem.get()}</p>
        </div>
    }
}
