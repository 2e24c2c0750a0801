//! The mails about bulletins that wait to be sent, as rows: claimed for a while, then done or put off. Whoever claimed some and was killed loses
//! nothing: they are due again. Not: the sending.

use super::{Sqlite, StoreFault, id};
use plenary::domain::id::BulletinId;
use plenary::domain::text::Email;
use rusqlite::{Connection, params};

/// A mail that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the row.
    pub number: i64,
    /// About what.
    pub bulletin: BulletinId,
    /// To whom.
    pub to: Email,
    /// How often it was tried, this time included.
    pub tries: u32,
}

/// How many wait and have not been tried, and how many were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// In all.
    pub all: u32,
    /// Of these.
    pub tried: u32,
}

impl Sqlite {
    /// At most so many of those that are due at `now`, which nobody else gets until `until`. Those to people who are gone are dropped.
    pub fn claim_mails(&mut self, most: u32, now: i64, until: i64) -> Result<Vec<Waiting>, StoreFault> {
        let step = self.connection.transaction()?;
        let (mut found, mut gone) = (Vec::new(), Vec::new());
        {
            let mut query = step.prepare_cached(
                "UPDATE bulletin_mail SET tries = tries + 1, due = ?3
                 WHERE number IN (SELECT number FROM bulletin_mail WHERE due <= ?2 ORDER BY due, number LIMIT ?1)
                 RETURNING number, bulletin, tries, (SELECT email FROM person WHERE id = delegate AND disabled <> 1)",
            )?;
            let mut rows = query.query(params![most, now, until])?;
            while let Some(row) = rows.next()? {
                let (number, address): (i64, Option<String>) = (row.get(0)?, row.get(3)?);
                // 1 is removed: whoever is gone gets no mail.
                let Some(address) = address else {
                    gone.push(number);
                    continue;
                };
                found.push(Waiting {
                    number,
                    bulletin: id("bulletin_mail", &row.get::<_, String>(1)?)?,
                    tries: row.get(2)?,
                    to: Email::parse(&address).map_err(|_| StoreFault::Damaged("person"))?,
                });
            }
        }
        for number in gone {
            done(&step, number)?;
        }
        step.commit()?;
        found.sort_by_key(|waiting| waiting.number);
        Ok(found)
    }

    /// Whatever was claimed or put off is due at once: for a server that starts, because the one before may have been killed with some in its hands.
    pub fn release_mails(&mut self) -> Result<(), StoreFault> {
        self.connection.execute("UPDATE bulletin_mail SET due = 0", [])?;
        Ok(())
    }

    /// It is out, or will never be.
    pub fn mail_done(&mut self, number: i64) -> Result<(), StoreFault> {
        done(&self.connection, number)
    }

    /// It is tried again from `due` on.
    pub fn mail_put_off(&mut self, number: i64, due: i64) -> Result<(), StoreFault> {
        self.connection.prepare_cached("UPDATE bulletin_mail SET due = ?2 WHERE number = ?1")?.execute([number, due])?;
        Ok(())
    }

    /// How many mails about it still wait.
    pub fn mails_left(&self, bulletin: &BulletinId) -> Result<Left, StoreFault> {
        let count = "SELECT COUNT(*), COUNT(*) FILTER (WHERE tries > 0) FROM bulletin_mail WHERE bulletin = ?1";
        Ok(self.connection.query_row(count, [bulletin.as_str()], |row| Ok(Left { all: row.get(0)?, tried: row.get(1)? }))?)
    }
}

fn done(connection: &Connection, number: i64) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM bulletin_mail WHERE number = ?1")?.execute([number])?;
    Ok(())
}
