//! Another e-mail address for an account: it counts once somebody who reads its mail has typed the code that was sent there, and the one before is told. Not:
//! the step back, which is every change's (`history`).

use super::history::{NewPhoto, Saved, UNDO_SECONDS};
use super::store::Purpose;
use super::{Conference, Entropy, LetterPurpose, Refusal, Ruling, Started, Store, Viewer, flaws};
use crate::domain::id::ChallengeId;
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, Input};
use crate::domain::text::Email;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Has a code mailed to the new address. The answer is the same where another account has it, to which nothing is sent then. An address that was changed
    /// within a day is not changed again: until then the step back leads to the one before.
    pub fn start_address(&mut self, viewer: &Viewer, email: &Email, now: i64) -> Ruling<Started, S> {
        let person = self.own_to_change(viewer)?;
        if email.key() == person.email.key() {
            return Err(Refusal::one(Input::Field(Field::Email), Fault::Unchanged));
        }
        self.demand_fresh(viewer, now)?;
        let lately = self
            .store
            .changes(&viewer.id)?
            .into_iter()
            .find(|change| change.what.field() == Field::Email && now - change.at < UNDO_SECONDS);
        if let Some(change) = lately.filter(|change| !change.undone && !change.is_undo) {
            return Err(Refusal::TooMany { retry_after: u32::try_from(change.at + UNDO_SECONDS - now).unwrap_or(u32::MAX) });
        }
        self.admit(self.limits.addresses_per_delegate, "address", viewer.id.as_str(), now)?;
        let is_free = self.is_free(viewer, email, now)?;
        let purpose = if is_free { Purpose::Address(viewer.id.clone(), email.clone()) } else { Purpose::Nobody };
        self.challenge(purpose, is_free.then(|| (email.clone(), LetterPurpose::Address)), now)
    }

    /// The code proves that the new address is read: from now on it is the account's. Mailed codes and links that still open something are over.
    pub fn finish_address(&mut self, viewer: &Viewer, challenge: &ChallengeId, code: &str, now: i64) -> Ruling<Saved, S> {
        let before = self.own_to_change(viewer)?;
        let is_meant = |purpose: &Purpose| match purpose {
            Purpose::Address(whose, _) => *whose == viewer.id,
            // Tries are counted there as well: nobody learns that an address is another account's.
            Purpose::Nobody => true,
            Purpose::SignIn(_) | Purpose::StepUp(..) | Purpose::Join(..) => false,
        };
        let Purpose::Address(_, email) = self.proved_by_code(challenge, code, now, is_meant)?.purpose else { return Err(Refusal::proof()) };
        if !self.is_free(viewer, &email, now)? {
            return Err(Refusal::proof());
        }
        let mut person = before.clone();
        person.profile.fields.of_mut(Field::Email).value = Field::Email.parse(email.as_str()).ok().flatten();
        person.email = email;
        let saved = self.keep(viewer, &before, person, NewPhoto::AsItIs, None, now)?;
        if !flaws::on("STEP-04") {
            self.store.end_challenges(&viewer.id)?;
        }
        Ok(Saved { notice: saved.notice.filter(|_| !flaws::on("STEP-03")), ..saved })
    }

    /// Whether no other account has the address, nor left it within a day, in which it may go back to it.
    fn is_free(&self, viewer: &Viewer, email: &Email, now: i64) -> Ruling<bool, S> {
        let (owner, reserved) =
            (self.store.person_by_email(&email.key())?, self.store.is_reserved(&email.key(), Some(&viewer.id), now - UNDO_SECONDS)?);
        Ok(owner.is_none() && !reserved)
    }
}
