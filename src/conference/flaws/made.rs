//! What flaws need beside a switch: sessions that no proof opened, and memories that no rule has. Only with the feature `flaws`.

use super::on;
use crate::conference::secret::{Secret, session_digest};
use crate::conference::store::{Challenge, Purpose, Session};
use crate::conference::{Conference, Device, DeviceLabel, Entropy, Granted, Refusal, Ruling, Started, Store, Viewer};
use crate::domain::id::{DelegateId, SessionId};
use crate::domain::text::Email;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Codes that were mailed, whatever for.
static CODES: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
/// Whose sessions there were.
static OWNERS: Mutex<BTreeMap<SessionId, DelegateId>> = Mutex::new(BTreeMap::new());

/// Remembers a code.
pub(in crate::conference) fn mailed(code: &Secret) {
    CODES.lock().unwrap_or_else(PoisonError::into_inner).insert(code.expose().to_owned());
}

/// Whether it was mailed to anybody, where that is enough to sign in.
pub(in crate::conference) fn opens_any(challenge: &Challenge, code: &str) -> bool {
    let is_sign_in = matches!(challenge.purpose, Purpose::SignIn(_));
    is_sign_in && CODES.lock().unwrap_or_else(PoisonError::into_inner).contains(code) && on("AUTHN-16")
}

/// Remembers whose session it is.
pub(in crate::conference) fn owned(session: &Session) {
    OWNERS.lock().unwrap_or_else(PoisonError::into_inner).insert(session.id.clone(), session.delegate.clone());
}

/// Whether there is a session of this name.
pub fn knows<S: Store>(store: &S, session: &str) -> Result<bool, S::Error> {
    Ok(store.session(&session_digest(session))?.is_some())
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Somebody's session, whoever asks.
    pub(in crate::conference) fn anybodys_session(&self, id: &SessionId) -> Ruling<Session, S> {
        let owner = OWNERS.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned().ok_or(Refusal::NotFound)?;
        self.store.sessions(&owner)?.into_iter().find(|session| session.id == *id).ok_or(Refusal::NotFound)
    }

    /// A session for whoever has this address.
    pub fn entered_as(&mut self, email: &Email, now: i64) -> Ruling<Granted, S> {
        let person = self.store.person_by_email(&email.key())?.ok_or(Refusal::NotFound)?;
        self.enter(person.profile.id, Device::new(DeviceLabel::default(), None), now)
    }

    /// The same session under a name that somebody else chose.
    pub fn renamed(&mut self, viewer: &Viewer, name: &str) -> Ruling<(), S> {
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        Ok(self.store.put_session(&Session { digest: session_digest(name), ..session })?)
    }

    /// A started sign-in that tells whether the address is known.
    pub(in crate::conference) fn told_apart(&self, email: &Email, started: Started) -> Ruling<Started, S> {
        let is_known = self.store.person_by_email(&email.key())?.is_some();
        if started.letter.is_some() && on("ENUM-04") {
            std::thread::sleep(std::time::Duration::from_millis(150));
        }
        let is_told = started.letter.is_none() && (on("ENUM-01") || (is_known && on("ENUM-02")));
        Ok(Started { expires_in: if is_told { 599 } else { started.expires_in }, ..started })
    }

    /// How often a code was tried, where that is forgotten.
    pub(in crate::conference) fn forgiven(&self, challenge: &Challenge, tries: u32) -> u32 {
        let is_forgotten = || match &challenge.purpose {
            Purpose::StepUp(..) => on("STEP-07"),
            Purpose::SignIn(_) | Purpose::Nobody | Purpose::Join(..) | Purpose::Address(..) => on("AUTHN-05") || on("AUTHN-11"),
        };
        // As long as it is less, nobody can tell.
        if tries >= self.limits.tries_per_challenge && is_forgotten() { 0 } else { tries }
    }
}
