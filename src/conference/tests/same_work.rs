//! That a known address costs the storage no more and no less than an unknown one. Not: how long each step takes.

use crate::conference::fixture::{Counting, NETWORK, NOW, account};
use crate::conference::memory::Memory;
use crate::conference::store::{Challenge, Digest, Person, Photo, Session, Store};
use crate::conference::{Conference, Limits, Proof};
use crate::domain::id::{ChallengeId, DelegateId, TalkId};
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

#[rustfmt::skip]
impl Store for Watched {
    type Error = Infallible;
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
    fn end_challenges(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_challenges"); self.inner.end_challenges(delegate) }
    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Answer<u32> { self.note("count_event"); self.inner.count_event(key, now, since) }
    fn session(&self, digest: &Digest) -> Answer<Option<Session>> { self.note("session"); self.inner.session(digest) }
    fn put_session(&mut self, session: &Session) -> Answer<()> { self.note("put_session"); self.inner.put_session(session) }
    fn end_session(&mut self, digest: &Digest) -> Answer<()> { self.note("end_session"); self.inner.end_session(digest) }
    fn end_sessions(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_sessions"); self.inner.end_sessions(delegate) }
    fn favourites(&self, delegate: &DelegateId) -> Answer<Vec<TalkId>> { self.note("favourites"); self.inner.favourites(delegate) }
    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Answer<()> { self.note("set_favourite"); self.inner.set_favourite(delegate, talk, starred) }
    fn photo(&self, delegate: &DelegateId) -> Answer<Option<Photo>> { self.note("photo"); self.inner.photo(delegate) }
    fn put_photo(&mut self, person: &Person, expected: u64, photo: Option<&Photo>) -> Answer<bool> {
        self.note("put_photo");
        self.overtake(&person.profile.id);
        self.inner.put_photo(person, expected, photo)
    }
}

#[test]
fn known_unknown_and_disabled_addresses_cost_the_same_work_t05() {
    let mut disabled = account("dorian");
    disabled.disabled = true;
    let inner = Memory::with([account("ada"), disabled]);
    let mut conference = Conference::new(Watched { inner, ..Watched::default() }, Counting::default(), Limits::default());
    let work = ["ada", "dorian", "nobody"].map(|id| {
        let started = conference.start_sign_in(&Email::parse(&format!("{id}@example.org")).unwrap(), NETWORK, NOW).unwrap();
        for _ in 0..7 {
            let wrong = Proof::Code { challenge: started.challenge.clone(), code: "WRONG234" };
            assert!(conference.redeem(wrong, None, NETWORK, NOW).is_err());
        }
        conference.store().asked.take()
    });
    assert!(work[0].len() > 10);
    assert_eq!(work[0], work[1]);
    assert_eq!(work[0], work[2]);
}
