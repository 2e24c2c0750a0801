//! Why the rules said no. Not: HTTP statuses or words for people.

use super::store::Storage;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::Profile;

/// A "no", told apart by what the asker should do. Names nobody but the asker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal<E> {
    /// Nobody is signed in with this secret, or no longer.
    SessionRequired,
    /// The session's proof is too old for this.
    StepUpRequired,
    /// The organisers hold the account: nothing of it is changed.
    Held,
    /// Does not exist, or not for this viewer: deliberately one case.
    NotFound,
    /// Another device saved first; the asker's profile as it is now.
    Stale(Box<Profile>),
    /// Something must be corrected; nothing was applied.
    Invalid(Vec<FieldProblem>),
    /// Asked too often.
    TooMany {
        /// Seconds until it is answered again.
        retry_after: u32,
    },
    /// The storage failed.
    Store(E),
}

/// What the rules answer.
pub type Ruling<T, S> = Result<T, Refusal<<S as Storage>::Error>>;

impl<E> From<E> for Refusal<E> {
    fn from(error: E) -> Self {
        Self::Store(error)
    }
}

impl<E> Refusal<E> {
    /// The one answer to every code and link that opens nothing.
    pub(crate) fn proof() -> Self {
        Self::one(Input::Proof, Fault::ProofRefused)
    }

    /// One problem at one input.
    pub(crate) fn one(input: Input, fault: Fault) -> Self {
        Self::Invalid(vec![FieldProblem { input, fault }])
    }
}
