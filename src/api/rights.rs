//! What people have a right to, at the door: a copy, an erasure, a consent, a complaint. Not: what a copy holds, which the backend knows.

use super::Answer;
use crate::domain::policy::PolicyMark;
use crate::domain::rights::{Consent, Filed, Form, Receipt};

/// Where the viewer's consent stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The policy that is in force.
    pub policy: PolicyMark,
    /// Every step, the newest first.
    pub steps: Vec<Consent>,
}

/// What somebody signed in may do with everything that is kept of them.
pub trait Rights {
    /// `GET /me/export`: the whole file; needs a fresh proof.
    fn export(&self, form: Form) -> Answer<String>;
    /// `DELETE /me`; `confirm` is the account's address as typed. Needs a fresh proof. Afterwards nobody is signed in.
    fn erase(&self, confirm: String) -> Answer<Receipt>;
    /// `GET /me/consents`.
    fn consents(&self) -> Answer<Standing>;
    /// `POST /me/consents`, to agree to the policy of this version.
    fn agree(&self, version: String) -> Answer<Standing>;
    /// `POST /me/consents`, to take it back: everything is hidden.
    fn withdraw(&self) -> Answer<Standing>;
    /// `POST /complaints`.
    fn complain(&self, words: String) -> Answer<Filed>;
}
