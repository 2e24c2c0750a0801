//! Wanting nothing to do with somebody: both vanish for each other, and the other one is not told. Not: what vanishing means (`sight`).

use super::store::{Block, Connection, Stage};
use crate::conference::disclosure::{Because, disclose};
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::access::Way;
use crate::domain::connection::Blocked;
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Disclosed, Field, PerField, Relation};

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Blocks somebody who exists for the viewer; everything between the two ends. Doing it twice is doing it once.
    pub fn block(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.blocks_per_delegate, "block", viewer.id.as_str(), now)?;
        let is_blocked = self.store.blocks(&viewer.id)?.iter().any(|block| block.blocked == *id);
        if is_blocked {
            return Ok(());
        }
        if *id == viewer.id || !self.knows_of(viewer, id, now)? {
            return Err(Refusal::NotFound);
        }
        Ok(self.store.put_block(&Block { blocker: viewer.id.clone(), blocked: id.clone(), at: now })?)
    }

    /// Lifts a block. The other one may ask again, and what ended by the block stays over.
    pub fn unblock(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.blocks_per_delegate, "block", viewer.id.as_str(), now)?;
        Ok(self.store.end_block(&viewer.id, id)?)
    }

    /// Whom the viewer blocked, the latest first, with the name that any delegate sees at this moment: none is kept for the list.
    pub fn blocks(&mut self, viewer: &Viewer, now: i64) -> Ruling<Vec<Blocked>, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.connections_per_viewer, "blocks", viewer.id.as_str(), now)?;
        let by = self.store.blocked_by(&viewer.id)?;
        let mut own = Vec::new();
        for Block { blocked, at, .. } in self.store.blocks(&viewer.id)? {
            let person = if by.contains(&blocked) { None } else { self.store.person(&blocked)? };
            let delegate = person.and_then(|person| disclose(&person, Relation::Delegate, Because::Listed));
            own.push(Blocked { id: blocked, since: at, delegate: delegate.map(name_only) });
        }
        own.sort_by(|a, b| (b.since, &b.id).cmp(&(a.since, &a.id)));
        let seen: Vec<_> = own.iter().filter_map(|block| block.delegate.clone()).collect();
        self.note_access(viewer, &seen, Way::List, now)?;
        Ok(own)
    }

    /// Whether this person exists for the viewer: seen, or asking, also after a no, because a no is when one may want to block or report. That they
    /// are there is told by the answer, so it is noted, and as a look at their page: a note of another kind would tell them what was done.
    pub(super) fn knows_of(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<bool, S> {
        let sights = self.sights(&viewer.id, now)?;
        let ties = self.store.connections(&viewer.id)?;
        let Some(person) = self.store.person(id)? else { return Ok(false) };
        if let Some(seen) = sights.of(&person) {
            self.note_access(viewer, std::slice::from_ref(&seen), Way::Page, now)?;
            return Ok(true);
        }
        let is_put = |tie: &Connection| matches!(tie.stage, Stage::Living(_)) || (tie.from_asker.is_some() && !self.has_lapsed(tie, now));
        let asks = ties.iter().any(|tie| tie.asker == *id && tie.asked == viewer.id && is_put(tie));
        Ok(asks && sights.asking(&person).is_some())
    }
}

/// To tell them apart nothing more is needed.
fn name_only(delegate: Delegate) -> Delegate {
    let fields = PerField::from_fn(|field| match field {
        Field::Name => Disclosed::Shared(delegate.name.clone()),
        Field::Photo
        | Field::JobTitle
        | Field::Organisation
        | Field::Pronouns
        | Field::Languages
        | Field::Biography
        | Field::Links
        | Field::Email
        | Field::Phone => Disclosed::Hidden,
    });
    Delegate { fields, ..delegate }
}
