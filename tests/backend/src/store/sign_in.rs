//! Challenges, open and just redeemed, and the notes by which rates are limited, as rows. Not: when any of them is accepted.

use super::{StoreFault, id};
use plenary::conference::store::{Challenge, Digest, Purpose, Redeemed};
use plenary::domain::id::{ChallengeId, DelegateId};
use plenary::domain::text::Email;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use sha2::Digest as _;

/// Notes older than this belong to no limit and are dropped, whoever they are about.
const OLDEST_NOTE: i64 = 7 * 86_400;

const CHALLENGE: &str = "id, delegate, session, code, link, browser, expires, tries, joins, address";

/// A row before anybody checked what is in it.
struct Record {
    id: String,
    delegate: Option<String>,
    session: Option<Digest>,
    code: Digest,
    link: Digest,
    browser: Digest,
    expires: i64,
    tries: u32,
    joins: Option<Digest>,
    address: Option<String>,
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        delegate: row.get(1)?,
        session: row.get(2)?,
        code: row.get(3)?,
        link: row.get(4)?,
        browser: row.get(5)?,
        expires: row.get(6)?,
        tries: row.get(7)?,
        joins: row.get(8)?,
        address: row.get(9)?,
    })
}

impl Record {
    fn into_challenge(self) -> Result<Challenge, StoreFault> {
        let delegate = self.delegate.as_deref().map(|text| id::<DelegateId>("challenge", text)).transpose()?;
        let damaged = || StoreFault::Damaged("challenge");
        let address = self.address.as_deref().map(|text| Email::parse(text).map_err(|_| damaged())).transpose()?;
        let purpose = match (delegate, self.session, self.joins, address) {
            (None, None, None, None) => Purpose::Nobody,
            (Some(delegate), None, None, None) => Purpose::SignIn(delegate),
            (Some(delegate), Some(session), None, None) => Purpose::StepUp(delegate, session),
            (Some(delegate), None, Some(subject), None) => Purpose::Join(delegate, subject),
            (Some(delegate), None, None, Some(address)) => Purpose::Address(delegate, address),
            (None, ..) | (Some(_), Some(_), ..) | (Some(_), None, Some(_), Some(_)) => return Err(damaged()),
        };
        let Self { code, link, browser, expires, tries, .. } = self;
        Ok(Challenge { id: id("challenge", &self.id)?, purpose, code, link, browser, expires, tries })
    }
}

pub(super) fn challenge(connection: &Connection, id: &ChallengeId) -> Result<Option<Challenge>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {CHALLENGE} FROM challenge WHERE id = ?1"))?;
    query.query_row([id.as_str()], record).optional()?.map(Record::into_challenge).transpose()
}

pub(super) fn challenge_by_link(connection: &Connection, link: &Digest) -> Result<Option<Challenge>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {CHALLENGE} FROM challenge WHERE link = ?1"))?;
    query.query_row([link], record).optional()?.map(Record::into_challenge).transpose()
}

pub(super) fn add_challenge(connection: &Connection, challenge: &Challenge, now: i64) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM challenge WHERE expires < ?1")?.execute([now])?;
    let (delegate, session, joins, address) = match &challenge.purpose {
        Purpose::SignIn(delegate) => (Some(delegate.as_str()), None, None, None),
        Purpose::StepUp(delegate, session) => (Some(delegate.as_str()), Some(session), None, None),
        Purpose::Join(delegate, subject) => (Some(delegate.as_str()), None, Some(subject), None),
        Purpose::Address(delegate, address) => (Some(delegate.as_str()), None, None, Some(address.as_str())),
        Purpose::Nobody => (None, None, None, None),
    };
    let Challenge { id, purpose: _, code, link, browser, expires, tries } = challenge;
    connection.prepare_cached("INSERT INTO challenge VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?.execute(params![
        id.as_str(),
        delegate,
        session,
        code,
        link,
        browser,
        expires,
        tries,
        joins,
        address
    ])?;
    Ok(())
}

pub(super) fn count_try(connection: &Connection, id: &ChallengeId) -> Result<Option<u32>, StoreFault> {
    let mut change = connection.prepare_cached("UPDATE challenge SET tries = tries + 1 WHERE id = ?1 RETURNING tries")?;
    Ok(change.query_row([id.as_str()], |row| row.get(0)).optional()?)
}

pub(super) fn take_challenge(connection: &Connection, id: &ChallengeId) -> Result<bool, StoreFault> {
    Ok(connection.prepare_cached("DELETE FROM challenge WHERE id = ?1")?.execute([id.as_str()])? == 1)
}

pub(super) fn end_challenges(connection: &Connection, delegate: &DelegateId) -> Result<u32, StoreFault> {
    connection.prepare_cached("DELETE FROM redeemed WHERE delegate = ?1")?.execute([delegate.as_str()])?;
    let ended = connection.prepare_cached("DELETE FROM challenge WHERE delegate = ?1")?.execute([delegate.as_str()])?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}

pub(super) fn put_redeemed(connection: &Connection, redeemed: &Redeemed, now: i64) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM redeemed WHERE until <= ?1")?.execute([now])?;
    let Redeemed { id, code, link, browser, delegate, session, until } = redeemed;
    let mut change = connection.prepare_cached("INSERT OR REPLACE INTO redeemed VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    change.execute(params![id.as_str(), code, link, browser, delegate.as_str(), session, until])?;
    Ok(())
}

pub(super) fn redeemed(connection: &Connection, id: &ChallengeId) -> Result<Option<Redeemed>, StoreFault> {
    one_redeemed(connection, "SELECT id, code, link, browser, delegate, session, until FROM redeemed WHERE id = ?1", [id.as_str()])
}

pub(super) fn redeemed_by_link(connection: &Connection, link: &Digest) -> Result<Option<Redeemed>, StoreFault> {
    one_redeemed(connection, "SELECT id, code, link, browser, delegate, session, until FROM redeemed WHERE link = ?1", [link])
}

fn one_redeemed(connection: &Connection, query: &str, key: impl Params) -> Result<Option<Redeemed>, StoreFault> {
    let mut query = connection.prepare_cached(query)?;
    let mut rows = query.query(key)?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Redeemed {
        id: id("redeemed", &row.get::<_, String>(0)?)?,
        code: row.get(1)?,
        link: row.get(2)?,
        browser: row.get(3)?,
        delegate: id("redeemed", &row.get::<_, String>(4)?)?,
        session: row.get(5)?,
        until: row.get(6)?,
    }))
}

pub(super) fn end_redeemed(connection: &Connection, id: &ChallengeId) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM redeemed WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

/// Under which a key is written.
pub(super) fn subject_of(key: &str) -> Digest {
    sha2::Sha256::digest(key.as_bytes()).into()
}

/// The subject may hold an address that somebody merely typed, so only its digest is written.
pub(super) fn count_event(connection: &Connection, key: &str, now: i64, since: i64) -> Result<u32, StoreFault> {
    let subject = subject_of(key);
    connection.prepare_cached("DELETE FROM event WHERE subject = ?1 AND at < ?2")?.execute(params![subject, since])?;
    connection.prepare_cached("DELETE FROM event WHERE at < ?1")?.execute([now - OLDEST_NOTE])?;
    connection.prepare_cached("INSERT INTO event VALUES (?1, ?2)")?.execute(params![subject, now])?;
    let mut count = connection.prepare_cached("SELECT count(*) FROM event WHERE subject = ?1 AND at >= ?2")?;
    Ok(count.query_row(params![subject, since], |row| row.get(0))?)
}
