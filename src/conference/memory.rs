//! A storage in memory, for the demo and for tests. Not: anything that survives the process.

use super::store::{Challenge, Digest, Person, Photo, Purpose, Session, Store};
use crate::domain::id::{ChallengeId, DelegateId, TalkId};
use crate::domain::text::Email;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;

/// Everything a conference keeps, in maps.
#[derive(Clone, Default)]
pub struct Memory {
    people: HashMap<DelegateId, Person>,
    by_email: HashMap<String, DelegateId>,
    challenges: HashMap<ChallengeId, Challenge>,
    events: HashMap<String, Vec<i64>>,
    sessions: HashMap<Digest, Session>,
    favourites: HashMap<DelegateId, Vec<TalkId>>,
    photos: HashMap<DelegateId, Photo>,
}

// Says how much is there, not what.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory({} people, {} sessions)", self.people.len(), self.sessions.len())
    }
}

impl Memory {
    /// A storage that holds these people and nothing else. Of two with one id or address the later stays.
    pub fn with(people: impl IntoIterator<Item = Person>) -> Self {
        let mut memory = Self::default();
        for person in people {
            memory.keep(&person);
        }
        memory
    }

    fn keep(&mut self, person: &Person) {
        let id = &person.profile.id;
        if let Some(before) = self.people.insert(id.clone(), person.clone()) {
            self.by_email.remove(&Email::key(&before.email));
        }
        self.by_email.insert(person.email.key(), id.clone());
    }

    fn version(&self, id: &DelegateId) -> Option<u64> {
        self.people.get(id).map(|person| person.profile.version)
    }
}

impl Store for Memory {
    type Error = Infallible;

    fn person(&self, id: &DelegateId) -> Result<Option<Person>, Infallible> {
        Ok(self.people.get(id).cloned())
    }

    fn person_by_email(&self, key: &str) -> Result<Option<Person>, Infallible> {
        Ok(self.by_email.get(key).and_then(|id| self.people.get(id)).cloned())
    }

    fn listed(&self) -> Result<Vec<Person>, Infallible> {
        Ok(self.people.values().filter(|person| person.profile.listed && !person.disabled).cloned().collect())
    }

    fn put_person(&mut self, person: &Person, expected: Option<u64>) -> Result<bool, Infallible> {
        let is_current = self.version(&person.profile.id) == expected;
        if is_current {
            self.keep(person);
        }
        Ok(is_current)
    }

    fn challenge(&self, id: &ChallengeId) -> Result<Option<Challenge>, Infallible> {
        Ok(self.challenges.get(id).cloned())
    }

    fn challenge_by_link(&self, link: &Digest) -> Result<Option<Challenge>, Infallible> {
        Ok(self.challenges.values().find(|challenge| challenge.link == *link).cloned())
    }

    fn add_challenge(&mut self, challenge: &Challenge, now: i64) -> Result<(), Infallible> {
        self.challenges.retain(|_, kept| kept.expires >= now);
        self.challenges.insert(challenge.id.clone(), challenge.clone());
        Ok(())
    }

    fn count_try(&mut self, id: &ChallengeId) -> Result<Option<u32>, Infallible> {
        Ok(self.challenges.get_mut(id).map(|challenge| {
            challenge.tries += 1;
            challenge.tries
        }))
    }

    fn take_challenge(&mut self, id: &ChallengeId) -> Result<bool, Infallible> {
        Ok(self.challenges.remove(id).is_some())
    }

    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.challenges.retain(|_, challenge| match &challenge.purpose {
            Purpose::SignIn(whose) | Purpose::StepUp(whose, _) => whose != delegate,
            Purpose::Nobody => true,
        });
        Ok(())
    }

    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Result<u32, Infallible> {
        let events = self.events.entry(key.to_owned()).or_default();
        events.retain(|at| *at >= since);
        events.push(now);
        Ok(u32::try_from(events.len()).unwrap_or(u32::MAX))
    }

    fn session(&self, digest: &Digest) -> Result<Option<Session>, Infallible> {
        Ok(self.sessions.get(digest).cloned())
    }

    fn put_session(&mut self, session: &Session) -> Result<(), Infallible> {
        self.sessions.insert(session.digest, session.clone());
        Ok(())
    }

    fn end_session(&mut self, digest: &Digest) -> Result<(), Infallible> {
        self.sessions.remove(digest);
        Ok(())
    }

    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.sessions.retain(|_, session| session.delegate != *delegate);
        Ok(())
    }

    fn favourites(&self, delegate: &DelegateId) -> Result<Vec<TalkId>, Infallible> {
        Ok(self.favourites.get(delegate).cloned().unwrap_or_default())
    }

    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Result<(), Infallible> {
        let talks = self.favourites.entry(delegate.clone()).or_default();
        talks.retain(|kept| kept != talk);
        if starred {
            talks.push(talk.clone());
        }
        Ok(())
    }

    fn photo(&self, delegate: &DelegateId) -> Result<Option<Photo>, Infallible> {
        Ok(self.photos.get(delegate).cloned())
    }

    fn put_photo(&mut self, person: &Person, expected: u64, photo: Option<&Photo>) -> Result<bool, Infallible> {
        let is_stored = self.put_person(person, Some(expected))?;
        if is_stored {
            match photo {
                Some(photo) => self.photos.insert(person.profile.id.clone(), photo.clone()),
                None => self.photos.remove(&person.profile.id),
            };
        }
        Ok(is_stored)
    }
}
