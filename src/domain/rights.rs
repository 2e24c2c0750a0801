//! What people have a right to, whatever the app does: a copy of their data, its erasure, a consent that can be taken back, a complaint.
//! Not: how a backend fulfils it.

use super::policy::PolicyMark;
use super::text::Text;
use super::time::Moment;

/// In which form a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON, for other programs.
    Json,
    /// A page, for people.
    Page,
}

impl Form {
    /// As it stands in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Page => "html",
        }
    }

    /// The form with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Json, Self::Page].into_iter().find(|form| form.key() == key)
    }
}

/// Something that stays after an erasure, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub what: String,
    /// Why it may or must stay.
    pub why: String,
}

/// What somebody gets who had everything erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// By which both sides speak of it.
    pub reference: String,
    /// When it was done; in UTC.
    pub at: Moment,
    /// What stays, and why.
    pub kept: Vec<Kept>,
}

/// One step of the history of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// To which policy.
    pub policy: PolicyMark,
    /// Given, or taken back.
    pub step: ConsentStep,
    /// When; in UTC.
    pub at: Moment,
    /// On which device.
    pub device: Text,
}

/// Which way a consent went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStep {
    /// Given.
    Given,
    /// Taken back.
    Withdrawn,
}

/// A complaint has reached whom it was for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// By which both sides speak of it.
    pub reference: String,
    /// When; in UTC.
    pub at: Moment,
}

/// Characters of a complaint.
pub const COMPLAINT: usize = 4000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_named_by_its_key() {
        for form in [Form::Json, Form::Page] {
            assert_eq!(Form::from_key(form.key()), Some(form));
        }
        assert_eq!(Form::from_key("pdf"), None);
    }
}
