//! What the rules of rights ask of a storage, and the records it tells of. Not: who may have them.

use crate::conference::device::DeviceLabel;
use crate::conference::store::Storage;
use crate::domain::id::DelegateId;
use crate::domain::policy::PolicyMark;
use crate::domain::rights::ConsentStep;
use crate::domain::text::{Email, Text as Words};
use serde_json::Value;

/// Records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chapter {
    /// For programs.
    pub key: &'static str,
    /// For people.
    pub title: &'static str,
}

/// One record of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Record(pub Vec<Entry>);

/// One thing that a record says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// For programs.
    pub key: &'static str,
    /// For people.
    pub label: &'static str,
    /// What it says.
    pub cell: Cell,
}

/// What stands in a record.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// Unix seconds.
    At(i64),
    /// Something with parts.
    Parts(Value),
    /// A JPEG.
    Picture(Vec<u8>),
    /// Another delegate, who is told only where they may be seen.
    Other(DelegateId),
}

// It says what kind of thing is there, and never what.
impl std::fmt::Debug for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Nothing => "Nothing",
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Yes(_) => "Yes(…)",
            Self::At(_) => "At(…)",
            Self::Parts(_) => "Parts(…)",
            Self::Picture(_) => "Picture(…)",
            Self::Other(_) => "Other(…)",
        })
    }
}

/// A value by which a storage finds a record again.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The last record that was told: a copy goes on behind it, so that a record that goes meanwhile, or comes, moves no other.
#[derive(Clone, PartialEq, Eq)]
pub struct Mark(pub Vec<Key>);

// It may hold the digest of a secret.
impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mark(…)")
    }
}

/// Some records of a chapter.
#[derive(Debug, PartialEq)]
pub struct Stretch {
    /// As they follow each other.
    pub records: Vec<Record>,
    /// Behind what the next ones stand; `None`: these were the last.
    pub rest: Option<Mark>,
}

/// Something that is kept and is in no copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub what: &'static str,
    /// Why it is left out.
    pub why: &'static str,
}

/// What is taken away, and what is written down of it.
#[derive(Debug)]
pub struct Erasure<'a> {
    /// Whose.
    pub delegate: &'a DelegateId,
    /// Under which keys their doings were counted.
    pub counters: &'a [String],
    /// By which both sides speak of it; says nothing about the person.
    pub reference: &'a str,
    /// Unix seconds.
    pub at: i64,
}

/// One step of somebody's consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Whose.
    pub delegate: DelegateId,
    /// To which policy.
    pub policy: PolicyMark,
    /// Given or taken back.
    pub step: ConsentStep,
    /// Unix seconds.
    pub at: i64,
    /// On which device.
    pub label: DeviceLabel,
}

/// Where everything that is kept of one person can be found and taken away.
pub trait Rights: Storage {
    /// The kinds of records, in the order in which they are told.
    fn chapters(&self) -> Vec<Chapter>;
    /// What is in no copy.
    fn left_out(&self) -> Vec<LeftOut>;
    /// The person's records of the kind at that place in [`Rights::chapters`]: `most` of them at most, from the first, or behind one that was told.
    fn records(&self, delegate: &DelegateId, chapter: usize, behind: Option<&Mark>, most: usize) -> Result<Stretch, Self::Error>;
    /// Removes the account and every record of the person, in one step, so that no byte of them is to be found afterwards; what belongs to others
    /// stays without them. `false`: there is no such account.
    fn erase(&mut self, erasure: Erasure<'_>) -> Result<bool, Self::Error>;
    /// Forgets what was counted under these keys.
    fn forget_counts(&mut self, counters: &[String]) -> Result<(), Self::Error>;
    /// Addresses to which a code was mailed that would make them the person's own, as far as it is open.
    fn waiting_addresses(&self, delegate: &DelegateId) -> Result<Vec<Email>, Self::Error>;

    /// The history of the person's consent, the newest first.
    fn consents(&self, delegate: &DelegateId) -> Result<Vec<Consent>, Self::Error>;
    /// Adds a step to it; of one person the latest `keep` stay.
    fn add_consent(&mut self, consent: &Consent, keep: usize) -> Result<(), Self::Error>;
    /// The complaint of this reference whose writer is not gone: who, when, what.
    fn complaint(&self, reference: &str) -> Result<Option<(DelegateId, i64, Words)>, Self::Error>;
    /// Keeps a complaint.
    fn add_complaint(&mut self, complaint: &super::Complaint) -> Result<(), Self::Error>;
}
