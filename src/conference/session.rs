//! Who is signed in, for how long, and how it ends. Not: how somebody proves who they are (`sign_in`, `step_up`).

use super::entropy::token;
use super::secret::{Secret, session_digest};
use super::store::{Digest, Session};
use super::{Conference, Entropy, Refusal, Ruling, Store};
use crate::domain::id::DelegateId;
use std::fmt;

/// The delegate who asks, made only from a live session: holding one is the proof that somebody is signed in. One per request.
pub struct Viewer {
    /// Who.
    pub id: DelegateId,
    pub(super) digest: Digest,
    pub(super) proved: i64,
}

// The digest is worth nothing, but does not belong into logs either.
impl fmt::Debug for Viewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Viewer({})", self.id)
    }
}

/// A new session.
#[derive(Debug)]
pub struct Granted {
    /// For the cookie. It is kept nowhere else.
    pub session: Secret,
    /// Who is signed in now.
    pub viewer: Viewer,
    /// Seconds until it ends whatever happens.
    pub expires_in: u32,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Who holds this session. Idle and old sessions are over, and so are those of disabled accounts.
    pub fn viewer(&mut self, session_secret: &str, now: i64) -> Ruling<Viewer, S> {
        let digest = session_digest(session_secret);
        let session = self.store.session(&digest)?.ok_or(Refusal::SessionRequired)?;
        let is_over = now >= session.expires || now - session.seen >= i64::from(self.limits.session_idle);
        let is_welcome = self.store.person(&session.delegate)?.is_some_and(|person| !person.disabled);
        if is_over || !is_welcome {
            self.store.end_session(&digest)?;
            return Err(Refusal::SessionRequired);
        }
        if now - session.seen >= i64::from(self.limits.seen_every) {
            self.store.put_session(&Session { seen: now, ..session.clone() })?;
        }
        Ok(Viewer { id: session.delegate, digest, proved: session.proved })
    }

    /// Ends the session on this device at once.
    pub fn sign_out(&mut self, viewer: Viewer) -> Ruling<(), S> {
        Ok(self.store.end_session(&viewer.digest)?)
    }

    /// Ends the viewer's sessions on every device at once, and every code and link that was mailed for another.
    pub fn sign_out_everywhere(&mut self, viewer: Viewer) -> Ruling<(), S> {
        self.store.end_challenges(&viewer.id)?;
        Ok(self.store.end_sessions(&viewer.id)?)
    }

    /// Refuses where the session has ended since the viewer was let in.
    pub(super) fn demand_session(&self, viewer: &Viewer) -> Ruling<(), S> {
        self.store.session(&viewer.digest)?.map(|_| ()).ok_or(Refusal::SessionRequired)
    }

    /// A session with an id that never existed before, just proved.
    pub(super) fn open_session(&mut self, delegate: DelegateId, expires: i64, now: i64) -> Ruling<Granted, S> {
        let secret = token(&mut self.entropy);
        let digest = session_digest(secret.expose());
        let session = Session { digest, delegate, proved: now, seen: now, expires };
        self.store.put_session(&session)?;
        let viewer = Viewer { id: session.delegate, digest, proved: now };
        Ok(Granted { session: secret, viewer, expires_in: u32::try_from(expires - now).unwrap_or(0) })
    }

    /// Refuses where the viewer's proof is too old for what they want to do.
    pub fn demand_fresh(&self, viewer: &Viewer, now: i64) -> Ruling<(), S> {
        let is_fresh = now - viewer.proved <= i64::from(self.limits.step_up_age);
        if is_fresh { Ok(()) } else { Err(Refusal::StepUpRequired) }
    }
}
