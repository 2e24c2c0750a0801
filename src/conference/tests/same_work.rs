//! That a known address costs the storage no more and no less than an unknown one. Not: how long each step takes.

mod access;
mod bulletins;
mod connections;
mod listing;
mod rights;

use crate::conference::fixture::{Counting, NETWORK, NOW, account, device};
use crate::conference::history::{Change, History, Saving};
use crate::conference::identity::{Identity, Subject};
use crate::conference::memory::Memory;
use crate::conference::passkeys::{Ceremony, CredentialId, Passkey, PasskeyStore};
use crate::conference::store::{Challenge, Digest, Familiarity, Known, Person, Photo, Redeemed, Session, Storage, Store, Subscription};
use crate::conference::{Conference, Limits, Proof, Standing};
use crate::domain::agenda::changes::Seen;
use crate::domain::id::{ChallengeId, DelegateId, IdentityId, PasskeyId, TalkId};
use crate::domain::text::Email;
use std::cell::RefCell;
use std::convert::Infallible;

/// Notes every question; may let another device save first.
#[derive(Default)]
pub(super) struct Watched {
    pub(super) inner: Memory,
    pub(super) asked: RefCell<Vec<&'static str>>,
    /// How many more times another device saves just before this one.
    pub(super) overtaken: u32,
}

impl Watched {
    fn note(&self, what: &'static str) {
        self.asked.borrow_mut().push(what);
    }

    fn overtake(&mut self, id: &DelegateId) {
        if self.overtaken > 0 {
            self.overtaken -= 1;
            let mut person = self.inner.person(id).unwrap().unwrap();
            let before = person.profile.version;
            person.profile.version += 1;
            assert!(self.inner.put_person(&person, Some(before)).unwrap());
        }
    }
}

type Answer<T> = Result<T, Infallible>;

impl Storage for Watched {
    type Error = Infallible;
}

impl History for Watched {
    fn changes(&self, delegate: &DelegateId) -> Answer<Vec<Change>> {
        self.note("changes");
        self.inner.changes(delegate)
    }

    fn left_by(&self, key: &str, own: Option<&DelegateId>, since: i64) -> Answer<Option<DelegateId>> {
        self.note("left_by");
        self.inner.left_by(key, own, since)
    }

    fn save(&mut self, saving: Saving<'_>) -> Answer<bool> {
        self.note("save");
        self.overtake(&saving.person.profile.id);
        self.inner.save(saving)
    }
}

#[rustfmt::skip]
impl PasskeyStore for Watched {
    fn passkeys(&self, delegate: &DelegateId) -> Answer<Vec<Passkey>> { self.note("passkeys"); self.inner.passkeys(delegate) }
    fn passkey_by_credential(&self, credential: &CredentialId) -> Answer<Option<Passkey>> { self.note("passkey_by_credential"); self.inner.passkey_by_credential(credential) }
    fn add_passkey(&mut self, passkey: &Passkey) -> Answer<bool> { self.note("add_passkey"); self.inner.add_passkey(passkey) }
    fn put_passkey(&mut self, passkey: &Passkey) -> Answer<bool> { self.note("put_passkey"); self.inner.put_passkey(passkey) }
    fn remove_passkey(&mut self, delegate: &DelegateId, id: &PasskeyId) -> Answer<bool> { self.note("remove_passkey"); self.inner.remove_passkey(delegate, id) }
    fn ceremony(&self, id: &ChallengeId) -> Answer<Option<Ceremony>> { self.note("ceremony"); self.inner.ceremony(id) }
    fn add_ceremony(&mut self, ceremony: &Ceremony, now: i64) -> Answer<()> { self.note("add_ceremony"); self.inner.add_ceremony(ceremony, now) }
    fn take_ceremony(&mut self, id: &ChallengeId) -> Answer<bool> { self.note("take_ceremony"); self.inner.take_ceremony(id) }
}

#[rustfmt::skip]
impl Store for Watched {
    fn person(&self, id: &DelegateId) -> Answer<Option<Person>> { self.note("person"); self.inner.person(id) }
    fn person_by_email(&self, key: &str) -> Answer<Option<Person>> { self.note("person_by_email"); self.inner.person_by_email(key) }
    fn listed(&self) -> Answer<Vec<Person>> { self.note("listed"); self.inner.listed() }
    fn put_person(&mut self, person: &Person, expected: Option<u64>) -> Answer<bool> {
        self.note("put_person");
        self.overtake(&person.profile.id);
        self.inner.put_person(person, expected)
    }
    fn challenge(&self, id: &ChallengeId) -> Answer<Option<Challenge>> { self.note("challenge"); self.inner.challenge(id) }
    fn challenge_by_link(&self, link: &Digest) -> Answer<Option<Challenge>> { self.note("challenge_by_link"); self.inner.challenge_by_link(link) }
    fn add_challenge(&mut self, challenge: &Challenge, now: i64) -> Answer<()> { self.note("add_challenge"); self.inner.add_challenge(challenge, now) }
    fn count_try(&mut self, id: &ChallengeId) -> Answer<Option<u32>> { self.note("count_try"); self.inner.count_try(id) }
    fn take_challenge(&mut self, id: &ChallengeId) -> Answer<bool> { self.note("take_challenge"); self.inner.take_challenge(id) }
    fn end_challenges(&mut self, delegate: &DelegateId) -> Answer<u32> { self.note("end_challenges"); self.inner.end_challenges(delegate) }
    fn put_redeemed(&mut self, redeemed: &Redeemed, now: i64) -> Answer<()> { self.note("put_redeemed"); self.inner.put_redeemed(redeemed, now) }
    fn redeemed(&self, id: &ChallengeId) -> Answer<Option<Redeemed>> { self.note("redeemed"); self.inner.redeemed(id) }
    fn redeemed_by_link(&self, link: &Digest) -> Answer<Option<Redeemed>> { self.note("redeemed_by_link"); self.inner.redeemed_by_link(link) }
    fn end_redeemed(&mut self, id: &ChallengeId) -> Answer<()> { self.note("end_redeemed"); self.inner.end_redeemed(id) }
    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Answer<u32> { self.note("count_event"); self.inner.count_event(key, now, since) }
    fn session(&self, digest: &Digest) -> Answer<Option<Session>> { self.note("session"); self.inner.session(digest) }
    fn put_session(&mut self, session: &Session) -> Answer<()> { self.note("put_session"); self.inner.put_session(session) }
    fn renew_session(&mut self, session: &Session) -> Answer<bool> { self.note("renew_session"); self.inner.renew_session(session) }
    fn end_session(&mut self, digest: &Digest) -> Answer<()> { self.note("end_session"); self.inner.end_session(digest) }
    fn end_sessions(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_sessions"); self.inner.end_sessions(delegate) }
    fn sessions(&self, delegate: &DelegateId) -> Answer<Vec<Session>> { self.note("sessions"); self.inner.sessions(delegate) }
    fn end_other_sessions(&mut self, delegate: &DelegateId, kept: &Digest) -> Answer<u32> { self.note("end_other_sessions"); self.inner.end_other_sessions(delegate, kept) }
    fn recognise_device(&mut self, delegate: &DelegateId, device: &Digest, now: i64, since: i64) -> Answer<Familiarity> { self.note("recognise_device"); self.inner.recognise_device(delegate, device, now, since) }
    fn knows_device(&self, delegate: &DelegateId, device: &Digest) -> Answer<bool> { self.note("knows_device"); self.inner.knows_device(delegate, device) }
    fn forget_other_devices(&mut self, delegate: &DelegateId, kept: &Digest) -> Answer<()> { self.note("forget_other_devices"); self.inner.forget_other_devices(delegate, kept) }
    fn identity(&self, subject: &Subject) -> Answer<Option<Identity>> { self.note("identity"); self.inner.identity(subject) }
    fn identities(&self, delegate: &DelegateId) -> Answer<Vec<Identity>> { self.note("identities"); self.inner.identities(delegate) }
    fn add_identity(&mut self, identity: &Identity) -> Answer<bool> { self.note("add_identity"); self.inner.add_identity(identity) }
    fn end_identity(&mut self, delegate: &DelegateId, id: &IdentityId) -> Answer<bool> { self.note("end_identity"); self.inner.end_identity(delegate, id) }
    fn favourites(&self, delegate: &DelegateId) -> Answer<Vec<TalkId>> { self.note("favourites"); self.inner.favourites(delegate) }
    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Answer<()> { self.note("set_favourite"); self.inner.set_favourite(delegate, talk, starred) }
    fn photo(&self, delegate: &DelegateId) -> Answer<Option<Photo>> { self.note("photo"); self.inner.photo(delegate) }
    fn subscription(&self, delegate: &DelegateId) -> Answer<Option<Subscription>> { self.note("subscription"); self.inner.subscription(delegate) }
    fn subscription_by_token(&self, token: &Digest) -> Answer<Option<Subscription>> { self.note("subscription_by_token"); self.inner.subscription_by_token(token) }
    fn put_subscription(&mut self, subscription: &Subscription) -> Answer<()> { self.note("put_subscription"); self.inner.put_subscription(subscription) }
    fn end_subscription(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_subscription"); self.inner.end_subscription(delegate) }
    fn known_talks(&self) -> Answer<Vec<Known>> { self.note("known_talks"); self.inner.known_talks() }
    fn version(&self, name: &str) -> Answer<Option<Seen>> { self.note("version"); self.inner.version(name) }
    fn latest_version(&self) -> Answer<Option<Seen>> { self.note("latest_version"); self.inner.latest_version() }
    fn publish(&mut self, changed: &[Known], version: &Seen, keep: usize) -> Answer<()> { self.note("publish"); self.inner.publish(changed, version, keep) }
}

#[test]
fn known_unknown_and_disabled_addresses_cost_the_same_work_t05() {
    let mut disabled = account("dorian");
    disabled.profile.standing = Standing::Removed;
    let inner = Memory::with([account("ada"), disabled]);
    let mut conference = Conference::new(Watched { inner, ..Watched::default() }, Counting::default(), Limits::default());
    let work = ["ada", "dorian", "nobody"].map(|id| {
        let started = conference.start_sign_in(&Email::parse(&format!("{id}@example.org")).unwrap(), &device(), NETWORK, NOW).unwrap();
        for _ in 0..7 {
            let wrong = Proof::Code { challenge: started.challenge.clone(), code: "WRONG234" };
            assert!(conference.redeem(wrong, None, device(), NETWORK, NOW).is_err());
        }
        conference.store().asked.take()
    });
    assert!(work[0].len() > 10);
    assert_eq!(work[0], work[1]);
    assert_eq!(work[0], work[2]);
}
