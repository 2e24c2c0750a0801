//! The viewer's own page, from outside, in the demo. Not: a network that a stranger could ask.

use super::account::DemoAccount;
use super::state::{Shared, answer};
use crate::api::own::OwnPage;
use crate::api::{Answer, Challenge};
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::profile::Profile;
use crate::domain::reach::Reach;
use crate::domain::text::Email;

/// In the page's memory.
pub(super) struct DemoOwnPage {
    pub(super) shared: Shared,
}

impl DemoOwnPage {
    fn account(&self) -> DemoAccount {
        DemoAccount { shared: self.shared.clone() }
    }
}

impl OwnPage for DemoOwnPage {
    fn reach(&self) -> Answer<Reach> {
        self.account().ask(|conference, viewer, now| conference.reach(viewer, now))
    }

    // Nobody else can reach into this page.
    fn to_a_stranger(&self, _: DelegateId) -> Answer<Option<Delegate>> {
        self.account().ask(|_, _, _| Ok(None))
    }

    fn begin_address(&self, email: Email) -> Answer<Challenge> {
        answer(&self.shared, move |state, now| {
            let started = state.as_viewer(now, |conference, viewer| conference.start_address(viewer, &email, now))?;
            Ok(state.started(started))
        })
    }

    fn finish_address(&self, challenge: Challenge, code: String) -> Answer<Profile> {
        self.account()
            .ask(move |conference, viewer, now| conference.finish_address(viewer, &challenge.id, &code, now).map(|saved| saved.profile))
    }
}
