//! The one door to a backend: what may be asked before sign-in ([`Backend`]) and after ([`Account`]). Holding an [`Account`] is the proof
//! of sign-in. Not: what is remembered between questions, which is `state`.
//!
//! The session is an HttpOnly cookie that scripts never see, so there is no secret here for a type to guard; but for `bearer`, where the app on a
//! static host signs people in by itself.

#[cfg(feature = "personal")]
pub mod access;
pub mod bearer;
pub mod bulletins;
#[cfg(feature = "personal")]
pub mod connections;
#[cfg(feature = "demo")]
pub mod demo;
pub mod error;
pub mod http;
#[cfg(feature = "personal")]
pub mod own;
#[cfg(feature = "personal")]
pub mod passkeys;
pub mod programme;
pub mod rest;
#[cfg(feature = "personal")]
pub mod rights;
pub mod workshop;

#[cfg(feature = "demo")]
pub use demo::Demo;
pub use error::{ApiError, Retry};
pub use http::Mark;
pub use programme::{Fetched, ProgrammeError, ProgrammeSource};
pub use rest::Rest;

use crate::domain::agenda::Texts;
use crate::domain::bulletin::ReadMark;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::device::Remaining;
#[cfg(feature = "personal")]
use crate::domain::device::{DeviceSession, Ending};
use crate::domain::history::Change;
#[cfg(feature = "personal")]
use crate::domain::id::SessionId;
use crate::domain::id::{ChallengeId, ChangeId, DelegateId, IdentityId, PhotoId, TalkId};
use crate::domain::organisation::LinkedSignIn;
#[cfg(feature = "personal")]
use crate::domain::policy::Policy;
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::text::Email;
use crate::domain::time::Moment;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// An answer on its way. Dropping it aborts the request.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// How people may sign in here, beside the mailed code, which is always there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ways {
    /// By a passkey of their device.
    pub passkey: bool,
    /// By the sign-in of their organisation, which people call so.
    pub organisation: Option<String>,
}

/// A started sign-in or step-up. Names no person and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Sent back with the code.
    pub id: ChallengeId,
    /// Seconds from its start until it is dead.
    pub expires_in: u32,
}

/// What only somebody who can read the mailbox knows, or a device signed that its owner unlocked. There is no constructor that takes an address.
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
    /// What a passkey signed: no mailbox, but the device of its owner, unlocked by them.
    #[cfg(feature = "personal")]
    Passkey(passkeys::Signed),
}

/// Somebody is back from their organisation, which vouches for an address; the code that was mailed to it joins the two, if it is registered.
#[derive(Clone, PartialEq, Eq)]
pub struct Joining {
    /// What the code answers.
    pub challenge: Challenge,
    /// What people call the organisation.
    pub organisation: String,
    /// The address.
    pub email: String,
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

/// A private address from which calendar programs fetch the viewer's starred talks. The address itself is known to its owner alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscription {
    /// When it was made; in UTC.
    pub since: Moment,
    /// When it was last fetched, give or take a minute; in UTC.
    pub fetched: Option<Moment>,
}

/// What anybody may ask.
pub trait Backend {
    /// The conference's own programme (`GET /agenda`); `None`: it is still the one that is known.
    fn agenda(&self, known: Option<Mark>) -> Answer<Option<Fetched>>;
    /// The long texts of the programme, at the address that stands in it.
    fn agenda_texts(&self, address: String) -> Answer<Texts>;
    /// `GET /incidents`: what the organisers tell everybody.
    fn bulletins(&self) -> Answer<bulletins::Sealed>;
    /// Who is signed in in this browser: `Ok(None)` is a certain "nobody", an error is "could not ask".
    fn restore(&self) -> Answer<Option<SignedIn>>;
    /// `GET /config`: how people may sign in.
    #[cfg(feature = "personal")]
    fn ways(&self) -> Answer<Ways>;
    /// Has a code and a link mailed to a known address; the answer is the same for an unknown one.
    #[cfg(feature = "personal")]
    fn begin_sign_in(&self, email: Email) -> Answer<Challenge>;
    /// A question to whatever device holds a passkey for this conference; no address is named.
    #[cfg(feature = "personal")]
    fn begin_passkey(&self) -> Answer<passkeys::Ceremony> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
    /// The only way to a session.
    #[cfg(feature = "personal")]
    fn redeem(&self, proof: Proof) -> Answer<SignedIn>;
    /// The way to an issuer, where the app signs people in by itself; there is no other way in then.
    #[cfg(feature = "personal")]
    fn door(&self) -> Option<Rc<bearer::Door>> {
        None
    }
    /// Where a whole page goes to sign in at the organisation, and then on to this place of the app; `None`: there is no organisation behind
    /// this backend.
    #[cfg(feature = "personal")]
    fn organisation_door(&self, _return_to: &str) -> Option<String> {
        None
    }
    /// `GET /auth/oidc/join`: what waits in this browser for a mailed code.
    #[cfg(feature = "personal")]
    fn joining(&self) -> Answer<Joining> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
    /// `POST /auth/oidc/join`.
    #[cfg(feature = "personal")]
    fn join(&self, _joining: Joining, _code: String) -> Answer<SignedIn> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
    /// `GET /policy`: by what rules the conference works with data. [`ApiError::NotFound`]: this backend does not say.
    #[cfg(feature = "personal")]
    fn policy(&self) -> Answer<Policy> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
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
    /// `GET /me/changes`: what was changed of what people recognise or reach the viewer by, the newest first.
    #[cfg(feature = "personal")]
    fn changes(&self) -> Answer<Vec<Change>>;
    /// `POST /me/changes/{id}/undo`.
    #[cfg(feature = "personal")]
    fn undo(&self, change: ChangeId) -> Answer<Profile>;
    /// Where an image tag finds a photo; not fetched by the app.
    #[cfg(feature = "personal")]
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String;
    /// `GET /delegates`.
    #[cfg(feature = "personal")]
    fn directory(&self, query: DirectoryQuery) -> Answer<DirectoryPage>;
    /// `GET /delegates/{id}`.
    #[cfg(feature = "personal")]
    fn delegate(&self, id: DelegateId) -> Answer<Delegate>;
    /// The viewer's own page, from outside.
    #[cfg(feature = "personal")]
    fn own_page(&self) -> Rc<dyn own::OwnPage>;
    /// Who saw what of the viewer.
    #[cfg(feature = "personal")]
    fn who_saw(&self) -> Rc<dyn access::WhoSaw>;
    /// `GET /me/agenda`.
    fn favourites(&self) -> Answer<Vec<TalkId>>;
    /// `PUT` or `DELETE /me/agenda/{talk}`.
    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()>;
    /// `GET /me/notices`: what the viewer has read of [`Backend::bulletins`].
    fn read_marks(&self) -> Answer<Vec<ReadMark>>;
    /// `PUT /me/notices/{id}`.
    fn mark_read(&self, mark: ReadMark) -> Answer<()>;
    /// `GET /me/calendar`; [`ApiError::NotFound`]: this backend has no calendar addresses.
    fn subscription(&self) -> Answer<Option<Subscription>>;
    /// `POST /me/calendar`: a new address in place of the one before, told this once.
    fn subscribe(&self) -> Answer<String>;
    /// `DELETE /me/calendar`.
    fn unsubscribe(&self) -> Answer<()>;
    /// `GET /me/identities`.
    #[cfg(feature = "personal")]
    fn linked_sign_ins(&self) -> Answer<Vec<LinkedSignIn>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }
    /// `POST /me/identities`: the address at the organisation to which the page goes.
    #[cfg(feature = "personal")]
    fn link_sign_in(&self) -> Answer<String> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
    /// `DELETE /me/identities/{id}`.
    #[cfg(feature = "personal")]
    fn unlink_sign_in(&self, _id: IdentityId) -> Answer<()> {
        Box::pin(std::future::ready(Err(ApiError::NotFound)))
    }
    /// `GET /me/session`: how long the session still goes on; asking is no use of it. [`ApiError::NotFound`]: this backend does not say.
    fn watch(&self) -> Answer<Remaining>;
    /// `GET /me/sessions`: where the viewer is signed in, this device first.
    #[cfg(feature = "personal")]
    fn sessions(&self) -> Answer<Vec<DeviceSession>>;
    /// `DELETE /me/sessions/{id}`.
    #[cfg(feature = "personal")]
    fn end_session(&self, id: SessionId) -> Answer<()>;
    /// `DELETE /me/sessions`: every one but this; how many.
    #[cfg(feature = "personal")]
    fn end_other_sessions(&self) -> Answer<u32>;
    /// `POST /me/sessions/{id}/disown`: "this wasn't me".
    #[cfg(feature = "personal")]
    fn disown(&self, id: SessionId) -> Answer<Ending>;
    /// The viewer's passkeys; `None`: this backend knows none.
    #[cfg(feature = "personal")]
    fn passkeys(&self) -> Option<Rc<dyn passkeys::Passkeys>> {
        None
    }
    /// Exchanging contact details, blocks, reports.
    #[cfg(feature = "personal")]
    fn connections(&self) -> Rc<dyn connections::Connecting>;
    /// A copy of everything, its erasure, consents, complaints.
    #[cfg(feature = "personal")]
    fn rights(&self) -> Rc<dyn rights::Rights>;
    /// `POST /auth/step-up/start`: a code to the viewer's own address.
    #[cfg(feature = "personal")]
    fn begin_step_up(&self) -> Answer<Challenge>;
    /// `POST /auth/step-up/finish`.
    #[cfg(feature = "personal")]
    fn finish_step_up(&self, challenge: Challenge, code: String) -> Answer<()>;
    /// Whether what opens it is this page's alone and gone with it: a sign-out forgot it, and whoever is in has come in anew.
    fn is_of_this_page(&self) -> bool {
        false
    }
    /// `POST /auth/logout`; on every device where `everywhere`.
    fn sign_out(&self, everywhere: bool) -> Answer<()>;
}
