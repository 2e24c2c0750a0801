//! Bulletins in memory. Not: mails, which a conference in memory does not send.

use super::Memory;
use crate::conference::bulletins::{Bulletins, Mailing};
use crate::domain::bulletin::{Bulletin, ReadMark};
use crate::domain::id::{BulletinId, DelegateId};
use std::collections::HashMap;
use std::convert::Infallible;

/// The latest change last, and what each delegate has read.
#[derive(Clone, Default)]
pub(super) struct Board {
    told: Vec<Bulletin>,
    read: HashMap<DelegateId, Vec<ReadMark>>,
}

impl Board {
    /// What this delegate has read is not known any more.
    pub(super) fn forget(&mut self, delegate: &DelegateId) {
        self.read.remove(delegate);
    }
}

impl Bulletins for Memory {
    fn bulletins(&self, most: usize) -> Result<Vec<Bulletin>, Infallible> {
        Ok(self.board.told.iter().rev().take(most).cloned().collect())
    }

    fn bulletin(&self, id: &BulletinId) -> Result<Option<Bulletin>, Infallible> {
        Ok(self.board.told.iter().find(|told| told.id == *id).cloned())
    }

    fn put_bulletin(&mut self, bulletin: &Bulletin, _: &Mailing) -> Result<(), Infallible> {
        self.board.told.retain(|told| told.id != bulletin.id);
        self.board.told.push(bulletin.clone());
        Ok(())
    }

    fn read_marks(&self, delegate: &DelegateId) -> Result<Vec<ReadMark>, Infallible> {
        Ok(self.board.read.get(delegate).cloned().unwrap_or_default())
    }

    fn mark_read(&mut self, delegate: &DelegateId, mark: &ReadMark, _: i64) -> Result<(), Infallible> {
        let marks = self.board.read.entry(delegate.clone()).or_default();
        match marks.iter_mut().find(|known| known.id == mark.id) {
            Some(known) => known.revision = known.revision.max(mark.revision),
            None => marks.push(mark.clone()),
        }
        Ok(())
    }
}
