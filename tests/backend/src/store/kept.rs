//! Starred talks, photos and the conference's own documents, as rows. Not: accounts.

use super::{Sqlite, StoreFault, id};
use plenary::conference::store::Photo;
use plenary::domain::id::{DelegateId, TalkId};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn favourites(connection: &Connection, delegate: &DelegateId) -> Result<Vec<TalkId>, StoreFault> {
    let mut query = connection.prepare_cached("SELECT talk FROM favourite WHERE delegate = ?1 ORDER BY talk")?;
    let talks = query.query_map([delegate.as_str()], |row| row.get::<_, String>(0))?;
    talks.map(|talk| id("favourite", &talk?)).collect()
}

pub(super) fn set_favourite(connection: &Connection, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Result<(), StoreFault> {
    let statement = if starred {
        "INSERT INTO favourite VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM favourite WHERE delegate = ?1 AND talk = ?2"
    };
    connection.prepare_cached(statement)?.execute([delegate.as_str(), talk.as_str()])?;
    Ok(())
}

pub(super) fn photo(connection: &Connection, delegate: &DelegateId) -> Result<Option<Photo>, StoreFault> {
    let mut query = connection.prepare_cached("SELECT id, bytes FROM photo WHERE delegate = ?1")?;
    let found = query.query_row([delegate.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).optional()?;
    found.map(|(name, bytes)| Ok(Photo { id: id("photo", &name)?, bytes })).transpose()
}

pub(super) fn put_photo(connection: &Connection, delegate: &DelegateId, photo: Option<&Photo>) -> Result<(), StoreFault> {
    match photo {
        Some(photo) => connection.prepare_cached("INSERT OR REPLACE INTO photo VALUES (?1, ?2, ?3)")?.execute(params![
            delegate.as_str(),
            photo.id.as_str(),
            photo.bytes
        ])?,
        None => connection.prepare_cached("DELETE FROM photo WHERE delegate = ?1")?.execute([delegate.as_str()])?,
    };
    Ok(())
}

impl Sqlite {
    /// A document of the conference itself (its programme), as it was stored.
    pub fn document(&self, name: &str) -> Result<Option<String>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT body FROM document WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Stores or replaces a document.
    pub fn put_document(&mut self, name: &str, body: &str) -> Result<(), StoreFault> {
        self.connection.prepare_cached("INSERT OR REPLACE INTO document VALUES (?1, ?2)")?.execute([name, body])?;
        Ok(())
    }
}
