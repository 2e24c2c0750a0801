//! What is known of every talk that ever was in the programme, and the programme's latest states, as rows. Not: what counts as a change.

use super::{StoreFault, id};
use plenary::conference::store::Known;
use plenary::domain::agenda::TalkStanding;
use plenary::domain::agenda::changes::{Remembered, Seen};
use plenary::domain::time::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

const TALK: &str = "id, title, room, start, start_offset, end, end_offset, cancelled, revision, changed, gone";

pub(super) fn known_talks(connection: &Connection) -> Result<Vec<Known>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {TALK} FROM talk"))?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(known(row)?);
    }
    Ok(found)
}

fn known(row: &Row<'_>) -> Result<Known, StoreFault> {
    let talk = Remembered {
        id: id("talk", &row.get::<_, String>(0)?)?,
        title: row.get(1)?,
        room: row.get(2)?,
        start: Moment::new(row.get(3)?, row.get(4)?),
        end: Moment::new(row.get(5)?, row.get(6)?),
        standing: if row.get(7)? { TalkStanding::Cancelled } else { TalkStanding::Planned },
    };
    Ok(Known { talk, revision: row.get(8)?, changed: row.get(9)?, gone: row.get(10)? })
}

pub(super) fn put_talks(connection: &Connection, talks: &[Known]) -> Result<(), StoreFault> {
    let mut change = connection
        .prepare_cached(&format!("INSERT OR REPLACE INTO talk ({TALK}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"))?;
    for Known { talk, revision, changed, gone } in talks {
        change.execute(params![
            talk.id.as_str(),
            talk.title,
            talk.room,
            talk.start.unix(),
            talk.start.offset(),
            talk.end.unix(),
            talk.end.offset(),
            talk.standing == TalkStanding::Cancelled,
            revision,
            changed,
            gone
        ])?;
    }
    Ok(())
}

pub(super) fn version(connection: &Connection, name: &str) -> Result<Option<Seen>, StoreFault> {
    let mut query = connection.prepare_cached("SELECT seen FROM version WHERE name = ?1")?;
    seen(query.query_row([name], |row| row.get(0)).optional()?)
}

pub(super) fn latest_version(connection: &Connection) -> Result<Option<Seen>, StoreFault> {
    let mut query = connection.prepare_cached("SELECT seen FROM version ORDER BY number DESC LIMIT 1")?;
    seen(query.query_row([], |row| row.get(0)).optional()?)
}

fn seen(text: Option<String>) -> Result<Option<Seen>, StoreFault> {
    text.map(|text| Seen::from_text(&text).ok_or(StoreFault::Damaged("version"))).transpose()
}

pub(super) fn put_version(connection: &Connection, version: &Seen, keep: usize) -> Result<(), StoreFault> {
    let mut change = connection.prepare_cached("INSERT INTO version (name, seen) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    change.execute([&version.version, &version.to_text()])?;
    let mut dropped = connection.prepare_cached("DELETE FROM version WHERE number <= (SELECT max(number) FROM version) - ?1")?;
    dropped.execute([i64::try_from(keep).unwrap_or(i64::MAX)])?;
    Ok(())
}
