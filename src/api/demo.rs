//! A conference in the browser's memory, under the same rules as the reference backend, so that every screen can be used without a server.
//! Not: part of a release, nor a simulation of the rules; they are `conference` itself. A reload forgets everything.

mod access;
mod account;
mod connections;
mod own;
mod rights;
mod state;

pub use crate::conference::seed::{DemoPerson, demo_people};

use super::bulletins::Sealed;
use super::{Answer, Backend, Challenge, DemoLetter, Fetched, Mark, Proof, SignedIn, Ways};
use crate::conference::{Device, DeviceLabel, Refusal};
use crate::domain::agenda::Texts;
use crate::domain::bulletin::Feed;
use crate::domain::policy::Policy;
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
    fn agenda(&self, known: Option<Mark>) -> Answer<Option<Fetched>> {
        state::answer(&self.shared, move |state, _| {
            let agenda = state.agenda.clone().ok_or(Refusal::NotFound)?;
            let mark = Mark::new(None, &agenda.version);
            Ok((known.as_ref() != Some(&mark)).then_some(Fetched { agenda, remarks: Vec::new(), mark }))
        })
    }

    fn agenda_texts(&self, _address: String) -> Answer<Texts> {
        // They come with the list.
        state::answer(&self.shared, |_, _| Err(Refusal::NotFound))
    }

    fn bulletins(&self) -> Answer<Sealed> {
        state::answer(&self.shared, |state, now| Ok(Sealed::Own(Feed { issued: now, bulletins: state.conference.bulletins()? })))
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

    // Nothing in a page can keep a passkey safe, nor is there an organisation behind a demo.
    fn ways(&self) -> Answer<Ways> {
        state::answer(&self.shared, |_, _| Ok(Ways::default()))
    }

    fn begin_sign_in(&self, email: Email) -> Answer<Challenge> {
        state::answer(&self.shared, move |state, now| {
            let started = state.conference.start_sign_in(&email, &Device::new(DeviceLabel::default(), None), SOURCE, now)?;
            Ok(state.started(started))
        })
    }

    fn redeem(&self, proof: Proof) -> Answer<SignedIn> {
        let shared = Rc::clone(&self.shared);
        state::answer(&self.shared, move |state, now| {
            let demand = match &proof {
                Proof::Code { challenge, code } => Demand::Code { challenge: challenge.id.clone(), code },
                Proof::Link(token) => Demand::Link { token },
                // Nothing here asks for one.
                Proof::Passkey(_) => return Err(Refusal::proof()),
            };
            let verifier = state.verifier.as_ref().map(|secret| secret.expose().to_owned());
            let granted = state.conference.redeem(demand, verifier.as_deref(), Device::new(DeviceLabel::default(), None), SOURCE, now)?;
            state.session = Some(granted.session);
            let profile = state.as_viewer(now, |conference, viewer| conference.profile(viewer))?;
            Ok(SignedIn { profile, account: Rc::new(DemoAccount { shared }) })
        })
    }

    fn policy(&self) -> Answer<Policy> {
        rights::policy(&self.shared)
    }

    fn demo_letter(&self) -> Option<DemoLetter> {
        self.shared.borrow().letter.clone()
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;
