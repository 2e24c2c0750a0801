//! What one viewer may see of others: what those share with everybody, what they gave this viewer, and the blocks between them. Loaded once, then asked
//! about each person; the only way in which a person becomes bytes for somebody else. Not: who asks how often, nor that it is noted.

use super::disclosure::{Because, disclose};
use super::store::Person;
use super::{Conference, Entropy, Ruling, Store};
use crate::domain::delegate::Delegate;
use crate::domain::fields::Fields;
use crate::domain::id::DelegateId;
use crate::domain::privacy::Relation;
use std::collections::{HashMap, HashSet};

/// What others gave one viewer, and whom a block keeps from them.
#[derive(Debug, Clone)]
pub(crate) struct Sights {
    given: HashMap<DelegateId, Fields>,
    blocked: HashSet<DelegateId>,
}

impl Sights {
    /// What the viewer may see of this person; `None`: they do not exist for the viewer. Whoever gave them something exists for them without being
    /// listed. The viewer's own account is what any delegate sees of it.
    pub(crate) fn of(&self, person: &Person) -> Option<Delegate> {
        let because = self.given(person).map_or(Because::Listed, Because::Given);
        self.admits(person).then(|| disclose(person, self.relation(person), because)).flatten()
    }

    /// What the viewer sees of somebody who asks for their contact details: the name in any case, because a question without one cannot be answered.
    pub(crate) fn asking(&self, person: &Person) -> Option<Delegate> {
        if !self.admits(person) {
            return None;
        }
        self.of(person).or_else(|| disclose(person, Relation::Delegate, Because::Asking))
    }

    /// The same in a list of people, of which somebody is a part only if they asked to be, whatever they gave.
    pub(crate) fn in_directory(&self, person: &Person) -> Option<Delegate> {
        let relation = self.relation(person);
        if !person.profile.is_listed_for(relation) {
            return None;
        }
        self.of(person)
    }

    /// What the viewer is to this person.
    pub(crate) fn relation(&self, person: &Person) -> Relation {
        if self.given(person).is_some() { Relation::Connection } else { Relation::Delegate }
    }

    /// Whether no block stands between the two.
    pub(crate) fn admits(&self, person: &Person) -> bool {
        !self.blocked.contains(&person.profile.id)
    }

    /// Whether the viewer may ask this person for something.
    pub(super) fn reaches(&self, person: &Person) -> bool {
        self.admits(person) && person.profile.standing.is_seen()
    }

    /// Whether something stands between the two, so that the viewer sees more or less of this person than everybody does.
    pub(crate) fn is_apart(&self, id: &DelegateId) -> bool {
        self.given.contains_key(id) || self.blocked.contains(id)
    }

    /// Whether a block stands between the two.
    pub(crate) fn is_blocked(&self, id: &DelegateId) -> bool {
        self.blocked.contains(id)
    }

    fn given(&self, person: &Person) -> Option<Fields> {
        self.given.get(&person.profile.id).copied()
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// What this viewer may see of others at `now`. Whoever is held gets no gift: it could not be taken back from somebody who is not there.
    pub(crate) fn sights(&self, viewer: &DelegateId, now: i64) -> Ruling<Sights, S> {
        let is_there = self.store.person(viewer)?.is_some_and(|person| person.profile.standing.is_seen());
        let given = self.store.gifts_to(viewer, now)?.into_iter().filter(|(giver, _)| is_there && giver != viewer).collect();
        let own = self.store.blocks(viewer)?.into_iter().map(|block| block.blocked);
        Ok(Sights { given, blocked: own.chain(self.store.blocked_by(viewer)?).collect() })
    }
}
