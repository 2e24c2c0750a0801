//! Other people, as far as they chose to be seen. Not: a search over what is stored; only disclosed fields are ever looked at.

use super::disclosure::disclose;
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Disclosed, Field, Relation};

impl<S: Store, E: Entropy> Conference<S, E> {
    /// A page of the people who chose to be listed, by name; at most `limit` and never more than the cap. The viewer appears as others
    /// would see them. A cursor that this directory never gave is not found.
    pub fn directory(&mut self, viewer: &Viewer, query: &DirectoryQuery, limit: usize, now: i64) -> Ruling<DirectoryPage, S> {
        self.admit(self.limits.directory_per_viewer, "directory", viewer.id.as_str(), now)?;
        let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
        let listed = self.store.listed()?;
        let disclosed = listed.iter().filter_map(|person| disclose(person, Relation::Delegate));
        let mut found: Vec<(String, Delegate)> = disclosed
            .map(|delegate| (delegate.name.as_str().to_lowercase(), delegate))
            .filter(|(name, delegate)| starts_with(name, query.letter) && words.iter().all(|word| mentions(delegate, word)))
            .collect();
        found.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));

        let start = match &query.cursor {
            None => 0,
            Some(cursor) => resume(&found, cursor).ok_or(Refusal::NotFound)?,
        };
        let total = found.len();
        let end = (start + limit.clamp(1, self.limits.directory_page.max(1))).min(total);
        let delegates: Vec<Delegate> = found.into_iter().take(end).skip(start).map(|(_, delegate)| delegate).collect();
        let next = delegates.last().filter(|_| end < total).map(|last| format!("{end}.{}", last.id));
        Ok(DirectoryPage { delegates, found: total, next })
    }

    /// One delegate. Not listed, disabled and unknown are the same answer. The viewer's own id shows what others would see.
    pub fn delegate(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<Delegate, S> {
        self.admit(self.limits.delegates_per_viewer, "delegate", viewer.id.as_str(), now)?;
        let person = self.store.person(id)?.ok_or(Refusal::NotFound)?;
        disclose(&person, Relation::Delegate).ok_or(Refusal::NotFound)
    }
}

// A cursor is the position behind the last row and that row's id, neither of which says anything about the person. The id finds the
// place while people come and go; where that person went too, the position does, and rather shows somebody twice than skips them.
fn resume(found: &[(String, Delegate)], cursor: &str) -> Option<usize> {
    let (position, id) = cursor.split_once('.')?;
    let (position, id): (usize, DelegateId) = (position.parse().ok()?, id.parse().ok()?);
    let place = found.iter().position(|(_, delegate)| delegate.id == id);
    Some(place.map_or(position.saturating_sub(1).min(found.len()), |place| place + 1))
}

fn starts_with(lowercase_name: &str, letter: Option<char>) -> bool {
    letter.is_none_or(|letter| lowercase_name.starts_with(&*letter.to_lowercase().collect::<String>()))
}

fn mentions(delegate: &Delegate, lowercase_word: &str) -> bool {
    delegate.fields.iter().any(|(field, text)| match (field, text) {
        // A photo's id is no text about anybody.
        (Field::Photo, _) | (_, Disclosed::Hidden) => false,
        (_, Disclosed::Shared(text)) => text.as_str().to_lowercase().contains(lowercase_word),
    })
}
