//! What changed in the programme since somebody last looked, kept on the device until they say that they saw it. Not: the comparison itself
//! (`domain::agenda::changes`).

use super::favourites::Favourites;
use super::programme::{Programme, Programmes, Reading};
use crate::browser::Stored;
use crate::domain::agenda::changes::{Changes, Seen};
use leptos::prelude::*;
use std::sync::Arc;

/// The programme as it was last looked at: [`Seen::to_text`].
const SEEN: Stored<String> = Stored::at("plenary.seen");
/// The version whose news about starred talks was put away.
const PUT_AWAY: Stored<String> = Stored::at("plenary.seen.put-away");

/// The news as a signal.
#[derive(Clone, Copy)]
pub struct News {
    changes: RwSignal<Arc<Changes>>,
    put_away: RwSignal<Option<String>>,
    programmes: Programmes,
    favourites: Favourites,
}

impl News {
    /// Compares every programme that comes with what was last looked at.
    pub fn open(programmes: Programmes, favourites: Favourites) -> Self {
        let news = Self {
            changes: RwSignal::new(Arc::default()),
            put_away: RwSignal::new(PUT_AWAY.read().ok().flatten()),
            programmes,
            favourites,
        };
        // Outside the reactive system: the device's memory.
        Effect::new(move |_| {
            if let Reading::Ready(programme) = programmes.own() {
                news.compare(&programme);
            }
        });
        news
    }

    fn compare(self, programme: &Programme) {
        let agenda = &programme.agenda;
        let seen = SEEN.read().ok().flatten().and_then(|text| Seen::from_text(&text));
        match seen.filter(|seen| seen.talks.iter().any(|talk| agenda.talk(&talk.id).is_some())) {
            Some(seen) => self.changes.set(Arc::new(Changes::between(&seen, agenda))),
            // The first look, or another conference's programme. An empty one is not worth remembering: all of the next would be new.
            None if agenda.talks.is_empty() => {}
            None => self.remember(programme),
        }
    }

    /// What is different; tracked.
    pub fn changes(&self) -> Arc<Changes> {
        self.changes.get()
    }

    /// Whether anything is different.
    pub fn any(self) -> Signal<bool> {
        Signal::derive(move || self.changes.with(|changes| changes.count() > 0))
    }

    /// What is different about starred talks and was not put away yet; tracked.
    pub fn of_starred(&self) -> Changes {
        let version = self.version();
        if version.is_some() && self.put_away.get() == version {
            return Changes::default();
        }
        self.changes.get().concerning(&self.favourites.all())
    }

    /// The news about starred talks was read; the list of changes stays.
    pub fn put_away(&self) {
        let version = self.version();
        if let Some(version) = &version {
            // A browser that keeps nothing says it again at the next visit.
            let _ = PUT_AWAY.write(version);
        }
        self.put_away.set(version);
    }

    /// Somebody saw the changes: from now on, the programme as it is counts as the one they know.
    pub fn saw_all(&self) {
        if let Reading::Ready(programme) = self.programmes.own_untracked() {
            self.remember(&programme);
        }
    }

    fn remember(self, programme: &Programme) {
        // A browser that keeps nothing has no "last time": nothing will be called new.
        let _ = SEEN.write(&Seen::of(&programme.agenda).to_text());
        self.changes.set(Arc::default());
    }

    fn version(&self) -> Option<String> {
        match self.programmes.own() {
            Reading::Ready(programme) => Some(programme.agenda.version.clone()),
            Reading::Waiting | Reading::Failed(_) => None,
        }
    }
}
