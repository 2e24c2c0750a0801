//! A sign-out that the backend has not heard of: written down before anything else, so that it outlives a closed tab and a dead network. Whose it is
//! stands beside it, by their id: nobody else's sign-in ends by it. Not: the sign-out itself, which is `session`.

use crate::browser::Stored;
use crate::domain::id::DelegateId;
use serde::{Deserialize, Serialize};
#[cfg(feature = "personal")]
use {crate::api::SignedIn, leptos::task::spawn_local};

#[derive(Serialize, Deserialize)]
struct Unheard {
    whose: String,
    /// On every device, and not only on this one.
    everywhere: bool,
}

/// Of several people, who may share a device.
const UNHEARD: Stored<Vec<Unheard>> = Stored::at("plenary.sign-out");

fn all() -> Vec<Unheard> {
    UNHEARD.read().ok().flatten().unwrap_or_default()
}

/// A browser that keeps nothing forgets it with the page.
fn keep(all: Vec<Unheard>) {
    let _ = if all.is_empty() { UNHEARD.remove() } else { UNHEARD.write(&all) };
}

/// Somebody signs out.
pub(super) fn note(whose: &DelegateId, everywhere: bool) {
    let mut all = all();
    all.retain(|unheard| unheard.whose != whose.as_str());
    all.push(Unheard { whose: whose.to_string(), everywhere });
    keep(all);
}

/// The backend knows.
pub(super) fn heard(whose: &DelegateId) {
    let mut all = all();
    all.retain(|unheard| unheard.whose != whose.as_str());
    keep(all);
}

/// What this person still waits for; `true`: every device.
pub(super) fn of(whose: &DelegateId) -> Option<bool> {
    all().iter().find(|unheard| unheard.whose == whose.as_str()).map(|unheard| unheard.everywhere)
}

/// Nobody of before is in any more on this device. Their other devices go on waiting for them.
pub(super) fn is_over_here() {
    let mut all = all();
    all.retain(|unheard| unheard.everywhere);
    keep(all);
}

/// Somebody has come in anew: where they had signed out everywhere and it was not heard, every other session of theirs ends now.
#[cfg(feature = "personal")]
pub(super) fn came_in(signed_in: &SignedIn) {
    is_over_here();
    let id = signed_in.profile.id.clone();
    if of(&id) == Some(true) {
        let account = signed_in.account.clone();
        spawn_local(async move {
            // Where it fails again it goes on waiting.
            if account.end_other_sessions().await.is_ok() {
                heard(&id);
            }
        });
    }
}
