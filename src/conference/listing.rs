//! The directory's order, kept in memory: who is listed, by name, with the folded words that every delegate may find them by. Brought up to date by
//! what changed since the last look and never read whole again, so that a page costs the same among a hundred people and a hundred thousand.
//! Not: what anybody sees; whoever is on a page is read from the storage and disclosed there and then.

use super::disclosure::{Because, disclose, with_hidden};
use super::flaws;
use super::store::{Person, Storage};
use crate::domain::agenda::search::fold_plain;
use crate::domain::delegate::wanted::{FoundBy, Wanted};
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Field, Relation};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Bound;

/// How far the accounts have moved on since the storage was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revision {
    /// Goes up with every account that is added or changed, whoever does it.
    pub changes: u64,
    /// Goes up with every account that is erased, of which nothing is left to name.
    pub removals: u64,
}

/// What the directory asks of a storage.
pub trait Listing: Storage {
    /// Where the accounts stand.
    fn revision(&self) -> Result<Revision, Self::Error>;
    /// Accounts added or changed after [`Revision::changes`] was this, each once and as it is now, in any order.
    fn changed_since(&self, changes: u64) -> Result<Vec<Person>, Self::Error>;
    /// How many accounts may sign in.
    fn signing_in(&self) -> Result<usize, Self::Error>;
}

/// Everybody who is listed, by folded name.
#[derive(Default)]
pub(super) struct Listed {
    revision: Option<Revision>,
    rows: BTreeMap<Key, FoundBy>,
    names: HashMap<DelegateId, String>,
}

/// Where somebody stands: by folded name, and among those of one name by id. Without an id it stands before all of that name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: String,
    id: Option<DelegateId>,
}

impl Key {
    fn of(name: &str, id: &DelegateId) -> Self {
        Self { name: name.to_owned(), id: Some(id.clone()) }
    }
}

// Says how many there are, not who.
impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Listed({} people)", self.rows.len())
    }
}

impl Listed {
    /// Brings it up to date.
    pub(super) fn refresh<S: super::Store>(&mut self, store: &S) -> Result<(), S::Error> {
        // Read first: what another process changes in between is read once more with the next look.
        let now = store.revision()?;
        match self.revision {
            Some(known) if known == now => {}
            Some(known) if known.removals == now.removals => store.changed_since(known.changes)?.iter().for_each(|person| self.put(person)),
            Some(_) | None => {
                *self = Self::default();
                store.listed()?.iter().for_each(|person| self.put(person));
            }
        }
        self.revision = Some(now);
        Ok(())
    }

    fn put(&mut self, person: &Person) {
        let id = &person.profile.id;
        if let Some(name) = self.names.remove(id) {
            self.rows.remove(&Key::of(&name, id));
        }
        if let Some(delegate) = disclose(person, Relation::Delegate, Because::Listed) {
            let name = fold_plain(delegate.name.as_str());
            let found_by = if flaws::on("AUTHZ-13") { with_hidden(delegate, person, Field::Phone) } else { delegate };
            self.rows.insert(Key::of(&name, id), FoundBy::of(&found_by));
            self.names.insert(id.clone(), name);
        }
    }

    /// Everybody behind this person who may be meant by `wanted`, in order; `None`: from the beginning.
    pub(super) fn behind<'a>(
        &'a self,
        last: Option<&DelegateId>,
        wanted: &'a Wanted,
    ) -> impl Iterator<Item = (&'a DelegateId, &'a FoundBy)> {
        let last = last.and_then(|id| Some(Key::of(self.names.get(id)?, id)));
        let first = wanted.first_name().map(|name| Key { name: name.to_owned(), id: None });
        let from = match (last, first) {
            (Some(last), Some(first)) if last < first => Bound::Included(first),
            (Some(last), _) => Bound::Excluded(last),
            (None, Some(first)) => Bound::Included(first),
            (None, None) => Bound::Unbounded,
        };
        let rows = self.rows.range((from, Bound::Unbounded)).take_while(|(key, _)| !wanted.is_behind(&key.name));
        rows.filter(|(key, _)| wanted.begins(&key.name)).filter_map(|(key, row)| Some((key.id.as_ref()?, row)))
    }

    /// Whether this person has a place here.
    pub(super) fn holds(&self, id: &DelegateId) -> bool {
        self.names.contains_key(id)
    }
}
