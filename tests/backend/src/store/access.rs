//! Who was shown what, as rows. Not: what is worth noting, nor what an owner is told of it.

use super::{Sqlite, StoreFault, id};
use plenary::conference::access::{Access, Accesses};
use plenary::domain::access::Way;
use plenary::domain::fields::Fields;
use plenary::domain::id::DelegateId;
use rusqlite::{Connection, Params, Row, params};

const COLUMNS: &str = "SELECT access.owner, access_source.viewer, access_source.session, access.fields, access.way, access.at
     FROM access JOIN access_source ON access_source.number = access.source";

/// A row before anybody checked what is in it.
struct Record {
    owner: String,
    viewer: Option<String>,
    session: Option<String>,
    fields: u16,
    way: String,
    at: i64,
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record { owner: row.get(0)?, viewer: row.get(1)?, session: row.get(2)?, fields: row.get(3)?, way: row.get(4)?, at: row.get(5)? })
}

impl Record {
    fn into_access(self) -> Result<Access, StoreFault> {
        let viewer = match (self.viewer, self.session) {
            (Some(viewer), Some(session)) => Some((id("access_source", &viewer)?, id("access_source", &session)?)),
            (None, _) | (_, None) => None,
        };
        let way = Way::from_key(&self.way).ok_or(StoreFault::Damaged("access"))?;
        Ok(Access { owner: id("access", &self.owner)?, viewer, fields: Fields::from_bits(self.fields), way, at: self.at })
    }
}

fn add(connection: &Connection, access: &Access, since: i64) -> Result<(), StoreFault> {
    let (viewer, session) = access.viewer.as_ref().map(|(viewer, session)| (viewer.as_str(), session.as_str())).unzip();
    connection
        .prepare_cached("INSERT INTO access_source (viewer, session) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![viewer, session])?;
    let mut source = connection.prepare_cached("SELECT number FROM access_source WHERE viewer IS ?1 AND session IS ?2")?;
    let source: i64 = source.query_row(params![viewer, session], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO access (owner, source, fields, way, at) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS
             (SELECT 1 FROM access WHERE source = ?2 AND owner = ?1 AND at > ?6 AND fields = ?3 AND way = ?4)",
        )?
        .execute(params![access.owner.as_str(), source, access.fields.bits(), access.way.key(), access.at, since])?;
    Ok(())
}

fn visit(connection: &Connection, which: &str, values: impl Params, visit: &mut dyn FnMut(Access)) -> Result<(), StoreFault> {
    let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE {which} ORDER BY access.number"))?;
    for record in query.query_map(values, record)? {
        visit(record?.into_access()?);
    }
    Ok(())
}

/// Drops what was shown of this person, and the person out of what was shown to them.
pub(super) fn erase(connection: &Connection, person: &DelegateId) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM access WHERE owner = ?1")?.execute([person.as_str()])?;
    connection.prepare_cached("UPDATE access_source SET viewer = NULL, session = NULL WHERE viewer = ?1")?.execute([person.as_str()])?;
    Ok(())
}

impl Sqlite {
    /// Since when looks are noted here: since a policy was first in force, which is when this database was first served, or since the oldest look, where a
    /// release served it that noted no policy. `None`: nobody was ever shown anything from here.
    pub fn noted_since(&self) -> Result<Option<i64>, StoreFault> {
        let mut query =
            self.connection.prepare("SELECT min(at) FROM (SELECT min(since) AS at FROM policy UNION ALL SELECT min(at) FROM access)")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }
}

impl Accesses for Sqlite {
    fn add_accesses(&mut self, accesses: &[Access], since: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        for access in accesses {
            add(&step, access, since)?;
        }
        Ok(step.commit()?)
    }

    fn accesses_of(&self, owner: &DelegateId, each: &mut dyn FnMut(Access)) -> Result<(), StoreFault> {
        visit(&self.connection, "access.owner = ?1", [owner.as_str()], each)
    }

    fn accesses_between(&self, from: i64, to: i64, each: &mut dyn FnMut(Access)) -> Result<(), StoreFault> {
        visit(&self.connection, "access.at BETWEEN ?1 AND ?2", [from, to], each)
    }

    fn forget_accesses(&mut self, before: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        let forgotten = step.prepare_cached("DELETE FROM access WHERE at < ?1")?.execute([before])?;
        if forgotten > 0 {
            step.prepare_cached("DELETE FROM access_source WHERE NOT EXISTS (SELECT 1 FROM access WHERE source = access_source.number)")?
                .execute([])?;
        }
        Ok(step.commit()?)
    }

    fn erase_accesses(&mut self, person: &DelegateId) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        erase(&step, person)?;
        Ok(step.commit()?)
    }
}
