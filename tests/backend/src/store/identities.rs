//! Who is who at an organisation's sign-in, as rows. Not: when somebody is linked.

use super::{StoreFault, id};
use plenary::conference::identity::{Identity, Subject};
use plenary::domain::id::{DelegateId, IdentityId, SessionId};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "id, issuer, subject, delegate, since, session";

type Record = (String, String, String, String, i64, Option<String>);

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn identity((name, issuer, subject, delegate, since, session): Record) -> Result<Identity, StoreFault> {
    let (name, delegate, session) =
        (id("identity", &name)?, id("identity", &delegate)?, session.map(|text| id("identity", &text)).transpose()?);
    Ok(Identity { id: name, subject: Subject { issuer, subject }, delegate, since, session })
}

pub(super) fn by_subject(connection: &Connection, subject: &Subject) -> Result<Option<Identity>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM identity WHERE issuer = ?1 AND subject = ?2"))?;
    query.query_row([&subject.issuer, &subject.subject], record).optional()?.map(identity).transpose()
}

pub(super) fn of(connection: &Connection, delegate: &DelegateId) -> Result<Vec<Identity>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM identity WHERE delegate = ?1"))?;
    let records = query.query_map([delegate.as_str()], record)?;
    records.map(|record| identity(record?)).collect()
}

/// `false` where somebody is linked to that subject already.
pub(super) fn add(connection: &Connection, identity: &Identity) -> Result<bool, StoreFault> {
    let Identity { id, subject: Subject { issuer, subject }, delegate, since, session } = identity;
    let mut change = connection.prepare_cached("INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING")?;
    Ok(change.execute(params![id.as_str(), issuer, subject, delegate.as_str(), since, session.as_ref().map(SessionId::as_str)])? == 1)
}

pub(super) fn remove(connection: &Connection, delegate: &DelegateId, id: &IdentityId) -> Result<bool, StoreFault> {
    let mut change = connection.prepare_cached("DELETE FROM identity WHERE delegate = ?1 AND id = ?2")?;
    Ok(change.execute([delegate.as_str(), id.as_str()])? == 1)
}
