//! Connections, blocks and reports in memory. Not: when somebody may ask or give.

use super::{Memory, count};
use crate::conference::connections::store::{Block, Connection, Connections, OpenCode, Report, Stage};
use crate::conference::store::Digest;
use crate::domain::fields::Fields;
use crate::domain::id::{ConnectionId, DelegateId};
use std::convert::Infallible;

/// What ties people together or keeps them apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Ties {
    codes: Vec<OpenCode>,
    connections: Vec<Connection>,
    blocks: Vec<Block>,
    reports: Vec<Report>,
}

impl Ties {
    /// Nothing of this delegate stays, and nothing that names them but the reference of a report.
    pub(super) fn forget(&mut self, delegate: &DelegateId) {
        self.codes.retain(|code| code.delegate != *delegate);
        self.connections.retain(|connection| connection.other(delegate).is_none());
        self.blocks.retain(|block| block.blocker != *delegate && block.blocked != *delegate);
        for report in &mut self.reports {
            report.reported.take_if(|who| who == delegate);
            // The words are whose report it is.
            if report.reporter.take_if(|who| who == delegate).is_some() {
                report.words = None;
            }
        }
    }
}

impl Connections for Memory {
    fn add_code(&mut self, code: &OpenCode, now: i64) -> Result<(), Infallible> {
        self.ties.codes.retain(|kept| kept.expires >= now);
        self.ties.codes.push(code.clone());
        Ok(())
    }

    fn take_code(&mut self, digest: &Digest) -> Result<Option<OpenCode>, Infallible> {
        let place = self.ties.codes.iter().position(|code| code.digest == *digest);
        Ok(place.map(|place| self.ties.codes.swap_remove(place)))
    }

    fn end_codes(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.ties.codes.retain(|code| code.delegate != *delegate);
        Ok(())
    }

    fn connection(&self, id: &ConnectionId) -> Result<Option<Connection>, Infallible> {
        Ok(self.ties.connections.iter().find(|connection| connection.id == *id).cloned())
    }

    fn connections(&self, delegate: &DelegateId) -> Result<Vec<Connection>, Infallible> {
        Ok(self.ties.connections.iter().filter(|connection| connection.other(delegate).is_some()).cloned().collect())
    }

    fn put_connection(&mut self, connection: &Connection, replaces: &[ConnectionId]) -> Result<(), Infallible> {
        self.ties.connections.retain(|kept| kept.id != connection.id && !replaces.contains(&kept.id));
        self.ties.connections.push(connection.clone());
        Ok(())
    }

    fn end_connections(&mut self, ids: &[ConnectionId]) -> Result<u32, Infallible> {
        let before = self.ties.connections.len();
        self.ties.connections.retain(|kept| !ids.contains(&kept.id));
        Ok(count(before - self.ties.connections.len()))
    }

    fn gifts_to(&self, delegate: &DelegateId, now: i64) -> Result<Vec<(DelegateId, Fields)>, Infallible> {
        let gift = |connection: &Connection| Some((connection.other(delegate)?.clone(), connection.gift_to(delegate, now)?.fields));
        Ok(self.ties.connections.iter().filter_map(gift).collect())
    }

    fn end_gifts_of(&mut self, delegate: &DelegateId) -> Result<(), Infallible> {
        self.ties.codes.retain(|code| code.delegate != *delegate);
        self.ties.connections.retain(|kept| kept.asker != *delegate || matches!(kept.stage, Stage::Living(_)));
        for connection in self.ties.connections.iter_mut().filter(|connection| connection.other(delegate).is_some()) {
            *connection.gift_of_mut(delegate) = None;
        }
        Ok(())
    }

    fn narrow_gifts_of(&mut self, delegate: &DelegateId, fields: Fields) -> Result<(), Infallible> {
        for connection in self.ties.connections.iter_mut().filter(|connection| connection.other(delegate).is_some()) {
            if let Some(gift) = connection.gift_of_mut(delegate) {
                gift.fields = Fields::of(gift.fields.iter().filter(|field| !fields.contains(*field)));
            }
        }
        Ok(())
    }

    fn blocks(&self, delegate: &DelegateId) -> Result<Vec<Block>, Infallible> {
        Ok(self.ties.blocks.iter().filter(|block| block.blocker == *delegate).cloned().collect())
    }

    fn blocked_by(&self, delegate: &DelegateId) -> Result<Vec<DelegateId>, Infallible> {
        Ok(self.ties.blocks.iter().filter(|block| block.blocked == *delegate).map(|block| block.blocker.clone()).collect())
    }

    fn put_block(&mut self, block: &Block) -> Result<(), Infallible> {
        let is_theirs = |kept: &Connection| kept.other(&block.blocker) == Some(&block.blocked);
        let is_question = |kept: &Connection| kept.asker == block.blocked && !matches!(kept.stage, Stage::Living(_));
        self.ties.connections.retain(|kept| !is_theirs(kept) || is_question(kept));
        for question in self.ties.connections.iter_mut().filter(|kept| is_theirs(kept)) {
            question.stage = Stage::Declined;
        }
        if !self.ties.blocks.iter().any(|kept| kept.blocker == block.blocker && kept.blocked == block.blocked) {
            self.ties.blocks.push(block.clone());
        }
        Ok(())
    }

    fn end_block(&mut self, blocker: &DelegateId, blocked: &DelegateId) -> Result<(), Infallible> {
        self.ties.blocks.retain(|kept| kept.blocker != *blocker || kept.blocked != *blocked);
        Ok(())
    }

    fn add_report(&mut self, report: &Report) -> Result<(), Infallible> {
        self.ties.reports.push(report.clone());
        Ok(())
    }

    fn reports(&self, most: usize) -> Result<Vec<Report>, Infallible> {
        Ok(self.ties.reports.iter().rev().take(most).cloned().collect())
    }
}
