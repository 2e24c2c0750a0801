//! A delegate's own sessions: the list, ending one, and "this wasn't me" (OWASP ASVS 5.0 V7.4.5, V7.5.2). Ending never asks for a proof: whoever
//! is afraid of somebody in their account must not have to wait for a mail. Not: how a session begins.

use super::store::Session;
use super::{Conference, DeviceLabel, Entropy, Happened, Notice, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::device::Term;
use crate::domain::id::SessionId;

/// One of the viewer's sessions, as they see it. It opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Names it, to end it.
    pub id: SessionId,
    /// What its device is called.
    pub label: DeviceLabel,
    /// Unix seconds of the sign-in.
    pub created: i64,
    /// Unix seconds of its latest request, give or take a minute.
    pub seen: i64,
    /// It is the one that asks.
    pub current: bool,
}

/// What "this wasn't me" ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disowned {
    /// Sessions.
    pub sessions: u32,
    /// Mailed codes and links that nobody had used yet.
    pub letters: u32,
    /// Passkeys and organisations' sign-ins that open the account no more.
    pub ways: u32,
    /// Whether the session that asked was among them.
    pub is_own: bool,
    /// For the owner: what was taken away.
    pub notices: Vec<Notice>,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Everywhere the viewer is signed in: this session first, then by the latest use.
    pub fn sessions(&self, viewer: &Viewer, now: i64) -> Ruling<Vec<OwnSession>, S> {
        self.demand_session(viewer)?;
        let mut all: Vec<Session> = self.store.sessions(&viewer.id)?;
        all.retain(|session| !self.is_over(session, now));
        all.sort_by(|a, b| (b.digest == viewer.digest, b.alive(), &b.id).cmp(&(a.digest == viewer.digest, a.alive(), &a.id)));
        let seen = |session: Session| {
            let (created, seen, current) = (session.created, session.alive(), session.digest == viewer.digest);
            OwnSession { id: session.id, label: session.label, created, seen, current }
        };
        Ok(all.into_iter().map(seen).collect())
    }

    /// How long the viewer's session goes on from `now`.
    pub fn term(&self, viewer: &Viewer, now: i64) -> Ruling<Term, S> {
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        Ok(Term { ends_in: u32::try_from(session.expires - now).unwrap_or(0), idle_after: self.limits.session_idle })
    }

    /// Ends one of the viewer's sessions at once; `true`: it was the one that asked. Somebody else's does not exist for them.
    pub fn end_one(&mut self, viewer: &Viewer, id: &SessionId) -> Ruling<bool, S> {
        let session = self.own_session(viewer, id)?;
        if !flaws::on("SESS-13") {
            self.store.end_session(&session.digest)?;
        }
        Ok(session.digest == viewer.digest)
    }

    /// Ends every session of the viewer but the one that asks, and every code and link that was mailed for another.
    pub fn end_others(&mut self, viewer: &Viewer) -> Ruling<u32, S> {
        self.demand_session(viewer)?;
        if flaws::on("LOGOUT-05") {
            return Ok(0);
        }
        self.store.end_challenges(&viewer.id)?;
        Ok(self.store.end_other_sessions(&viewer.id, &viewer.digest)?)
    }

    /// "This wasn't me": that session is over, and so are all others but the one that asks, and every mailed code and link. Other devices are
    /// new again, so that their next sign-in is told by mail. What opens the account and was added in that session, or since it began in any but the
    /// one that asks, is gone too: a key may have let its maker in elsewhere, to make another.
    pub fn disown(&mut self, viewer: &Viewer, id: &SessionId, now: i64) -> Ruling<Disowned, S> {
        let named = self.own_session(viewer, id)?;
        let mine = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        let letters = if flaws::on("LOGOUT-06") { 0 } else { self.store.end_challenges(&viewer.id)? };
        let others = self.store.end_other_sessions(&viewer.id, &viewer.digest)?;
        self.store.forget_other_devices(&viewer.id, &mine.device)?;
        let is_theirs = |made_in: Option<&SessionId>, at: i64| made_in == Some(id) || (at >= named.created && made_in != Some(&mine.id));
        let mut passkeys = self.store.passkeys(&viewer.id)?;
        passkeys.retain(|passkey| is_theirs(Some(&passkey.made_in), passkey.created));
        for passkey in &passkeys {
            self.store.remove_passkey(&viewer.id, &passkey.id)?;
        }
        let mut identities = self.store.identities(&viewer.id)?;
        identities.retain(|identity| is_theirs(identity.session.as_ref(), identity.since));
        for identity in &identities {
            self.store.end_identity(&viewer.id, &identity.id)?;
        }
        self.disown_ties(&viewer.id, |made_in, at| is_theirs(Some(made_in), at))?;
        // Nor may a calendar go on being read by whoever made its address.
        if self.store.subscription(&viewer.id)?.is_some_and(|subscription| subscription.since >= named.created) {
            self.store.end_subscription(&viewer.id)?;
        }
        let to = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?.email;
        let taken = [(passkeys.len(), Happened::PasskeyRemoved(mine.label)), (identities.len(), Happened::OrganisationRemoved(mine.label))];
        let notices = taken.into_iter().filter(|(count, _)| *count > 0).map(|(_, what)| Notice { to: to.clone(), at: now, what });
        let ways = u32::try_from(passkeys.len() + identities.len()).unwrap_or(u32::MAX);
        let is_own = named.digest == viewer.digest;
        if is_own {
            self.store.end_session(&viewer.digest)?;
        }
        Ok(Disowned { sessions: others + u32::from(is_own), letters, ways, is_own, notices: notices.collect() })
    }

    fn own_session(&self, viewer: &Viewer, id: &SessionId) -> Ruling<Session, S> {
        self.demand_session(viewer)?;
        let own = self.store.sessions(&viewer.id)?.into_iter().find(|session| session.id == *id);
        #[cfg(feature = "flaws")]
        if own.is_none() && flaws::on("SESS-14") {
            return self.anybodys_session(id);
        }
        own.ok_or(Refusal::NotFound)
    }
}
