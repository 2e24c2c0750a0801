//! Sessions and the devices they were opened on, as rows; of every secret only the digest. Not: when a session is over.

use super::{StoreFault, id};
use plenary::conference::DeviceLabel;
use plenary::conference::store::{Digest, Familiarity, Session};
use plenary::domain::id::DelegateId;
use rusqlite::{Connection, Params, Row, params};

const COLUMNS: &str = "digest, id, delegate, device, label, created, proved, seen, expires";

fn session(row: &Row<'_>) -> Result<Session, StoreFault> {
    Ok(Session {
        digest: row.get(0)?,
        id: id("session", &row.get::<_, String>(1)?)?,
        delegate: id("session", &row.get::<_, String>(2)?)?,
        device: row.get(3)?,
        label: DeviceLabel::read(&row.get::<_, String>(4)?),
        created: row.get(5)?,
        proved: row.get(6)?,
        seen: row.get(7)?,
        expires: row.get(8)?,
    })
}

fn found(connection: &Connection, condition: &str, key: impl Params) -> Result<Vec<Session>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM session WHERE {condition}"))?;
    let mut rows = query.query(key)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(session(row)?);
    }
    Ok(found)
}

pub(super) fn by_digest(connection: &Connection, digest: &Digest) -> Result<Option<Session>, StoreFault> {
    Ok(found(connection, "digest = ?1", [digest])?.pop())
}

pub(super) fn of(connection: &Connection, delegate: &DelegateId) -> Result<Vec<Session>, StoreFault> {
    found(connection, "delegate = ?1", [delegate.as_str()])
}

/// The row of the same id goes with its old digest in the same statement: no moment has both, and none has neither.
pub(super) fn put(connection: &Connection, session: &Session) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM session WHERE expires < ?1")?.execute([session.alive()])?;
    let Session { digest, id, delegate, device, label, created, proved, seen, expires } = session;
    let mut change = connection.prepare_cached("INSERT OR REPLACE INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    change.execute(params![digest, id.as_str(), delegate.as_str(), device, label.to_string(), created, proved, seen, expires])?;
    Ok(())
}

/// One statement: an errand of another process ends a session either before it, and nothing is there to renew, or behind it.
pub(super) fn renew(connection: &Connection, session: &Session) -> Result<bool, StoreFault> {
    let Session { digest, id, delegate, device, label, created, proved, seen, expires } = session;
    let mut change = connection.prepare_cached(
        "UPDATE session SET digest = ?1, delegate = ?3, device = ?4, label = ?5, created = ?6, proved = ?7, seen = ?8, expires = ?9 WHERE id = ?2",
    )?;
    Ok(change.execute(params![digest, id.as_str(), delegate.as_str(), device, label.to_string(), created, proved, seen, expires])? > 0)
}

pub(super) fn end(connection: &Connection, digest: &Digest) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM session WHERE digest = ?1")?.execute([digest])?;
    Ok(())
}

pub(super) fn end_all(connection: &Connection, delegate: &DelegateId) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM session WHERE delegate = ?1")?.execute([delegate.as_str()])?;
    Ok(())
}

pub(super) fn end_others(connection: &Connection, delegate: &DelegateId, kept: &Digest) -> Result<u32, StoreFault> {
    let mut change = connection.prepare_cached("DELETE FROM session WHERE delegate = ?1 AND digest <> ?2")?;
    Ok(u32::try_from(change.execute(params![delegate.as_str(), kept])?).unwrap_or(u32::MAX))
}

pub(super) fn recognise(
    connection: &Connection,
    delegate: &DelegateId,
    device: &Digest,
    now: i64,
    since: i64,
) -> Result<Familiarity, StoreFault> {
    connection.prepare_cached("DELETE FROM device WHERE delegate = ?1 AND used <= ?2")?.execute(params![delegate.as_str(), since])?;
    let mut query = connection.prepare_cached("SELECT count(*), count(*) FILTER (WHERE digest = ?2) FROM device WHERE delegate = ?1")?;
    let (all, this): (u32, u32) = query.query_row(params![delegate.as_str(), device], |row| Ok((row.get(0)?, row.get(1)?)))?;
    connection.prepare_cached("INSERT OR REPLACE INTO device VALUES (?1, ?2, ?3)")?.execute(params![delegate.as_str(), device, now])?;
    Ok(match (all, this) {
        (0, _) => Familiarity::First,
        (_, 0) => Familiarity::New,
        (_, _) => Familiarity::Known,
    })
}

pub(super) fn knows(connection: &Connection, delegate: &DelegateId, device: &Digest) -> Result<bool, StoreFault> {
    let mut query = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM device WHERE delegate = ?1 AND digest = ?2)")?;
    Ok(query.query_row(params![delegate.as_str(), device], |row| row.get(0))?)
}

pub(super) fn forget_others(connection: &Connection, delegate: &DelegateId, kept: &Digest) -> Result<(), StoreFault> {
    let mut change = connection.prepare_cached("DELETE FROM device WHERE delegate = ?1 AND digest <> ?2")?;
    change.execute(params![delegate.as_str(), kept])?;
    Ok(())
}
