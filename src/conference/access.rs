//! The note of every time that somebody was shown something of somebody else, and from it the extent of an incident. Not: whether it may be shown
//! (`sight`), nor the owner's own look at it (`record`).

use super::{Conference, Entropy, Refusal, Ruling, Storage, Store, Viewer, flaws};
use crate::domain::access::{Way, shown};
use crate::domain::delegate::Delegate;
use crate::domain::fields::Fields;
use crate::domain::id::{DelegateId, SessionId};
use crate::domain::privacy::Field;
use std::collections::BTreeMap;

/// The same thing shown to the same session again within so many seconds is noted once: a list that is drawn anew at each letter of a search says
/// nothing new.
pub const SAME_SECONDS: i64 = 60;

/// Somebody was shown something of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Of whom.
    pub owner: DelegateId,
    /// To whom, and in which session; `None`: to an account that is gone.
    pub viewer: Option<(DelegateId, SessionId)>,
    /// Which fields.
    pub fields: Fields,
    /// In which way.
    pub way: Way,
    /// Unix seconds.
    pub at: i64,
}

/// Where it is noted. Nothing that is noted is ever changed.
pub trait Accesses: Storage {
    /// Notes all of them in one step, but none that was noted after `since` already with everything but the time the same.
    fn add_accesses(&mut self, accesses: &[Access], since: i64) -> Result<(), Self::Error>;
    /// Everything that was shown of this delegate, the oldest first.
    fn accesses_of(&self, owner: &DelegateId, visit: &mut dyn FnMut(Access)) -> Result<(), Self::Error>;
    /// Everything that was shown from one second to another, both included, the oldest first.
    fn accesses_between(&self, from: i64, to: i64, visit: &mut dyn FnMut(Access)) -> Result<(), Self::Error>;
    /// Drops what is older.
    fn forget_accesses(&mut self, before: i64) -> Result<(), Self::Error>;
    /// Drops what was shown of this person, and the person out of what was shown to them.
    fn erase_accesses(&mut self, person: &DelegateId) -> Result<(), Self::Error>;
}

/// Whose looking, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Unix seconds.
    pub from: i64,
    /// Unix seconds, included.
    pub to: i64,
    /// Only what this delegate was shown.
    pub viewer: Option<DelegateId>,
    /// Only what was shown in this session.
    pub session: Option<SessionId>,
}

/// What was shown of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Of whom.
    pub owner: DelegateId,
    /// Which fields.
    pub fields: Fields,
    /// Unix seconds of the first time.
    pub first: i64,
    /// Unix seconds of the latest.
    pub last: i64,
    /// How often.
    pub times: u32,
}

/// Whom something touched, each once, by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Them.
    pub touched: Vec<Touched>,
}

impl Extent {
    /// Each field with how many people it was shown of.
    pub fn fields(&self) -> impl Iterator<Item = (Field, usize)> {
        let people = |field| self.touched.iter().filter(|one| one.fields.contains(field)).count();
        Field::ALL.into_iter().map(move |field| (field, people(field))).filter(|(_, people)| *people > 0)
    }

    /// Unix seconds of the first and the latest time; zeros where there is none.
    pub fn span(&self) -> (i64, i64) {
        let first = self.touched.iter().map(|one| one.first).min().unwrap_or_default();
        (first, self.touched.iter().map(|one| one.last).max().unwrap_or_default())
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Notes that the viewer is about to be shown these people. The answer must not leave before it is noted: what cannot be noted is not shown.
    pub fn note_access(&mut self, viewer: &Viewer, seen: &[Delegate], way: Way, now: i64) -> Ruling<(), S> {
        self.note_seen(viewer, seen.iter().map(|delegate| (delegate.id.clone(), shown(delegate))), way, now)
    }

    /// The same, of one person.
    pub fn note_fields(&mut self, viewer: &Viewer, owner: &DelegateId, fields: Fields, way: Way, now: i64) -> Ruling<(), S> {
        self.note_seen(viewer, [(owner.clone(), fields)], way, now)
    }

    /// The same, of people with the fields that are shown of each. What the viewer sees of themselves is nobody's access.
    pub fn note_seen(
        &mut self,
        viewer: &Viewer,
        seen: impl IntoIterator<Item = (DelegateId, Fields)>,
        way: Way,
        now: i64,
    ) -> Ruling<(), S> {
        if (way == Way::Page && flaws::on("LOG-01")) || (way == Way::List && flaws::on("LOG-04")) {
            return Ok(());
        }
        let of_others = seen.into_iter().filter(|(owner, fields)| *owner != viewer.id && !fields.is_empty());
        let of_others: Vec<(DelegateId, Fields)> = of_others.collect();
        if of_others.is_empty() {
            return Ok(());
        }
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?.id;
        let accesses = of_others.into_iter().map(|(owner, fields)| {
            let viewer = Some((viewer.id.clone(), session.clone()));
            Access { owner, viewer, fields, way, at: now }
        });
        Ok(self.store.add_accesses(&accesses.collect::<Vec<_>>(), now - SAME_SECONDS)?)
    }

    /// Whom this looking touched. For organisers; no request of a delegate may reach it.
    pub fn extent(&self, scope: &Scope) -> Ruling<Extent, S> {
        let mut touched: BTreeMap<DelegateId, Touched> = BTreeMap::new();
        self.store.accesses_between(scope.from, scope.to, &mut |access| {
            let is_within = |wanted: &DelegateId| access.viewer.as_ref().is_some_and(|(viewer, _)| viewer == wanted);
            let is_session = |wanted: &SessionId| access.viewer.as_ref().is_some_and(|(_, session)| session == wanted);
            if !scope.viewer.as_ref().is_none_or(is_within) || !scope.session.as_ref().is_none_or(is_session) {
                return;
            }
            let Access { owner, fields, at, .. } = access;
            let one = touched.entry(owner.clone()).or_insert(Touched { owner, fields, first: at, last: at, times: 0 });
            one.fields = one.fields.and(fields);
            (one.first, one.last) = (one.first.min(at), one.last.max(at));
            one.times = one.times.saturating_add(1);
        })?;
        Ok(Extent { touched: touched.into_values().collect() })
    }

    /// Drops what has been kept for long enough.
    pub fn forget_accesses(&mut self, now: i64) -> Ruling<(), S> {
        Ok(self.store.forget_accesses(now - i64::from(self.limits.access_kept_days) * 86_400)?)
    }
}
