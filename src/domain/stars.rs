//! Starred talks as one device knows them, and how they come together with what other devices did. Not: where they are kept, nor how they are
//! sent.

use super::id::TalkId;
use std::collections::{BTreeMap, BTreeSet};

/// What is starred, and of which talks the account has not heard yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stars {
    /// The talks.
    pub starred: BTreeSet<TalkId>,
    /// Talks whose star, or whose lack of one, the account has not been told of; the set above says which.
    pub waiting: BTreeSet<TalkId>,
}

impl Stars {
    /// Stars or unstars.
    pub fn toggle(&mut self, talk: &TalkId) {
        self.wish(talk, !self.starred.contains(talk));
    }

    fn wish(&mut self, talk: &TalkId, starred: bool) {
        if starred {
            self.starred.insert(talk.clone());
        } else {
            self.starred.remove(talk);
        }
        self.waiting.insert(talk.clone());
    }

    /// The next talk to tell the account of, and what to tell; those that it refused are passed over.
    pub fn next(&self, refused: &BTreeSet<TalkId>) -> Option<(TalkId, bool)> {
        let talk = self.waiting.difference(refused).next()?;
        Some((talk.clone(), self.starred.contains(talk)))
    }

    /// The account was told so. Where somebody has changed their mind meanwhile, the newer wish still waits.
    pub fn told(&mut self, talk: &TalkId, starred: bool) {
        if self.starred.contains(talk) == starred {
            self.waiting.remove(talk);
        }
    }

    /// Everything that is starred waits: the account never heard of it.
    pub fn wait_for_all(&mut self) {
        self.waiting.extend(self.starred.iter().cloned());
    }

    /// What waits, with the wish.
    pub fn wishes(&self) -> BTreeMap<TalkId, bool> {
        self.waiting.iter().map(|talk| (talk.clone(), self.starred.contains(talk))).collect()
    }

    /// Wishes from an earlier time; one that was made since then stays.
    pub fn adopt(&mut self, wishes: &BTreeMap<TalkId, bool>) {
        for (talk, starred) in wishes {
            if !self.waiting.contains(talk) {
                self.wish(talk, *starred);
            }
        }
    }

    /// What the account has, but for what it has not heard of: a star that another device took away goes, one that it gave comes, and what was
    /// done here and waits stays as it is.
    pub fn join(&mut self, there: impl IntoIterator<Item = TalkId>) {
        let here: BTreeSet<TalkId> = self.waiting.intersection(&self.starred).cloned().collect();
        self.starred = there.into_iter().filter(|talk| !self.waiting.contains(talk)).chain(here).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn id(text: &str) -> TalkId {
        text.parse().unwrap()
    }

    fn ids(text: &str) -> BTreeSet<TalkId> {
        text.split_whitespace().map(id).collect()
    }

    fn stars(starred: &str, waiting: &str) -> Stars {
        Stars { starred: ids(starred), waiting: ids(waiting) }
    }

    #[test]
    fn the_newest_wish_is_told_even_if_it_came_while_an_older_one_was_on_its_way() {
        let mut here = stars("", "");
        here.toggle(&id("a"));
        assert_eq!(here.next(&ids("")), Some((id("a"), true)));
        here.toggle(&id("a"));
        here.told(&id("a"), true);
        assert_eq!(here.next(&ids("")), Some((id("a"), false)));
        here.told(&id("a"), false);
        assert_eq!(here, stars("", ""));
    }

    #[test]
    fn what_is_refused_does_not_hold_up_the_rest() {
        assert_eq!(stars("b", "a b").next(&ids("a")), Some((id("b"), true)));
        assert_eq!(stars("b", "a").next(&ids("a")), None);
    }

    #[test]
    fn what_other_devices_did_comes_and_what_waits_here_stays() {
        // a: both. b: taken away elsewhere. c: given elsewhere. d: given here. e: taken away here, still there.
        let mut here = stars("a b d", "d e");
        here.join(ids("a c e"));
        assert_eq!(here, stars("a c d", "d e"));
    }

    #[test]
    fn stars_from_before_the_first_sign_in_are_all_kept() {
        let mut here = stars("a b", "a");
        here.wait_for_all();
        here.join(ids("c"));
        assert_eq!(here, stars("a b c", "a b"));
    }

    #[test]
    fn wishes_that_were_put_aside_give_way_to_newer_ones() {
        let aside = stars("a", "a b c").wishes();
        assert_eq!(aside, [(id("a"), true), (id("b"), false), (id("c"), false)].into());
        let mut here = stars("b c", "b");
        here.adopt(&aside);
        assert_eq!(here, stars("a b", "a b c"));
    }

    #[test]
    fn two_devices_that_do_anything_in_any_order_agree_in_the_end() {
        let mut seed = 5_u64;
        let mut dice = |sides: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % sides
        };
        for _ in 0..500 {
            let (mut account, mut devices) = (ids(""), [stars("", ""), stars("", "")]);
            for _ in 0..dice(60) {
                let device = &mut devices[dice(2) as usize];
                match dice(3) {
                    0 => device.toggle(&id(["a", "b", "c"][dice(3) as usize])),
                    1 => device.join(account.clone()),
                    _ => tell(device, &mut account),
                }
            }
            for device in &mut devices {
                tell(device, &mut account);
            }
            for device in &mut devices {
                while device.next(&ids("")).is_some() {
                    tell(device, &mut account);
                }
                device.join(account.clone());
                assert_eq!(*device, Stars { starred: account.clone(), waiting: ids("") });
            }
        }
    }

    fn tell(device: &mut Stars, account: &mut BTreeSet<TalkId>) {
        if let Some((talk, starred)) = device.next(&BTreeSet::new()) {
            if starred {
                account.insert(talk.clone());
            } else {
                account.remove(&talk);
            }
            device.told(&talk, starred);
        }
    }
}
