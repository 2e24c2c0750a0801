//! What is kept of passkeys, and of ceremonies under way. Not: when either is accepted.

use crate::conference::store::Digest;
use crate::domain::id::{ChallengeId, DelegateId, PasskeyId, SessionId};
use crate::domain::text::Text;
use std::fmt;

/// The authenticator's own name for a credential: 16 to 1023 bytes of its choice (WebAuthn Level 3 §4, "credential ID").
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CredentialId(pub Vec<u8>);

/// Names an owner to their authenticators: random bytes that say nothing about the person (WebAuthn Level 3 §14.6.1).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UserHandle(pub [u8; 16]);

/// A passkey that opens its owner's account. It holds a public key only; whoever reads it can sign in as nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// In addresses; not the authenticator's name for it.
    pub id: PasskeyId,
    /// Whose account it opens.
    pub delegate: DelegateId,
    /// What the authenticator knows the owner by; the same for all passkeys of one owner.
    pub handle: UserHandle,
    /// The authenticator's name for it. No two passkeys have the same.
    pub credential: CredentialId,
    /// The verifier's own record: public key, sign counter, flags.
    pub record: String,
    /// What its owner calls it.
    pub label: Text,
    /// Unix seconds of its making.
    pub created: i64,
    /// The session in which it was made: whoever disowns that session disowns what was made in it.
    pub made_in: SessionId,
    /// Unix seconds of its latest use; `None`: never since.
    pub used: Option<i64>,
    /// It is kept by an account of the device's maker or a password manager, and so is on several devices.
    pub synced: bool,
}

/// A question to an authenticator that waits for its answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Ceremony {
    /// Sent back with the answer; worth nothing alone.
    pub id: ChallengeId,
    /// What the answer does, and who may give it.
    pub purpose: CeremonyPurpose,
    /// What the verifier needs to know again: the challenge above all.
    pub kept: String,
    /// Unix seconds from which it is dead.
    pub expires: i64,
}

/// What a ceremony is for. An answer to one is never an answer to another.
#[derive(Clone, PartialEq, Eq)]
pub enum CeremonyPurpose {
    /// A new passkey for this delegate, from the session with this digest.
    Register {
        /// Whose it will be.
        delegate: DelegateId,
        /// Digest of the session that asked.
        session: Digest,
        /// By which the authenticator will know them.
        handle: UserHandle,
    },
    /// A new session for whoever the passkey belongs to, in the browser with this verifier.
    SignIn {
        /// Digest of the browser's verifier cookie.
        browser: Digest,
    },
    /// A fresh proof for the session with this digest.
    StepUp {
        /// Whose session it is.
        delegate: DelegateId,
        /// Its digest.
        session: Digest,
    },
}

// Neither who owns what nor a challenge belongs into a log.
macro_rules! silent {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent!(CredentialId, UserHandle, Passkey, Ceremony, CeremonyPurpose);
