//! What organisers do with an account: they hold it while they look at it, and let it go again, or end every sign-in of it; its owner is told. Not: removing
//! an account, nor a judgement of what stands in it; nothing of it is changed.

use super::device::{Happened, Notice};
use super::store::Person;
use super::{Conference, Entropy, Refusal, Ruling, Standing, Store};
use crate::domain::id::DelegateId;
use crate::domain::text::Email;

/// How often it is tried again when the owner saves in between.
const ATTEMPTS: u32 = 100;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Hides the account from everybody else and keeps its owner from changing it. What there is to tell them; `None`: it is held already.
    pub fn hold(&mut self, id: &DelegateId, now: i64) -> Ruling<Option<Notice>, S> {
        self.stand(id, Standing::Held, Happened::Held, now)
    }

    /// Everything is as it was before. `None`: it is not held.
    pub fn release(&mut self, id: &DelegateId, now: i64) -> Ruling<Option<Notice>, S> {
        self.stand(id, Standing::Active, Happened::Released, now)
    }

    /// Ends every session of the account at once, and every code and link that was mailed for another. What there is to tell its owner.
    pub fn end_sign_ins(&mut self, id: &DelegateId, now: i64) -> Ruling<Notice, S> {
        let person = self.store.person(id)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::NotFound)?;
        self.store.end_challenges(id)?;
        self.store.end_sessions(id)?;
        Ok(Notice { to: person.email, at: now, what: Happened::SignedOut })
    }

    /// Whose account has this address. For organisers, who have the database: no answer to anybody else is made of it.
    pub fn whose(&self, email: &Email) -> Ruling<DelegateId, S> {
        self.store.person_by_email(&email.key())?.map(|person| person.profile.id).ok_or(Refusal::NotFound)
    }

    fn stand(&mut self, id: &DelegateId, standing: Standing, what: Happened, now: i64) -> Ruling<Option<Notice>, S> {
        for _ in 0..ATTEMPTS {
            let before = self.store.person(id)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::NotFound)?;
            if before.profile.standing == standing {
                return Ok(None);
            }
            let version = before.profile.version;
            let mut person = Person { ..before };
            (person.profile.standing, person.profile.version) = (standing, version + 1);
            if self.store.put_person(&person, Some(version))? {
                return Ok(Some(Notice { to: person.email, at: now, what }));
            }
        }
        Err(Refusal::NotFound)
    }
}
