//! What is watched passes questions about connections on; none of them is part of a sign-in. Not: any of the rules.

use super::{Answer, Watched};
use crate::conference::connections::store::{Block, Connection, Connections, OpenCode, Report};
use crate::conference::store::Digest;
use crate::domain::fields::Fields;
use crate::domain::id::{ConnectionId, DelegateId};

#[rustfmt::skip]
impl Connections for Watched {
    fn add_code(&mut self, code: &OpenCode, now: i64) -> Answer<()> { self.note("add_code"); self.inner.add_code(code, now) }
    fn take_code(&mut self, digest: &Digest) -> Answer<Option<OpenCode>> { self.note("take_code"); self.inner.take_code(digest) }
    fn end_codes(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_codes"); self.inner.end_codes(delegate) }
    fn connection(&self, id: &ConnectionId) -> Answer<Option<Connection>> { self.note("connection"); self.inner.connection(id) }
    fn connections(&self, delegate: &DelegateId) -> Answer<Vec<Connection>> { self.note("connections"); self.inner.connections(delegate) }
    fn put_connection(&mut self, connection: &Connection, replaces: &[ConnectionId]) -> Answer<()> { self.note("put_connection"); self.inner.put_connection(connection, replaces) }
    fn end_connections(&mut self, ids: &[ConnectionId]) -> Answer<u32> { self.note("end_connections"); self.inner.end_connections(ids) }
    fn gifts_to(&self, delegate: &DelegateId, now: i64) -> Answer<Vec<(DelegateId, Fields)>> { self.note("gifts_to"); self.inner.gifts_to(delegate, now) }
    fn end_gifts_of(&mut self, delegate: &DelegateId) -> Answer<()> { self.note("end_gifts_of"); self.inner.end_gifts_of(delegate) }
    fn narrow_gifts_of(&mut self, delegate: &DelegateId, fields: Fields) -> Answer<()> { self.note("narrow_gifts_of"); self.inner.narrow_gifts_of(delegate, fields) }
    fn blocks(&self, delegate: &DelegateId) -> Answer<Vec<Block>> { self.note("blocks"); self.inner.blocks(delegate) }
    fn blocked_by(&self, delegate: &DelegateId) -> Answer<Vec<DelegateId>> { self.note("blocked_by"); self.inner.blocked_by(delegate) }
    fn put_block(&mut self, block: &Block) -> Answer<()> { self.note("put_block"); self.inner.put_block(block) }
    fn end_block(&mut self, blocker: &DelegateId, blocked: &DelegateId) -> Answer<()> { self.note("end_block"); self.inner.end_block(blocker, blocked) }
    fn add_report(&mut self, report: &Report) -> Answer<()> { self.note("add_report"); self.inner.add_report(report) }
    fn reports(&self, most: usize) -> Answer<Vec<Report>> { self.note("reports"); self.inner.reports(most) }
}
