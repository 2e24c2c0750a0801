//! What the rules ask of the cryptography: to put a question to an authenticator and to judge its answer (WebAuthn Level 3 §7). Not: who may
//! ask, which question an answer belongs to, and what it opens.

use super::record::{CredentialId, UserHandle};

/// Options and answers are JSON as browsers write it (`PublicKeyCredential.toJSON`); the rules carry them and look into none.
///
/// Whoever implements it vouches for every check of §7.1 and §7.2 but for two, which are the rules': that the challenge is this asker's
/// and used once, and that the credential is its owner's.
pub trait Verifier {
    /// Asks for a new passkey that the device can find by itself, with the person verified. `None`: it cannot be asked for.
    fn offer_registration(&self, owner: &Owner<'_>) -> Option<Offer>;

    /// The passkey in the answer, if it answers what was offered: challenge, origin, RP ID, presence and verification of the person.
    fn registered(&self, kept: &str, answer: &str) -> Option<Registered>;

    /// Asks for a signature by one of these passkeys; by any that the device knows for this site where there are none.
    fn offer_assertion(&self, among: &[CredentialId]) -> Option<Offer>;

    /// Which passkey an answer says it comes from. Nothing is proved by it.
    fn claimed(&self, answer: &str) -> Option<Claim>;

    /// Judges an answer against what was offered and the record of the passkey that it claims to come from.
    fn asserted(&self, kept: &str, record: &str, answer: &str) -> Assertion;
}

/// Whom a new passkey is for.
#[derive(Debug)]
pub struct Owner<'a> {
    /// What the authenticator knows them by.
    pub handle: UserHandle,
    /// What they recognise their account by, in their own device's list.
    pub account: &'a str,
    /// Their name, for the same list.
    pub name: &'a str,
    /// Passkeys they have already: their devices do not make another.
    pub registered: Vec<CredentialId>,
}

/// A question to an authenticator.
#[derive(Debug)]
pub struct Offer {
    /// For the browser.
    pub options: String,
    /// For the ceremony.
    pub kept: String,
}

/// A passkey as it was made.
#[derive(Debug)]
pub struct Registered {
    /// The authenticator's name for it.
    pub credential: CredentialId,
    /// What judges its signatures later.
    pub record: String,
    /// See [`super::Passkey::synced`].
    pub synced: bool,
}

/// What an answer says about itself.
#[derive(Debug)]
pub struct Claim {
    /// Which passkey signed.
    pub credential: CredentialId,
    /// Whose it is, in the authenticator's words.
    pub owner: Option<UserHandle>,
}

/// A judged signature.
#[derive(Debug)]
pub enum Assertion {
    /// The holder of the passkey is there, and was verified by their device.
    Proved {
        /// The record from now on.
        record: String,
        /// See [`super::Passkey::synced`].
        synced: bool,
    },
    /// The signature is right, but its counter is not above the one before: there may be two of what should be one (§6.1.1).
    Cloned,
    /// Anything else.
    Refused,
}
