//! Accounts as rows: what a person says about themselves is one JSON column, because it is always read and written whole. Not: disclosure.

use super::{Sqlite, StoreFault, id};
use plenary::conference::Standing;
use plenary::conference::store::Person;
use plenary::domain::id::DelegateId;
use plenary::domain::privacy::{Audience, Field, Own, PerField};
use plenary::domain::profile::Profile;
use plenary::domain::text::Email;
use plenary::wire::people::{Me, OwnField};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

const COLUMNS: &str = "id, email, disabled, listed, fields, version";

/// A row before anybody checked what is in it.
struct Record {
    id: String,
    email: String,
    // 0: as everybody, 1: removed, 2: held.
    standing: i64,
    listed: bool,
    fields: String,
    version: i64,
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        email: row.get(1)?,
        standing: row.get(2)?,
        listed: row.get(3)?,
        fields: row.get(4)?,
        version: row.get(5)?,
    })
}

impl Record {
    fn into_person(self) -> Result<Person, StoreFault> {
        let damaged = || StoreFault::Damaged("person");
        let stored: BTreeMap<String, OwnField> = serde_json::from_str(&self.fields).map_err(|_| damaged())?;
        let mut fields = PerField::from_fn(|_| Own { value: None, audience: Audience::OnlyMe });
        for field in Field::ALL {
            // A field that a later release added is absent from older rows: not filled in and shared with nobody.
            let Some(own) = stored.get(field.key()) else { continue };
            let text = own.value.as_deref().unwrap_or("");
            let value = field.parse(text).map_err(|_| damaged())?;
            let audience = Audience::from_key(&own.audience).ok_or_else(damaged)?;
            *fields.of_mut(field) = Own { value, audience };
        }
        let version = u64::try_from(self.version).map_err(|_| damaged())?;
        let standing = match self.standing {
            0 => Standing::Active,
            1 => Standing::Removed,
            2 => Standing::Held,
            _ => return Err(damaged()),
        };
        let profile = Profile { id: id("person", &self.id)?, listed: self.listed, standing, fields, version };
        Ok(Person { email: Email::parse(&self.email).map_err(|_| damaged())?, profile })
    }
}

pub(super) fn by_id(connection: &Connection, id: &DelegateId) -> Result<Option<Person>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE id = ?1"))?;
    query.query_row([id.as_str()], record).optional()?.map(Record::into_person).transpose()
}

pub(super) fn by_email(connection: &Connection, key: &str) -> Result<Option<Person>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE email_key = ?1"))?;
    query.query_row([key], record).optional()?.map(Record::into_person).transpose()
}

pub(super) fn listed(connection: &Connection) -> Result<Vec<Person>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE listed = 1 AND disabled = 0"))?;
    let records = query.query_map([], record)?;
    records.map(|record| record?.into_person()).collect()
}

pub(super) fn changed_since(connection: &Connection, changes: i64) -> Result<Vec<Person>, StoreFault> {
    let moved = "SELECT delegate FROM directory_change WHERE number > ?1";
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE id IN ({moved})"))?;
    let records = query.query_map([changes], record)?;
    records.map(|record| record?.into_person()).collect()
}

/// Inserts (`expected` is `None`) or replaces the row; `false` where the id or address is taken, or the version has moved on.
pub(super) fn put(connection: &Connection, person: &Person, expected: Option<u64>) -> Result<bool, StoreFault> {
    let profile = &person.profile;
    let fields = serde_json::to_string(&Me::from(profile).fields).map_err(|_| StoreFault::Damaged("person"))?;
    let statement = match expected {
        None => "INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        Some(_) => {
            "UPDATE OR IGNORE person SET email = ?2, email_key = ?3, disabled = ?4, listed = ?5, fields = ?6, version = ?7
             WHERE id = ?1 AND version = ?8"
        }
    };
    let mut change = connection.prepare_cached(statement)?;
    let standing = match person.profile.standing {
        Standing::Active => 0,
        Standing::Removed => 1,
        Standing::Held => 2,
    };
    let (id, email, key, version) = (profile.id.as_str(), person.email.as_str(), person.email.key(), profile.version as i64);
    let rows = match expected {
        None => change.execute(params![id, email, key, standing, profile.listed, fields, version])?,
        Some(expected) => change.execute(params![id, email, key, standing, profile.listed, fields, version, expected as i64])?,
    };
    Ok(rows == 1)
}

impl Sqlite {
    /// Whether nobody has an account yet.
    pub fn is_empty(&self) -> Result<bool, StoreFault> {
        Ok(!self.connection.query_row("SELECT EXISTS (SELECT 1 FROM person)", [], |row| row.get(0))?)
    }

    /// Adds accounts in one step; those whose id or address is taken stay as they are. Returns how many were added.
    pub fn add_people(&mut self, people: &[Person]) -> Result<usize, StoreFault> {
        let step = self.connection.transaction()?;
        let mut added = 0;
        for person in people {
            added += usize::from(put(&step, person, None)?);
        }
        step.commit()?;
        Ok(added)
    }
}
