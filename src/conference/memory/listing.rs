//! Which accounts changed when, in memory. Not: who is listed.

use super::Memory;
use crate::conference::listing::{Listing, Revision};
use crate::conference::store::Person;
use crate::domain::id::DelegateId;
use std::collections::HashMap;
use std::convert::Infallible;

/// When each account changed last, counted in changes.
#[derive(Clone, Default)]
pub(super) struct Moves {
    changes: u64,
    last: HashMap<DelegateId, u64>,
}

impl Moves {
    pub(super) fn note(&mut self, id: &DelegateId) {
        self.changes += 1;
        self.last.insert(id.clone(), self.changes);
    }
}

impl Listing for Memory {
    fn revision(&self) -> Result<Revision, Infallible> {
        // Whoever was noted and is not here any more was erased.
        let removals = self.moves.last.len() - self.people.len();
        Ok(Revision { changes: self.moves.changes, removals: removals as u64 })
    }

    fn changed_since(&self, changes: u64) -> Result<Vec<Person>, Infallible> {
        let moved = self.moves.last.iter().filter(|(_, at)| **at > changes);
        Ok(moved.filter_map(|(id, _)| self.people.get(id)).cloned().collect())
    }

    fn signing_in(&self) -> Result<usize, Infallible> {
        Ok(self.people.values().filter(|person| person.profile.standing.signs_in()).count())
    }
}
