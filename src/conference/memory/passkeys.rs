//! Passkeys and ceremonies, in memory. Not: when either is accepted.

use super::Memory;
use crate::conference::passkeys::{Ceremony, CredentialId, Passkey, PasskeyStore};
use crate::domain::id::{ChallengeId, DelegateId, PasskeyId};
use std::convert::Infallible;

/// A conference has few of either, so they are looked through.
#[derive(Clone, Default)]
pub(super) struct Passkeys {
    passkeys: Vec<Passkey>,
    ceremonies: Vec<Ceremony>,
}

impl Passkeys {
    pub(super) fn of(&self, delegate: &DelegateId) -> Vec<Passkey> {
        self.passkeys.iter().filter(|passkey| passkey.delegate == *delegate).cloned().collect()
    }

    pub(super) fn by_credential(&self, credential: &CredentialId) -> Option<Passkey> {
        self.passkeys.iter().find(|passkey| passkey.credential == *credential).cloned()
    }

    pub(super) fn add(&mut self, passkey: &Passkey) -> bool {
        let is_new = self.by_credential(&passkey.credential).is_none() && self.passkeys.iter().all(|kept| kept.id != passkey.id);
        if is_new {
            self.passkeys.push(passkey.clone());
        }
        is_new
    }

    pub(super) fn put(&mut self, passkey: &Passkey) -> bool {
        let found = self.passkeys.iter_mut().find(|kept| kept.id == passkey.id);
        found.map(|kept| kept.clone_from(passkey)).is_some()
    }

    pub(super) fn remove(&mut self, delegate: &DelegateId, id: &PasskeyId) -> bool {
        let before = self.passkeys.len();
        self.passkeys.retain(|passkey| passkey.delegate != *delegate || passkey.id != *id);
        self.passkeys.len() < before
    }

    pub(super) fn ceremony(&self, id: &ChallengeId) -> Option<Ceremony> {
        self.ceremonies.iter().find(|ceremony| ceremony.id == *id).cloned()
    }

    pub(super) fn add_ceremony(&mut self, ceremony: &Ceremony, now: i64) {
        self.ceremonies.retain(|kept| kept.expires >= now);
        self.ceremonies.push(ceremony.clone());
    }

    pub(super) fn take_ceremony(&mut self, id: &ChallengeId) -> bool {
        let before = self.ceremonies.len();
        self.ceremonies.retain(|ceremony| ceremony.id != *id);
        self.ceremonies.len() < before
    }
}

impl PasskeyStore for Memory {
    fn passkeys(&self, delegate: &DelegateId) -> Result<Vec<Passkey>, Infallible> {
        Ok(self.passkeys.of(delegate))
    }

    fn passkey_by_credential(&self, credential: &CredentialId) -> Result<Option<Passkey>, Infallible> {
        Ok(self.passkeys.by_credential(credential))
    }

    fn add_passkey(&mut self, passkey: &Passkey) -> Result<bool, Infallible> {
        Ok(self.passkeys.add(passkey))
    }

    fn put_passkey(&mut self, passkey: &Passkey) -> Result<bool, Infallible> {
        Ok(self.passkeys.put(passkey))
    }

    fn remove_passkey(&mut self, delegate: &DelegateId, id: &PasskeyId) -> Result<bool, Infallible> {
        Ok(self.passkeys.remove(delegate, id))
    }

    fn ceremony(&self, id: &ChallengeId) -> Result<Option<Ceremony>, Infallible> {
        Ok(self.passkeys.ceremony(id))
    }

    fn add_ceremony(&mut self, ceremony: &Ceremony, now: i64) -> Result<(), Infallible> {
        self.passkeys.add_ceremony(ceremony, now);
        Ok(())
    }

    fn take_ceremony(&mut self, id: &ChallengeId) -> Result<bool, Infallible> {
        Ok(self.passkeys.take_ceremony(id))
    }
}
