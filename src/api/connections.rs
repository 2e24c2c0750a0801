//! Questions about connections, blocks and reports; holding a [`Connecting`] is being signed in. Not: what is remembered of the answers.

use super::Answer;
use crate::domain::connection::{Blocked, Contacts, Offer, ReportReason, ShownCode};
use crate::domain::id::{ConnectionId, DelegateId};

/// What can be done about somebody in the directory here: a directory of another system has no part in most of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Connections.
    pub connect: bool,
    /// The contact card.
    pub card: bool,
    /// Blocks.
    pub block: bool,
    /// Reports.
    pub report: bool,
    /// Whoever is looked at learns of it.
    pub noted: bool,
}

impl Offered {
    /// What the contract has.
    pub const ALL: Self = Self { connect: true, card: true, block: true, report: true, noted: true };
}

/// What somebody signed in may do about the people they meet.
pub trait Connecting {
    /// Which of it there is for people of the directory.
    fn offered(&self) -> Offered {
        Offered::ALL
    }
    /// `POST /connections/code`: a code for somebody else to type or scan.
    fn show_code(&self) -> Answer<ShownCode>;
    /// `POST /connections`: takes the code of somebody else. Nothing is told to them before something is offered.
    fn ask(&self, code: String) -> Answer<ConnectionId>;
    /// `GET /connections`.
    fn contacts(&self) -> Answer<Contacts>;
    /// `PUT /connections/{id}/gift`: puts the question, says yes to one, or changes what is given.
    fn give(&self, id: ConnectionId, offer: Offer) -> Answer<()>;
    /// `DELETE /connections/{id}/gift`.
    fn take_back(&self, id: ConnectionId) -> Answer<()>;
    /// `DELETE /connections/{id}`: ends it for both, takes back a question, or says no to one.
    fn end(&self, id: ConnectionId) -> Answer<()>;
    /// `GET /blocks`.
    fn blocks(&self) -> Answer<Vec<Blocked>>;
    /// `POST` or `DELETE /blocks/{id}`.
    fn set_blocked(&self, id: DelegateId, blocked: bool) -> Answer<()>;
    /// `POST /reports`; the reference by which both sides speak of it.
    fn report(&self, id: DelegateId, reason: ReportReason, words: String) -> Answer<String>;
    /// `GET /delegates/{id}/card`: what the person shares, as a vCard file.
    fn card(&self, id: DelegateId) -> Answer<String>;
}
