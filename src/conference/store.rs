//! What the rules ask of a storage, and the records it keeps. Not: who may see what; a storage decides nothing.

use super::access::Accesses;
use super::bulletins::Bulletins;
use super::connections::store::Connections;
use super::device::DeviceLabel;
use super::history::History;
use super::identity::{Identity, Subject};
use super::incidents::Incidents;
use super::listing::Listing;
use super::over_share::OverShares;
use super::passkeys::PasskeyStore;
use super::rights::Rights;
use crate::domain::agenda::changes::{Remembered, Seen};
use crate::domain::id::{ChallengeId, DelegateId, IdentityId, PhotoId, SessionId, TalkId};
use crate::domain::profile::Profile;
use crate::domain::text::Email;

/// SHA-256 of a secret. The secret itself is never stored.
pub type Digest = [u8; 32];

/// A delegate's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Where proofs are sent.
    pub email: Email,
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
    /// A new session for this delegate, and a link to who the digest says they are at their organisation.
    Join(DelegateId, Digest),
    /// That this delegate reads the mail of this address, which is to be theirs.
    Address(DelegateId, Email),
    /// Nobody: the address is unknown or removed. Kept so that an outsider cannot tell the difference.
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
    /// Digest of the cookie's secret; another after each step-up.
    pub digest: Digest,
    /// Its name in the owner's list; the same as long as it lives.
    pub id: SessionId,
    /// Whose.
    pub delegate: DelegateId,
    /// Digest of the secret by which the device is known again.
    pub device: Digest,
    /// What the device is called in the owner's list.
    pub label: DeviceLabel,
    /// Unix seconds of the sign-in.
    pub created: i64,
    /// Unix seconds of the latest proof; step-up looks at it.
    pub proved: i64,
    /// Unix seconds of the latest request, give or take a minute; idle sessions end. `None`: no request has used it yet.
    pub seen: Option<i64>,
    /// Unix seconds after which it ends whatever happens.
    pub expires: i64,
}

impl Session {
    /// Unix seconds of the latest sign of life.
    pub fn alive(&self) -> i64 {
        self.seen.unwrap_or(self.created)
    }
}

/// Whether a delegate has signed in on a device before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Familiarity {
    /// They have never signed in on any.
    First,
    /// On others, but not on this one.
    New,
    /// Yes.
    Known,
}

/// A challenge that was redeemed a moment ago, kept in case the answer was lost on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// The challenge.
    pub id: ChallengeId,
    /// Digest of the code that was mailed for it.
    pub code: Digest,
    /// Digest of the link's token.
    pub link: Digest,
    /// Digest of the verifier cookie of the browser in which it was started and redeemed.
    pub browser: Digest,
    /// Who came in.
    pub delegate: DelegateId,
    /// The session that it opened.
    pub session: Digest,
    /// Unix seconds after which it is forgotten.
    pub until: i64,
}

/// A re-encoded portrait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// A new photo has a new id.
    pub id: PhotoId,
    /// `image/jpeg` bytes, free of metadata.
    pub bytes: Vec<u8>,
}

/// An address from which calendar programs fetch the starred talks of its owner, whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Whose starred talks; everybody has one address at most.
    pub delegate: DelegateId,
    /// Digest of the secret in the address.
    pub token: Digest,
    /// Unix seconds of its making.
    pub since: i64,
    /// Unix seconds of the latest fetch, give or take a minute; `None`: nobody did yet.
    pub fetched: Option<i64>,
}

/// A talk as the conference last knew it, also after it left the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// As it was last announced.
    pub talk: Remembered,
    /// How often it has changed.
    pub revision: u32,
    /// Unix seconds of the latest change.
    pub changed: i64,
    /// The programme no longer holds it.
    pub gone: bool,
}

/// Something that can fail to keep or find a record.
pub trait Storage {
    /// What can go wrong beneath (a full disk, …).
    type Error;
}

/// Where records are kept. Every method is one atomic, durable step: what returned `Ok` survives a crash.
pub trait Store: Storage + Rights + PasskeyStore + History + Connections + Bulletins + Accesses + Incidents + Listing + OverShares {
    /// The account with this id.
    fn person(&self, id: &DelegateId) -> Result<Option<Person>, Self::Error>;
    /// The account with this [`Email::key`].
    fn person_by_email(&self, key: &str) -> Result<Option<Person>, Self::Error>;
    /// Every account whose owner asked to be listed and is neither held nor removed, in any order.
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

    /// Removes every challenge of this delegate, also the redeemed ones; how many were still open.
    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<u32, Self::Error>;

    /// Adds or replaces a redeemed challenge and drops those that are forgotten at `now`.
    fn put_redeemed(&mut self, redeemed: &Redeemed, now: i64) -> Result<(), Self::Error>;
    /// The redeemed challenge with this id.
    fn redeemed(&self, id: &ChallengeId) -> Result<Option<Redeemed>, Self::Error>;
    /// The redeemed challenge whose link token has this digest.
    fn redeemed_by_link(&self, link: &Digest) -> Result<Option<Redeemed>, Self::Error>;
    /// Forgets it before its time.
    fn end_redeemed(&mut self, id: &ChallengeId) -> Result<(), Self::Error>;

    /// Notes that `key` did something at `now` and returns how often it has since `since` (that one included); older notes are dropped.
    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Result<u32, Self::Error>;

    /// The session with this digest.
    fn session(&self, digest: &Digest) -> Result<Option<Session>, Self::Error>;
    /// Adds a session, or replaces the one of the same id, whose digest may have been another.
    fn put_session(&mut self, session: &Session) -> Result<(), Self::Error>;
    /// Replaces the session of the same id, whose digest may have been another. `false`, and nothing is changed: it has been ended meanwhile, if by another
    /// program, and must not come back.
    fn renew_session(&mut self, session: &Session) -> Result<bool, Self::Error>;
    /// Ends one session.
    fn end_session(&mut self, digest: &Digest) -> Result<(), Self::Error>;
    /// Ends every session of a delegate.
    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;
    /// Every session of a delegate, in any order, also those that are over and not dropped yet.
    fn sessions(&self, delegate: &DelegateId) -> Result<Vec<Session>, Self::Error>;
    /// Ends every session of a delegate but this one; how many.
    fn end_other_sessions(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<u32, Self::Error>;
    /// Notes that the delegate signed in on this device at `now` and says whether they had before; devices not used after `since` are
    /// forgotten first.
    fn recognise_device(&mut self, delegate: &DelegateId, device: &Digest, now: i64, since: i64) -> Result<Familiarity, Self::Error>;
    /// Whether the delegate has signed in on this device.
    fn knows_device(&self, delegate: &DelegateId, device: &Digest) -> Result<bool, Self::Error>;
    /// Forgets every device of a delegate but this one.
    fn forget_other_devices(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<(), Self::Error>;

    /// Starred talks.
    fn favourites(&self, delegate: &DelegateId) -> Result<Vec<TalkId>, Self::Error>;
    /// Stars or unstars a talk; doing it twice is doing it once.
    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Result<(), Self::Error>;

    /// The delegate's photo.
    fn photo(&self, delegate: &DelegateId) -> Result<Option<Photo>, Self::Error>;

    /// Who is linked to this person at a provider.
    fn identity(&self, subject: &Subject) -> Result<Option<Identity>, Self::Error>;
    /// Everything that is linked to the delegate, in any order.
    fn identities(&self, delegate: &DelegateId) -> Result<Vec<Identity>, Self::Error>;
    /// Stores the link; `false` where that person at the provider is linked already, to whomever.
    fn add_identity(&mut self, identity: &Identity) -> Result<bool, Self::Error>;
    /// Removes one of the delegate's links; `false` where they have none of that name.
    fn end_identity(&mut self, delegate: &DelegateId, id: &IdentityId) -> Result<bool, Self::Error>;

    /// The delegate's calendar address.
    fn subscription(&self, delegate: &DelegateId) -> Result<Option<Subscription>, Self::Error>;
    /// The calendar address whose secret has this digest.
    fn subscription_by_token(&self, token: &Digest) -> Result<Option<Subscription>, Self::Error>;
    /// Stores it in place of the one that the delegate had.
    fn put_subscription(&mut self, subscription: &Subscription) -> Result<(), Self::Error>;
    /// Removes it.
    fn end_subscription(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;

    /// Every talk that was ever in the programme, in any order.
    fn known_talks(&self) -> Result<Vec<Known>, Self::Error>;
    /// The state of the programme with this name.
    fn version(&self, name: &str) -> Result<Option<Seen>, Self::Error>;
    /// The latest state of the programme.
    fn latest_version(&self) -> Result<Option<Seen>, Self::Error>;
    /// Stores or replaces these talks **and**, unless it is there already, the state of the programme, in one step; of the states only the
    /// latest `keep` stay.
    fn publish(&mut self, changed: &[Known], version: &Seen, keep: usize) -> Result<(), Self::Error>;
}
