//! Devices and sign-in: where the viewer is signed in, and how they sign in. Not: the directory or what anybody sees of them.

mod identities;
mod passkeys;
mod sessions;
mod tokens;

use self::identities::Identities;
use self::passkeys::Passkeys;
use self::sessions::Sessions;
use self::tokens::TokensNotice;
use crate::components::icon::{Glyph, Icon};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn Devices(viewer: Viewer) -> impl IntoView {
    // Where the app itself goes to an issuer, that is the only way in: a passkey of the backend's or a further organisation would open nothing.
    let door = Desk::here().sessions.backend().door();
    let again = RwSignal::new(0_u32);
    let viewer = StoredValue::new_local(viewer);
    view! {
        <div class="stack wide">
            <header class="stack">
                <a class="back" href=Route::Profile.to_string()><Glyph icon=Icon::Back/>{t!("Profile and privacy")}</a>
                <h1>{t!("Devices and sign-in")}</h1>
            </header>
            <Sessions viewer=viewer.get_value() ended=move || again.update(|times| *times += 1)/>
            {match door {
                Some(door) => view! { <TokensNotice organisation=door.organisation().to_owned()/> }.into_any(),
                // What opens the account may have gone with a session.
                None => (move || {
                    again.get();
                    let viewer = viewer.get_value();
                    view! {
                        <Passkeys viewer=viewer.clone()/>
                        <Identities viewer/>
                    }
                })
                .into_any(),
            }}
        </div>
    }
}
