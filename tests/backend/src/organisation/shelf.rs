//! What waits for a browser to come back: kept in memory, each thing once, for ten minutes, found by a secret and given only to the browser
//! that it was begun in. Not: what it is. A restart forgets it, and people press the button once more.

use plenary::conference::Entropy;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Seconds for which something waits (as long as a mailed code lives).
pub const SECONDS: u32 = 600;
/// More than a whole conference begins in ten minutes; beyond it somebody is flooding, and quotas have failed.
const MOST: usize = 20_000;

type Key = [u8; 32];

struct Waiting<T> {
    browser: Key,
    expires: i64,
    thing: T,
}

/// The shelf. Secrets are kept as digests.
pub struct Shelf<T> {
    waiting: Mutex<HashMap<Key, Waiting<T>>>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { waiting: Mutex::default() }
    }
}

fn key(secret: &str) -> Key {
    Sha256::digest(secret.as_bytes()).into()
}

impl<T> Shelf<T> {
    /// Keeps `thing` for whoever comes with both secrets; `false` where the shelf is full.
    pub fn put(&self, secret: &str, browser: &str, thing: T, now: i64) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            waiting.retain(|_, kept| now < kept.expires);
        }
        let has_room = waiting.len() < MOST;
        if has_room {
            waiting.insert(key(secret), Waiting { browser: key(browser), expires: now + i64::from(SECONDS), thing });
        }
        has_room
    }

    /// The thing, for this browser and this once. In another browser it stays for the right one.
    pub fn take(&self, secret: &str, browser: &str, now: i64) -> Option<T> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let is_theirs = waiting.get(&key(secret)).is_some_and(|kept| kept.browser == key(browser));
        let kept = if is_theirs { waiting.remove(&key(secret)) } else { None };
        kept.filter(|kept| now < kept.expires).map(|kept| kept.thing)
    }

    /// What `look` makes of the thing, which stays.
    pub fn look<R>(&self, secret: &str, browser: &str, now: i64, look: impl FnOnce(&T) -> R) -> Option<R> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = waiting.get(&key(secret)).filter(|kept| kept.browser == key(browser) && now < kept.expires);
        kept.map(|kept| look(&kept.thing))
    }
}

/// A secret of 256 bits, of hexadecimal digits.
pub fn secret() -> String {
    let mut bytes = [0; 32];
    crate::desk::SystemEntropy.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_given_once_to_its_own_browser_and_in_time_v10_2_1() {
        let shelf = Shelf::default();
        assert!(shelf.put("state", "browser", 7, 1000));
        for (state, browser) in [("state", "other"), ("other", "browser"), ("browser", "state"), ("", "")] {
            assert_eq!(shelf.take(state, browser, 1000), None);
        }
        assert_eq!(shelf.look("state", "browser", 1599, |thing| *thing), Some(7));
        assert_eq!(shelf.take("state", "browser", 1599), Some(7));
        assert_eq!(shelf.take("state", "browser", 1599), None);
        shelf.put("state", "browser", 8, 1000);
        assert_eq!(shelf.look("state", "browser", 1600, |thing| *thing), None);
        assert_eq!(shelf.take("state", "browser", 1600), None);
    }

    #[test]
    fn a_flood_fills_the_shelf_for_ten_minutes_at_most() {
        let shelf = Shelf::default();
        assert!((0..MOST).all(|number| shelf.put(&number.to_string(), "x", (), 1000)));
        assert!(!shelf.put("one more", "x", (), 1599));
        assert!(shelf.put("one more", "x", (), 1600));
        assert_ne!(secret(), secret());
    }
}
