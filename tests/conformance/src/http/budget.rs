//! How much a run may ask for: a mistake in a check must not become a flood. Not: the backend's own quotas.

use std::io::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Shared by everybody who asks the same target.
#[derive(Debug, Clone)]
pub struct Budget {
    most: u64,
    spent: Arc<AtomicU64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self::of(u64::MAX)
    }
}

impl Budget {
    /// So many requests.
    pub fn of(most: u64) -> Self {
        Self { most, spent: Arc::default() }
    }

    /// How many were sent.
    pub fn spent(&self) -> u64 {
        self.spent.load(Ordering::Relaxed)
    }

    pub(super) fn spend(&self) -> Result<()> {
        match self.spent.fetch_add(1, Ordering::Relaxed) < self.most {
            true => Ok(()),
            false => Err(Error::other(format!("the run's {} requests are used up", self.most))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_for_everybody_at_once() {
        let budget = Budget::of(2);
        let other = budget.clone();
        assert!(budget.spend().is_ok() && other.spend().is_ok() && budget.spend().is_err() && other.spend().is_err());
    }
}
