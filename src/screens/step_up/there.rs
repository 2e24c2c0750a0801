//! A fresh proof where the app signs people in by itself: at the organisation, in a window beside this page, so that nothing typed is lost.
//! Not: the mailed code.

use crate::api::bearer::Door;
use crate::components::dialog::Dialog;
use crate::oidc::Intent;
use crate::screens::sign_in::SignInBeside;
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// Asks for it while an action waits to do `what`.
#[component]
pub(super) fn ProveThere(door: Rc<Door>, what: String) -> impl IntoView {
    let desk = Desk::here();
    // What is drawn inside a dialog may hold only what can be sent to another thread.
    let door = StoredValue::new_local(door);
    view! {
        <Dialog title=t!("Is it you?") on_cancel=move || desk.not_proved()>
            <p>
                {tv!(
                    "To {what} we need a fresh proof that it is you. Your organisation asks for it in a window of its own. It is done as soon as you come back; nothing needs to be typed twice.",
                    what = view! { <strong>{what}</strong> }
                )}
            </p>
            <SignInBeside door=door.get_value() intent=Intent::Afresh done=move || desk.proved()/>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| desk.not_proved()>{t!("Cancel")}</button>
            </div>
        </Dialog>
    }
}

/// Signs in once more while the screen beneath waits with what was typed.
#[component]
pub(super) fn EnterThere(door: Rc<Door>) -> impl IntoView {
    let desk = Desk::here();
    let done = move || {
        leptos::task::spawn_local(async move {
            match desk.sessions.enter_again().await {
                Ok(()) => desk.proved(),
                Err(error) => desk.tell(text::api_error(&error)),
            }
        });
    };
    view! { <SignInBeside door intent=Intent::Enter done/> }
}
