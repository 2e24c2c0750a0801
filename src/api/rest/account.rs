//! What somebody signed in asks over HTTP, one line each. Not: the questions themselves, which stand beside it by what they are about.

use super::super::http::Credential;
use super::{RestAccount, bulletins, calendar, favourites, sessions, sign_in};
use crate::api::{Account, Answer, Subscription};
use crate::domain::bulletin::ReadMark;
use crate::domain::device::Remaining;
use crate::domain::id::TalkId;
#[cfg(feature = "personal")]
use {
    super::super::access::WhoSaw,
    super::super::own::OwnPage,
    super::super::passkeys::Passkeys,
    super::super::rights::Rights,
    super::{access, connections, delegates, history, me, organisation, own, passkeys, photo, rights, token},
    crate::api::Challenge,
    crate::api::connections::Connecting,
    crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery},
    crate::domain::device::{DeviceSession, Ending},
    crate::domain::history::Change,
    crate::domain::id::{ChangeId, DelegateId, IdentityId, PhotoId, SessionId},
    crate::domain::organisation::LinkedSignIn,
    crate::domain::privacy::Relation,
    crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate},
    std::rc::Rc,
};

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
        Box::pin(delegates::preview(self.http.clone(), relation))
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
            Credential::Token(_) | Credential::Last(_) | Credential::Nobody => String::new(),
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

    #[cfg(feature = "personal")]
    fn own_page(&self) -> Rc<dyn OwnPage> {
        Rc::new(own::RestOwnPage { http: self.http.clone() })
    }

    #[cfg(feature = "personal")]
    fn who_saw(&self) -> Rc<dyn WhoSaw> {
        access::of(&self.http)
    }

    fn favourites(&self) -> Answer<Vec<TalkId>> {
        Box::pin(favourites::read(self.http.clone()))
    }

    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()> {
        Box::pin(favourites::set(self.http.clone(), talk, starred))
    }

    fn read_marks(&self) -> Answer<Vec<ReadMark>> {
        Box::pin(bulletins::marks(self.http.clone()))
    }

    fn mark_read(&self, mark: ReadMark) -> Answer<()> {
        Box::pin(bulletins::mark(self.http.clone(), mark))
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
    fn rights(&self) -> Rc<dyn Rights> {
        rights::of(&self.http)
    }

    #[cfg(feature = "personal")]
    fn connections(&self) -> Rc<dyn Connecting> {
        connections::of(&self.http)
    }

    #[cfg(feature = "personal")]
    fn begin_step_up(&self) -> Answer<Challenge> {
        Box::pin(sign_in::begin_step_up(self.http.clone()))
    }

    #[cfg(feature = "personal")]
    fn finish_step_up(&self, challenge: Challenge, code: String) -> Answer<()> {
        Box::pin(sign_in::finish_step_up(self.http.clone(), challenge, code))
    }

    #[cfg(feature = "personal")]
    fn is_of_this_page(&self) -> bool {
        matches!(self.http.credential(), Credential::Token(_))
    }

    fn sign_out(&self, everywhere: bool) -> Answer<()> {
        #[cfg(feature = "personal")]
        if let Credential::Token(door) = self.http.credential() {
            return token::sign_out(&self.http, door, everywhere);
        }
        Box::pin(sign_in::sign_out(self.http.clone(), everywhere))
    }
}
