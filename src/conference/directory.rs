//! Other people, as far as they chose to be seen. Not: a search over what is stored; only disclosed fields are ever looked at.

use super::disclosure::{Because, disclose, with_hidden};
use super::flaws;
use super::sight::Sights;
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::access::Way;
use crate::domain::delegate::wanted::{FoundBy, Wanted};
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Field, Relation};

/// So many pages in, a place that is lost is still found by its number.
const LOST_PAGES: usize = 10;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// A page of the people who chose to be listed, by name; at most `limit` and never more than the cap. The viewer appears as others
    /// would see them. A cursor that this directory never gave is not found.
    pub fn directory(&mut self, viewer: &Viewer, query: &DirectoryQuery, limit: usize, now: i64) -> Ruling<DirectoryPage, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.directory_per_viewer, "directory", viewer.id.as_str(), now)?;
        self.admit(self.limits.directory_per_day, "directory day", viewer.id.as_str(), now)?;
        self.listed.refresh(&self.store)?;
        let sights = self.sights(&viewer.id, now)?;
        let most = self.limits.directory_page.max(1);
        let limit = if limit > most && flaws::on("AUTHZ-06") { limit } else { limit.clamp(1, most) };
        let wanted = Wanted::of(query);
        let cursor = query.cursor.as_deref().map(|cursor| Cursor::read(cursor).ok_or(Refusal::NotFound)).transpose()?;
        // Somebody whom a block stands beside is not looked up: where they stand among the others is hidden from the viewer.
        let last = cursor.as_ref().map(|cursor| &cursor.last).filter(|id| self.listed.holds(id) && !sights.is_blocked(id));
        let position = cursor.as_ref().map_or(0, |cursor| cursor.position);
        // Far into the list a lost place is not worth the people who would be noted for it: the list begins again.
        let is_near = position <= self.limits.directory_page.saturating_mul(LOST_PAGES);
        let (before, to_pass) = match last {
            Some(_) => (position, 0),
            None if is_near => (position, position.saturating_sub(1)),
            None => (0, 0),
        };
        let (mut passed, mut delegates, mut beyond) = (Vec::new(), Vec::new(), None);
        for (id, row) in self.listed.behind(last, &wanted) {
            let Some(delegate) = self.row(id, row, &sights, &wanted)? else { continue };
            if passed.len() < to_pass {
                passed.push(delegate);
                continue;
            }
            if delegates.len() == limit {
                beyond = Some(delegate);
                break;
            }
            delegates.push(delegate);
        }
        let found = before.saturating_add(delegates.len());
        let next = delegates.last().filter(|_| beyond.is_some()).map(|last| format!("{found}.{}", last.id));
        self.note_access(viewer, &delegates, Way::List, now)?;
        // That there is a next page tells that a search fits somebody on it: without a note of that, a number could be guessed digit by digit unseen.
        self.note_access(viewer, beyond.as_slice(), Way::List, now)?;
        // The same is told by where a page begins, so a made-up place passes nobody unseen.
        self.note_access(viewer, &passed, Way::List, now)?;
        Ok(DirectoryPage { delegates, found, next })
    }

    /// Somebody in the directory, if they are meant and the viewer sees them. What everybody sees is found by the kept words; what this viewer sees beyond
    /// that, by the person.
    fn row(&self, id: &DelegateId, row: &FoundBy, sights: &Sights, wanted: &Wanted) -> Ruling<Option<Delegate>, S> {
        let is_apart = sights.is_apart(id);
        if !is_apart && !wanted.means(row) {
            return Ok(None);
        }
        let seen = self.store.person(id)?.and_then(|person| {
            let seen = sights.in_directory(&person)?;
            Some(if flaws::on("AUTHZ-02") { with_hidden(seen, &person, Field::Email) } else { seen })
        });
        Ok(seen.filter(|delegate| !is_apart || wanted.means(&FoundBy::of(delegate))))
    }

    /// One delegate. Not listed, held, removed and unknown are the same answer. The viewer's own id shows what others would see.
    pub fn delegate(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<Delegate, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.delegates_per_viewer, "delegate", viewer.id.as_str(), now)?;
        self.admit(self.limits.delegates_per_day, "delegate day", viewer.id.as_str(), now)?;
        // Loaded before it is known whether anybody is there: whoever is unknown costs as much as whoever hides.
        let sights = self.sights(&viewer.id, now)?;
        let person = self.store.person(id)?.ok_or(Refusal::NotFound)?;
        let seen = sights.of(&person);
        let listed = || disclose(&person, Relation::Delegate, Because::Listed);
        let seen = if seen.is_none() && flaws::on("BLOCK-01") { listed() } else { seen };
        let delegate = seen.ok_or(Refusal::NotFound)?;
        let is_bare = person.profile.listed && flaws::on("AUTHZ-01");
        let delegate = if is_bare { with_hidden(delegate, &person, Field::Phone) } else { delegate };
        self.note_access(viewer, std::slice::from_ref(&delegate), Way::Page, now)?;
        Ok(delegate)
    }
}

// A cursor is the position behind the last row and that row's id, neither of which says anything about the person. The id finds the
// place while people come and go; where that person went too, the position does, and rather shows somebody twice than skips them.
struct Cursor {
    position: usize,
    last: DelegateId,
}

impl Cursor {
    fn read(cursor: &str) -> Option<Self> {
        let (position, id) = cursor.split_once('.')?;
        Some(Self { position: position.parse().ok()?, last: id.parse().ok()? })
    }
}
