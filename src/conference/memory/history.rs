//! Changes in memory. Not: what is worth keeping.

use super::Memory;
use crate::conference::history::{Change, Difference, History, KEPT_CHANGES, KEPT_VALUES, NewPhoto, Saving, UNDO_SECONDS};
use crate::conference::store::Store;
use crate::domain::id::DelegateId;
use std::convert::Infallible;

impl History for Memory {
    fn changes(&self, delegate: &DelegateId) -> Result<Vec<Change>, Infallible> {
        Ok(self.changes.iter().rev().filter(|change| change.delegate == *delegate).cloned().collect())
    }

    fn left_by(&self, key: &str, own: Option<&DelegateId>, since: i64) -> Result<Option<DelegateId>, Infallible> {
        let leads_back =
            |change: &&Change| Some(&change.delegate) != own && change.at >= since && change.leads_back().is_some_and(|to| to.key() == key);
        Ok(self.changes.iter().rev().find(leads_back).map(|change| change.delegate.clone()))
    }

    fn save(&mut self, saving: Saving<'_>) -> Result<bool, Infallible> {
        let Saving { person, expected, photo, changes, undone, now } = saving;
        if !self.put_person(person, Some(expected))? {
            return Ok(false);
        }
        let delegate = &person.profile.id;
        match photo {
            NewPhoto::AsItIs => {}
            NewPhoto::Is(Some(photo)) => drop(self.photos.insert(delegate.clone(), photo.clone())),
            NewPhoto::Is(None) => drop(self.photos.remove(delegate)),
        }
        for change in &mut self.changes {
            change.undone |= undone == Some(&change.id);
        }
        self.changes.extend_from_slice(changes);
        let all = self.changes.iter().filter(|change| change.delegate == *delegate).count();
        let mut older = all;
        let mut firsts = Vec::new();
        for change in &mut self.changes {
            let (is_own, field) = (change.delegate == *delegate, change.what.field());
            older -= usize::from(is_own);
            let is_past = now - change.at > UNDO_SECONDS;
            let is_first = is_own && !is_past && !firsts.contains(&field);
            if is_first {
                firsts.push(field);
            }
            if is_past || (is_own && !is_first && older >= KEPT_VALUES) {
                change.what = Difference::Forgotten(field);
            }
        }
        let mut surplus = all.saturating_sub(KEPT_CHANGES);
        self.changes.retain(|change| {
            let is_forgotten = matches!(change.what, Difference::Forgotten(_));
            let goes = surplus > 0 && change.delegate == *delegate && is_forgotten;
            surplus -= usize::from(goes);
            !goes
        });
        Ok(true)
    }
}
