//! What the organisers tell everybody, and who has read it, as rows. Not: the mails about it (`rounds`).

use super::{Sqlite, StoreFault, id};
use plenary::conference::bulletins::{Bulletins, Mailing};
use plenary::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding, ReadMark};
use plenary::domain::id::{BulletinId, DelegateId};
use plenary::domain::time::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

const BULLETIN: &str = "id, kind, standing, title, text, at, changed, revision, incident";
const DAMAGED: StoreFault = StoreFault::Damaged("bulletin");

fn bulletin(row: &Row<'_>) -> Result<Bulletin, StoreFault> {
    let moment = |column| row.get::<_, i64>(column).map(|unix| Moment::new(unix, 0));
    let incident: Option<String> = row.get(8)?;
    Ok(Bulletin {
        id: id("bulletin", &row.get::<_, String>(0)?)?,
        kind: BulletinKind::from_key(&row.get::<_, String>(1)?).ok_or(DAMAGED)?,
        standing: BulletinStanding::from_key(&row.get::<_, String>(2)?).ok_or(DAMAGED)?,
        title: row.get(3)?,
        text: row.get(4)?,
        at: moment(5)?,
        changed: moment(6)?,
        revision: row.get(7)?,
        incident: incident.map(|name| id("bulletin", &name)).transpose()?,
    })
}

fn put(connection: &Connection, told: &Bulletin) -> Result<(), StoreFault> {
    let mut change =
        connection.prepare_cached(&format!("INSERT OR REPLACE INTO bulletin ({BULLETIN}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"))?;
    change.execute(params![
        told.id.as_str(),
        told.kind.key(),
        told.standing.key(),
        told.title,
        told.text,
        told.at.unix(),
        told.changed.unix(),
        told.revision,
        told.incident.as_ref().map(|incident| incident.as_str()),
    ])?;
    Ok(())
}

/// Whoever waited for a mail about it waits no more; these do from now on.
fn put_mails(connection: &Connection, told: &BulletinId, mailing: &Mailing) -> Result<(), StoreFault> {
    connection.execute("DELETE FROM bulletin_mail WHERE bulletin = ?1", [told.as_str()])?;
    match mailing {
        Mailing::Nobody => {}
        Mailing::Everybody => {
            // 1: removed. Those who are held are told as well: it is about their data too.
            connection.execute(
                "INSERT INTO bulletin_mail (bulletin, delegate, tries, due) SELECT ?1, id, 0, 0 FROM person WHERE disabled <> 1",
                [told.as_str()],
            )?;
        }
        Mailing::These(people) => {
            let mut add =
                connection.prepare_cached("INSERT OR IGNORE INTO bulletin_mail (bulletin, delegate, tries, due) VALUES (?1, ?2, 0, 0)")?;
            for person in people {
                add.execute([told.as_str(), person.as_str()])?;
            }
        }
    }
    Ok(())
}

impl Bulletins for Sqlite {
    fn bulletins(&self, most: usize) -> Result<Vec<Bulletin>, StoreFault> {
        // Of two changes in one second the one that was written later comes first.
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {BULLETIN} FROM bulletin ORDER BY changed DESC, rowid DESC LIMIT ?1"))?;
        let mut rows = query.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(bulletin(row)?);
        }
        Ok(found)
    }

    fn bulletin(&self, wanted: &BulletinId) -> Result<Option<Bulletin>, StoreFault> {
        let mut query = self.connection.prepare_cached(&format!("SELECT {BULLETIN} FROM bulletin WHERE id = ?1"))?;
        let mut rows = query.query([wanted.as_str()])?;
        rows.next()?.map(bulletin).transpose()
    }

    fn put_bulletin(&mut self, told: &Bulletin, mailing: &Mailing) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        put(&step, told)?;
        put_mails(&step, &told.id, mailing)?;
        Ok(step.commit()?)
    }

    fn read_marks(&self, delegate: &DelegateId) -> Result<Vec<ReadMark>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT bulletin, revision FROM bulletin_seen WHERE delegate = ?1")?;
        let mut rows = query.query([delegate.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(ReadMark { id: id("bulletin_seen", &row.get::<_, String>(0)?)?, revision: row.get(1)? });
        }
        Ok(found)
    }

    fn mark_read(&mut self, delegate: &DelegateId, mark: &ReadMark, now: i64) -> Result<(), StoreFault> {
        let mut change = self.connection.prepare_cached(
            "INSERT INTO bulletin_seen (delegate, bulletin, revision, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET revision = excluded.revision, at = excluded.at WHERE excluded.revision > revision",
        )?;
        change.execute(params![delegate.as_str(), mark.id.as_str(), mark.revision, now])?;
        Ok(())
    }
}

impl Sqlite {
    /// How many delegates have read this revision, or a later one.
    pub fn readers(&self, told: &Bulletin) -> Result<u32, StoreFault> {
        let count = "SELECT COUNT(*) FROM bulletin_seen WHERE bulletin = ?1 AND revision >= ?2";
        Ok(self.connection.query_row(count, params![told.id.as_str(), told.revision], |row| row.get(0))?)
    }

    /// The seed of the key by which the feed is signed; `fresh` becomes it where there is none yet.
    pub fn bulletin_seed(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreFault> {
        self.connection.execute("INSERT OR IGNORE INTO bulletin_key (only, seed) VALUES (1, ?1)", [fresh.as_slice()])?;
        let seed: Option<Vec<u8>> = self.connection.query_row("SELECT seed FROM bulletin_key", [], |row| row.get(0)).optional()?;
        seed.and_then(|seed| seed.try_into().ok()).ok_or(StoreFault::Damaged("bulletin_key"))
    }
}
