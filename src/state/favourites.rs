//! Starred talks: kept on the device, synced with the account when somebody is signed in. Private: nobody else ever sees them.
//! Not: counted or sent anywhere else.

use super::session::Sessions;
use crate::api::ApiError;
use crate::browser::{StorageFault, Stored};
use crate::domain::id::{DelegateId, TalkId};
use leptos::prelude::*;
use std::collections::BTreeSet;

type Kept = Stored<Vec<String>>;

const STARRED: Kept = Stored::at("plenary.starred");
const WAITING: Kept = Stored::at("plenary.starred.waiting");
/// The account that the stars on this device were joined with; none for stars of somebody who never signed in here.
const OWNER: Stored<String> = Stored::at("plenary.starred.owner");

/// The set as a signal.
#[derive(Clone, Copy)]
pub struct Favourites {
    starred: RwSignal<BTreeSet<TalkId>>,
    /// Talks whose star the account has not been told of; the set above says which way.
    waiting: RwSignal<BTreeSet<TalkId>>,
    draining: StoredValue<bool>,
    sessions: Sessions,
}

fn read(kept: &Kept) -> BTreeSet<TalkId> {
    let ids = kept.read().ok().flatten().unwrap_or_default();
    ids.iter().filter_map(|id| id.parse().ok()).collect()
}

fn write(kept: &Kept, set: &BTreeSet<TalkId>) -> Result<(), StorageFault> {
    if set.is_empty() { kept.remove() } else { kept.write(&set.iter().map(TalkId::to_string).collect()) }
}

/// Leaves no star on the device.
pub(super) fn forget() {
    // A browser that refuses storage has kept nothing to forget.
    let _ = STARRED.remove();
    let _ = WAITING.remove();
    let _ = OWNER.remove();
}

fn owner() -> Option<DelegateId> {
    OWNER.read().ok().flatten().and_then(|id| id.parse().ok())
}

impl Favourites {
    /// What this device remembers.
    pub fn restore(sessions: Sessions) -> Self {
        Self { starred: RwSignal::new(read(&STARRED)), waiting: RwSignal::new(read(&WAITING)), draining: StoredValue::new(false), sessions }
    }

    /// Whether the talk is starred; tracked.
    pub fn has(&self, talk: &TalkId) -> bool {
        self.starred.with(|set| set.contains(talk))
    }

    /// All of them; tracked.
    pub fn all(&self) -> BTreeSet<TalkId> {
        self.starred.get()
    }

    /// How many the account has not been told of; untracked.
    pub fn unsynced(&self) -> usize {
        self.waiting.with_untracked(BTreeSet::len)
    }

    /// Stars or unstars. An error says that this browser keeps nothing beyond the page.
    pub fn toggle(&self, talk: &TalkId) -> Result<(), StorageFault> {
        self.starred.update(|set| {
            if !set.remove(talk) {
                set.insert(talk.clone());
            }
        });
        self.waiting.update(|set| {
            set.insert(talk.clone());
        });
        let kept = self.keep();
        self.drain();
        kept
    }

    fn keep(&self) -> Result<(), StorageFault> {
        self.waiting.with_untracked(|set| write(&WAITING, set))?;
        self.starred.with_untracked(|set| write(&STARRED, set))
    }

    /// Somebody signed in: what both sides know is joined. A star made on this device and one made on another both stay; a star removed
    /// here while offline is removed there.
    pub async fn join(self) -> Result<(), ApiError> {
        let Some(viewer) = self.sessions.viewer_now() else { return Ok(()) };
        if owner().is_some_and(|owner| owner != viewer.id()) {
            // Somebody else's, whose session ended without a sign-out: nobody inherits them.
            self.drop_all();
        }
        let there: BTreeSet<TalkId> = viewer.account.favourites().await?.into_iter().collect();
        let here = self.starred.get_untracked();
        let waiting = self.waiting.get_untracked();
        let joined: BTreeSet<TalkId> =
            there.iter().filter(|talk| !waiting.contains(*talk) || here.contains(*talk)).chain(&here).cloned().collect();
        self.waiting.update(|set| set.extend(here.difference(&there).cloned()));
        self.starred.set(joined);
        let _ = self.keep();
        let _ = OWNER.write(&viewer.id().to_string());
        self.drain();
        Ok(())
    }

    /// Nobody is signed in, so stars that belong to an account are not shown.
    pub fn drop_owned(&self) {
        if owner().is_some() {
            self.drop_all();
        }
    }

    fn drop_all(&self) {
        forget();
        self.starred.set(BTreeSet::new());
        self.waiting.set(BTreeSet::new());
    }

    /// Tells the account what it has not heard, one at a time, in order; stops at the first failure and goes on with the next occasion.
    pub fn drain(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        if self.draining.get_value() {
            return;
        }
        self.draining.set_value(true);
        leptos::task::spawn_local(async move {
            while let Some(talk) = self.waiting.with_untracked(|set| set.first().cloned()) {
                let starred = self.starred.with_untracked(|set| set.contains(&talk));
                if viewer.account.set_favourite(talk.clone(), starred).await.is_err() {
                    break;
                }
                // Toggled again while the request was under way: the newer wish still waits.
                if starred == self.starred.with_untracked(|set| set.contains(&talk)) {
                    self.waiting.update(|set| {
                        set.remove(&talk);
                    });
                    let _ = self.keep();
                }
            }
            self.draining.set_value(false);
        });
    }
}
