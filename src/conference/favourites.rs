//! Starred talks: private, kept for their owner alone. Not: whether such a talk exists; programmes change under people's stars.

use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::id::TalkId;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// What the viewer starred.
    pub fn favourites(&self, viewer: &Viewer) -> Ruling<Vec<TalkId>, S> {
        self.demand_session(viewer)?;
        Ok(self.store.favourites(&viewer.id)?)
    }

    /// Stars or unstars a talk; doing it twice is doing it once.
    pub fn set_favourite(&mut self, viewer: &Viewer, talk: &TalkId, starred: bool) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        if starred {
            let starred = self.store.favourites(&viewer.id)?;
            // More than any programme holds: somebody is filling the disk.
            if starred.len() >= self.limits.favourites && !starred.contains(talk) {
                return Err(Refusal::TooMany { retry_after: 3600 });
            }
        }
        Ok(self.store.set_favourite(&viewer.id, talk, starred)?)
    }
}
