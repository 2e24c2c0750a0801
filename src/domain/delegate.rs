//! Somebody else, as the viewer may see them. Not: what is stored about them.

use super::id::DelegateId;
use super::privacy::{Disclosed, Field, PerField};
use super::text::Text;

/// A listed delegate with the fields they share with the viewer. The directory's rows and the delegate's page are the same shape:
/// a row simply shows less of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegate {
    /// Opaque.
    pub id: DelegateId,
    /// Nobody is listed without a name.
    pub name: Text,
    /// Every field, shared or hidden.
    pub fields: PerField<Disclosed<Text>>,
}

impl Delegate {
    /// The text of one field where it is shared.
    pub fn shared(&self, field: Field) -> Option<&str> {
        match self.fields.of(field) {
            Disclosed::Shared(text) => Some(text.as_str()),
            Disclosed::Hidden => None,
        }
    }
}

/// What part of the directory is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DirectoryQuery {
    /// Words to find in what is shared with the viewer.
    pub text: String,
    /// First letter of the name.
    pub letter: Option<char>,
    /// Continues after an earlier page; opaque.
    pub cursor: Option<String>,
}

/// A page of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryPage {
    /// In the order of their names.
    pub delegates: Vec<Delegate>,
    /// How many listed people the query finds in all. Says nothing of people who are not listed.
    pub found: usize,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}
