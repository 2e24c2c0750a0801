//! Who somebody is at their organisation's sign-in, and whose account that opens here. Not: whether the provider's word is good, which the
//! backend's OpenID client has checked before anything here is asked.
//!
//! The key is issuer and subject together (OpenID Connect Core 1.0 §5.7). An address that a provider vouches for is never one: in many
//! directories anybody can write any address into their own account. It only says to whom a code is mailed, once.

use super::secret::{browser_digest, identity_digest, same};
use super::store::{Digest, Purpose};
use super::{Conference, Device, Entropy, Granted, Happened, LetterPurpose, Notice, Refusal, Ruling, Started, Store, Viewer};
use crate::domain::id::{ChallengeId, DelegateId, IdentityId, SessionId};
use crate::domain::text::Email;
use std::fmt;

/// Somebody as their provider names them: `iss` and `sub` of a verified ID token.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// The provider, as its metadata spells it.
    pub issuer: String,
    /// Whom it means; opaque, and never reassigned there.
    pub subject: String,
}

// The name of a person somewhere else.
impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(…)")
    }
}

impl Subject {
    fn digest(&self) -> Digest {
        identity_digest(&self.issuer, &self.subject)
    }
}

/// A sign-in at an organisation that opens an account here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its name in the owner's list.
    pub id: IdentityId,
    /// Who that is there.
    pub subject: Subject,
    /// Whose account it opens; everybody may have several.
    pub delegate: DelegateId,
    /// Unix seconds of the linking.
    pub since: i64,
    /// In which session: who takes that one back takes back what was linked in it. `None`: by the organisers.
    pub session: Option<SessionId>,
}

/// What a provider said about the person that came back from it.
#[derive(Clone)]
pub struct Vouched {
    /// Who it is there.
    pub subject: Subject,
    /// Their address, only where the provider says that it has verified it.
    pub address: Option<Email>,
    /// Unix seconds at which they last proved there who they are, where the provider says so.
    pub authenticated: Option<i64>,
}

/// How far the organiser trusts the addresses of the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AddressTrust {
    /// Not at all: a mailed code joins the two.
    #[default]
    Proof,
    /// The organiser's own directory issues them, so nobody can have somebody else's.
    Directory,
}

/// What became of somebody who came back from their provider.
#[derive(Debug)]
pub enum Arrival {
    /// They are linked, and signed in.
    SignedIn(Box<Entered>),
    /// A code joins them to the account with their address, if there is one. The answer is the same where there is none.
    Join(Started),
    /// No account here is theirs.
    NotKnown,
    /// The provider vouches for no address, so there is nothing by which they could be joined.
    NoAddress,
}

/// Somebody is in, perhaps by a link that is new.
#[derive(Debug)]
pub struct Entered {
    /// The session.
    pub granted: Granted,
    /// For the owner, where a way in was added.
    pub notice: Option<Notice>,
}

/// What became of the wish to link.
#[derive(Debug)]
pub enum Linked {
    /// It is, and the owner is told.
    Now(Notice),
    /// It was already.
    Before,
    /// That person at the provider belongs to another account.
    Elsewhere,
}

impl Linked {
    fn into_notice(self) -> Option<Notice> {
        match self {
            Self::Now(notice) => Some(notice),
            Self::Before | Self::Elsewhere => None,
        }
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Counts one sign-in that is about to leave for a provider. `source` as in `start_sign_in`.
    pub fn leave_for_provider(&mut self, source: &str, now: i64) -> Ruling<(), S> {
        self.admit(self.limits.starts_per_source, "provider source", source, now)
    }

    /// Somebody is back from their provider.
    pub fn arrive(&mut self, vouched: Vouched, trust: AddressTrust, device: Device, source: &str, now: i64) -> Ruling<Arrival, S> {
        if let Some(identity) = self.store.identity(&vouched.subject)? {
            if self.store.person(&identity.delegate)?.is_none_or(|person| !person.profile.standing.signs_in()) {
                return Ok(Arrival::NotKnown);
            }
            let granted = self.enter(identity.delegate, device, now)?;
            let granted = self.as_fresh_as(granted, vouched.authenticated, now)?;
            return Ok(Arrival::SignedIn(Box::new(Entered { granted, notice: None })));
        }
        let Some(email) = vouched.address else { return Ok(Arrival::NoAddress) };
        match trust {
            AddressTrust::Proof => self.start_join(&vouched.subject, &email, source, now).map(Arrival::Join),
            AddressTrust::Directory => {
                let Some(person) = self.store.person_by_email(&email.key())?.filter(|person| person.profile.standing.signs_in()) else {
                    return Ok(Arrival::NotKnown);
                };
                let granted = self.enter(person.profile.id, device, now)?;
                let granted = self.as_fresh_as(granted, vouched.authenticated, now)?;
                let notice = self.link(&granted.viewer, vouched.subject, now)?.into_notice();
                Ok(Arrival::SignedIn(Box::new(Entered { granted, notice })))
            }
        }
    }

    // The same limits, work and answer as for an address that somebody typed: a provider at which anybody may call themselves anything must
    // not tell who is registered here, nor fill their mailboxes.
    fn start_join(&mut self, subject: &Subject, email: &Email, source: &str, now: i64) -> Ruling<Started, S> {
        self.admit_address(email, source, now)?;
        let person = self.store.person_by_email(&email.key())?.filter(|person| person.profile.standing.signs_in());
        let digest = subject.digest();
        let purpose = person.as_ref().map_or(Purpose::Nobody, |person| Purpose::Join(person.profile.id.clone(), digest));
        self.challenge(purpose, person.map(|person| (person.email, LetterPurpose::Join)), now)
    }

    /// The mailed code, in the browser that came back from the provider: opens a session and links for good. Every code that opens nothing
    /// gets the one refusal, whatever the reason.
    #[expect(clippy::too_many_arguments, reason = "each is one thing that a request says, and none may be left out")]
    pub fn join(
        &mut self,
        subject: Subject,
        challenge: &ChallengeId,
        code: &str,
        browser: &str,
        device: Device,
        source: &str,
        now: i64,
    ) -> Ruling<Entered, S> {
        self.admit(self.limits.redeems_per_source, "redeem source", source, now)?;
        let is_here = |kept: super::store::Challenge| same(&kept.browser, &browser_digest(browser));
        if !self.store.challenge(challenge)?.is_some_and(is_here) {
            return Err(Refusal::proof());
        }
        let digest = subject.digest();
        let solved = self.proved_by_code(challenge, code, now, |purpose| match purpose {
            Purpose::Join(_, meant) => same(meant, &digest),
            Purpose::Nobody => true,
            Purpose::SignIn(_) | Purpose::StepUp(..) | Purpose::Address(..) => false,
        })?;
        let Purpose::Join(delegate, _) = solved.purpose else { return Err(Refusal::proof()) };
        let granted = self.enter(delegate, device, now)?;
        let notice = self.link(&granted.viewer, subject, now)?.into_notice();
        Ok(Entered { granted, notice })
    }

    /// Whether the viewer may leave for a provider to link it: that is a way in, so the proof must be fresh (OWASP ASVS 5.0 V7.5.1).
    pub fn demand_linking(&mut self, viewer: &Viewer, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        self.demand_fresh(viewer, now)?;
        // Ways under way take places that everybody shares.
        self.admit(self.limits.step_ups_per_delegate, "link", viewer.id.as_str(), now)
    }

    /// Links what a signed-in viewer came back with. They were let go by [`Conference::demand_linking`], however long they took there.
    pub fn link(&mut self, viewer: &Viewer, subject: Subject, now: i64) -> Ruling<Linked, S> {
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        if let Some(kept) = self.store.identity(&subject)? {
            return Ok(if kept.delegate == viewer.id { Linked::Before } else { Linked::Elsewhere });
        }
        let id = super::entropy::id(&mut self.entropy);
        let identity = Identity { id, subject, delegate: viewer.id.clone(), since: now, session: Some(session.id) };
        if !self.store.add_identity(&identity)? {
            return Ok(Linked::Elsewhere);
        }
        self.identity_notice(viewer, Happened::OrganisationAdded(session.label), now).map(Linked::Now)
    }

    /// The organisations' sign-ins that open the viewer's account, oldest first.
    pub fn identities(&self, viewer: &Viewer) -> Ruling<Vec<Identity>, S> {
        self.demand_session(viewer)?;
        let mut identities = self.store.identities(&viewer.id)?;
        identities.sort_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
        Ok(identities)
    }

    /// From now on that sign-in opens nothing here; its owner is told. Sessions stay.
    pub fn unlink(&mut self, viewer: &Viewer, id: &IdentityId, now: i64) -> Ruling<Notice, S> {
        self.demand_linking(viewer, now)?;
        let label = self.store.session(&viewer.digest)?.map(|session| session.label).unwrap_or_default();
        if !self.store.end_identity(&viewer.id, id)? {
            return Err(Refusal::NotFound);
        }
        self.identity_notice(viewer, Happened::OrganisationRemoved(label), now)
    }

    fn identity_notice(&self, viewer: &Viewer, what: Happened, now: i64) -> Ruling<Notice, S> {
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        Ok(Notice { to: person.email, at: now, what })
    }

    // A provider that knows somebody's browser lets them through without asking anything. That opens a session, but is no fresh proof: what is
    // delicate asks for one, unless the provider says that the person has just given it (`auth_time`).
    fn as_fresh_as(&mut self, granted: Granted, authenticated: Option<i64>, now: i64) -> Ruling<Granted, S> {
        let stale = now - i64::from(self.limits.step_up_age) - 1;
        let proved = authenticated.unwrap_or(stale).min(now);
        let session = self.store.session(&granted.viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        self.keep_session(&super::store::Session { proved, ..session })?;
        Ok(Granted { viewer: Viewer { proved, ..granted.viewer }, ..granted })
    }
}
