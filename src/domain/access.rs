//! What was shown of somebody to somebody else: which fields, in which way, and the owner's record of it. Not: what may be shown
//! (`privacy`), nor by whom it is kept.

use super::delegate::Delegate;
use super::fields::Fields;
use super::id::DelegateId;
use super::privacy::{Disclosed, Field};
use super::text::Text;

/// What an answer about this delegate shows.
pub fn shown(delegate: &Delegate) -> Fields {
    let shared = delegate.fields.iter().filter(|(_, text)| match text {
        Disclosed::Shared(_) => true,
        Disclosed::Hidden => false,
    });
    Fields::of(shared.map(|(field, _)| field))
}

/// In which way somebody was shown something. The words stand in databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// In a page of the directory.
    List,
    /// On the delegate's own page.
    Page,
    /// The photo itself.
    Photo,
    /// As a connection.
    Connection,
    /// In a contact card to take along.
    Card,
    /// In the record of who saw somebody: the name of the one who looked.
    Log,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 6] = [Self::List, Self::Page, Self::Photo, Self::Connection, Self::Card, Self::Log];

    /// The word in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Page => "page",
            Self::Photo => "photo",
            Self::Connection => "connection",
            Self::Card => "card",
            Self::Log => "log",
        }
    }

    /// The way whose [`Way::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// Somebody who was shown something, as far as the owner may know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onlooker {
    /// They share their name with the owner.
    Known(DelegateId, Text),
    /// They do not. The number tells one from another in this record, and means nothing elsewhere.
    Unnamed(u32),
    /// Their account is gone.
    Gone,
}

/// Everything that one onlooker was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Who.
    pub who: Onlooker,
    /// Which fields.
    pub fields: Fields,
    /// How often.
    pub times: u32,
    /// Unix seconds of the first time.
    pub first: i64,
    /// Unix seconds of the latest.
    pub last: i64,
}

/// One time that somebody was shown something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// Who.
    pub who: Onlooker,
    /// Which fields.
    pub fields: Fields,
    /// In which way.
    pub way: Way,
    /// Unix seconds.
    pub at: i64,
}

/// Who was shown one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSeen {
    /// Which.
    pub field: Field,
    /// How many people.
    pub people: u32,
    /// How often.
    pub times: u32,
    /// Unix seconds of the latest time.
    pub last: i64,
}

/// What is asked of one's own record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordQuery {
    /// A line for each onlooker, or for each time.
    pub by: By,
    /// Only where this field was shown.
    pub field: Option<Field>,
    /// Continues after an earlier page; opaque.
    pub cursor: Option<String>,
}

/// What one line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// One onlooker.
    #[default]
    Person,
    /// One time.
    Time,
}

/// The lines of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// Those who looked, the latest first.
    People(Vec<Looked>),
    /// The times, the latest first.
    Times(Vec<Glance>),
}

/// A page of one's own record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Every field that anybody was shown.
    pub fields: Vec<FieldSeen>,
    /// How many people were shown anything.
    pub people: u32,
    /// The page.
    pub lines: Lines,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// Days after which a line is forgotten.
    pub kept_days: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_read_back() {
        for way in Way::ALL {
            assert_eq!(Way::from_key(way.key()), Some(way));
        }
    }
}
