//! A storage in memory, for the demo and for tests. Not: anything that survives the process.

mod access;
mod bulletins;
mod connections;
mod history;
mod identities;
mod listing;
mod passkeys;
mod rights;

use super::history::Change;
use super::identity::{Identity, Subject};
use super::store::{Challenge, Digest, Familiarity, Known, Person, Photo, Purpose, Redeemed, Session, Storage, Store, Subscription};
use crate::domain::agenda::changes::Seen;
use crate::domain::id::{ChallengeId, DelegateId, IdentityId, TalkId};
use crate::domain::text::Email;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;

/// Everything a conference keeps, in maps.
#[derive(Clone, Default)]
pub struct Memory {
    people: HashMap<DelegateId, Person>,
    by_email: HashMap<String, DelegateId>,
    board: bulletins::Board,
    challenges: HashMap<ChallengeId, Challenge>,
    events: HashMap<String, Vec<i64>>,
    redeemed: HashMap<ChallengeId, Redeemed>,
    sessions: HashMap<Digest, Session>,
    shown: access::Shown,
    devices: HashMap<DelegateId, HashMap<Digest, i64>>,
    changes: Vec<Change>,
    ties: connections::Ties,
    favourites: HashMap<DelegateId, Vec<TalkId>>,
    identities: identities::Identities,
    moves: listing::Moves,
    passkeys: passkeys::Passkeys,
    papers: rights::Papers,
    photos: HashMap<DelegateId, Photo>,
    subscriptions: HashMap<DelegateId, Subscription>,
    talks: HashMap<TalkId, Known>,
    versions: Vec<Seen>,
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
        self.moves.note(id);
        if let Some(before) = self.people.insert(id.clone(), person.clone()) {
            self.by_email.remove(&Email::key(&before.email));
        }
        self.by_email.insert(person.email.key(), id.clone());
    }

    fn version(&self, id: &DelegateId) -> Option<u64> {
        self.people.get(id).map(|person| person.profile.version)
    }
}

fn count(removed: usize) -> u32 {
    u32::try_from(removed).unwrap_or(u32::MAX)
}

impl Storage for Memory {
    type Error = Infallible;
}

impl Store for Memory {
    fn person(&self, id: &DelegateId) -> Result<Option<Person>, Infallible> {
        Ok(self.people.get(id).cloned())
    }

    fn person_by_email(&self, key: &str) -> Result<Option<Person>, Infallible> {
        Ok(self.by_email.get(key).and_then(|id| self.people.get(id)).cloned())
    }

    fn listed(&self) -> Result<Vec<Person>, Infallible> {
        Ok(self.people.values().filter(|person| person.profile.listed && person.profile.standing.is_seen()).cloned().collect())
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

    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<u32, Infallible> {
        let before = self.challenges.len();
        self.redeemed.retain(|_, redeemed| redeemed.delegate != *delegate);
        self.challenges.retain(|_, challenge| match &challenge.purpose {
            Purpose::SignIn(whose) | Purpose::StepUp(whose, _) | Purpose::Join(whose, _) | Purpose::Address(whose, _) => whose != delegate,
            Purpose::Nobody => true,
        });
        Ok(count(before - self.challenges.len()))
    }

    fn put_redeemed(&mut self, redeemed: &Redeemed, now: i64) -> Result<(), Infallible> {
        self.redeemed.retain(|_, kept| kept.until > now);
        self.redeemed.insert(redeemed.id.clone(), redeemed.clone());
        Ok(())
    }

    fn redeemed(&self, id: &ChallengeId) -> Result<Option<Redeemed>, Infallible> {
        Ok(self.redeemed.get(id).cloned())
    }

    fn redeemed_by_link(&self, link: &Digest) -> Result<Option<Redeemed>, Infallible> {
        Ok(self.redeemed.values().find(|redeemed| redeemed.link == *link).cloned())
    }

    fn end_redeemed(&mut self, id: &ChallengeId) -> Result<(), Infallible> {
        self.redeemed.remove(id);
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
        self.sessions.retain(|_, kept| kept.id != session.id);
        self.sessions.insert(session.digest, session.clone());
        Ok(())
    }

    fn renew_session(&mut self, session: &Session) -> Result<bool, Infallible> {
        let is_there = self.sessions.values().any(|kept| kept.id == session.id);
        if is_there {
            self.put_session(session)?;
        }
        Ok(is_there)
    }

    fn end_session(&mut self, digest: &Digest) -> Result<(), Infallible> {
        self.sessions.remove(digest);
        Ok(())
    }

    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.sessions.retain(|_, session| session.delegate != *delegate);
        Ok(())
    }

    fn sessions(&self, delegate: &DelegateId) -> Result<Vec<Session>, Infallible> {
        Ok(self.sessions.values().filter(|session| session.delegate == *delegate).cloned().collect())
    }

    fn end_other_sessions(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<u32, Infallible> {
        let before = self.sessions.len();
        self.sessions.retain(|digest, session| session.delegate != *delegate || digest == kept);
        Ok(count(before - self.sessions.len()))
    }

    fn recognise_device(&mut self, delegate: &DelegateId, device: &Digest, now: i64, since: i64) -> Result<Familiarity, Infallible> {
        let devices = self.devices.entry(delegate.clone()).or_default();
        devices.retain(|_, used| *used > since);
        let is_first = devices.is_empty();
        Ok(match (devices.insert(*device, now), is_first) {
            (Some(_), _) => Familiarity::Known,
            (None, true) => Familiarity::First,
            (None, false) => Familiarity::New,
        })
    }

    fn knows_device(&self, delegate: &DelegateId, device: &Digest) -> Result<bool, Infallible> {
        Ok(self.devices.get(delegate).is_some_and(|devices| devices.contains_key(device)))
    }

    fn forget_other_devices(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<(), Infallible> {
        if let Some(devices) = self.devices.get_mut(delegate) {
            devices.retain(|device, _| device == kept);
        }
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

    fn identity(&self, subject: &Subject) -> Result<Option<Identity>, Infallible> {
        Ok(self.identities.by_subject(subject))
    }

    fn identities(&self, delegate: &DelegateId) -> Result<Vec<Identity>, Infallible> {
        Ok(self.identities.of(delegate))
    }

    fn add_identity(&mut self, identity: &Identity) -> Result<bool, Infallible> {
        Ok(self.identities.add(identity))
    }

    fn end_identity(&mut self, delegate: &DelegateId, id: &IdentityId) -> Result<bool, Infallible> {
        Ok(self.identities.remove(delegate, id))
    }

    fn subscription(&self, delegate: &DelegateId) -> Result<Option<Subscription>, Infallible> {
        Ok(self.subscriptions.get(delegate).cloned())
    }

    fn subscription_by_token(&self, token: &Digest) -> Result<Option<Subscription>, Infallible> {
        Ok(self.subscriptions.values().find(|subscription| subscription.token == *token).cloned())
    }

    fn put_subscription(&mut self, subscription: &Subscription) -> Result<(), Infallible> {
        self.subscriptions.insert(subscription.delegate.clone(), subscription.clone());
        Ok(())
    }

    fn end_subscription(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.subscriptions.remove(delegate);
        Ok(())
    }

    fn known_talks(&self) -> Result<Vec<Known>, Infallible> {
        Ok(self.talks.values().cloned().collect())
    }

    fn version(&self, name: &str) -> Result<Option<Seen>, Infallible> {
        Ok(self.versions.iter().find(|seen| seen.version == name).cloned())
    }

    fn latest_version(&self) -> Result<Option<Seen>, Infallible> {
        Ok(self.versions.last().cloned())
    }

    fn publish(&mut self, changed: &[Known], version: &Seen, keep: usize) -> Result<(), Infallible> {
        self.talks.extend(changed.iter().map(|known| (known.talk.id.clone(), known.clone())));
        if self.versions.iter().all(|seen| seen.version != version.version) {
            self.versions.push(version.clone());
        }
        self.versions.drain(..self.versions.len().saturating_sub(keep));
        Ok(())
    }
}
