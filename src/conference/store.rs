//! What the rules ask of a storage, and the records it keeps. Not: who may see what; a storage decides nothing.

use crate::domain::id::{ChallengeId, DelegateId, PhotoId, TalkId};
use crate::domain::profile::Profile;
use crate::domain::text::Email;

/// SHA-256 of a secret. The secret itself is never stored.
pub type Digest = [u8; 32];

/// A delegate's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Where proofs are sent.
    pub email: Email,
    /// Removed by the organisers: exists for nobody and cannot sign in.
    pub disabled: bool,
    /// What they chose to say about themselves, and to whom.
    pub profile: Profile,
}

/// What a challenge proves once it is redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new session for this delegate.
    SignIn(DelegateId),
    /// A fresh proof for the session with this digest.
    StepUp(DelegateId, Digest),
    /// Nobody: the address is unknown or disabled. Kept so that an outsider cannot tell the difference.
    Nobody,
}

/// A started sign-in or step-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Named in answers; worth nothing alone.
    pub id: ChallengeId,
    /// What it opens.
    pub purpose: Purpose,
    /// Digest of the mailed code.
    pub code: Digest,
    /// Digest of the mailed link's token.
    pub link: Digest,
    /// Digest of the verifier cookie of the browser that asked; the link opens nothing in another.
    pub browser: Digest,
    /// Unix seconds after which it is dead.
    pub expires: i64,
    /// Wrong codes so far.
    pub tries: u32,
}

/// Somebody is signed in on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of the cookie's secret.
    pub digest: Digest,
    /// Whose.
    pub delegate: DelegateId,
    /// Unix seconds of the latest proof; step-up looks at it.
    pub proved: i64,
    /// Unix seconds of the latest request; idle sessions end.
    pub seen: i64,
    /// Unix seconds after which it ends whatever happens.
    pub expires: i64,
}

/// A re-encoded portrait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// A new photo has a new id.
    pub id: PhotoId,
    /// `image/jpeg` bytes, free of metadata.
    pub bytes: Vec<u8>,
}

/// Where records are kept. Every method is one atomic, durable step: what returned `Ok` survives a crash.
pub trait Store {
    /// What can go wrong beneath (a full disk, …).
    type Error;

    /// The account with this id.
    fn person(&self, id: &DelegateId) -> Result<Option<Person>, Self::Error>;
    /// The account with this [`Email::key`].
    fn person_by_email(&self, key: &str) -> Result<Option<Person>, Self::Error>;
    /// Every account whose owner asked to be listed and is not disabled, in any order.
    fn listed(&self) -> Result<Vec<Person>, Self::Error>;
    /// Stores the account if its stored `profile.version` is still `expected` (`None`: if it does not exist yet); `false` otherwise.
    fn put_person(&mut self, person: &Person, expected: Option<u64>) -> Result<bool, Self::Error>;

    /// The challenge with this id.
    fn challenge(&self, id: &ChallengeId) -> Result<Option<Challenge>, Self::Error>;
    /// The challenge whose link token has this digest.
    fn challenge_by_link(&self, link: &Digest) -> Result<Option<Challenge>, Self::Error>;
    /// Adds the challenge and drops those that expired before `now`.
    fn add_challenge(&mut self, challenge: &Challenge, now: i64) -> Result<(), Self::Error>;
    /// Counts one wrong code and returns the new count; `None` where the challenge is gone.
    fn count_try(&mut self, id: &ChallengeId) -> Result<Option<u32>, Self::Error>;
    /// Removes the challenge; `true` for exactly one caller, however many ask at once.
    fn take_challenge(&mut self, id: &ChallengeId) -> Result<bool, Self::Error>;

    /// Removes every challenge that would open a session of this delegate.
    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;

    /// Notes that `key` did something at `now` and returns how often it has since `since` (that one included); older notes are dropped.
    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Result<u32, Self::Error>;

    /// The session with this digest.
    fn session(&self, digest: &Digest) -> Result<Option<Session>, Self::Error>;
    /// Adds or replaces a session.
    fn put_session(&mut self, session: &Session) -> Result<(), Self::Error>;
    /// Ends one session.
    fn end_session(&mut self, digest: &Digest) -> Result<(), Self::Error>;
    /// Ends every session of a delegate.
    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;

    /// Starred talks.
    fn favourites(&self, delegate: &DelegateId) -> Result<Vec<TalkId>, Self::Error>;
    /// Stars or unstars a talk; doing it twice is doing it once.
    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Result<(), Self::Error>;

    /// The delegate's photo.
    fn photo(&self, delegate: &DelegateId) -> Result<Option<Photo>, Self::Error>;
    /// Replaces (or, with `None`, removes) the photo **and** stores the account, in one step; `false` where the version has moved on.
    fn put_photo(&mut self, person: &Person, expected: u64, photo: Option<&Photo>) -> Result<bool, Self::Error>;
}
