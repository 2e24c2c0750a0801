//! Small values that outlive the page, in localStorage. Not: anything about other people, which is never written to disk
//! (OWASP ASVS 5.0 V14.3.3).

use super::Guard;
use crate::domain::base::{is_own_name, own_name};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::marker::PhantomData;
use web_sys::Storage;

/// Why a value could not be kept or found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageFault {
    /// The browser keeps nothing for this page (private window, blocked by the person or their organisation).
    Denied,
    /// There is no room left.
    Full,
    /// What stands there was not written by this version of the app.
    Unreadable,
}

/// A place in the storage and the type of what stands there.
pub struct Stored<T> {
    key: &'static str,
    kind: PhantomData<fn(T) -> T>,
}

impl<T: Serialize + DeserializeOwned> Stored<T> {
    /// The value under `key`; keys start with `plenary.`.
    pub const fn at(key: &'static str) -> Self {
        Self { key, kind: PhantomData }
    }

    /// `Ok(None)`: nothing was stored.
    pub fn read(&self) -> Result<Option<T>, StorageFault> {
        let text = area()?.get_item(&own_name(self.key)).map_err(|_| StorageFault::Denied)?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| StorageFault::Unreadable)).transpose()
    }

    /// Replaces the value.
    pub fn write(&self, value: &T) -> Result<(), StorageFault> {
        let text = serde_json::to_string(value).map_err(|_| StorageFault::Unreadable)?;
        note_change(self.key);
        // The only exception that setItem knows is QuotaExceededError (HTML, 12.2.1).
        area()?.set_item(&own_name(self.key), &text).map_err(|_| StorageFault::Full)
    }

    /// Forgets the value.
    pub fn remove(&self) -> Result<(), StorageFault> {
        note_change(self.key);
        area()?.remove_item(&own_name(self.key)).map_err(|_| StorageFault::Denied)
    }
}

/// What outlives whoever goes. How this device is set tells of nobody, and whoever comes next needs it as much; who waits to be hidden, or to be signed out
/// everywhere, waits on until it is done.
const OUTLIVING: [&str; 5] = ["plenary.theme", "plenary.language", "plenary.clock", "plenary.hide", "plenary.sign-out"];

/// That the one before has gone: whoever comes next must prove who they are, at an organisation that may still know the one before.
const GONE: &str = "plenary.issuer";

thread_local! {
    /// What was removed or written by this page since [`outliving`] read it.
    static CHANGED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Forgets every value of the app, in this browser and in this tab, but what outlives whoever goes.
pub fn forget_stored() {
    let tab = super::window().and_then(|window| window.session_storage().ok().flatten());
    for area in area().ok().into_iter().chain(tab) {
        let names: Vec<String> = (0..area.length().unwrap_or(0)).filter_map(|at| area.key(at).ok().flatten()).collect();
        let stays = |name: &String| OUTLIVING.iter().chain(&[GONE]).any(|key| *name == own_name(key));
        for name in names.iter().filter(|name| is_own_name(name, "plenary.") && !stays(name)) {
            // A browser that denies it has kept nothing.
            let _ = area.remove_item(name);
        }
    }
}

/// What outlives whoever goes, read now: the returned function puts it back where an answer has cleared the whole storage since. What this page or another
/// has written meanwhile stays as it is, and so does what this page has removed.
pub fn outliving() -> impl FnOnce() {
    let read = |key| area().ok().and_then(|area| area.get_item(&own_name(key)).ok().flatten());
    let kept = OUTLIVING.map(|key| (key, read(key)));
    CHANGED.take();
    move || {
        for (key, value) in kept {
            let is_changed = CHANGED.with_borrow(|changed| changed.contains(&key)) || read(key).is_some();
            if let (Ok(area), Some(value), false) = (area(), value, is_changed) {
                // Without it the device is set as it came.
                let _ = area.set_item(&own_name(key), &value);
            }
        }
    }
}

fn note_change(key: &'static str) {
    CHANGED.with_borrow_mut(|changed| {
        if !changed.contains(&key) {
            changed.push(key);
        }
    });
}

/// Calls `changed` when another tab has changed something that is stored.
pub fn on_kept_elsewhere(mut changed: impl FnMut() + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    Guard::listening(&window, "storage", move |_| changed())
}

fn area() -> Result<Storage, StorageFault> {
    super::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StorageFault::Denied)
}
