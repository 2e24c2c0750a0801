//! What organisers do with an account: they hold it while they look at it, and let it go again, or end every sign-in of it; its owner is told. Not: removing
//! an account, nor a judgement of what stands in it; nothing of it is changed.

use super::device::{DEVICE_SECONDS, Happened, Notice};
use super::history::UNDO_SECONDS;
use super::store::{Familiarity, Person};
use super::{Conference, Entropy, Refusal, Ruling, Standing, Store};
use crate::domain::id::DelegateId;
use crate::domain::privacy::Field;
use crate::domain::text::Email;

/// How often it is tried again when the owner saves in between.
const ATTEMPTS: u32 = 100;

/// What there is to tell of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// For its owner; none where nothing was changed.
    pub notices: Vec<Notice>,
    /// For the organisers: when the account left an address to which it can still go back, in Unix seconds.
    pub moved: Option<i64>,
}

/// What a sign-out of somebody ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOut {
    /// Sessions that were still open.
    pub sessions: u32,
    /// Mailed codes and links that nobody had used yet.
    pub letters: u32,
    /// What there is to tell.
    pub told: Told,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Hides the account from everybody else and keeps its owner from changing it. No notice: it is held already.
    pub fn hold(&mut self, id: &DelegateId, now: i64) -> Ruling<Told, S> {
        self.stand(id, Standing::Held, Happened::Held, now)
    }

    /// Everything is as it was before. No notice: it is not held.
    pub fn release(&mut self, id: &DelegateId, now: i64) -> Ruling<Told, S> {
        self.stand(id, Standing::Active, Happened::Released, now)
    }

    /// Ends every session of the account at once, and every code and link that was mailed for another. No notice: there was none of them.
    pub fn end_sign_ins(&mut self, id: &DelegateId, now: i64) -> Ruling<SignedOut, S> {
        let person = self.store.person(id)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::NotFound)?;
        let open = self.store.sessions(id)?.into_iter().filter(|session| !self.is_over(session, now)).count();
        let sessions = u32::try_from(open).unwrap_or(u32::MAX);
        let letters = self.store.end_challenges(id)?;
        self.store.end_sessions(id)?;
        self.forget_devices(id, now)?;
        let what = (sessions > 0 || letters > 0).then_some(Happened::SignedOut);
        Ok(SignedOut { sessions, letters, told: self.told(person, what, now)? })
    }

    // They are new again, so that the next sign-in of one that was lost is told by mail. One that is nobody's stays in their place, or it would be told as the
    // very first of the account.
    fn forget_devices(&mut self, id: &DelegateId, now: i64) -> Ruling<(), S> {
        let [nobodys, none] = [[0; 32], [1; 32]];
        let familiarity = self.store.recognise_device(id, &nobodys, now, now - i64::from(DEVICE_SECONDS))?;
        let kept = if familiarity == Familiarity::First { none } else { nobodys };
        Ok(self.store.forget_other_devices(id, &kept)?)
    }

    /// Whose account has this address, or left it so lately that it may go back to it: the owner knows no other while somebody else has moved it. For
    /// organisers, who have the database: no answer to anybody else is made of it.
    pub fn whose(&self, email: &Email, now: i64) -> Ruling<DelegateId, S> {
        if let Some(person) = self.store.person_by_email(&email.key())? {
            return Ok(person.profile.id);
        }
        self.store.left_by(&email.key(), None, now - UNDO_SECONDS)?.ok_or(Refusal::NotFound)
    }

    fn stand(&mut self, id: &DelegateId, standing: Standing, what: Happened, now: i64) -> Ruling<Told, S> {
        for _ in 0..ATTEMPTS {
            let before = self.store.person(id)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::NotFound)?;
            if before.profile.standing == standing {
                return self.told(before, None, now);
            }
            let version = before.profile.version;
            let mut person = Person { ..before };
            (person.profile.standing, person.profile.version) = (standing, version + 1);
            if self.store.put_person(&person, Some(version))? {
                return self.told(person, Some(what), now);
            }
        }
        Err(Refusal::NotFound)
    }

    /// The address before is told as well as long as the account may go back to it: who reads the new one may be who moved it.
    fn told(&self, person: Person, what: Option<Happened>, now: i64) -> Ruling<Told, S> {
        let former = self.former(&person, now)?;
        let moved = former.as_ref().map(|(_, at)| *at);
        let addresses = [Some(person.email), former.map(|(email, _)| email)].into_iter().flatten();
        let notices = what.map_or_else(Vec::new, |what| addresses.map(|to| Notice { to, at: now, what }).collect());
        Ok(Told { notices, moved })
    }

    /// The address that the account left and may go back to, and when it did.
    fn former(&self, person: &Person, now: i64) -> Ruling<Option<(Email, i64)>, S> {
        let changes = self.store.changes(&person.profile.id)?;
        let lately = changes.iter().filter(|change| change.what.field() == Field::Email && now - change.at <= UNDO_SECONDS);
        let left = lately.filter_map(|change| Some((change.leads_back()?, change.at)));
        Ok(left.into_iter().find(|(email, _)| email.key() != person.email.key()))
    }
}
