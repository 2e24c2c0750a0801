//! A conference in the browser's memory, under the same rules as the reference backend, so that every screen can be used without a server.
//! Not: part of a release, nor a simulation of the rules; they are `conference` itself. A reload forgets everything.

mod account;
mod state;

pub use crate::conference::seed::{DemoPerson, demo_people};

use super::{Answer, Backend, Challenge, DemoLetter, Proof, SignedIn};
use crate::conference::Refusal;
use crate::domain::agenda::Agenda;
use crate::domain::text::Email;
use account::DemoAccount;
use state::{Demand, Shared};
use std::rc::Rc;

/// [`Backend`] in memory; its first day is today.
#[derive(Clone)]
pub struct Demo {
    shared: Shared,
}

impl Demo {
    /// A fresh conference: nobody is signed in.
    pub fn new() -> Self {
        Self { shared: state::fresh() }
    }
}

impl Default for Demo {
    fn default() -> Self {
        Self::new()
    }
}

/// One browser asks a demo, so there is one source.
const SOURCE: &str = "this browser";

impl Backend for Demo {
    fn agenda(&self) -> Answer<Agenda> {
        state::answer(&self.shared, |state, _| state.agenda.clone().ok_or(Refusal::NotFound))
    }

    fn restore(&self) -> Answer<Option<SignedIn>> {
        let shared = Rc::clone(&self.shared);
        state::answer(&self.shared, move |state, now| {
            if state.session.is_none() {
                return Ok(None);
            }
            let profile = state.as_viewer(now, |conference, viewer| conference.profile(viewer))?;
            Ok(Some(SignedIn { profile, account: Rc::new(DemoAccount { shared }) }))
        })
    }

    fn begin_sign_in(&self, email: Email) -> Answer<Challenge> {
        state::answer(&self.shared, move |state, now| {
            let started = state.conference.start_sign_in(&email, SOURCE, now)?;
            Ok(state.started(started))
        })
    }

    fn redeem(&self, proof: Proof) -> Answer<SignedIn> {
        let shared = Rc::clone(&self.shared);
        state::answer(&self.shared, move |state, now| {
            let demand = match &proof {
                Proof::Code { challenge, code } => Demand::Code { challenge: challenge.id.clone(), code },
                Proof::Link(token) => Demand::Link { token },
            };
            let verifier = state.verifier.as_ref().map(|secret| secret.expose().to_owned());
            let granted = state.conference.redeem(demand, verifier.as_deref(), SOURCE, now)?;
            state.session = Some(granted.session);
            let profile = state.as_viewer(now, |conference, viewer| conference.profile(viewer))?;
            Ok(SignedIn { profile, account: Rc::new(DemoAccount { shared }) })
        })
    }

    fn demo_letter(&self) -> Option<DemoLetter> {
        self.shared.borrow().letter.clone()
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;
