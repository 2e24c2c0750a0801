//! A fresh proof by the viewer's own passkey. Not: the code, which is one press away.

use crate::api::ApiError;
use crate::api::passkeys::{Ceremony, Passkeys};
use crate::browser::{Asked, Guard, PasskeyFault, PasskeyQuestion, knows_passkeys, sign_with_passkey};
use crate::components::icon::{Glyph, Icon};
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// What stands in the dialog while its way is looked for, and after.
#[derive(Clone)]
pub(super) enum Way {
    /// Whether the viewer has a passkey is being asked.
    Asking,
    /// They have, and this is asked of it.
    Passkey(Rc<dyn Passkeys>, Ceremony),
    /// They have none, or want a code.
    Code,
}

/// Asks the backend for a question to the viewer's passkey. Whoever has none, or no browser for it, gets a code.
pub(super) async fn way(desk: Desk) -> Way {
    let Some(passkeys) = desk.sessions.viewer_now().and_then(|viewer| viewer.account.passkeys()) else { return Way::Code };
    if !knows_passkeys() {
        return Way::Code;
    }
    match passkeys.begin_step_up().await {
        Ok(ceremony) => Way::Passkey(passkeys, ceremony),
        Err(_) => Way::Code,
    }
}

/// The button, and the way to a code.
#[component]
pub(super) fn ByPasskey(passkeys: Rc<dyn Passkeys>, ceremony: Ceremony, use_code: impl Fn() + Copy + 'static) -> impl IntoView {
    let desk = Desk::here();
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let asked = StoredValue::new_local((passkeys, Some(ceremony)));
    let question = PasskeyQuestion::default();
    let device = StoredValue::new_local(question.clone());
    // Dropped with the dialog: nothing is asked of a device for a page that moved on.
    StoredValue::new_local(Guard::new(move || question.take_back()));
    let confirm = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        leptos::task::spawn_local(async move {
            let outcome = prove(asked, device).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => desk.proved(),
                Err(fault) => {
                    problem.try_set(fault.sentence());
                }
            }
        });
    };
    Effect::new(|_| {
        crate::browser::focus_element(BUTTON);
    });
    view! {
        <p>{t!("Unlock your passkey as you unlock this device: with your fingerprint, your face or its PIN.")}</p>
        <p class="problem" role="alert">{move || problem.get()}</p>
        <div class="actions">
            <button class="button quiet" type="button" on:click=move |_| use_code()>{t!("Use a code instead")}</button>
            <button class="button" type="button" on:click=move |_| desk.not_proved()>{t!("Cancel")}</button>
            <button class="button primary" type="button" id=BUTTON aria-busy=move || busy.get().to_string() on:click=confirm>
                <Glyph icon=Icon::Key/>
                {t!("Confirm with your passkey")}
            </button>
        </div>
    }
}

const BUTTON: &str = "step-up-passkey";

type Question = StoredValue<(Rc<dyn Passkeys>, Option<Ceremony>), LocalStorage>;

/// Why there is no proof.
enum NotProved {
    /// The device gave no signature.
    Device(PasskeyFault),
    /// The backend did not take it.
    Backend(ApiError),
    /// The dialog is gone.
    Gone,
}

impl NotProved {
    fn sentence(&self) -> Option<String> {
        match self {
            Self::Device(PasskeyFault::TakenBack) | Self::Gone => None,
            Self::Device(fault) => Some(text::passkey_not_used(*fault).to_owned()),
            Self::Backend(ApiError::Invalid(_)) => Some(text::passkey_refused().to_owned()),
            Self::Backend(error) => Some(text::api_error(error)),
        }
    }
}

async fn prove(asked: Question, device: StoredValue<PasskeyQuestion, LocalStorage>) -> Result<(), NotProved> {
    let (passkeys, ready) = asked.try_update_value(|(passkeys, ready)| (passkeys.clone(), ready.take())).ok_or(NotProved::Gone)?;
    // A question counts once; a second press asks for another.
    let ceremony = match ready {
        Some(ceremony) => ceremony,
        None => passkeys.begin_step_up().await.map_err(NotProved::Backend)?,
    };
    let device = device.try_get_value().ok_or(NotProved::Gone)?;
    let response = sign_with_passkey(&ceremony.options, Asked::Openly, &device).await.map_err(NotProved::Device)?;
    passkeys.finish_step_up(ceremony.answered(response)).await.map_err(NotProved::Backend)
}
