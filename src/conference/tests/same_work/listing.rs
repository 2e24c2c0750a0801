//! The directory's part of the watched storage. Not: a rule.

use super::{Answer, Watched};
use crate::conference::listing::{Listing, Revision};
use crate::conference::store::Person;

impl Listing for Watched {
    fn revision(&self) -> Answer<Revision> {
        self.note("revision");
        self.inner.revision()
    }

    fn changed_since(&self, changes: u64) -> Answer<Vec<Person>> {
        let changed = self.inner.changed_since(changes)?;
        changed.iter().for_each(|_| self.note("changed"));
        Ok(changed)
    }

    fn signing_in(&self) -> Answer<usize> {
        self.note("signing_in");
        self.inner.signing_in()
    }
}
