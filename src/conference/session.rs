//! Who is signed in, for how long, and how it ends. Not: how somebody proves who they are (`sign_in`, `step_up`).

use super::device::told;
use super::entropy::{id, token};
use super::secret::{Secret, session_digest};
use super::store::{Digest, Session};
use super::{Conference, Device, Entropy, Notice, Refusal, Ruling, Store, flaws};
use crate::domain::device::Remaining;
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

/// A new session, or one with a new secret.
#[derive(Debug)]
pub struct Granted {
    /// For the cookie. It is kept nowhere else.
    pub session: Secret,
    /// Who is signed in now.
    pub viewer: Viewer,
    /// Seconds until it ends whatever happens.
    pub expires_in: u32,
    /// For the cookie by which this device is known again; `None`: the one that it has is right.
    pub device: Option<Secret>,
    /// For the owner of the account. The answer to the asker must not depend on it, nor wait for the mail.
    pub notice: Option<Notice>,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Who holds this session. Idle and old sessions are over, and so are those of disabled accounts.
    pub fn viewer(&mut self, session_secret: &str, now: i64) -> Ruling<Viewer, S> {
        let session = self.live(session_secret, now)?;
        if session.seen.is_none_or(|seen| now - seen >= i64::from(self.limits.seen_every)) {
            self.keep_session(&Session { seen: Some(now), ..session.clone() })?;
        }
        Ok(Viewer { id: session.delegate, digest: session.digest, proved: session.proved })
    }

    /// Whose session this is and how long it goes on. Asking is no use of it: a page that nobody touches keeps no session alive by looking
    /// whether it is (OWASP ASVS 5.0 V7.3.1).
    pub fn watch(&mut self, session_secret: &str, now: i64) -> Ruling<(DelegateId, Remaining), S> {
        let session = self.live(session_secret, now)?;
        if flaws::on("SESS-12") {
            self.keep_session(&Session { seen: Some(now), ..session.clone() })?;
        }
        let remaining = self.remaining(&session, now);
        Ok((session.delegate, remaining))
    }

    pub(super) fn remaining(&self, session: &Session, now: i64) -> Remaining {
        let seconds = |until: i64| u32::try_from(until - now).unwrap_or(0);
        let idle_in = seconds(session.alive() + i64::from(self.limits.session_idle));
        Remaining { ends_in: seconds(session.expires), idle_in }
    }

    /// Writes down a session that is there already; where it was ended meanwhile, it stays ended.
    pub(super) fn keep_session(&mut self, session: &Session) -> Ruling<(), S> {
        if self.store.renew_session(session)? { Ok(()) } else { Err(Refusal::SessionRequired) }
    }

    fn live(&mut self, session_secret: &str, now: i64) -> Ruling<Session, S> {
        let digest = session_digest(session_secret);
        let session = self.store.session(&digest)?.ok_or(Refusal::SessionRequired)?;
        let is_welcome = self.store.person(&session.delegate)?.is_some_and(|person| person.profile.standing.signs_in());
        if self.is_over(&session, now) || !is_welcome {
            self.store.end_session(&digest)?;
            return Err(Refusal::SessionRequired);
        }
        Ok(session)
    }

    /// Ends the session on this device at once.
    pub fn sign_out(&mut self, viewer: Viewer) -> Ruling<(), S> {
        if flaws::on("LOGOUT-02") {
            return Ok(());
        }
        if flaws::on("LOGOUT-07") {
            return Ok(self.store.end_sessions(&viewer.id)?);
        }
        Ok(self.store.end_session(&viewer.digest)?)
    }

    /// Ends the viewer's sessions on every device at once, and every code and link that was mailed for another.
    pub fn sign_out_everywhere(&mut self, viewer: Viewer) -> Ruling<(), S> {
        self.store.end_challenges(&viewer.id)?;
        if flaws::on("LOGOUT-03") {
            return Ok(self.store.end_session(&viewer.digest)?);
        }
        Ok(self.store.end_sessions(&viewer.id)?)
    }

    pub(super) fn is_over(&self, session: &Session, now: i64) -> bool {
        let is_unused = now - session.alive() >= i64::from(self.limits.session_idle);
        (now >= session.expires && !flaws::on("SESS-03")) || (is_unused && !flaws::on("SESS-02"))
    }

    /// Refuses where the session has ended since the viewer was let in.
    pub(super) fn demand_session(&self, viewer: &Viewer) -> Ruling<(), S> {
        self.store.session(&viewer.digest)?.map(|_| ()).ok_or(Refusal::SessionRequired)
    }

    /// The one way in, whatever the proof was (mail, passkey, organisation): a session that never existed before, just proved. The account's
    /// owner is told by mail where they have not used this device before. Whoever calls has seen a proof for exactly this delegate; a disabled
    /// account gets the refusal of a proof that opens nothing.
    pub(super) fn enter(&mut self, delegate: DelegateId, device: Device, now: i64) -> Ruling<Granted, S> {
        let person = self.store.person(&delegate)?.filter(|person| person.profile.standing.signs_in()).ok_or_else(Refusal::proof)?;
        let label = device.label;
        let (cookie, device, familiarity) = self.recognise(&delegate, device, now)?;
        let notice = told(familiarity, label).filter(|_| !flaws::on("SESS-15")).map(|what| Notice { to: person.email, at: now, what });
        let expires = now + i64::from(self.limits.session_absolute);
        // The secret is drawn in `renew`; the digest here is nobody's.
        let session =
            Session { digest: [0; 32], id: id(&mut self.entropy), delegate, device, label, created: now, proved: now, seen: None, expires };
        Ok(Granted { device: Some(cookie), notice, ..self.renew(session, now)? })
    }

    /// The same session, just proved, under a secret that never existed before.
    pub(super) fn renew(&mut self, session: Session, now: i64) -> Ruling<Granted, S> {
        let secret = flaws::weakened("SESS-05", token(&mut self.entropy));
        let digest = session_digest(secret.expose());
        #[cfg(feature = "flaws")]
        flaws::made::owned(&session);
        let before = session;
        let session = Session { digest, proved: now, ..before.clone() };
        if before.digest == [0; 32] {
            self.store.put_session(&session)?;
        } else {
            self.keep_session(&session)?;
            if flaws::on("SESS-10") {
                self.store.put_session(&Session { id: id(&mut self.entropy), ..before })?;
            }
        }
        let expires_in = u32::try_from(session.expires - now).unwrap_or(0);
        let viewer = Viewer { id: session.delegate, digest, proved: now };
        Ok(Granted { session: secret, viewer, expires_in, device: None, notice: None })
    }

    /// Refuses where the viewer's proof is too old for what they want to do.
    pub fn demand_fresh(&self, viewer: &Viewer, now: i64) -> Ruling<(), S> {
        let is_fresh = now - viewer.proved <= i64::from(self.limits.step_up_age);
        if is_fresh { Ok(()) } else { Err(Refusal::StepUpRequired) }
    }
}
