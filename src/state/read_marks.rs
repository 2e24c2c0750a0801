//! What of the organisers' notices was read: by a person, which their account knows, and on this device, which counts while nobody is signed in. Not: the
//! notices themselves (`bulletins`).

use super::session::{Session, Sessions};
use crate::api::{ApiError, Retry};
use crate::browser::Stored;
use crate::domain::bulletin::{Bulletin, ReadMark};
use crate::domain::id::{BulletinId, DelegateId};
use leptos::prelude::*;

type Kept = Stored<Vec<String>>;

/// Read on this device, by whoever it was: a name and a revision in each.
const READ: Kept = Stored::at("plenary.notices.read");
/// Shown on this device.
const SHOWN: Kept = Stored::at("plenary.notices.shown");
/// Read by somebody signed in, and not told to their account yet: who, then as in [`READ`].
const UNSENT: Kept = Stored::at("plenary.notices.unsent");
/// More than a feed holds; the oldest go.
const MOST: usize = 100;

/// The marks as signals.
#[derive(Clone, Copy)]
pub(super) struct ReadMarks {
    device: RwSignal<Vec<ReadMark>>,
    seen: RwSignal<Vec<ReadMark>>,
    /// What the account of this person has said; `None`: not asked, or no answer.
    account: RwSignal<Option<(DelegateId, Vec<ReadMark>)>>,
    unsent: RwSignal<Option<(DelegateId, Vec<ReadMark>)>>,
    sending: StoredValue<bool>,
    sessions: Sessions,
}

fn mark(text: &str) -> Option<ReadMark> {
    let (id, revision) = text.split_once(' ')?;
    Some(ReadMark { id: id.parse().ok()?, revision: revision.parse().ok()? })
}

fn marks(kept: &Kept) -> Vec<ReadMark> {
    kept.read().ok().flatten().unwrap_or_default().iter().filter_map(|text| mark(text)).collect()
}

fn texts(marks: &[ReadMark]) -> Vec<String> {
    let latest = marks.get(marks.len().saturating_sub(MOST)..).unwrap_or_default();
    latest.iter().map(|mark| format!("{} {}", mark.id, mark.revision)).collect()
}

fn unsent() -> Option<(DelegateId, Vec<ReadMark>)> {
    let kept = UNSENT.read().ok().flatten()?;
    let (owner, rest) = kept.split_first()?;
    Some((owner.parse().ok()?, rest.iter().filter_map(|text| mark(text)).collect()))
}

fn revision_of(marks: &[ReadMark], id: &BulletinId) -> Option<u32> {
    marks.iter().filter(|mark| mark.id == *id).map(|mark| mark.revision).max()
}

fn add(marks: &mut Vec<ReadMark>, bulletin: &Bulletin) {
    marks.retain(|mark| mark.id != bulletin.id);
    marks.push(ReadMark { id: bulletin.id.clone(), revision: bulletin.revision });
}

impl ReadMarks {
    /// What this device remembers; the account is asked whenever somebody is signed in.
    pub(super) fn restore(sessions: Sessions) -> Self {
        let all = Self {
            device: RwSignal::new(marks(&READ)),
            seen: RwSignal::new(marks(&SHOWN)),
            account: RwSignal::new(None),
            unsent: RwSignal::new(unsent()),
            sending: StoredValue::new(false),
            sessions,
        };
        let who = sessions.viewer();
        // Outside the reactive system: to the network.
        Effect::new(move |_| {
            // Read, not only tracked: a memo that nobody reads notices nothing.
            if who.get().is_some() {
                all.ask();
            }
        });
        all
    }

    /// Takes what other tabs wrote.
    pub(super) fn look(self) {
        let (device, unsent) = (marks(&READ), unsent());
        if self.device.with_untracked(|before| *before != device) {
            self.device.set(device);
            // Whoever read it in another tab is read of here too.
            self.ask();
        }
        if self.unsent.with_untracked(|before| *before != unsent) {
            self.unsent.set(unsent);
        }
    }

    /// Whether it still has to be read; tracked.
    pub(super) fn waits(self, bulletin: &Bulletin) -> bool {
        let viewer = match self.sessions.read() {
            Session::SignedIn(viewer) | Session::Lapsed(viewer) => Some(viewer.id()),
            // Nobody, or nobody known: the device counts.
            Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) => None,
        };
        let of = |marks: RwSignal<Option<(DelegateId, Vec<ReadMark>)>>| {
            marks.with(|marks| {
                let (whose, marks) = marks.as_ref()?;
                (viewer.as_ref() == Some(whose)).then(|| revision_of(marks, &bulletin.id))
            })
        };
        let read = match of(self.account) {
            Some(known) => known.max(of(self.unsent).flatten()),
            None => self.device.with(|marks| revision_of(marks, &bulletin.id)),
        };
        bulletin.waits(read, self.seen.with(|marks| revision_of(marks, &bulletin.id)))
    }

    /// These are on the screen. Nothing is drawn anew for it.
    pub(super) fn shown(self, bulletins: &[Bulletin]) {
        self.seen.update_untracked(|seen| bulletins.iter().for_each(|bulletin| add(seen, bulletin)));
        let _ = SHOWN.write(&self.seen.with_untracked(|seen| texts(seen)));
    }

    /// Somebody has read it: on this device, and, where they are signed in, for good.
    pub(super) fn read(self, bulletin: &Bulletin) {
        self.device.update(|marks| add(marks, bulletin));
        // A browser that keeps nothing shows it again at the next visit.
        let _ = READ.write(&self.device.with_untracked(|marks| texts(marks)));
        if let Some(viewer) = self.sessions.viewer_now() {
            self.unsent.update(|unsent| {
                let (whose, mut marks) = unsent.take().unwrap_or((viewer.id(), Vec::new()));
                if whose != viewer.id() {
                    marks.clear();
                }
                add(&mut marks, bulletin);
                *unsent = Some((viewer.id(), marks));
            });
            self.keep_unsent();
            self.send();
        }
    }

    fn keep_unsent(self) {
        let kept = self.unsent.with_untracked(|unsent| match unsent {
            Some((whose, marks)) if !marks.is_empty() => UNSENT.write(&[vec![whose.to_string()], texts(marks)].concat()),
            Some(_) | None => UNSENT.remove(),
        });
        // As above.
        let _ = kept;
    }

    fn ask(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        leptos::task::spawn_local(async move {
            if let Ok(marks) = viewer.account.read_marks().await {
                self.account.set(Some((viewer.id(), marks)));
                self.send();
            }
        });
    }

    /// Tells the account what it has not heard; where that fails, at the next occasion.
    pub(super) fn send(self) {
        let Some(viewer) = self.sessions.viewer_now() else { return };
        let next = move |viewer: &DelegateId| {
            self.unsent
                .with_untracked(|unsent| unsent.as_ref().filter(|(whose, _)| whose == viewer).and_then(|(_, marks)| marks.first().cloned()))
        };
        if self.sending.get_value() || next(&viewer.id()).is_none() {
            return;
        }
        self.sending.set_value(true);
        leptos::task::spawn_local(async move {
            while let Some(mark) = next(&viewer.id()) {
                let told = viewer.account.mark_read(mark.clone()).await;
                match told.map_err(|error| (error.retry(), error)) {
                    Ok(()) => self.account.update(|account| {
                        if let Some((_, marks)) = account {
                            marks.push(mark.clone());
                        }
                    }),
                    // Nobody tells it any more.
                    Err((Retry::Never, error)) if error != ApiError::SessionExpired => {}
                    Err(_) => break,
                }
                self.unsent.update(|unsent| {
                    if let Some((_, marks)) = unsent {
                        marks.retain(|kept| *kept != mark);
                    }
                });
                self.keep_unsent();
            }
            self.sending.set_value(false);
        });
    }
}

/// Leaves nothing on the device that says who read something.
pub(super) fn forget() {
    let _ = UNSENT.remove();
}

/// As [`super::bulletins::across_sign_out`].
pub(super) fn across_sign_out() -> impl FnOnce() {
    let (read, shown) = (READ.read(), SHOWN.read());
    move || {
        if let Ok(Some(read)) = read {
            let _ = READ.write(&read);
        }
        if let Ok(Some(shown)) = shown {
            let _ = SHOWN.write(&shown);
        }
    }
}
