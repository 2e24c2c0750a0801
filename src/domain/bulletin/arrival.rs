//! What becomes of a feed that came, beside the one that a device knows; and how fresh what it shows is then. Not: whether a signature is right, nor
//! where anything is kept.

use super::{FRESH, Feed};

/// How a feed that came stands to the one that is known of the same signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is as new, or newer.
    Newer,
    /// It is a little older, as two copies of one feed may be.
    Late,
    /// It is older than any copy that anybody keeps: somebody plays it back.
    PlayedBack,
}

/// How far a feed is known to come from the organisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Signed by the key that this device knows.
    Signed,
    /// Rightly signed, but by another key than this device knew before.
    OtherKey,
    /// This browser cannot check signatures.
    Unchecked,
}

/// Who signed a feed, beside who signed the one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// The same.
    Same,
    /// Another, whose key the organisers' configuration names.
    Named,
    /// Another, who says so themselves.
    Unnamed,
}

impl Signer {
    /// Beside the one of what is shown, where the configuration names a key or not.
    pub fn of(key: &str, shown: &str, configured: Option<&str>) -> Self {
        match configured {
            _ if key == shown => Self::Same,
            Some(_) => Self::Named,
            None => Self::Unnamed,
        }
    }
}

/// What becomes of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// It is shown in place of what is there, and kept.
    Kept,
    /// It is shown, and not kept before somebody says that they know the key.
    Shown,
    /// What is shown is newer.
    Late,
    /// It is played back.
    PlayedBack,
    /// Anybody could have signed it, so what is known stays.
    SetAside,
}

impl Feed {
    /// How it stands to the one that was signed at `known`. The clock of no reader plays a part.
    pub fn beside(&self, known: i64) -> Arrival {
        match known.saturating_sub(self.issued) {
            ..=0 => Arrival::Newer,
            1..=FRESH => Arrival::Late,
            _ => Arrival::PlayedBack,
        }
    }

    /// What becomes of it where the one that is `shown` was signed at that time; `None`: there is none.
    pub fn received(&self, shown: Option<i64>, signer: Signer, trust: Trust) -> Reception {
        let taken = match trust {
            Trust::Signed | Trust::Unchecked => Reception::Kept,
            Trust::OtherKey => Reception::Shown,
        };
        match (shown, signer, trust) {
            (None, ..) | (Some(_), Signer::Named, _) | (Some(_), Signer::Unnamed, Trust::Signed | Trust::Unchecked) => taken,
            (Some(known), Signer::Same, _) => match self.beside(known) {
                Arrival::Newer => taken,
                Arrival::Late => Reception::Late,
                Arrival::PlayedBack => Reception::PlayedBack,
            },
            (Some(_), Signer::Unnamed, Trust::OtherKey) => Reception::SetAside,
        }
    }

    /// Whether it was signed so long ago that it should have been signed anew, by the reader's clock.
    pub fn is_old(&self, now: i64) -> bool {
        now.saturating_sub(self.issued) > FRESH
    }
}

/// How fresh what is shown is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It is being asked for, and nothing is known.
    Asking,
    /// It was all that there is at this time, in Unix seconds of the clock of who signed it, which they do anew every minute.
    Current(i64),
    /// It was signed at this time, so long ago that newer ones may be kept away, or the clock of this device is wrong.
    Old(i64),
    /// Nobody answers; it was all at this time, if it ever was here.
    Behind(Option<i64>),
}

impl Freshness {
    /// Of this feed: by when it was signed and not by when it came, because whoever keeps an old one back and plays it again must not make it look
    /// fresh.
    pub fn of(feed: &Feed, now: i64) -> Self {
        if feed.is_old(now) { Self::Old(feed.issued) } else { Self::Current(feed.issued) }
    }

    /// Once this feed came, and this became of it, while that one was shown.
    pub fn after(self, reception: Reception, came: &Feed, shown: &Feed, now: i64) -> Self {
        match reception {
            Reception::Kept | Reception::Shown => Self::of(came, now),
            // Somebody answered, and what is shown grows old all the same.
            Reception::Late => Self::of(shown, now),
            Reception::PlayedBack | Reception::SetAside => self.behind(shown),
        }
    }

    /// Once this feed was found in what the device keeps. That it was found is no answer.
    pub fn with_kept(self, feed: &Feed, now: i64) -> Self {
        match self {
            Self::Asking | Self::Current(_) | Self::Old(_) => Self::of(feed, now),
            Self::Behind(_) => Self::Behind(Some(feed.issued)),
        }
    }

    /// Once nobody answered, or nothing came that is to be believed, while this feed is shown.
    pub fn behind(self, shown: &Feed) -> Self {
        Self::Behind(match self {
            Self::Current(at) | Self::Old(at) => Some(at),
            Self::Behind(at) => at,
            Self::Asking => Some(shown.issued).filter(|issued| *issued > 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn feed(issued: i64) -> Feed {
        Feed { issued, bulletins: Vec::new() }
    }

    #[test]
    fn a_feed_is_old_by_the_clock_and_played_back_by_what_is_known_t51() {
        for (issued, arrival) in [
            (1000 + FRESH, Arrival::Newer),
            (1000, Arrival::Newer),
            (999, Arrival::Late),
            (1000 - FRESH, Arrival::Late),
            (999 - FRESH, Arrival::PlayedBack),
            (i64::MIN, Arrival::PlayedBack),
        ] {
            assert_eq!(feed(issued).beside(1000), arrival, "{issued}");
        }
        for (now, is_old) in [(0, false), (1000, false), (1000 + FRESH, false), (1001 + FRESH, true)] {
            assert_eq!(feed(1000).is_old(now), is_old, "{now}");
        }
    }

    /// Whoever sends a slightly older one for ever keeps every newer one away.
    #[test]
    fn what_is_shown_grows_old_whatever_late_ones_come_t51() {
        let shown = feed(1000);
        let mut freshness = Freshness::of(&shown, 1000);
        assert_eq!(freshness, Freshness::Current(1000));
        for now in 1000..=1002 + FRESH {
            freshness = after(freshness, &feed(900), &shown, now);
        }
        assert_eq!(freshness, Freshness::Old(1000));
        assert_eq!(after(Freshness::Asking, &feed(900), &shown, 1000), Freshness::Current(1000), "also after a reload");
        assert_eq!(after(Freshness::Behind(Some(1000)), &feed(900), &shown, 1000), Freshness::Current(1000), "somebody answers again");
    }

    fn after(before: Freshness, came: &Feed, shown: &Feed, now: i64) -> Freshness {
        before.after(came.received(Some(shown.issued), Signer::Same, Trust::Signed), came, shown, now)
    }

    #[test]
    fn what_is_kept_says_from_when_it_is_before_anybody_answers_t51() {
        for (before, now, then) in [
            (Freshness::Asking, 1000, Freshness::Current(1000)),
            (Freshness::Asking, 1001 + FRESH, Freshness::Old(1000)),
            (Freshness::Old(10), 1000, Freshness::Current(1000)),
            (Freshness::Behind(None), 1000, Freshness::Behind(Some(1000))),
        ] {
            assert_eq!(before.with_kept(&feed(1000), now), then, "{before:?}");
        }
    }

    #[test]
    fn anybodys_key_replaces_nothing_that_is_known_and_none_that_is_doubted_is_kept_t51() {
        use {Reception as R, Signer as S, Trust as T};
        for (issued, shown, signer, trust, reception) in [
            (1000, None, S::Unnamed, T::Signed, R::Kept),
            (1000, None, S::Unnamed, T::OtherKey, R::Shown),
            (9000, Some(1000), S::Unnamed, T::OtherKey, R::SetAside),
            (9000, Some(1000), S::Named, T::OtherKey, R::Shown),
            (9000, Some(1000), S::Same, T::OtherKey, R::Shown),
            // Somebody has said that they know the key, here or in another tab.
            (900, Some(1000), S::Unnamed, T::Signed, R::Kept),
            (1000, Some(1000), S::Same, T::Signed, R::Kept),
            (1000, Some(1000), S::Same, T::Unchecked, R::Kept),
            (999, Some(1000), S::Same, T::Signed, R::Late),
            (999 - FRESH, Some(1000), S::Same, T::Signed, R::PlayedBack),
            (999 - FRESH, Some(1000), S::Same, T::OtherKey, R::PlayedBack),
        ] {
            assert_eq!(feed(issued).received(shown, signer, trust), reception, "{issued} beside {shown:?}, {signer:?}, {trust:?}");
        }
    }
}
