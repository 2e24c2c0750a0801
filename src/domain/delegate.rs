//! Somebody else, as the viewer may see them. Not: what is stored about them.

pub mod wanted;

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

/// What a name begins with, whatever its case and accents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initial {
    /// This letter.
    Letter(char),
    /// None of A to Z.
    Other,
}

impl Initial {
    /// How [`Initial::Other`] is written.
    pub const OTHER: char = '#';

    /// The one that is written so; `None`: nothing that a name begins with.
    pub fn read(c: char) -> Option<Self> {
        match c {
            Self::OTHER => Some(Self::Other),
            c if c.is_alphabetic() => Some(Self::Letter(c)),
            _ => None,
        }
    }

    /// As it is written.
    pub fn as_char(self) -> char {
        match self {
            Self::Letter(letter) => letter,
            Self::Other => Self::OTHER,
        }
    }
}

/// What part of the directory is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DirectoryQuery {
    /// Words to find in what is shared with the viewer.
    pub text: String,
    /// What the name begins with.
    pub initial: Option<Initial>,
    /// An organisation, as those who share theirs spell it; case and accents do not matter.
    pub organisation: Option<String>,
    /// Continues after an earlier page; opaque.
    pub cursor: Option<String>,
}

/// A page of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryPage {
    /// In the order of their names.
    pub delegates: Vec<Delegate>,
    /// How many listed people the query finds on this page and those before it: all of them only where there is no next page. Says nothing of
    /// people who are not listed.
    pub found: usize,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}
