//! A complaint to whoever is responsible for the data: kept with a reference, and mailed by the caller. Not: its answer, which people give each other.

use crate::conference::entropy::code;
use crate::conference::flaws;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::id::DelegateId;
use crate::domain::problem::{Fault, Input};
use crate::domain::rights::COMPLAINT;
use crate::domain::text::{Email, Text};
use sha2::{Digest, Sha256};

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// By which both sides speak of it.
    pub reference: String,
    /// Whose.
    pub delegate: DelegateId,
    /// Where they are answered.
    pub email: Email,
    /// Under which name they are known, where they have one.
    pub name: Option<Text>,
    /// Unix seconds.
    pub at: i64,
    /// In their words.
    pub words: Text,
}

/// What became of what somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filed {
    /// It is kept from now on.
    Now(Complaint),
    /// It was kept before: the app did not hear the answer, and asks again.
    Before(Complaint),
}

/// Letters that only one key of one delegate brings.
struct Drawn {
    seed: [u8; 32],
    round: u64,
}

impl Drawn {
    fn by(delegate: &DelegateId, key: &str) -> Self {
        let seed = Sha256::new().chain_update("complaint\0").chain_update(delegate.as_str()).chain_update("\0").chain_update(key);
        Self { seed: seed.finalize().into(), round: 0 }
    }
}

impl Entropy for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            self.round += 1;
            let block: [u8; 32] = Sha256::new().chain_update(self.seed).chain_update(self.round.to_be_bytes()).finalize().into();
            part.iter_mut().zip(block).for_each(|(byte, drawn)| *byte = drawn);
        }
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Takes a complaint once, however often it arrives under this key, which the app chose. The key makes the reference, so that nothing but the
    /// complaint itself has to be remembered.
    pub fn complain_once(&mut self, viewer: &Viewer, words: &str, key: &str, now: i64) -> Ruling<Filed, S> {
        let person = self.own(viewer)?;
        let reference = format!("C-{}", code(&mut Drawn::by(&viewer.id, key)).expose());
        let known = self.store.complaint(&reference)?.filter(|(delegate, ..)| *delegate == viewer.id && !flaws::on("IDEM-01"));
        let Some((delegate, at, kept)) = known else {
            let reference = if flaws::on("IDEM-01") { self.drawn() } else { reference };
            return self.file(viewer, words, reference, now).map(Filed::Now);
        };
        let is_same = Text::parse(words, COMPLAINT, true).is_ok_and(|words| words.as_ref() == Some(&kept));
        if !is_same {
            return Err(Refusal::one(Input::Complaint, Fault::NotTheSame));
        }
        let name = person.profile.fields.of(crate::domain::privacy::Field::Name).value.clone();
        Ok(Filed::Before(Complaint { reference, delegate, email: person.email, name, at, words: kept }))
    }

    /// Takes a complaint. It needs no fresh proof: whoever has lost trust must not be kept waiting.
    pub fn complain(&mut self, viewer: &Viewer, words: &str, now: i64) -> Ruling<Complaint, S> {
        let reference = self.drawn();
        self.file(viewer, words, reference, now)
    }

    fn drawn(&mut self) -> String {
        format!("C-{}", code(&mut self.entropy).expose())
    }

    fn file(&mut self, viewer: &Viewer, words: &str, reference: String, now: i64) -> Ruling<Complaint, S> {
        let person = self.own(viewer)?;
        let words = Text::parse(words, COMPLAINT, true).map_err(|fault| Refusal::one(Input::Complaint, Fault::Text(fault)))?;
        let words = words.ok_or(Refusal::one(Input::Complaint, Fault::Empty))?;
        self.admit(self.limits.complaints_per_delegate, "complaint", viewer.id.as_str(), now)?;
        let name = person.profile.fields.of(crate::domain::privacy::Field::Name).value.clone();
        let complaint = Complaint { reference, delegate: viewer.id.clone(), email: person.email, name, at: now, words };
        self.store.add_complaint(&complaint)?;
        Ok(complaint)
    }
}
