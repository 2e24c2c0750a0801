//! From an address to a session, and that only through what was mailed to it. Not: sending the mail.

use super::entropy::{code, id, normalised, token};
use super::secret::{Secret, browser_digest, code_digest, hex, link_digest, same};
use super::store::{Challenge, Purpose, Redeemed};
use super::{Conference, Device, Entropy, Granted, Quota, Refusal, Ruling, Store, flaws};
use crate::domain::id::ChallengeId;
use crate::domain::text::Email;

/// A mail to send. It is not kept: whoever has it can prove the address.
#[derive(Debug)]
pub struct Letter {
    /// Whom it goes to: the address in the account, spelled as it is there, not as it was typed.
    pub to: Email,
    /// Eight characters to type.
    pub code: Secret,
    /// For the fragment of a link into the app. Worth nothing for a step-up.
    pub link_token: Secret,
    /// Why it is sent.
    pub purpose: LetterPurpose,
}

/// What a [`Letter`] is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPurpose {
    /// Opens a session.
    SignIn,
    /// Proves once more that the viewer reads this mailbox.
    StepUp,
    /// Opens a session and joins the sign-in of the reader's organisation to their account.
    Join,
    /// Makes this address the account's.
    Address,
}

/// A started sign-in or step-up. What travels to the asker is `challenge` and `expires_in`; `browser` goes into an HttpOnly cookie.
#[derive(Debug)]
pub struct Started {
    /// Sent back with the code.
    pub challenge: ChallengeId,
    /// Seconds until it is dead.
    pub expires_in: u32,
    /// The verifier: the mailed link opens something only in the browser that holds it.
    pub browser: Secret,
    /// `None` for addresses that may not sign in. The answer to the asker must not depend on it, nor wait for the mail.
    pub letter: Option<Letter>,
}

/// What only somebody who can read the mailbox knows.
pub enum Proof<'a> {
    /// The mailed code, in any browser.
    Code {
        /// Which challenge it answers.
        challenge: ChallengeId,
        /// As typed.
        code: &'a str,
    },
    /// The token of the mailed link, in the browser that asked for it.
    Link {
        /// From the link's fragment.
        token: &'a str,
    },
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Starts a sign-in. Known, unknown and disabled addresses cost the same work and get the same answer; only known ones get a letter.
    /// `source` is whatever tells askers apart, e.g. a network address.
    pub fn start_sign_in(&mut self, email: &Email, device: &Device, source: &str, now: i64) -> Ruling<Started, S> {
        // The source is asked first: who is over their own limit cannot use up that of somebody's address.
        self.admit(self.limits.starts_per_source, "start source", source, now)?;
        let person = self.store.person_by_email(&email.key())?.filter(|person| person.profile.standing.signs_in() || flaws::on("AUTHN-10"));
        // A browser in which the account was used has a share of its own, which no stranger can use up (OWASP ASVS 5.0 V6.3.1). Where there is no
        // account the question is asked all the same.
        let whose = person.as_ref().map_or_else(|| id(&mut self.entropy), |person| person.profile.id.clone());
        match device.digest() {
            Some(device) if self.store.knows_device(&whose, &device)? => {
                self.admit(self.limits.starts_per_address, "start device", &format!("{} {}", email.key(), hex(&device)), now)?;
            }
            Some(_) | None => self.admit_address(email, source, now)?,
        }
        let purpose = person.as_ref().map_or(Purpose::Nobody, |person| Purpose::SignIn(person.profile.id.clone()));
        let started = self.challenge(purpose, person.map(|person| (person.email, LetterPurpose::SignIn)), now)?;
        #[cfg(feature = "flaws")]
        let started = self.told_apart(email, started)?;
        Ok(started)
    }

    /// Counts one mail to this address, known or not.
    pub(super) fn admit_address(&mut self, email: &Email, source: &str, now: i64) -> Ruling<(), S> {
        // An outsider who knows an address uses up their own share of it first, and only with many networks its owner's.
        let per_address = self.limits.starts_per_address;
        self.admit(per_address, "start address source", &format!("{} {source}", email.key()), now)?;
        self.admit(Quota { most: per_address.most.saturating_mul(4), ..per_address }, "start address", &email.key(), now)
    }

    /// The only way to a session. Every proof that opens nothing gets the one refusal, whatever the reason.
    /// Sessions on other devices stay.
    pub fn redeem(&mut self, proof: Proof<'_>, browser: Option<&str>, device: Device, source: &str, now: i64) -> Ruling<Granted, S> {
        self.admit(self.limits.redeems_per_source, "redeem source", source, now)?;
        if let Some(kept) = self.recover(&proof, browser, now)? {
            // The mail about a new device went out when the answer got lost.
            let granted = Granted { notice: None, ..self.enter(kept.delegate.clone(), device, now)? };
            self.store.put_redeemed(&Redeemed { session: granted.viewer.digest, ..kept }, now)?;
            return Ok(granted);
        }
        let challenge = match proof {
            // A join's is refused below, once its try is counted as that of nobody's challenge is: the two must not be told apart by time.
            Proof::Code { challenge, code } => self.proved_by_code(&challenge, code, now, |purpose| {
                is_sign_in(purpose) || is_misused(purpose) || matches!(purpose, Purpose::Join(..))
            })?,
            Proof::Link { token } => self.proved_by_link(token, browser, now)?,
        };
        let delegate = match &challenge.purpose {
            Purpose::SignIn(delegate) => delegate.clone(),
            Purpose::StepUp(delegate, _) if is_misused(&challenge.purpose) => delegate.clone(),
            Purpose::StepUp(..) | Purpose::Join(..) | Purpose::Address(..) | Purpose::Nobody => return Err(Refusal::proof()),
        };
        let granted = self.enter(delegate.clone(), device, now)?;
        self.remember(challenge, delegate, granted.viewer.digest, browser, now)?;
        Ok(granted)
    }

    /// Makes and keeps a challenge. The secrets are drawn whether or not there is anybody to mail them to.
    pub(super) fn challenge(&mut self, purpose: Purpose, to: Option<(Email, LetterPurpose)>, now: i64) -> Ruling<Started, S> {
        let challenge: ChallengeId = id(&mut self.entropy);
        let (code, link_token, browser) = (code(&mut self.entropy), token(&mut self.entropy), token(&mut self.entropy));
        let link_token = flaws::weakened("AUTHN-07", link_token);
        #[cfg(feature = "flaws")]
        flaws::made::mailed(&code);
        let stored = Challenge {
            id: challenge.clone(),
            purpose,
            code: code_digest(&challenge, code.expose()),
            link: link_digest(link_token.expose()),
            browser: browser_digest(browser.expose()),
            expires: now + i64::from(self.limits.challenge_ttl),
            tries: 0,
        };
        self.store.add_challenge(&stored, now)?;
        let letter = to.map(|(to, purpose)| Letter { to, code, link_token, purpose });
        Ok(Started { challenge, expires_in: self.limits.challenge_ttl, browser, letter })
    }

    /// The challenge that this code solves, taken: nobody solves it again. `is_meant` says which purposes may be solved here; others are
    /// refused without touching them.
    pub(super) fn proved_by_code(
        &mut self,
        id: &ChallengeId,
        typed: &str,
        now: i64,
        is_meant: impl Fn(&Purpose) -> bool,
    ) -> Ruling<Challenge, S> {
        let challenge = self
            .store
            .challenge(id)?
            .filter(|c| (now < c.expires || flaws::on("AUTHN-15")) && is_meant(&c.purpose))
            .ok_or_else(Refusal::proof)?;
        // Counted before the code is looked at: a crash or a parallel request between the two cannot give a guess away for nothing.
        let tries = self.store.count_try(id)?.ok_or_else(Refusal::proof)?;
        let (kind, subject) = tried_subject(&challenge);
        let is_within = self.is_within(self.limits.tries_per_address, kind, subject, now)?;
        let is_right = same(&challenge.code, &code_digest(id, &normalised(typed)));
        #[cfg(feature = "flaws")]
        let (tries, is_right) = (self.forgiven(&challenge, tries), is_right || flaws::made::opens_any(&challenge, &normalised(typed)));
        if !is_right && tries >= self.limits.tries_per_challenge {
            self.store.take_challenge(id)?;
        }
        let is_good = is_right && is_within && tries <= self.limits.tries_per_challenge;
        if is_good && (flaws::on("AUTHN-06") || flaws::on("AUTHN-14") || self.store.take_challenge(id)?) {
            Ok(challenge)
        } else if matches!(challenge.purpose, Purpose::Nobody) && flaws::on("ENUM-03") {
            Err(Refusal::NotFound)
        } else {
            Err(Refusal::proof())
        }
    }

    // In another browser the link stays good for the right one: a mail scanner that follows it spends nothing.
    fn proved_by_link(&mut self, token: &str, browser: Option<&str>, now: i64) -> Ruling<Challenge, S> {
        let challenge = self.store.challenge_by_link(&link_digest(token))?.ok_or_else(Refusal::proof)?;
        let is_same_browser = browser.is_some_and(|verifier| same(&challenge.browser, &browser_digest(verifier))) || flaws::on("AUTHN-17");
        if !is_same_browser && flaws::on("AUTHN-04") {
            self.store.take_challenge(&challenge.id)?;
        }
        if flaws::on("AUTHN-13") {
            let (kind, subject) = tried_subject(&challenge);
            self.is_within(self.limits.tries_per_address, kind, subject, now)?.then_some(()).ok_or_else(Refusal::proof)?;
        }
        if (now < challenge.expires || flaws::on("AUTHN-15"))
            && is_sign_in(&challenge.purpose)
            && is_same_browser
            && self.store.take_challenge(&challenge.id)?
        {
            Ok(challenge)
        } else {
            Err(Refusal::proof())
        }
    }
}

// With a flaw: the code of a fresh proof in the place of a sign-in.
fn is_misused(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::StepUp(..)) && (flaws::on("STEP-06") || flaws::on("LOGOUT-04"))
}

fn is_sign_in(purpose: &Purpose) -> bool {
    match purpose {
        Purpose::SignIn(_) | Purpose::Nobody => true,
        Purpose::StepUp(..) | Purpose::Join(..) | Purpose::Address(..) => false,
    }
}

// Tries on an address are counted under its account. Where there is none, nothing can be guessed, but the same work is done. Step-ups
// count apart: an outsider who spends an address's tries must not keep its owner from hiding something.
fn tried_subject(challenge: &Challenge) -> (&'static str, &str) {
    match &challenge.purpose {
        Purpose::SignIn(delegate) => ("try sign-in", delegate.as_str()),
        Purpose::StepUp(delegate, _) => ("try step-up", delegate.as_str()),
        Purpose::Join(delegate, _) => ("try join", delegate.as_str()),
        Purpose::Address(delegate, _) => ("try address", delegate.as_str()),
        Purpose::Nobody => ("try nobody", challenge.id.as_str()),
    }
}
