//! A backend that speaks the contract over HTTP, with the browser's own cookie session: no secret passes through here. Not: the fetch
//! itself (`http`), nor the shapes (`wire`).

#[cfg(feature = "personal")]
mod access;
mod account;
mod agenda;
#[cfg(feature = "personal")]
mod alarm;
mod bulletins;
mod calendar;
#[cfg(feature = "personal")]
mod connections;
#[cfg(feature = "personal")]
mod delegates;
mod favourites;
#[cfg(feature = "personal")]
mod foreign;
#[cfg(feature = "personal")]
mod history;
mod me;
#[cfg(feature = "personal")]
mod organisation;
#[cfg(feature = "personal")]
mod own;
#[cfg(feature = "personal")]
mod passkeys;
#[cfg(feature = "personal")]
mod photo;
#[cfg(feature = "personal")]
mod rights;
mod sessions;
mod sign_in;
mod token;

use super::bulletins::Sealed;
use super::http::{Credential, Http, Mark};
use super::programme::Fetched;
use super::{Answer, ApiError, Backend, Challenge, DemoLetter, Joining, Proof, SignedIn, Ways};
use crate::domain::agenda::Texts;
use crate::domain::profile::Profile;
use crate::domain::text::Email;
use crate::wire::Malformed;
use crate::wire::dialect::Dialect;
use std::rc::Rc;
#[cfg(feature = "personal")]
use {super::bearer::Door, super::passkeys::Ceremony, crate::domain::policy::Policy};

/// [`Backend`] under one address.
#[derive(Debug, Clone)]
pub struct Rest {
    http: Http,
}

impl Rest {
    /// `base`: where the contract's paths begin, e.g. `/api`, without a slash at its end; `dialect`: what is not as the contract has it.
    pub fn new(base: impl Into<String>, dialect: Dialect) -> Self {
        Self { http: Http::new(base, Rc::new(dialect), Credential::Cookie) }
    }

    /// For an app that signs people in by itself: `door` has the tokens.
    #[cfg(feature = "personal")]
    pub fn through(base: impl Into<String>, dialect: Dialect, door: Rc<Door>) -> Self {
        Self { http: Http::new(base, Rc::new(dialect), Credential::Token(door)) }
    }

    /// The same backend for the part of the app that has no tokens.
    #[cfg(not(feature = "personal"))]
    pub fn as_anybody(base: impl Into<String>, dialect: Dialect) -> Self {
        Self { http: Http::new(base, Rc::new(dialect), Credential::Elsewhere) }
    }
}

/// [`Account`] of whoever the browser's cookie belongs to.
struct RestAccount {
    http: Http,
}

fn signed_in(http: &Http, profile: Profile) -> SignedIn {
    let http = http.on_behalf_of(&profile.id);
    SignedIn { profile, account: Rc::new(RestAccount { http }) }
}

/// The answer is well-formed but does not mean what it should.
fn malformed(Malformed(member): Malformed) -> ApiError {
    ApiError::Malformed { member: member.to_owned() }
}

impl Backend for Rest {
    fn agenda(&self, known: Option<Mark>) -> Answer<Option<Fetched>> {
        Box::pin(agenda::read(self.http.clone(), known))
    }

    fn agenda_texts(&self, address: String) -> Answer<Texts> {
        Box::pin(agenda::read_texts(self.http.clone(), address))
    }

    fn bulletins(&self) -> Answer<Sealed> {
        Box::pin(bulletins::read(self.http.clone()))
    }

    fn restore(&self) -> Answer<Option<SignedIn>> {
        match self.http.credential() {
            Credential::Cookie => Box::pin(sign_in::restore(self.http.clone())),
            #[cfg(feature = "personal")]
            Credential::Token(door) => Box::pin(token::restore(self.http.clone(), Rc::clone(door))),
            // It is for one last question, which this is not.
            #[cfg(feature = "personal")]
            Credential::Last(_) | Credential::Nobody => Box::pin(std::future::ready(Ok(None))),
            #[cfg(not(feature = "personal"))]
            Credential::Elsewhere => Box::pin(std::future::ready(token::unknown())),
        }
    }

    #[cfg(feature = "personal")]
    fn ways(&self) -> Answer<Ways> {
        Box::pin(sign_in::ways(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn begin_sign_in(&self, email: Email) -> Answer<Challenge> {
        Box::pin(sign_in::begin(self.http.clone(), email))
    }

    #[cfg(feature = "personal")]
    fn begin_passkey(&self) -> Answer<Ceremony> {
        Box::pin(passkeys::begin(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn redeem(&self, proof: Proof) -> Answer<SignedIn> {
        Box::pin(sign_in::redeem(self.http.clone(), proof))
    }

    #[cfg(feature = "personal")]
    fn door(&self) -> Option<Rc<Door>> {
        match self.http.credential() {
            Credential::Token(door) => Some(Rc::clone(door)),
            Credential::Cookie | Credential::Last(_) | Credential::Nobody => None,
        }
    }

    #[cfg(feature = "personal")]
    fn organisation_door(&self, return_to: &str) -> Option<String> {
        organisation::door(&self.http, return_to)
    }

    #[cfg(feature = "personal")]
    fn joining(&self) -> Answer<Joining> {
        Box::pin(organisation::joining(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn join(&self, joining: Joining, code: String) -> Answer<SignedIn> {
        Box::pin(organisation::join(self.http.clone(), joining, code))
    }

    #[cfg(feature = "personal")]
    fn policy(&self) -> Answer<Policy> {
        Box::pin(rights::policy(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn demo_letter(&self) -> Option<DemoLetter> {
        None
    }
}
