//! What the organisers tell everybody: kept on the device, asked for twice a minute whether or not anybody looks, and there until it was read. Not: how it is
//! checked (`api::bulletins`), nor what was read (`read_marks`).

use super::read_marks::ReadMarks;
use super::session::{Session, Sessions};
use crate::api::bulletins::{BulletinSource, Sealed, Unsealed};
use crate::api::{ApiError, Retry};
use crate::browser::{
    Guard, Stored, after, is_online, is_visible, now_unix, on_connection, on_kept_elsewhere, on_visibility, random_share,
};
use crate::domain::bulletin::{Arrival, Bulletin, BulletinKind, Feed, Trust};
use leptos::prelude::*;
use std::sync::Arc;

/// As it came, with its signature.
const KEPT: Stored<String> = Stored::at("plenary.notices");
/// The key by which the first one was signed that this device saw.
const KEY: Stored<String> = Stored::at("plenary.notices.key");

/// Milliseconds between two questions of a page that is looked at, and of one that is not; each a fifth more or less, so that a hall full of phones
/// does not ask in one moment. In both cases what is told is here within a minute. The timer is set by an answer and not by a timer, so that
/// browsers do not take it for a chain of timers, which they slow down in pages that nobody sees.
const SEEN_EVERY: f64 = 25_000.0;
const UNSEEN_EVERY: f64 = 40_000.0;
/// Milliseconds after the start: the programme goes first.
const FIRST: u32 = 500;
/// The longest that a busy server is left alone, in seconds.
const LONGEST: u32 = 300;

/// Why what is shown may not be the organisers' word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Something came that they did not sign; it is not shown.
    Forged,
    /// It is signed by another key than this device knew.
    OtherKey,
    /// This browser cannot check it.
    Unchecked,
    /// What came is much older than what is known; it is not shown.
    PlayedBack,
}

/// How fresh it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It is being asked for.
    Asking,
    /// It was all that there is at this time, in Unix seconds of the clock of who signed it, which they do anew every minute.
    Current(i64),
    /// What came was signed at this time, so long ago that newer ones may be kept away, or the clock of this device is wrong.
    Old(i64),
    /// Nobody answers; it was all at this time, if it ever was here.
    Behind(Option<i64>),
}

/// The feed as a signal.
#[derive(Clone, Copy)]
pub struct Bulletins {
    feed: RwSignal<Arc<Feed>>,
    doubt: RwSignal<Option<Doubt>>,
    freshness: RwSignal<Freshness>,
    /// The key of what is shown.
    key: StoredValue<String>,
    configured: StoredValue<Option<String>>,
    source: StoredValue<BulletinSource, LocalStorage>,
    looking: StoredValue<bool>,
    next_look: StoredValue<Option<Guard>, LocalStorage>,
    marks: ReadMarks,
    sessions: Sessions,
}

impl Bulletins {
    /// Shows what this device kept, and goes on asking. Puts itself into the context.
    pub fn open(source: BulletinSource, key: Option<String>, sessions: Sessions) -> Self {
        let bulletins = Self {
            feed: RwSignal::new(Arc::default()),
            doubt: RwSignal::new(None),
            freshness: RwSignal::new(Freshness::Asking),
            key: StoredValue::new(String::new()),
            configured: StoredValue::new(key),
            source: StoredValue::new_local(source),
            looking: StoredValue::new(false),
            next_look: StoredValue::new_local(None),
            marks: ReadMarks::restore(sessions),
            sessions,
        };
        bulletins.take_kept();
        bulletins.next_look.set_value(Some(after(FIRST, move || bulletins.look())));
        StoredValue::new_local(on_visibility(move |visible| {
            if visible {
                bulletins.look();
            }
        }));
        StoredValue::new_local(on_connection(move |online| {
            if online {
                bulletins.look();
            }
        }));
        StoredValue::new_local(on_kept_elsewhere(move || {
            bulletins.marks.look();
            bulletins.take_kept();
        }));
        provide_context(bulletins);
        bulletins
    }

    /// The one of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Everything that was told, the latest change first; tracked.
    pub fn all(self) -> Arc<Feed> {
        self.feed.get()
    }

    /// What is to be doubted about it; tracked.
    pub fn doubt(self) -> Option<Doubt> {
        self.doubt.get()
    }

    /// How fresh it is; tracked.
    pub fn freshness(self) -> Freshness {
        self.freshness.get()
    }

    /// Whether this was read, by whoever is signed in, or on this device where nobody is; tracked.
    pub fn waits(self, bulletin: &Bulletin) -> bool {
        self.marks.waits(bulletin)
    }

    /// What is still to be read: incidents first; tracked.
    pub fn waiting(self) -> Vec<Bulletin> {
        let feed = self.feed.get();
        let waiting = feed.bulletins.iter().filter(|bulletin| self.waits(bulletin));
        let (mut first, then): (Vec<Bulletin>, Vec<Bulletin>) =
            waiting.cloned().partition(|bulletin| bulletin.kind == BulletinKind::Incident);
        first.extend(then);
        first
    }

    /// People see these.
    pub fn shown(self, bulletins: &[Bulletin]) {
        if is_visible() {
            self.marks.shown(bulletins);
        }
    }

    /// Somebody has read it.
    pub fn read(self, bulletin: &Bulletin) {
        self.marks.read(bulletin);
    }

    /// Somebody knows that the key is another.
    pub fn accept_key(self) {
        // A browser that keeps nothing says it again at the next visit.
        let _ = KEY.write(&self.key.get_value());
        self.doubt.set(None);
    }

    /// Asks now; what is being asked is not asked twice.
    pub fn look(self) {
        if self.looking.get_value() {
            return;
        }
        if !is_online() {
            self.fell_behind();
            return self.look_later(0);
        }
        self.looking.set_value(true);
        let answer = self.source.with_value(BulletinSource::read);
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            let wait = match &answer {
                Err(error) => match error.retry() {
                    Retry::After(seconds) => seconds.min(LONGEST),
                    Retry::Soon | Retry::Never => 0,
                },
                Ok(_) => 0,
            };
            match &answer {
                Ok(sealed) => self.take(sealed).await,
                Err(_) => self.fell_behind(),
            }
            self.looking.set_value(false);
            // A backend that has no such thing will not have it in a minute.
            if answer != Err(ApiError::NotFound) {
                self.look_later(wait);
            }
            self.marks.send();
        });
    }

    fn look_later(self, seconds: u32) {
        let every = if is_visible() { SEEN_EVERY } else { UNSEEN_EVERY };
        let wait = (every * (0.8 + 0.4 * random_share())) as u32;
        self.next_look.set_value(Some(after(wait.max(seconds.saturating_mul(1000)), move || self.look())));
    }

    fn fell_behind(self) {
        let last = match self.freshness.get_untracked() {
            Freshness::Current(at) | Freshness::Old(at) => Some(at),
            Freshness::Behind(at) => at,
            Freshness::Asking => Some(self.feed.with_untracked(|feed| feed.issued)).filter(|issued| *issued > 0),
        };
        self.freshness.set(Freshness::Behind(last));
    }

    async fn take(self, sealed: &Sealed) {
        let known = KEY.read().ok().flatten();
        let opened = match sealed.open(self.configured.get_value().as_deref(), known.as_deref()).await {
            Ok(opened) => opened,
            Err(Unsealed::Forged) => {
                self.fell_behind();
                return self.doubt.set(Some(Doubt::Forged));
            }
            // Some other page that calls itself an answer: as if none had come.
            Err(Unsealed::Malformed) => return self.fell_behind(),
        };
        // What was signed before that which is known is being played back.
        if opened.key == self.key.get_value() {
            match opened.feed.beside(self.feed.with_untracked(|feed| feed.issued)) {
                Arrival::Newer => {}
                Arrival::Late => return,
                Arrival::PlayedBack => {
                    self.fell_behind();
                    return self.doubt.set(Some(Doubt::PlayedBack));
                }
            }
        }
        // When it was signed, not when it came: whoever keeps an old one back and plays it again does not make it look fresh.
        let at = opened.feed.issued;
        self.freshness.set(if opened.feed.is_old(now_unix()) { Freshness::Old(at) } else { Freshness::Current(at) });
        if known.is_none() && opened.trust == Trust::Signed && !opened.key.is_empty() {
            let _ = KEY.write(&opened.key);
        }
        if let Sealed::Signed(text) = sealed {
            let _ = KEPT.write(text);
        }
        self.show(opened.feed, opened.trust, opened.key);
    }

    /// What stands in the storage, if it is newer than what is shown: from an earlier visit, or from another tab.
    fn take_kept(self) {
        leptos::task::spawn_local(async move {
            let Some(text) = KEPT.read().ok().flatten() else { return };
            let known = KEY.read().ok().flatten();
            let Ok(opened) = Sealed::Signed(text).open(self.configured.get_value().as_deref(), known.as_deref()).await else { return };
            if opened.feed.issued > self.feed.with_untracked(|feed| feed.issued) {
                self.show(opened.feed, opened.trust, opened.key);
            }
        });
    }

    fn show(self, feed: Feed, trust: Trust, key: String) {
        self.key.set_value(key);
        let doubt = match trust {
            Trust::Signed => None,
            Trust::OtherKey => Some(Doubt::OtherKey),
            Trust::Unchecked => Some(Doubt::Unchecked),
        };
        if self.doubt.get_untracked() != doubt {
            self.doubt.set(doubt);
        }
        let before = self.feed.get_untracked();
        // The same words signed anew are nothing to draw or to announce again.
        if before.bulletins == feed.bulletins {
            self.feed.update_untracked(|shown| *shown = Arc::new(feed));
        } else {
            self.feed.set(Arc::new(feed));
        }
    }

    /// Whether somebody is signed in, whose reading is told to the account; tracked.
    pub fn is_told(self) -> bool {
        matches!(self.sessions.read(), Session::SignedIn(_) | Session::Lapsed(_))
    }
}

/// What a sign-out takes from the device and is nobody's in particular: the returned function puts it back, once the storage was cleared.
pub(super) fn across_sign_out() -> impl FnOnce() {
    let (kept, key) = (KEPT.read(), KEY.read());
    let marks = super::read_marks::across_sign_out();
    move || {
        if let Ok(Some(kept)) = kept {
            let _ = KEPT.write(&kept);
        }
        if let Ok(Some(key)) = key {
            let _ = KEY.write(&key);
        }
        marks();
    }
}
