//! A backend that speaks the contract over HTTP, with the browser's own cookie session: no secret passes through here. Not: the fetch
//! itself (`http`), nor the shapes (`wire`).

mod agenda;
mod calendar;
#[cfg(feature = "personal")]
mod delegates;
mod favourites;
#[cfg(feature = "personal")]
mod history;
mod me;
#[cfg(feature = "personal")]
mod organisation;
#[cfg(feature = "personal")]
mod passkeys;
#[cfg(feature = "personal")]
mod photo;
mod sessions;
mod sign_in;
mod token;

#[cfg(feature = "personal")]
use super::bearer::Door;
use super::http::{Credential, Http, Mark};
#[cfg(feature = "personal")]
use super::passkeys::{Ceremony, Passkeys};
use super::programme::Fetched;
use super::{Account, Answer, ApiError, Backend, Challenge, DemoLetter, Joining, Proof, SignedIn, Subscription, Ways};
use crate::domain::agenda::Texts;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::device::Remaining;
#[cfg(feature = "personal")]
use crate::domain::device::{DeviceSession, Ending};
use crate::domain::history::Change;
#[cfg(feature = "personal")]
use crate::domain::id::SessionId;
use crate::domain::id::{ChangeId, DelegateId, IdentityId, PhotoId, TalkId};
use crate::domain::organisation::LinkedSignIn;
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
        Self { http: Http::new(base, Credential::Cookie) }
    }

    /// For an app that signs people in by itself: `door` has the tokens.
    #[cfg(feature = "personal")]
    pub fn through(base: impl Into<String>, door: Rc<Door>) -> Self {
        Self { http: Http::new(base, Credential::Token(door)) }
    }

    /// The same backend for the part of the app that has no tokens.
    #[cfg(not(feature = "personal"))]
    pub fn as_anybody(base: impl Into<String>) -> Self {
        Self { http: Http::new(base, Credential::Elsewhere) }
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

    fn restore(&self) -> Answer<Option<SignedIn>> {
        match self.http.credential() {
            Credential::Cookie => Box::pin(sign_in::restore(self.http.clone())),
            #[cfg(feature = "personal")]
            Credential::Token(door) => Box::pin(token::restore(self.http.clone(), Rc::clone(door))),
            // It is for one last question, which this is not.
            #[cfg(feature = "personal")]
            Credential::Last(_) => Box::pin(std::future::ready(Ok(None))),
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
            Credential::Cookie | Credential::Last(_) => None,
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
    fn changes(&self) -> Answer<Vec<Change>> {
        Box::pin(history::read(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn undo(&self, change: ChangeId) -> Answer<Profile> {
        Box::pin(history::undo(self.http.clone(), change))
    }

    #[cfg(feature = "personal")]
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String {
        match self.http.credential() {
            // An image tag can show a cookie, but no token.
            Credential::Token(_) | Credential::Last(_) => String::new(),
            Credential::Cookie => photo::url(&self.http, delegate, photo),
        }
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

    fn subscription(&self) -> Answer<Option<Subscription>> {
        Box::pin(calendar::standing(self.http.clone()))
    }

    fn subscribe(&self) -> Answer<String> {
        Box::pin(calendar::make(self.http.clone()))
    }

    fn unsubscribe(&self) -> Answer<()> {
        Box::pin(calendar::revoke(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn linked_sign_ins(&self) -> Answer<Vec<LinkedSignIn>> {
        Box::pin(organisation::linked(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn link_sign_in(&self) -> Answer<String> {
        Box::pin(organisation::link(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn unlink_sign_in(&self, id: IdentityId) -> Answer<()> {
        Box::pin(organisation::unlink(self.http.clone(), id))
    }

    fn watch(&self) -> Answer<Remaining> {
        Box::pin(sessions::watch(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn sessions(&self) -> Answer<Vec<DeviceSession>> {
        Box::pin(sessions::list(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn end_session(&self, id: SessionId) -> Answer<()> {
        Box::pin(sessions::end(self.http.clone(), id))
    }

    #[cfg(feature = "personal")]
    fn end_other_sessions(&self) -> Answer<u32> {
        Box::pin(sessions::end_others(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn disown(&self, id: SessionId) -> Answer<Ending> {
        Box::pin(sessions::disown(self.http.clone(), id))
    }

    #[cfg(feature = "personal")]
    fn passkeys(&self) -> Option<Rc<dyn Passkeys>> {
        passkeys::of(&self.http)
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
        #[cfg(feature = "personal")]
        if let Credential::Token(door) = self.http.credential() {
            return token::sign_out(&self.http, door, everywhere);
        }
        Box::pin(sign_in::sign_out(self.http.clone(), everywhere))
    }
}
