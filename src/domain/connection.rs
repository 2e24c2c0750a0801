//! Contact details that two people exchanged, as one of them sees it. Not: how they met, nor what is stored about it.

use super::delegate::Delegate;
use super::fields::Fields;
use super::id::{ConnectionId, DelegateId};

/// For how long somebody is given something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GiftTerm {
    /// An hour.
    Hour,
    /// Until a day after the conference ends.
    Conference,
    /// Until it is taken back.
    Open,
}

impl GiftTerm {
    /// Every term, short to long.
    pub const ALL: [Self; 3] = [Self::Hour, Self::Conference, Self::Open];

    /// The word in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Conference => "conference",
            Self::Open => "open",
        }
    }

    /// The term whose [`GiftTerm::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.key() == key)
    }
}

/// What somebody wants to give: the name always goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Which fields.
    pub fields: Fields,
    /// For how long.
    pub term: GiftTerm,
}

/// What is given: it ends by itself, or when it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Which fields, and for how long when it was given.
    pub offer: Offer,
    /// Unix seconds of its end; `None`: until it is taken back.
    pub until: Option<i64>,
}

/// The code that somebody shows, to be asked for their contact details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCode {
    /// To be typed, or read from the screen by a camera.
    pub code: String,
    /// Seconds until it is worth nothing.
    pub expires_in: u32,
}

/// Somebody with whom the viewer exchanged contact details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Names the connection, to change or end it.
    pub id: ConnectionId,
    /// Unix seconds since when.
    pub since: i64,
    /// The other one as the viewer sees them; `None`: they give nothing any more, and are not in the directory either.
    pub delegate: Option<Delegate>,
    /// Unix seconds until which they give something; `None`: until they take it back, or they give nothing.
    pub until: Option<i64>,
    /// What the viewer gives; `None`: nothing any more.
    pub given: Option<Given>,
}

/// Somebody asks for the viewer's contact details and offers their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Names it, to answer it.
    pub id: ConnectionId,
    /// Unix seconds of the question.
    pub at: i64,
    /// Who asks: their name, and what they show to the viewer anyway.
    pub from: Delegate,
    /// What they offer.
    pub offer: Offer,
}

/// The viewer asked somebody, who has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Names it, to take it back.
    pub id: ConnectionId,
    /// Unix seconds of the question.
    pub at: i64,
    /// What the viewer offered; `None`: nothing yet, and so nobody was told.
    pub offer: Option<Offer>,
}

/// Everything about the viewer's connections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contacts {
    /// Who exchanged contact details with the viewer, the latest first.
    pub contacts: Vec<Contact>,
    /// Who asks, the latest first.
    pub requests: Vec<Request>,
    /// What the viewer asked, the latest first.
    pub asked: Vec<Asked>,
}

/// Somebody whom the viewer blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// Whom.
    pub id: DelegateId,
    /// Unix seconds since when.
    pub since: i64,
    /// What any delegate sees of them; `None`: they are not in the directory.
    pub delegate: Option<Delegate>,
}

/// Why somebody is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportReason {
    /// They harass somebody.
    Harassment,
    /// They pretend to be somebody else.
    Impersonation,
    /// What they show has no place at the conference.
    Content,
    /// Something else, which the text says.
    Other,
}

impl ReportReason {
    /// Every reason, in the order in which people see them.
    pub const ALL: [Self; 4] = [Self::Harassment, Self::Impersonation, Self::Content, Self::Other];

    /// The word in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Harassment => "harassment",
            Self::Impersonation => "impersonation",
            Self::Content => "content",
            Self::Other => "other",
        }
    }

    /// The reason whose [`ReportReason::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// Most characters of what somebody writes to the organisers.
pub const REPORT_LIMIT: usize = 2000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_read_back() {
        for term in GiftTerm::ALL {
            assert_eq!(GiftTerm::from_key(term.key()), Some(term));
        }
        for reason in ReportReason::ALL {
            assert_eq!(ReportReason::from_key(reason.key()), Some(reason));
        }
        assert_eq!((GiftTerm::from_key("day"), ReportReason::from_key("")), (None, None));
    }
}
