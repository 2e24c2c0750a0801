//! Where connections end because something else does: everything is hidden at once, or a session was somebody else's. Not: taking one back.

use super::store::{Connection, Gift};
use crate::conference::{Conference, Entropy, Ruling, Store};
use crate::domain::id::{DelegateId, SessionId};

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Nobody is given anything by this delegate any more, and nobody can be asked by what they showed or offered.
    pub(in crate::conference) fn hide_ties(&mut self, delegate: &DelegateId) -> Ruling<(), S> {
        Ok(self.store.end_gifts_of(delegate)?)
    }

    /// Ends every connection to which this delegate gives what somebody else gave in their name, and every code that they show; how many
    /// connections.
    pub(in crate::conference) fn disown_ties(
        &mut self,
        delegate: &DelegateId,
        is_theirs: impl Fn(&SessionId, i64) -> bool,
    ) -> Ruling<u32, S> {
        self.store.end_codes(delegate)?;
        let made = |gift: &Gift| is_theirs(&gift.made_in, gift.since);
        let is_made = |tie: &Connection| tie.gift_of(delegate).is_some_and(made);
        let ties: Vec<_> = self.store.connections(delegate)?.into_iter().filter(is_made).map(|tie| tie.id).collect();
        Ok(self.store.end_connections(&ties)?)
    }
}
