//! "Hide everything now", as a wish that outlives a dead network, a closed tab and a sign-out: written down on this device before it is sent, sent before
//! anything else is asked, and forgotten only once the backend has done it. What is written down is whose wish it is, by their id, and nothing of what
//! they share. Not: any other change; a wider audience never waits anywhere.

use super::session::{Session, Sessions, Viewer};
use crate::api::{ApiError, SignedIn};
use crate::browser::{Guard, Stored, after, is_online, on_connection, on_visibility, random_share};
use crate::domain::id::DelegateId;
use crate::domain::profile::AudienceUpdate;
use leptos::prelude::*;
use std::cell::Cell;

/// Whose wishes wait: several people may share a device. Also read by `boot.js`, so that the part of the app that can send one is started for it.
const WISH: Stored<Vec<String>> = Stored::at("plenary.hide");
/// Milliseconds until it is tried again while a page is open; doubled each time, up to the last.
const PAUSES: [u32; 5] = [1000, 2000, 4000, 8000, 15_000];

/// How the wish stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// There is none.
    None,
    /// On its way.
    Sending,
    /// It could not be sent and is kept: why.
    Kept(ApiError),
    /// Done a moment ago.
    Done,
}

/// The wish as a signal.
#[derive(Clone, Copy)]
pub struct Hiding {
    sessions: Sessions,
    wish: RwSignal<Wish>,
    tries: StoredValue<usize>,
    pause: StoredValue<Option<Guard>, LocalStorage>,
}

impl Hiding {
    /// Sends a kept wish whenever there may be a chance: somebody comes in, the network is back, the page is looked at again. Puts itself into the context.
    pub fn follow(sessions: Sessions) -> Self {
        let wish = RwSignal::new(Wish::None);
        let hiding = Self { sessions, wish, tries: StoredValue::new(0), pause: StoredValue::new_local(None) };
        let who = sessions.viewer();
        // Outside the reactive system: to the network.
        Effect::new(move |_| {
            who.track();
            if matches!(sessions.read(), Session::SignedIn(_)) {
                if DONE_FIRST.take() {
                    wish.set(Wish::Done);
                }
                hiding.send();
            }
        });
        StoredValue::new_local(on_connection(move |online| {
            if online {
                hiding.send();
            }
        }));
        StoredValue::new_local(on_visibility(move |visible| {
            if visible {
                hiding.send();
            }
        }));
        provide_context(hiding);
        hiding
    }

    /// The one of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// How the wish stands; tracked.
    pub fn wish(self) -> Wish {
        self.wish.get()
    }

    /// Somebody wants to be hidden: kept first, sent then.
    pub fn ask(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        // Where this browser keeps nothing, the wish lives as long as this page.
        let mut wishes = WISH.read().ok().flatten().unwrap_or_default();
        if !wishes.contains(&viewer.id().to_string()) {
            wishes.push(viewer.id().to_string());
        }
        let _ = WISH.write(&wishes);
        self.wish.set(Wish::Sending);
        self.tries.set_value(0);
        self.send();
    }

    /// It was read that everything is hidden.
    pub fn read(self) {
        self.wish.set(Wish::None);
    }

    fn send(self) {
        let Some(viewer) = self.sessions.viewer_now().filter(|viewer| self.is_wanted(viewer)) else { return };
        self.pause.set_value(None);
        leptos::task::spawn_local(async move {
            match viewer.account.set_audiences(AudienceUpdate::hide_everything()).await {
                Ok(profile) => {
                    forget(&profile.id);
                    viewer.profile.set(profile);
                    self.wish.set(Wish::Done);
                }
                Err(error) => {
                    if error == ApiError::SessionExpired {
                        self.sessions.lapse();
                    }
                    self.wish.set(Wish::Kept(error));
                    self.try_later();
                }
            }
        });
    }

    /// A page without a network hears when it is back; a backend that failed does not say when it is well again.
    fn try_later(self) {
        if !is_online() {
            return;
        }
        let tries = self.tries.get_value();
        let pause = PAUSES.get(tries).or(PAUSES.last()).copied().unwrap_or(15_000);
        self.tries.set_value(tries + 1);
        // Not all devices of a hall at once.
        let pause = pause / 2 + (f64::from(pause / 2) * random_share()) as u32;
        self.pause.set_value(Some(after(pause, move || self.send())));
    }

    fn is_wanted(self, viewer: &Viewer) -> bool {
        match WISH.read() {
            Ok(wishes) => wishes.is_some_and(|wishes| wishes.contains(&viewer.id().to_string())),
            // This browser keeps nothing: what this page knows is all there is.
            Err(_) => match self.wish.get_untracked() {
                Wish::Sending | Wish::Kept(_) => true,
                Wish::None | Wish::Done => false,
            },
        }
    }
}

/// Sends a kept wish of whoever has just come in, before the app asks for anything else in their name.
pub async fn first(signed_in: SignedIn) -> SignedIn {
    let is_wanted = WISH.read().ok().flatten().is_some_and(|wishes| wishes.contains(&signed_in.profile.id.to_string()));
    if !is_wanted {
        return signed_in;
    }
    match signed_in.account.set_audiences(AudienceUpdate::hide_everything()).await {
        Ok(profile) => {
            forget(&profile.id);
            DONE_FIRST.set(true);
            SignedIn { profile, ..signed_in }
        }
        // It stays written down, and is tried again once the app is there.
        Err(_) => signed_in,
    }
}

thread_local! {
    /// Told once there is somewhere to tell it.
    static DONE_FIRST: Cell<bool> = const { Cell::new(false) };
}

/// It was done, or the account is gone. Another person's wish on a shared device stays.
pub(super) fn forget(whose: &DelegateId) {
    let Ok(Some(mut wishes)) = WISH.read() else { return };
    wishes.retain(|wish| wish != whose.as_str());
    let _ = if wishes.is_empty() { WISH.remove() } else { WISH.write(&wishes) };
}
