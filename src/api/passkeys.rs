//! Passkeys at the door: the question, the signed answer, and what their owner may do with them. Not: the device's part, which is `browser`.

use super::Answer;
use crate::browser::PasskeyResponse;
use crate::domain::id::{ChallengeId, PasskeyId};
use crate::domain::text::Text;
use crate::domain::time::Moment;

/// What the backend asks the device. Names no person and opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Ceremony {
    pub(super) id: ChallengeId,
    /// For the device, as JSON.
    pub options: String,
    /// Seconds from its start until it is dead.
    pub expires_in: u32,
}

impl Ceremony {
    /// What the device said to it.
    pub fn answered(&self, response: PasskeyResponse) -> Signed {
        Signed { ceremony: self.id.clone(), response }
    }
}

/// What a device made or signed for one question. Only a device can, so that there is no way to it from an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    pub(super) ceremony: ChallengeId,
    pub(super) response: PasskeyResponse,
}

/// One of the viewer's passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Names it.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub label: Text,
    /// When it was made; in UTC.
    pub created: Moment,
    /// When it was last used; in UTC.
    pub used: Option<Moment>,
    /// It is on several devices, by a password manager or an account of their maker.
    pub synced: bool,
}

/// The viewer's passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskeys {
    /// The oldest first.
    pub passkeys: Vec<Passkey>,
    /// As many as anybody may have.
    pub most: usize,
}

/// What somebody signed in may do with their passkeys.
pub trait Passkeys {
    /// `GET /me/passkeys`.
    fn list(&self) -> Answer<OwnPasskeys>;
    /// `POST /auth/passkey/register/start`; needs a fresh proof.
    fn begin(&self) -> Answer<Ceremony>;
    /// `POST /auth/passkey/register/finish`.
    fn add(&self, made: Signed, label: String) -> Answer<Passkey>;
    /// `PATCH /me/passkeys/{id}`.
    fn rename(&self, id: PasskeyId, label: String) -> Answer<Passkey>;
    /// `DELETE /me/passkeys/{id}`; needs a fresh proof.
    fn remove(&self, id: PasskeyId) -> Answer<()>;
    /// `POST /auth/step-up/passkey/start`; `NotFound`: they have none.
    fn begin_step_up(&self) -> Answer<Ceremony>;
    /// `POST /auth/step-up/passkey/finish`.
    fn finish_step_up(&self, signed: Signed) -> Answer<()>;
}
