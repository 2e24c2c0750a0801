//! Private calendar addresses, as rows; of the secret in an address only the digest. Not: whether one is served.

use super::{StoreFault, id};
use plenary::conference::store::{Digest, Subscription};
use plenary::domain::id::DelegateId;
use rusqlite::{Connection, OptionalExtension, Params, params};

pub(super) fn of(connection: &Connection, delegate: &DelegateId) -> Result<Option<Subscription>, StoreFault> {
    one(connection, "SELECT delegate, token, since, fetched FROM calendar WHERE delegate = ?1", [delegate.as_str()])
}

pub(super) fn by_token(connection: &Connection, token: &Digest) -> Result<Option<Subscription>, StoreFault> {
    one(connection, "SELECT delegate, token, since, fetched FROM calendar WHERE token = ?1", [token])
}

fn one(connection: &Connection, query: &str, key: impl Params) -> Result<Option<Subscription>, StoreFault> {
    let mut query = connection.prepare_cached(query)?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let Some((delegate, token, since, fetched)) = query.query_row(key, read).optional()? else { return Ok(None) };
    Ok(Some(Subscription { delegate: id("calendar", &delegate)?, token, since, fetched }))
}

pub(super) fn put(connection: &Connection, subscription: &Subscription) -> Result<(), StoreFault> {
    let Subscription { delegate, token, since, fetched } = subscription;
    let mut change = connection.prepare_cached("INSERT OR REPLACE INTO calendar VALUES (?1, ?2, ?3, ?4)")?;
    change.execute(params![delegate.as_str(), token, since, fetched])?;
    Ok(())
}

pub(super) fn end(connection: &Connection, delegate: &DelegateId) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM calendar WHERE delegate = ?1")?.execute([delegate.as_str()])?;
    Ok(())
}
