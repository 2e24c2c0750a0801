//! A fresh proof for a session that is already there. Not: which changes need one (`profile`, `photo`).

use super::store::Purpose;
use super::{Conference, Entropy, Granted, LetterPurpose, Refusal, Ruling, Started, Store, Viewer};
use crate::domain::id::ChallengeId;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Has a code mailed to the viewer's own address.
    pub fn start_step_up(&mut self, viewer: &Viewer, now: i64) -> Ruling<Started, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.step_ups_per_delegate, "step-up", viewer.id.as_str(), now)?;
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        let purpose = Purpose::StepUp(viewer.id.clone(), viewer.digest);
        self.challenge(purpose, Some((person.email, LetterPurpose::StepUp)), now)
    }

    /// Proves the session that started it, and no other. The session gets a new secret; the old one is over. Its name, its device and its end do not
    /// move.
    pub fn finish_step_up(&mut self, viewer: &Viewer, challenge: ChallengeId, code: &str, now: i64) -> Ruling<Granted, S> {
        let meant = Purpose::StepUp(viewer.id.clone(), viewer.digest);
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        self.proved_by_code(&challenge, code, now, |purpose| *purpose == meant)?;
        self.renew(session, now)
    }
}
