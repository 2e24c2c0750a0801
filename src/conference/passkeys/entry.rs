//! In by a passkey: a new session, or a fresh proof for one that is there (WebAuthn Level 3 §7.2). Not: which passkeys somebody has.

use super::{Answered, Assertion, CeremonyPurpose, Claim, Offered, Passkey, Verifier};
use crate::conference::entropy::token;
use crate::conference::limits::Quota;
use crate::conference::secret::{Secret, browser_digest, same};
use crate::conference::{Conference, Device, Entropy, Granted, Happened, Notice, Refusal, Ruling, Store, Viewer};
use crate::domain::id::ChallengeId;

/// Letters about one passkey that may be a copy; the first says all.
const WARNINGS: Quota = Quota { most: 1, seconds: 86_400 };

/// How an answer of an authenticator ended that belongs to somebody.
#[derive(Debug)]
pub enum Entry {
    /// They are in.
    Open(Granted),
    /// Nobody is: the sign counter says that the passkey may have been copied. The asker gets the one refusal, the owner the notice.
    Cloned(Option<Notice>),
}

/// What the device said, and to which question.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// Which question it answers.
    pub ceremony: &'a ChallengeId,
    /// For the verifier.
    pub answer: &'a str,
}

/// A started sign-in by passkey.
#[derive(Debug)]
pub struct PasskeyOffered {
    /// For the page.
    pub offered: Offered,
    /// For an HttpOnly cookie: the answer counts in this browser only.
    pub browser: Secret,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Asks for any passkey that the device has for this conference. No address is named, and the answer is the same for everybody.
    /// `browser`: the verifier that this browser has already, so that two tabs do not end each other's ceremonies.
    pub fn start_passkey_sign_in(
        &mut self,
        verifier: &impl Verifier,
        browser: Option<String>,
        source: &str,
        now: i64,
    ) -> Ruling<PasskeyOffered, S> {
        self.admit(self.limits.passkey_starts_per_source, "start passkey source", source, now)?;
        let offer = verifier.offer_assertion(&[]).ok_or(Refusal::NotFound)?;
        let browser = browser.filter(|kept| is_token(kept)).map_or_else(|| token(&mut self.entropy), Secret::new);
        let purpose = CeremonyPurpose::SignIn { browser: browser_digest(browser.expose()) };
        Ok(PasskeyOffered { offered: self.offer(offer, purpose, now)?, browser })
    }

    /// A session for the passkey's owner. Every answer that opens nothing gets the one refusal, whatever the reason.
    pub fn finish_passkey_sign_in(
        &mut self,
        verifier: &impl Verifier,
        Reply { ceremony, answer }: Reply<'_>,
        browser: Option<&str>,
        device: Device,
        source: &str,
        now: i64,
    ) -> Ruling<Entry, S> {
        self.admit(self.limits.redeems_per_source, "redeem source", source, now)?;
        let Answered { kept, whose: () } = self.take_ceremony(ceremony, now, |purpose| match purpose {
            CeremonyPurpose::SignIn { browser: meant } => {
                browser.is_some_and(|verifier| same(meant, &browser_digest(verifier))).then_some(())
            }
            CeremonyPurpose::Register { .. } | CeremonyPurpose::StepUp { .. } => None,
        })?;
        let Claim { credential, owner } = verifier.claimed(answer).ok_or_else(Refusal::proof)?;
        let passkey = self.store.passkey_by_credential(&credential)?.ok_or_else(Refusal::proof)?;
        // Nobody said who they are before, so the authenticator must (§7.2 step 6).
        if owner != Some(passkey.handle) || self.store.person(&passkey.delegate)?.is_none_or(|person| !person.profile.standing.signs_in()) {
            return Err(Refusal::proof());
        }
        let delegate = passkey.delegate.clone();
        if let Some(warning) = self.judge(verifier, &kept, passkey, answer, now)? {
            return Ok(Entry::Cloned(warning));
        }
        Ok(Entry::Open(self.enter(delegate, device, now)?))
    }

    /// Asks for one of the viewer's own passkeys. [`Refusal::NotFound`]: they have none.
    pub fn start_passkey_step_up(&mut self, verifier: &impl Verifier, viewer: &Viewer, now: i64) -> Ruling<Offered, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.step_ups_per_delegate, "step-up passkey", viewer.id.as_str(), now)?;
        let own: Vec<_> = self.store.passkeys(&viewer.id)?.into_iter().map(|passkey| passkey.credential).collect();
        let offer = if own.is_empty() { None } else { verifier.offer_assertion(&own) };
        let purpose = CeremonyPurpose::StepUp { delegate: viewer.id.clone(), session: viewer.digest };
        self.offer(offer.ok_or(Refusal::NotFound)?, purpose, now)
    }

    /// Proves the session that started it, and no other. The session gets a new secret; the old one is over.
    /// Its name, its device and its end do not move.
    pub fn finish_passkey_step_up(
        &mut self,
        verifier: &impl Verifier,
        viewer: &Viewer,
        ceremony: &ChallengeId,
        answer: &str,
        now: i64,
    ) -> Ruling<Entry, S> {
        self.demand_session(viewer)?;
        let Answered { kept, whose: () } = self.take_ceremony(ceremony, now, |purpose| match purpose {
            CeremonyPurpose::StepUp { delegate, session } => (*delegate == viewer.id && *session == viewer.digest).then_some(()),
            CeremonyPurpose::Register { .. } | CeremonyPurpose::SignIn { .. } => None,
        })?;
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        let Claim { credential, owner } = verifier.claimed(answer).ok_or_else(Refusal::proof)?;
        let passkey = self.store.passkey_by_credential(&credential)?.filter(|passkey| passkey.delegate == viewer.id);
        let passkey = passkey.ok_or_else(Refusal::proof)?;
        if owner.is_some_and(|owner| owner != passkey.handle) {
            return Err(Refusal::proof());
        }
        if let Some(warning) = self.judge(verifier, &kept, passkey, answer, now)? {
            return Ok(Entry::Cloned(warning));
        }
        Ok(Entry::Open(self.renew(session, now)?))
    }

    /// `None`: it is the passkey's holder. `Some`: it may be a copy of it, with what to tell the owner unless they know already.
    fn judge(
        &mut self,
        verifier: &impl Verifier,
        kept: &str,
        passkey: Passkey,
        answer: &str,
        now: i64,
    ) -> Ruling<Option<Option<Notice>>, S> {
        match verifier.asserted(kept, &passkey.record, answer) {
            Assertion::Refused => Err(Refusal::proof()),
            Assertion::Proved { record, synced } => {
                let passkey = Passkey { record, synced, used: Some(now), ..passkey };
                if self.store.put_passkey(&passkey)? { Ok(None) } else { Err(Refusal::proof()) }
            }
            Assertion::Cloned => {
                let person = self.store.person(&passkey.delegate)?;
                let is_first = self.is_within(WARNINGS, "cloned passkey", passkey.id.as_str(), now)?;
                Ok(Some(person.filter(|_| is_first).map(|person| Notice { to: person.email, at: now, what: Happened::PasskeyCopied })))
            }
        }
    }
}

/// Whether a cookie's value is a verifier that this backend gave.
fn is_token(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}
