//! Changes of what people are recognised or reached by, as rows, and the one step in which an account is saved with them. Not: what is worth
//! keeping.

use super::{Sqlite, StoreFault, id, kept, people};
use plenary::conference::DeviceLabel;
use plenary::conference::history::{Change, Difference, History, KEPT_CHANGES, KEPT_VALUES, NewPhoto, Saving, UNDO_SECONDS};
use plenary::domain::id::DelegateId;
use plenary::domain::privacy::{Audience, Field};
use plenary::domain::text::Text;
use rusqlite::{Connection, Row, params};

/// A row before anybody checked what is in it.
struct Record {
    id: String,
    field: String,
    at: i64,
    label: String,
    undone: bool,
    is_undo: bool,
    audience: String,
    kept: bool,
    before: Option<String>,
    after: Option<String>,
    photo: Option<Vec<u8>>,
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        field: row.get(1)?,
        at: row.get(2)?,
        label: row.get(3)?,
        undone: row.get(4)?,
        is_undo: row.get(5)?,
        audience: row.get(6)?,
        kept: row.get(7)?,
        before: row.get(8)?,
        after: row.get(9)?,
        photo: row.get(10)?,
    })
}

impl Record {
    fn into_change(self, delegate: &DelegateId) -> Result<Change, StoreFault> {
        let damaged = || StoreFault::Damaged("change");
        let field = Field::from_key(&self.field).ok_or_else(damaged)?;
        let text = |stored: Option<String>| match stored {
            Some(text) => field.parse(&text).map_err(|_| damaged()),
            None => Ok(None),
        };
        let what = match (self.kept, field) {
            (false, field) => Difference::Forgotten(field),
            (true, Field::Photo) => Difference::Photo { before: self.photo },
            (true, field) => Difference::Text { field, before: text(self.before)?, after: text(self.after)? },
        };
        let (label, audience) = (DeviceLabel::read(&self.label), Audience::from_key(&self.audience).ok_or_else(damaged)?);
        let Self { at, undone, is_undo, .. } = self;
        Ok(Change { id: id("change", &self.id)?, delegate: delegate.clone(), at, label, undone, is_undo, audience, what })
    }
}

fn add(connection: &Connection, change: &Change) -> Result<(), StoreFault> {
    let as_text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let (before, after, photo) = match &change.what {
        Difference::Text { before, after, .. } => (as_text(before), as_text(after), None),
        Difference::Photo { before } => (None, None, before.as_deref()),
        Difference::Forgotten(_) => (None, None, None),
    };
    let kept = !matches!(change.what, Difference::Forgotten(_));
    connection
        .prepare_cached(
            "INSERT INTO change (id, delegate, field, at, label, undone, is_undo, audience, kept, before, after, photo)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            change.id.as_str(),
            change.delegate.as_str(),
            change.what.field().key(),
            change.at,
            change.label.to_string(),
            change.undone,
            change.is_undo,
            change.audience.key(),
            kept,
            before,
            after,
            photo
        ])?;
    Ok(())
}

fn forget(connection: &Connection, delegate: &DelegateId, now: i64) -> Result<(), StoreFault> {
    const FORGET: &str = "UPDATE change SET kept = 0, before = NULL, after = NULL, photo = NULL WHERE kept = 1 AND";
    const NEWER: &str = "number NOT IN (SELECT number FROM change WHERE delegate = ?1 ORDER BY number DESC LIMIT ?2)";
    connection.prepare_cached(&format!("{FORGET} at < ?1"))?.execute([now - UNDO_SECONDS])?;
    const FIRST: &str = "number NOT IN (SELECT min(number) FROM change WHERE delegate = ?1 AND kept = 1 GROUP BY field)";
    let surplus = format!("{FORGET} delegate = ?1 AND {NEWER} AND {FIRST}");
    connection.prepare_cached(&surplus)?.execute(params![delegate.as_str(), KEPT_VALUES as i64])?;
    let past = format!("DELETE FROM change WHERE delegate = ?1 AND kept = 0 AND {NEWER}");
    connection.prepare_cached(&past)?.execute(params![delegate.as_str(), KEPT_CHANGES as i64])?;
    Ok(())
}

impl History for Sqlite {
    fn changes(&self, delegate: &DelegateId) -> Result<Vec<Change>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, field, at, label, undone, is_undo, audience, kept, before, after, photo FROM change WHERE delegate = ?1 ORDER BY number DESC",
        )?;
        let records = query.query_map([delegate.as_str()], record)?;
        records.map(|record| record?.into_change(delegate)).collect()
    }

    fn left_by(&self, key: &str, own: Option<&DelegateId>, since: i64) -> Result<Option<DelegateId>, StoreFault> {
        // Few: addresses change seldom, and values are kept for a day. Rust's lower case is the one that keys are made with.
        const LATELY: &str = "SELECT before, delegate FROM change
             WHERE field = ?1 AND kept = 1 AND is_undo = 0 AND before IS NOT NULL AND at >= ?2 AND (?3 IS NULL OR delegate <> ?3)
             ORDER BY number DESC";
        let mut query = self.connection.prepare_cached(LATELY)?;
        let mut rows = query.query(params![Field::Email.key(), since, own.map(DelegateId::as_str)])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, String>(0)?.to_lowercase() == key {
                return Ok(Some(id("change", &row.get::<_, String>(1)?)?));
            }
        }
        Ok(None)
    }

    fn save(&mut self, saving: Saving<'_>) -> Result<bool, StoreFault> {
        let Saving { person, expected, photo, changes, undone, now } = saving;
        let delegate = &person.profile.id;
        let step = self.connection.transaction()?;
        if !people::put(&step, person, Some(expected))? {
            return Ok(false);
        }
        match photo {
            NewPhoto::AsItIs => {}
            NewPhoto::Is(photo) => kept::put_photo(&step, delegate, photo)?,
        }
        if let Some(undone) = undone {
            let taken_back = "UPDATE change SET undone = 1 WHERE id = ?1 AND delegate = ?2";
            step.prepare_cached(taken_back)?.execute([undone.as_str(), delegate.as_str()])?;
        }
        for change in changes {
            add(&step, change)?;
        }
        forget(&step, delegate, now)?;
        step.commit()?;
        Ok(true)
    }
}
