//! A complaint to whoever is responsible for the data: kept with a reference, and mailed by the caller. Not: its answer, which people give each other.

use crate::conference::entropy::code;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::id::DelegateId;
use crate::domain::problem::{Fault, Input};
use crate::domain::rights::COMPLAINT;
use crate::domain::text::{Email, Text};

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

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Takes a complaint. It needs no fresh proof: whoever has lost trust must not be kept waiting.
    pub fn complain(&mut self, viewer: &Viewer, words: &str, now: i64) -> Ruling<Complaint, S> {
        let person = self.own(viewer)?;
        let words = Text::parse(words, COMPLAINT, true).map_err(|fault| Refusal::one(Input::Complaint, Fault::Text(fault)))?;
        let words = words.ok_or(Refusal::one(Input::Complaint, Fault::Empty))?;
        self.admit(self.limits.complaints_per_delegate, "complaint", viewer.id.as_str(), now)?;
        let reference = format!("C-{}", code(&mut self.entropy).expose());
        let name = person.profile.fields.of(crate::domain::privacy::Field::Name).value.clone();
        let complaint = Complaint { reference, delegate: viewer.id.clone(), email: person.email, name, at: now, words };
        self.store.add_complaint(&complaint)?;
        Ok(complaint)
    }
}
