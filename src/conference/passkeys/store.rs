//! What the rules of passkeys ask of a storage. Not: when anything is accepted; a storage decides nothing.

use super::record::{Ceremony, CredentialId, Passkey};
use crate::conference::store::Storage;
use crate::domain::id::{ChallengeId, DelegateId, PasskeyId};

/// Where passkeys and ceremonies are kept. Every method is one atomic, durable step.
pub trait PasskeyStore: Storage {
    /// Every passkey of a delegate, the oldest first.
    fn passkeys(&self, delegate: &DelegateId) -> Result<Vec<Passkey>, Self::Error>;
    /// The passkey that authenticators call so.
    fn passkey_by_credential(&self, credential: &CredentialId) -> Result<Option<Passkey>, Self::Error>;
    /// Adds it; `false` where one with its id or credential is there already, whoever's it is.
    fn add_passkey(&mut self, passkey: &Passkey) -> Result<bool, Self::Error>;
    /// Replaces its record, label, use and flag; `false` where it is gone.
    fn put_passkey(&mut self, passkey: &Passkey) -> Result<bool, Self::Error>;
    /// Removes it if it is this delegate's; `false` where there was none.
    fn remove_passkey(&mut self, delegate: &DelegateId, id: &PasskeyId) -> Result<bool, Self::Error>;
    /// The ceremony with this id.
    fn ceremony(&self, id: &ChallengeId) -> Result<Option<Ceremony>, Self::Error>;
    /// Adds the ceremony and drops those that expired before `now`.
    fn add_ceremony(&mut self, ceremony: &Ceremony, now: i64) -> Result<(), Self::Error>;
    /// Removes the ceremony; `true` for exactly one caller, however many ask at once.
    fn take_ceremony(&mut self, id: &ChallengeId) -> Result<bool, Self::Error>;
}
