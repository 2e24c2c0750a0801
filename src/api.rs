//! The one door to a backend: what may be asked before sign-in ([`Backend`]) and after ([`Account`]). Holding an [`Account`] is the proof
//! of sign-in. Not: what is remembered between questions, which is `state`.
//!
//! The session is an HttpOnly cookie that scripts never see, so there is no secret here for a type to guard.

#[cfg(feature = "demo")]
pub mod demo;
pub mod error;
pub mod http;
pub mod programme;
pub mod rest;

#[cfg(feature = "demo")]
pub use demo::Demo;
pub use error::{ApiError, Retry};
pub use programme::{ProgrammeError, ProgrammeSource};
pub use rest::Rest;

use crate::domain::agenda::Agenda;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::{ChallengeId, DelegateId, PhotoId, TalkId};
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::text::Email;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// An answer on its way. Dropping it aborts the request.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// A started sign-in or step-up. Names no person and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Sent back with the code.
    pub id: ChallengeId,
    /// Seconds from its start until it is dead.
    pub expires_in: u32,
}

/// What only somebody who can read the mailbox knows. There is no constructor that takes an address.
#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    /// The mailed code.
    Code {
        /// Which challenge it answers.
        challenge: Challenge,
        /// As typed.
        code: String,
    },
    /// The token in the fragment of the mailed link.
    Link(String),
}

/// A mail that a demo without a mail server would have sent.
#[derive(Clone, PartialEq, Eq)]
pub struct DemoLetter {
    /// The code in it.
    pub code: String,
}

/// The viewer: who is signed in, and the only handle to what they may do.
#[derive(Clone)]
pub struct SignedIn {
    /// The profile as it was at sign-in.
    pub profile: Profile,
    /// Everything that needs a session.
    pub account: Rc<dyn Account>,
}

/// What anybody may ask.
pub trait Backend {
    /// The conference's own programme (`GET /agenda`).
    fn agenda(&self) -> Answer<Agenda>;
    /// Who is signed in in this browser: `Ok(None)` is a certain "nobody", an error is "could not ask".
    fn restore(&self) -> Answer<Option<SignedIn>>;
    /// Has a code and a link mailed to a known address; the answer is the same for an unknown one.
    #[cfg(feature = "personal")]
    fn begin_sign_in(&self, email: Email) -> Answer<Challenge>;
    /// The only way to a session.
    #[cfg(feature = "personal")]
    fn redeem(&self, proof: Proof) -> Answer<SignedIn>;
    /// The latest mail, where this is a demo without a mail server.
    #[cfg(feature = "personal")]
    fn demo_letter(&self) -> Option<DemoLetter>;
}

/// What somebody signed in may ask.
pub trait Account {
    /// `GET /me`.
    #[cfg(feature = "personal")]
    fn profile(&self) -> Answer<Profile>;
    /// `PATCH /me`; `Conflict` where another device saved since `version`.
    #[cfg(feature = "personal")]
    fn save(&self, version: u64, update: ProfileUpdate) -> Answer<Profile>;
    /// `PUT /me/audiences`.
    #[cfg(feature = "personal")]
    fn set_audiences(&self, update: AudienceUpdate) -> Answer<Profile>;
    /// `GET /me/preview`: what the backend would really answer; `None`: the viewer does not exist for them.
    #[cfg(feature = "personal")]
    fn preview(&self, relation: Relation) -> Answer<Option<Delegate>>;
    /// `PUT /me/photo` with an image re-encoded by the browser; `None`: `DELETE /me/photo`.
    #[cfg(feature = "personal")]
    fn set_photo(&self, jpeg: Option<Vec<u8>>) -> Answer<Profile>;
    /// Where an image tag finds a photo; not fetched by the app.
    #[cfg(feature = "personal")]
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String;
    /// `GET /delegates`.
    #[cfg(feature = "personal")]
    fn directory(&self, query: DirectoryQuery) -> Answer<DirectoryPage>;
    /// `GET /delegates/{id}`.
    #[cfg(feature = "personal")]
    fn delegate(&self, id: DelegateId) -> Answer<Delegate>;
    /// `GET /me/agenda`.
    fn favourites(&self) -> Answer<Vec<TalkId>>;
    /// `PUT` or `DELETE /me/agenda/{talk}`.
    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()>;
    /// `POST /auth/step-up/start`: a code to the viewer's own address.
    #[cfg(feature = "personal")]
    fn begin_step_up(&self) -> Answer<Challenge>;
    /// `POST /auth/step-up/finish`.
    #[cfg(feature = "personal")]
    fn finish_step_up(&self, challenge: Challenge, code: String) -> Answer<()>;
    /// `POST /auth/logout`; on every device where `everywhere`.
    fn sign_out(&self, everywhere: bool) -> Answer<()>;
}
