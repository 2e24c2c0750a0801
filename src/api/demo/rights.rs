//! The same rights in the demo: the copy is made of what this page remembers, and erasing forgets it. Not: a mail; nobody reads complaints here.

use super::state::{Shared, answer};
use crate::api::Answer;
use crate::api::rights::{Rights, Standing};
use crate::conference::rights::Consent as Kept;
use crate::domain::policy::{Policy, PolicyMark};
use crate::domain::rights::{Consent, Filed, Form, Receipt};
use crate::domain::text::Text;
use crate::domain::time::Moment;

pub(super) struct DemoRights {
    pub(super) shared: Shared,
}

/// What everybody may read.
pub(super) fn policy(shared: &Shared) -> Answer<Policy> {
    answer(shared, |state, _| {
        let mark = state.conference.policy().clone();
        let text = crate::conference::rights::BUILT_IN.to_owned();
        Ok(Policy { mark, text, controller: None, contact: None })
    })
}

fn standing(policy: PolicyMark, steps: Vec<Kept>) -> Standing {
    let step = |kept: Kept| {
        let device = Text::parse(&kept.label.to_string(), 80, false).ok().flatten()?;
        Some(Consent { policy: kept.policy, step: kept.step, at: Moment::new(kept.at, 0), device })
    };
    Standing { policy, steps: steps.into_iter().filter_map(step).collect() }
}

impl Rights for DemoRights {
    fn export(&self, form: Form) -> Answer<String> {
        answer(&self.shared, move |state, now| {
            let event = state.agenda.as_ref().map(|agenda| agenda.name.clone()).unwrap_or_default();
            state.as_viewer(now, |conference, viewer| {
                let (mut export, _) = conference.begin_export(viewer, form, &event, now)?;
                let mut whole = String::new();
                while let Some(piece) = conference.next_piece(&mut export, now)? {
                    whole.push_str(&piece);
                }
                Ok(whole)
            })
        })
    }

    fn erase(&self, confirm: String) -> Answer<Receipt> {
        answer(&self.shared, move |state, now| {
            let erased = state.as_viewer(now, |conference, viewer| conference.erase(viewer, &confirm, now))?;
            state.forget_viewer();
            Ok(erased.receipt)
        })
    }

    fn consents(&self) -> Answer<Standing> {
        answer(&self.shared, |state, now| {
            state.as_viewer(now, |conference, viewer| Ok(standing(conference.policy().clone(), conference.consents(viewer)?)))
        })
    }

    fn agree(&self, version: String) -> Answer<Standing> {
        answer(&self.shared, move |state, now| {
            state.as_viewer(now, |conference, viewer| {
                let steps = conference.agree(viewer, &version, now)?;
                Ok(standing(conference.policy().clone(), steps))
            })
        })
    }

    fn withdraw(&self) -> Answer<Standing> {
        answer(&self.shared, |state, now| {
            state.as_viewer(now, |conference, viewer| {
                let steps = conference.withdraw(viewer, now)?;
                Ok(standing(conference.policy().clone(), steps))
            })
        })
    }

    fn complain(&self, words: String) -> Answer<Filed> {
        answer(&self.shared, move |state, now| {
            let complaint = state.as_viewer(now, |conference, viewer| conference.complain(viewer, &words, now))?;
            Ok(Filed { reference: complaint.reference, at: Moment::new(complaint.at, 0) })
        })
    }
}
