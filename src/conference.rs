//! A conference backend's rules, pure, over a [`Store`]: challenges, sessions, disclosure, audiences, favourites. They exist once: the
//! reference backend adds SQLite, HTTP and mail, the demo adds memory. Not: any transport or storage, and no part of a release app.
//!
//! Three things come from outside and are passed in, so that every rule can be tested to the second: time (`now`, Unix seconds),
//! randomness ([`Entropy`]) and storage ([`Store`]). The caller serialises: a `Conference` is asked by one request at a time.

pub mod access;
mod address;
pub mod bearer;
pub mod bulletins;
pub mod card;
mod chronicle;
pub mod connections;
mod device;
mod devices;
mod directory;
mod disclosure;
mod entropy;
mod favourites;
#[cfg(test)]
mod fixture;
pub mod flaws;
pub mod history;
mod holding;
pub mod identity;
pub mod incidents;
mod limits;
pub mod listing;
pub mod memory;
pub mod over_share;
pub mod passkeys;
mod photo;
mod profile;
mod quota;
mod record;
mod recovery;
mod refusal;
pub mod rights;
mod secret;
pub mod seed;
mod session;
mod sight;
mod sign_in;
mod step_up;
pub mod store;
mod subscription;
#[cfg(test)]
mod tests;

pub use crate::domain::standing::Standing;
pub use device::{Browser, ConnectedBy, DEVICE_SECONDS, Device, DeviceLabel, Happened, Notice, System};
pub use devices::{Disowned, OwnSession};
pub use entropy::Entropy;
pub use holding::{SignedOut, Told};
pub use limits::{Limits, Quota};
pub use recovery::RECOVERY_SECONDS;
pub use refusal::{Refusal, Ruling};
pub use secret::Secret;
pub use session::{Granted, Viewer};
pub use sign_in::{Letter, LetterPurpose, Proof, Started};
pub use store::{Photo, Storage, Store};

use crate::domain::lookalike::Stage;
use crate::domain::policy::PolicyMark;

/// The rules, over a storage and a source of randomness.
#[derive(Debug)]
pub struct Conference<S: Store, E: Entropy> {
    store: S,
    entropy: E,
    limits: Limits,
    listed: listing::Listed,
    /// Who is on stage: nobody takes a name that only looks like one of theirs.
    stage: Stage,
    /// Which privacy policy is in force.
    policy: PolicyMark,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// `entropy` must be cryptographically secure wherever real people sign in.
    pub fn new(store: S, entropy: E, limits: Limits) -> Self {
        Self {
            store,
            entropy,
            limits,
            listed: listing::Listed::default(),
            stage: Stage::default(),
            policy: rights::mark(rights::BUILT_IN_VERSION, rights::BUILT_IN),
        }
    }

    /// The storage beneath, for what is no rule (backups, counting).
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The storage beneath, to change: how organisers add or disable people. No request of a delegate may reach it.
    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// What it was started with.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }
}
