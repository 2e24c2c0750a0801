//! A backend that speaks the contract over HTTP, with the browser's own cookie session: no secret passes through here. Not: the fetch
//! itself (`http`), nor the shapes (`wire`).

mod agenda;
#[cfg(feature = "personal")]
mod delegates;
mod favourites;
mod me;
#[cfg(feature = "personal")]
mod photo;
mod sign_in;

use super::http::Http;
use super::{Account, Answer, ApiError, Backend, Challenge, DemoLetter, Proof, SignedIn};
use crate::domain::agenda::Agenda;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::{DelegateId, PhotoId, TalkId};
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::text::Email;
use crate::wire::Malformed;
use std::rc::Rc;

/// [`Backend`] under one address.
#[derive(Debug, Clone)]
pub struct Rest {
    http: Http,
}

impl Rest {
    /// `base`: where the contract's paths begin, e.g. `/api`, without a slash at its end.
    pub fn new(base: impl Into<String>) -> Self {
        Self { http: Http::new(base) }
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
    fn agenda(&self) -> Answer<Agenda> {
        Box::pin(agenda::read(self.http.clone()))
    }

    fn restore(&self) -> Answer<Option<SignedIn>> {
        Box::pin(sign_in::restore(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn begin_sign_in(&self, email: Email) -> Answer<Challenge> {
        Box::pin(sign_in::begin(self.http.clone(), email))
    }

    #[cfg(feature = "personal")]
    fn redeem(&self, proof: Proof) -> Answer<SignedIn> {
        Box::pin(sign_in::redeem(self.http.clone(), proof))
    }

    #[cfg(feature = "personal")]
    fn demo_letter(&self) -> Option<DemoLetter> {
        None
    }
}

impl Account for RestAccount {
    #[cfg(feature = "personal")]
    fn profile(&self) -> Answer<Profile> {
        Box::pin(me::read(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn save(&self, version: u64, update: ProfileUpdate) -> Answer<Profile> {
        Box::pin(me::save(self.http.clone(), version, update))
    }

    #[cfg(feature = "personal")]
    fn set_audiences(&self, update: AudienceUpdate) -> Answer<Profile> {
        Box::pin(me::set_audiences(self.http.clone(), update))
    }

    #[cfg(feature = "personal")]
    fn preview(&self, relation: Relation) -> Answer<Option<Delegate>> {
        Box::pin(me::preview(self.http.clone(), relation))
    }

    #[cfg(feature = "personal")]
    fn set_photo(&self, jpeg: Option<Vec<u8>>) -> Answer<Profile> {
        Box::pin(photo::set(self.http.clone(), jpeg))
    }

    #[cfg(feature = "personal")]
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String {
        photo::url(&self.http, delegate, photo)
    }

    #[cfg(feature = "personal")]
    fn directory(&self, query: DirectoryQuery) -> Answer<DirectoryPage> {
        Box::pin(delegates::list(self.http.clone(), query))
    }

    #[cfg(feature = "personal")]
    fn delegate(&self, id: DelegateId) -> Answer<Delegate> {
        Box::pin(delegates::one(self.http.clone(), id))
    }

    fn favourites(&self) -> Answer<Vec<TalkId>> {
        Box::pin(favourites::read(self.http.clone()))
    }

    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()> {
        Box::pin(favourites::set(self.http.clone(), talk, starred))
    }

    #[cfg(feature = "personal")]
    fn begin_step_up(&self) -> Answer<Challenge> {
        Box::pin(sign_in::begin_step_up(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn finish_step_up(&self, challenge: Challenge, code: String) -> Answer<()> {
        Box::pin(sign_in::finish_step_up(self.http.clone(), challenge, code))
    }

    fn sign_out(&self, everywhere: bool) -> Answer<()> {
        Box::pin(sign_in::sign_out(self.http.clone(), everywhere))
    }
}
