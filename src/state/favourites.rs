//! Starred talks: kept on the device, synced with the account when somebody is signed in. Private: nobody else ever sees them.
//! Not: counted or sent anywhere else.
//!
//! What stands in the storage counts, because every tab of the browser writes there: a tab looks before it changes anything, and hears of what
//! others did. The account is asked and told by one tab at a time.

use super::session::{Sessions, Viewer};
use crate::api::{ApiError, Retry};
use crate::browser::{Guard, StorageFault, Stored, after, alone, on_kept_elsewhere};
use crate::domain::id::{DelegateId, TalkId};
use crate::domain::stars::Stars;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Kept = Stored<Vec<String>>;

const STARRED: Kept = Stored::at("plenary.starred");
const WAITING: Kept = Stored::at("plenary.starred.waiting");
/// The account that the stars on this device were joined with; none for stars of somebody who never signed in here.
const OWNER: Stored<String> = Stored::at("plenary.starred.owner");
/// What an account had not heard of when its session ran out, put aside until the same person signs in again.
const ASIDE: Stored<(String, Vec<(String, bool)>)> = Stored::at("plenary.starred.aside");

/// Under this name one tab at a time asks and tells the account.
const LOCK: &str = "plenary.starred";
/// Seconds until the account is told again, where it does not say when.
const AGAIN: u32 = 30;

/// The set as a signal.
#[derive(Clone, Copy)]
pub struct Favourites {
    stars: RwSignal<Stars>,
    /// The browser keeps nothing, so what this tab remembers is all there is.
    is_volatile: StoredValue<bool>,
    draining: StoredValue<bool>,
    later: StoredValue<Option<Guard>, LocalStorage>,
    /// As [`OWNER`], for a browser that keeps nothing, and after a sign-out in this page.
    owner: StoredValue<Option<DelegateId>>,
    sessions: Sessions,
}

fn read(kept: &Kept) -> Result<BTreeSet<TalkId>, StorageFault> {
    Ok(kept.read()?.unwrap_or_default().iter().filter_map(|id| id.parse().ok()).collect())
}

fn write(kept: &Kept, set: &BTreeSet<TalkId>) -> Result<(), StorageFault> {
    if set.is_empty() { kept.remove() } else { kept.write(&set.iter().map(TalkId::to_string).collect()) }
}

fn kept() -> Result<Stars, StorageFault> {
    Ok(Stars { starred: read(&STARRED)?, waiting: read(&WAITING)? })
}

/// Leaves no star on the device.
pub(super) fn forget() {
    forget_shown();
    let _ = ASIDE.remove();
}

fn forget_shown() {
    // A browser that refuses storage has kept nothing to forget. The owner goes last: stars without one would be the next person's.
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
        Self {
            stars: RwSignal::new(kept().unwrap_or_default()),
            is_volatile: StoredValue::new(false),
            draining: StoredValue::new(false),
            later: StoredValue::new_local(None),
            owner: StoredValue::new(owner()),
            sessions,
        }
    }

    /// Whether the talk is starred; tracked.
    pub fn has(&self, talk: &TalkId) -> bool {
        self.stars.with(|stars| stars.starred.contains(talk))
    }

    /// All of them; tracked.
    pub fn all(&self) -> BTreeSet<TalkId> {
        self.stars.with(|stars| stars.starred.clone())
    }

    /// Stars or unstars. An error says that this browser keeps nothing beyond the page.
    pub fn toggle(&self, talk: &TalkId) -> Result<(), StorageFault> {
        let kept = self.change(|stars| stars.toggle(talk));
        self.drain();
        kept
    }

    /// Shows what other tabs do as they do it.
    pub fn follow_other_tabs(self) -> Guard {
        on_kept_elsewhere(move || self.look())
    }

    /// Takes what stands in the storage.
    fn look(&self) {
        if let (Ok(kept), false) = (kept(), self.is_volatile.get_value())
            && self.stars.with_untracked(|stars| *stars != kept)
        {
            self.stars.set(kept);
        }
    }

    fn change(&self, change: impl FnOnce(&mut Stars)) -> Result<(), StorageFault> {
        self.look();
        self.stars.update(change);
        // What waits goes first: where the tab ends in between, the account is told once more what it knows.
        let kept = self.stars.with_untracked(|stars| write(&WAITING, &stars.waiting).and_then(|()| write(&STARRED, &stars.starred)));
        self.is_volatile.set_value(kept.is_err());
        kept
    }

    /// Joins what this device and the account know, and tells the account what it has not heard. Where that fails, the device keeps its stars
    /// and does it at the next occasion.
    pub fn catch_up(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        self.claim(&viewer);
        leptos::task::spawn_local(alone(LOCK, async move {
            match self.join(&viewer).await.map_err(|error| error.retry()) {
                Ok(()) => self.tell(&viewer).await,
                Err(Retry::After(seconds)) => self.try_later(seconds),
                // Nobody is in a hurry but for what would be lost with the device.
                Err(Retry::Soon) if self.stars.with_untracked(|stars| !stars.waiting.is_empty()) => self.try_later(AGAIN),
                Err(Retry::Soon | Retry::Never) => {}
            }
        }));
    }

    /// Tells the account what it has not heard.
    fn drain(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        self.claim(&viewer);
        if self.draining.get_value() {
            return;
        }
        self.draining.set_value(true);
        leptos::task::spawn_local(async move {
            alone(LOCK, self.tell(&viewer)).await;
            self.draining.set_value(false);
        });
    }

    /// Whether it is still this person who is signed in here, in every tab.
    fn acts_for(&self, viewer: &Viewer) -> bool {
        self.sessions.viewer_now().is_some_and(|now| now.id() == viewer.id()) && self.whose().is_some_and(|owner| owner == viewer.id())
    }

    /// Whose stars these are; `None`: of somebody who never signed in here.
    fn whose(&self) -> Option<DelegateId> {
        owner().or_else(|| self.owner.get_value())
    }

    /// From now on the stars here are the viewer's. Before the account is asked for anything: whatever fails or ends later, nobody else
    /// inherits what they star.
    fn claim(&self, viewer: &Viewer) {
        match self.whose() {
            Some(owner) if owner == viewer.id() => {}
            // Somebody else's, whose session ended without a sign-out.
            Some(_) => self.put_away(),
            None => {
                let _ = self.change(Stars::wait_for_all);
            }
        }
        self.owner.set_value(Some(viewer.id()));
        let _ = OWNER.write(&viewer.id().to_string());
    }

    async fn join(self, viewer: &Viewer) -> Result<(), ApiError> {
        let there = viewer.account.favourites().await?;
        if !self.acts_for(viewer) {
            return Ok(());
        }
        let aside = ASIDE.read().ok().flatten().filter(|(whose, _)| *whose == viewer.id().to_string());
        let wishes: BTreeMap<TalkId, bool> =
            aside.into_iter().flat_map(|(_, wishes)| wishes).filter_map(|(talk, starred)| Some((talk.parse().ok()?, starred))).collect();
        let _ = self.change(|stars| {
            stars.adopt(&wishes);
            stars.join(there);
        });
        if !wishes.is_empty() {
            let _ = ASIDE.remove();
        }
        Ok(())
    }

    /// Nobody is signed in, so stars that belong to an account are not shown.
    pub fn drop_owned(&self) {
        if self.whose().is_some() {
            self.put_away();
        }
    }

    /// Out of sight. What the account has not heard of is put aside for its owner.
    fn put_away(&self) {
        self.look();
        let wishes: Vec<(String, bool)> =
            self.stars.with_untracked(Stars::wishes).into_iter().map(|(id, on)| (id.to_string(), on)).collect();
        if let (Some(owner), false) = (owner(), wishes.is_empty()) {
            let _ = ASIDE.write(&(owner.to_string(), wishes));
        }
        forget_shown();
        self.owner.set_value(None);
        self.stars.set(Stars::default());
    }

    /// One talk after the other; stops where the account cannot hear now, and tries again later.
    async fn tell(self, viewer: &Viewer) {
        let mut refused = BTreeSet::new();
        while self.acts_for(viewer) {
            self.look();
            let Some((talk, starred)) = self.stars.with_untracked(|stars| stars.next(&refused)) else { return };
            let told = viewer.account.set_favourite(talk.clone(), starred).await;
            if !self.acts_for(viewer) {
                return;
            }
            match told.as_ref().map_err(|error| (error, error.retry())) {
                Ok(()) => {
                    let _ = self.change(|stars| stars.told(&talk, starred));
                }
                Err((ApiError::SessionExpired, _)) => return self.sessions.lapse(),
                Err((_, Retry::Soon)) => return self.try_later(AGAIN),
                Err((_, Retry::After(seconds))) => return self.try_later(seconds),
                // This one will never be taken; the others are no worse for it.
                Err((_, Retry::Never)) => {
                    refused.insert(talk);
                }
            }
        }
    }

    fn try_later(self, seconds: u32) {
        let later = after(seconds.saturating_mul(1000), move || self.catch_up());
        self.later.set_value(Some(later));
    }
}
