//! Consent to being shown to others: given with the first choice that shows something (or by itself, to a new policy), taken back by hiding
//! everything, each noted with the policy that was in force. Not: the choices themselves (`profile`).

use super::store::Consent;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::policy::PolicyMark;
use crate::domain::privacy::Audience;
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::domain::rights::ConsentStep;

/// Steps of one person's consent that are kept; a page that goes to and fro fills no disk.
const KEPT: usize = 100;

/// Whether anything is meant for others.
fn shows(profile: &Profile) -> bool {
    profile.listed || profile.fields.iter().any(|(_, own)| own.audience != Audience::OnlyMe)
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The policy that is in force.
    pub fn policy(&self) -> &PolicyMark {
        &self.policy
    }

    /// Puts another policy in force.
    pub fn set_policy(&mut self, policy: PolicyMark) {
        self.policy = policy;
    }

    /// The history of the viewer's consent, the newest first.
    pub fn consents(&self, viewer: &Viewer) -> Ruling<Vec<Consent>, S> {
        self.demand_session(viewer)?;
        Ok(self.store.consents(&viewer.id)?)
    }

    /// Agrees to the policy of this version; any other than the one in force is not there to agree to.
    pub fn agree(&mut self, viewer: &Viewer, version: &str, now: i64) -> Ruling<Vec<Consent>, S> {
        self.own(viewer)?;
        if self.policy.version != version {
            return Err(Refusal::NotFound);
        }
        self.admit(self.limits.consents_per_delegate, "consent", viewer.id.as_str(), now)?;
        self.note_consent(viewer, ConsentStep::Given, now)?;
        self.consents(viewer)
    }

    /// Takes the consent back: nothing of the viewer is shown to anybody from now on. It is never refused.
    pub fn withdraw(&mut self, viewer: &Viewer, now: i64) -> Ruling<Vec<Consent>, S> {
        if !flaws::on("CONS-02") {
            self.set_audiences(viewer, &AudienceUpdate::hide_everything(), now)?;
        }
        self.note_consent(viewer, ConsentStep::Withdrawn, now)?;
        self.consents(viewer)
    }

    /// A choice of who sees what is a consent, or takes one back. Whoever saves such a choice calls this before they answer.
    pub(in crate::conference) fn note_choice(&mut self, viewer: &Viewer, before: &Profile, after: &Profile, now: i64) -> Ruling<(), S> {
        match (shows(before), shows(after)) {
            (_, false) => self.note_consent(viewer, ConsentStep::Withdrawn, now),
            (false, true) => self.note_consent(viewer, ConsentStep::Given, now),
            (true, true) => Ok(()),
        }
    }

    /// Notes a step, unless it is where the viewer stands already. Giving something to a connection is one, too.
    pub(in crate::conference) fn note_consent(&mut self, viewer: &Viewer, step: ConsentStep, now: i64) -> Ruling<(), S> {
        let last = self.store.consents(&viewer.id)?.into_iter().next();
        let stands = match (&last, step) {
            (None, ConsentStep::Withdrawn) => true,
            (None, ConsentStep::Given) => false,
            (Some(last), ConsentStep::Withdrawn) => last.step == step,
            (Some(last), ConsentStep::Given) => last.step == step && last.policy == self.policy,
        };
        if stands {
            return Ok(());
        }
        let label = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?.label;
        let at = if flaws::on("CONS-01") { 0 } else { now };
        let consent = Consent { delegate: viewer.id.clone(), policy: self.policy.clone(), step, at, label };
        Ok(self.store.add_consent(&consent, KEPT)?)
    }
}
