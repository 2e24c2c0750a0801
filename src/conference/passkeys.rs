//! Passkeys of the viewer: making one, naming it, removing it (WebAuthn Level 3 §7.1). Not: getting in by one (`entry`), nor any
//! cryptography (`verifier`).

mod entry;
mod record;
mod store;
mod verifier;

pub use entry::{Entry, PasskeyOffered, Reply};
pub use record::{Ceremony, CeremonyPurpose, CredentialId, Passkey, UserHandle};
pub use store::PasskeyStore;
pub use verifier::{Assertion, Claim, Offer, Owner, Registered, Verifier};

use super::entropy::{bytes, id};
use super::{Conference, DeviceLabel, Entropy, Happened, Notice, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::id::{ChallengeId, PasskeyId};
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, Input};
use crate::domain::text::Text;

/// Characters of a passkey's name.
pub const LABEL: usize = 60;

/// A question for the browser to put to an authenticator.
#[derive(Debug)]
pub struct Offered {
    /// Sent back with the answer.
    pub ceremony: ChallengeId,
    /// JSON of `PublicKeyCredentialCreationOptions` or `PublicKeyCredentialRequestOptions`.
    pub options: String,
    /// Seconds until it is dead.
    pub expires_in: u32,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The viewer's passkeys, the oldest first.
    pub fn passkeys(&self, viewer: &Viewer) -> Ruling<Vec<Passkey>, S> {
        self.demand_session(viewer)?;
        Ok(self.store.passkeys(&viewer.id)?)
    }

    /// Asks for a new passkey. Needs a fresh proof: it is a key to the account (OWASP ASVS 5.0 V7.5.1).
    pub fn start_passkey(&mut self, verifier: &impl Verifier, viewer: &Viewer, now: i64) -> Ruling<Offered, S> {
        self.demand_session(viewer)?;
        self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("PASS-01", why))?;
        self.admit(self.limits.step_ups_per_delegate, "register passkey", viewer.id.as_str(), now)?;
        let kept = self.store.passkeys(&viewer.id)?;
        self.demand_place(kept.len())?;
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        let handle = kept.first().map_or_else(|| UserHandle(bytes(&mut self.entropy)), |passkey| passkey.handle);
        let account = person.email.as_str();
        let owner = Owner {
            handle,
            account,
            name: person.profile.fields.of(Field::Name).value.as_ref().map_or(account, Text::as_str),
            registered: kept.into_iter().map(|passkey| passkey.credential).collect(),
        };
        let offer = verifier.offer_registration(&owner).ok_or(Refusal::NotFound)?;
        let purpose = CeremonyPurpose::Register { delegate: viewer.id.clone(), session: viewer.digest, handle };
        self.offer(offer, purpose, now)
    }

    /// Keeps the passkey that the authenticator made, for the session that asked for it and no other. Its owner is told by mail.
    pub fn finish_passkey(
        &mut self,
        verifier: &impl Verifier,
        viewer: &Viewer,
        ceremony: &ChallengeId,
        answer: &str,
        label: Text,
        now: i64,
    ) -> Ruling<(Passkey, Notice), S> {
        self.demand_session(viewer)?;
        let kept = self.take_ceremony(ceremony, now, |purpose| match purpose {
            CeremonyPurpose::Register { delegate, session, handle } => {
                (*delegate == viewer.id && *session == viewer.digest).then_some(*handle)
            }
            CeremonyPurpose::SignIn { .. } | CeremonyPurpose::StepUp { .. } => None,
        })?;
        let Answered { kept, whose: handle } = kept;
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        self.demand_place(self.store.passkeys(&viewer.id)?.len())?;
        let Registered { credential, record, synced } = verifier.registered(&kept, answer).ok_or_else(Refusal::proof)?;
        let passkey = Passkey {
            id: id(&mut self.entropy),
            delegate: viewer.id.clone(),
            handle,
            credential,
            record,
            label,
            created: now,
            made_in: session.id,
            used: None,
            synced,
        };
        // A credential that somebody has already is refused, whoever they are (§7.1 step 26).
        if !self.store.add_passkey(&passkey)? {
            return Err(Refusal::proof());
        }
        let notice = self.passkey_notice(viewer, Happened::PasskeyAdded, now)?;
        Ok((passkey, notice))
    }

    /// Calls one of the viewer's passkeys something else.
    pub fn rename_passkey(&mut self, viewer: &Viewer, id: &PasskeyId, label: Text) -> Ruling<Passkey, S> {
        let passkey = Passkey { label, ..self.own_passkey(viewer, id)? };
        if self.store.put_passkey(&passkey)? { Ok(passkey) } else { Err(Refusal::NotFound) }
    }

    /// Removes one of the viewer's passkeys: it opens nothing from now on. Needs a fresh proof; its owner is told by mail. The last one may
    /// go too, because the mailed code is always there.
    pub fn remove_passkey(&mut self, viewer: &Viewer, id: &PasskeyId, now: i64) -> Ruling<Notice, S> {
        self.own_passkey(viewer, id)?;
        self.demand_fresh(viewer, now)?;
        if !self.store.remove_passkey(&viewer.id, id)? {
            return Err(Refusal::NotFound);
        }
        self.passkey_notice(viewer, Happened::PasskeyRemoved, now)
    }

    // Says from which device, and not what the passkey is called: a name is whatever somebody typed, and a letter of ours must not carry it.
    fn passkey_notice(&self, viewer: &Viewer, what: fn(DeviceLabel) -> Happened, now: i64) -> Ruling<Notice, S> {
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        Ok(Notice { to: person.email, at: now, what: what(session.label) })
    }

    fn own_passkey(&self, viewer: &Viewer, id: &PasskeyId) -> Ruling<Passkey, S> {
        self.demand_session(viewer)?;
        self.store.passkeys(&viewer.id)?.into_iter().find(|passkey| passkey.id == *id).ok_or(Refusal::NotFound)
    }

    fn demand_place(&self, taken: usize) -> Ruling<(), S> {
        let most = self.limits.passkeys_per_delegate;
        if taken < most { Ok(()) } else { Err(Refusal::one(Input::Passkey, Fault::NoMore(most))) }
    }

    /// Keeps the question; it lives for five minutes.
    fn offer(&mut self, Offer { options, kept }: Offer, purpose: CeremonyPurpose, now: i64) -> Ruling<Offered, S> {
        let (id, expires_in) = (id::<ChallengeId>(&mut self.entropy), self.limits.ceremony_ttl);
        let ceremony = Ceremony { id: id.clone(), purpose, kept, expires: now + i64::from(expires_in) };
        self.store.add_ceremony(&ceremony, now)?;
        Ok(Offered { ceremony: id, options, expires_in })
    }

    /// The ceremony, taken: nobody answers it again, however the answer is judged. `whose` says for which purposes it may be taken here;
    /// others are refused without touching them.
    fn take_ceremony<T>(&mut self, id: &ChallengeId, now: i64, whose: impl Fn(&CeremonyPurpose) -> Option<T>) -> Ruling<Answered<T>, S> {
        let ceremony = self.store.ceremony(id)?.filter(|ceremony| now < ceremony.expires).ok_or_else(Refusal::proof)?;
        let whose = whose(&ceremony.purpose).ok_or_else(Refusal::proof)?;
        if !self.store.take_ceremony(id)? {
            return Err(Refusal::proof());
        }
        Ok(Answered { kept: ceremony.kept, whose })
    }
}

/// A ceremony that was taken, with what its purpose says.
struct Answered<T> {
    kept: String,
    whose: T,
}
