//! What the rules of connections ask of a storage, and the records it keeps. Not: who may ask or give.

use crate::conference::store::{Digest, Storage};
use crate::domain::connection::{GiftTerm, ReportReason};
use crate::domain::fields::Fields;
use crate::domain::id::{ConnectionId, DelegateId, SessionId};
use crate::domain::text::Text;

/// A code that somebody shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCode {
    /// Of the code; the code itself is never stored.
    pub digest: Digest,
    /// Who shows it.
    pub delegate: DelegateId,
    /// Unix seconds after which it is dead.
    pub expires: i64,
}

/// What one of the two gives the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// Which fields; the name is always among them.
    pub fields: Fields,
    /// For how long.
    pub term: GiftTerm,
    /// Unix seconds since when it is so.
    pub since: i64,
    /// Unix seconds of its end; `None`: until it is taken back.
    pub until: Option<i64>,
    /// The session in which it was given.
    pub made_in: SessionId,
}

impl Gift {
    /// Whether it stands at `now`.
    pub fn is_living(&self, now: i64) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// How far two people have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The one asked has not answered.
    Asked,
    /// The one asked does not want to; the asker is not told.
    Declined,
    /// Both said yes, at this Unix second.
    Living(i64),
}

/// Two people of whom one asked the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Names it for both.
    pub id: ConnectionId,
    /// Who asked.
    pub asker: DelegateId,
    /// Who was asked.
    pub asked: DelegateId,
    /// Unix seconds of the question.
    pub at: i64,
    /// How far they are.
    pub stage: Stage,
    /// What the asker gives; before the answer: would give.
    pub from_asker: Option<Gift>,
    /// What the one asked gives.
    pub from_asked: Option<Gift>,
}

impl Connection {
    /// The other of the two; `None` for whoever is neither.
    pub fn other(&self, one: &DelegateId) -> Option<&DelegateId> {
        if self.asker == *one {
            Some(&self.asked)
        } else if self.asked == *one {
            Some(&self.asker)
        } else {
            None
        }
    }

    /// What this one of the two gives.
    pub fn gift_of(&self, one: &DelegateId) -> Option<&Gift> {
        if self.asker == *one { self.from_asker.as_ref() } else { self.from_asked.as_ref() }
    }

    /// The same, to change.
    pub fn gift_of_mut(&mut self, one: &DelegateId) -> &mut Option<Gift> {
        if self.asker == *one { &mut self.from_asker } else { &mut self.from_asked }
    }

    /// What this one of the two gets of the other at `now`: nothing before both said yes, nor after the end of a gift.
    pub fn gift_to(&self, one: &DelegateId, now: i64) -> Option<&Gift> {
        let other = self.other(one).filter(|_| matches!(self.stage, Stage::Living(_)))?;
        self.gift_of(other).filter(|gift| gift.is_living(now))
    }
}

/// Somebody wants nothing to do with somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Who.
    pub blocker: DelegateId,
    /// Whom.
    pub blocked: DelegateId,
    /// Unix seconds since when.
    pub at: i64,
}

/// What somebody told the organisers about somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// By which both sides speak of it.
    pub reference: String,
    /// Who wrote it; `None`: they had themselves erased.
    pub reporter: Option<DelegateId>,
    /// About whom; `None`: they had themselves erased.
    pub reported: Option<DelegateId>,
    /// Why.
    pub reason: ReportReason,
    /// In their words; `None`: without any.
    pub words: Option<Text>,
    /// Unix seconds.
    pub at: i64,
}

/// Where connections, blocks and reports are kept.
pub trait Connections: Storage {
    /// Adds a code and drops those that expired before `now`.
    fn add_code(&mut self, code: &OpenCode, now: i64) -> Result<(), Self::Error>;
    /// Removes the code with this digest; the record for exactly one caller, however many ask at once.
    fn take_code(&mut self, digest: &Digest) -> Result<Option<OpenCode>, Self::Error>;
    /// Removes every code of this delegate.
    fn end_codes(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;

    /// The connection with this id.
    fn connection(&self, id: &ConnectionId) -> Result<Option<Connection>, Self::Error>;
    /// Every connection of which this delegate is one of the two, in any order.
    fn connections(&self, delegate: &DelegateId) -> Result<Vec<Connection>, Self::Error>;
    /// Stores or replaces a connection, **and** removes every other of the same two people that `replaces` names, in one step.
    fn put_connection(&mut self, connection: &Connection, replaces: &[ConnectionId]) -> Result<(), Self::Error>;
    /// Removes these connections with both gifts, in one step; how many there were.
    fn end_connections(&mut self, ids: &[ConnectionId]) -> Result<u32, Self::Error>;
    /// What others give this delegate at `now`: only gifts that stand, in connections to which both said yes.
    fn gifts_to(&self, delegate: &DelegateId, now: i64) -> Result<Vec<(DelegateId, Fields)>, Self::Error>;
    /// Ends everything that this delegate gives or offers to anybody, in one step: gifts, their own unanswered questions, their codes.
    fn end_gifts_of(&mut self, delegate: &DelegateId) -> Result<(), Self::Error>;

    /// Takes these fields out of everything that this delegate gives or offers to anybody, in one step.
    fn narrow_gifts_of(&mut self, delegate: &DelegateId, fields: Fields) -> Result<(), Self::Error>;

    /// Whom this delegate blocked, in any order.
    fn blocks(&self, delegate: &DelegateId) -> Result<Vec<Block>, Self::Error>;
    /// Who blocked this delegate, in any order.
    fn blocked_by(&self, delegate: &DelegateId) -> Result<Vec<DelegateId>, Self::Error>;
    /// Stores the block (or leaves the one that is there) **and** ends what is between the two, in one step: everything is removed but a question that
    /// the blocked one put, which is declined, so that it looks unanswered.
    fn put_block(&mut self, block: &Block) -> Result<(), Self::Error>;
    /// Removes the block; doing it twice is doing it once.
    fn end_block(&mut self, blocker: &DelegateId, blocked: &DelegateId) -> Result<(), Self::Error>;

    /// Keeps a report.
    fn add_report(&mut self, report: &Report) -> Result<(), Self::Error>;
    /// The latest reports, the newest first; for organisers only.
    fn reports(&self, most: usize) -> Result<Vec<Report>, Self::Error>;
}
