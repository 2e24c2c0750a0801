//! How often somebody may ask. Not: who they are; subjects are counted under digests.

use super::limits::Quota;
use super::secret::counting_key;
use super::{Conference, Entropy, Refusal, Ruling, Store, flaws};

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Counts one event of this kind for this subject and says whether it is still within the quota.
    pub(super) fn is_within(&mut self, quota: Quota, kind: &str, subject: &str, now: i64) -> Result<bool, S::Error> {
        if flaws::is_uncounted(kind) {
            return Ok(true);
        }
        let (since, _) = window(quota, now);
        Ok(self.store.count_event(&counting_key(kind, subject), now, since)? <= quota.most)
    }

    /// Counts one event and refuses where it is one too many.
    pub(super) fn admit(&mut self, quota: Quota, kind: &str, subject: &str, now: i64) -> Ruling<(), S> {
        if self.is_within(quota, kind, subject, now)? { Ok(()) } else { Err(Refusal::TooMany { retry_after: window(quota, now).1 }) }
    }
}

/// When the present window began, and how many seconds of it are left.
fn window(quota: Quota, now: i64) -> (i64, u32) {
    let seconds = i64::from(quota.seconds.max(1));
    let past = now.rem_euclid(seconds);
    (now - past, (seconds - past) as u32)
}

#[cfg(test)]
mod tests {
    use super::super::Limits;
    use super::super::fixture::{Counting, NOW};
    use super::super::memory::Memory;
    use super::*;

    #[test]
    fn what_was_refused_is_admitted_exactly_when_the_answer_said() {
        let quota = Quota { most: 2, seconds: 60 };
        let mut conference = Conference::new(Memory::default(), Counting::default(), Limits::default());
        for second in 0..2 {
            assert_eq!(conference.admit(quota, "k", "x", NOW + second), Ok(()));
        }
        let Err(Refusal::TooMany { retry_after }) = conference.admit(quota, "k", "x", NOW + 2) else { panic!("admitted") };
        assert!((1..=60).contains(&retry_after));
        assert!(conference.admit(quota, "k", "x", NOW + 1 + i64::from(retry_after)).is_err());
        assert_eq!(conference.admit(quota, "k", "x", NOW + 2 + i64::from(retry_after)), Ok(()));
        assert_eq!(conference.admit(quota, "k", "y", NOW + 2), Ok(()), "others are not affected");
        assert_eq!(conference.admit(quota, "l", "x", NOW + 2), Ok(()), "other kinds are not affected");
    }

    #[test]
    fn addresses_and_networks_are_counted_under_digests() {
        let key = counting_key("start address", "ada@example.org");
        assert!(!key.contains("ada") && key.len() == 64);
    }
}
