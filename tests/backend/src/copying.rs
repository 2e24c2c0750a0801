//! One copy at a time for each account, because a copy takes turns with everybody else at the database. One that nobody takes any more, as of a stolen
//! session that reads no further, keeps its owner waiting for a minute and is then broken off. Not: how often copies are made, which is a rule.

use plenary::domain::id::DelegateId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// After so long without a piece a copy gives way to another.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Copy)]
struct UnderWay {
    number: u64,
    /// When it was last taken on.
    at: Instant,
}

#[derive(Debug, Default)]
struct Ledger {
    latest: u64,
    copies: HashMap<DelegateId, UnderWay>,
}

/// Copies that are under way. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Copies(Arc<Mutex<Ledger>>);

/// The right to one copy; it ends when it is dropped, as where the reader hangs up.
#[derive(Debug)]
pub struct Turn {
    copies: Copies,
    whose: DelegateId,
    number: u64,
}

impl Copies {
    fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        // Every change of it is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A turn for this account, or the seconds after which there is one at the latest.
    pub fn begin(&self, whose: &DelegateId, now: Instant) -> Result<Turn, u32> {
        let mut ledger = self.ledger();
        if let Some(before) = ledger.copies.get(whose) {
            let left = PATIENCE.saturating_sub(now.saturating_duration_since(before.at));
            if !left.is_zero() {
                return Err(u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1));
            }
        }
        ledger.latest += 1;
        let number = ledger.latest;
        ledger.copies.insert(whose.clone(), UnderWay { number, at: now });
        Ok(Turn { copies: self.clone(), whose: whose.clone(), number })
    }
}

impl Turn {
    /// Whether it still has its turn; notes that it goes on.
    pub fn goes_on(&self, now: Instant) -> bool {
        match self.copies.ledger().copies.get_mut(&self.whose) {
            Some(copy) if copy.number == self.number => {
                copy.at = now;
                true
            }
            Some(_) | None => false,
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut ledger = self.copies.ledger();
        if ledger.copies.get(&self.whose).is_some_and(|copy| copy.number == self.number) {
            ledger.copies.remove(&self.whose);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_copy_at_a_time_for_each_account() {
        let (copies, begun) = (Copies::default(), Instant::now());
        let [ada, bob] = ["ada", "bob"].map(|id| id.parse::<DelegateId>().unwrap());
        let first = copies.begin(&ada, begun).unwrap();
        assert_eq!(copies.begin(&ada, begun).unwrap_err(), 61);
        assert!(copies.begin(&bob, begun).is_ok(), "others are not affected");
        assert!(first.goes_on(begun));
        drop(first);
        assert!(copies.begin(&ada, begun).is_ok(), "one that is over keeps nobody waiting");
        assert!(copies.ledger().copies.is_empty(), "nothing of it stays");
    }

    #[test]
    fn one_that_nobody_takes_gives_way_and_goes_no_further() {
        let (copies, begun) = (Copies::default(), Instant::now());
        let ada = "ada".parse::<DelegateId>().unwrap();
        let idle = copies.begin(&ada, begun).unwrap();
        let later = |seconds| begun + Duration::from_secs(seconds);
        assert!(idle.goes_on(later(50)));
        assert_eq!(copies.begin(&ada, later(100)).unwrap_err(), 11, "it went on meanwhile");
        let second = copies.begin(&ada, later(110)).unwrap();
        assert!(!idle.goes_on(later(110)));
        drop(idle);
        assert!(second.goes_on(later(110)), "the end of the first is not the end of the second");
        assert!(copies.begin(&ada, later(111)).is_err());
    }
}
