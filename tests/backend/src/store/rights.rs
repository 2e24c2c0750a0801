//! Consents, complaints and policies as rows, and the erasure of everything of one person, down to the bytes of the file. Not: what becomes of each
//! table, which is the list of fates.

use super::fates::{self, Gone};
use super::sign_in::subject_of;
use super::{Sqlite, StoreFault, copies, id};
use plenary::conference::DeviceLabel;
use plenary::conference::rights::{Chapter, Complaint, Consent, Erasure, LeftOut, Mark, Rights, Stretch};
use plenary::domain::id::DelegateId;
use plenary::domain::policy::PolicyMark;
use plenary::domain::rights::{COMPLAINT, ConsentStep};
use plenary::domain::text::{Email, Text};
use rusqlite::{Connection, OptionalExtension, params};

impl Rights for Sqlite {
    fn chapters(&self) -> Vec<Chapter> {
        copies::chapters()
    }

    fn left_out(&self) -> Vec<LeftOut> {
        copies::left_out()
    }

    fn records(&self, delegate: &DelegateId, chapter: usize, behind: Option<&Mark>, most: usize) -> Result<Stretch, StoreFault> {
        copies::records(self, delegate, chapter, behind, most)
    }

    fn erase(&mut self, erasure: Erasure<'_>) -> Result<bool, StoreFault> {
        let step = self.connection.transaction()?;
        let is_there: bool =
            step.query_row("SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1)", [erasure.delegate.as_str()], |row| row.get(0))?;
        if !is_there {
            return Ok(false);
        }
        erase(&step, &erasure)?;
        step.commit()?;
        // The person is gone; whether the file was swept is noted in it, and a file that was not is swept at the next occasion.
        if let Err(fault) = sweep(&self.connection) {
            crate::log::line("erasure_not_swept", &[("reason", &fault)]);
        }
        Ok(true)
    }

    fn forget_counts(&mut self, counters: &[String]) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        forget_counts(&step, counters)?;
        Ok(step.commit()?)
    }

    fn waiting_addresses(&self, delegate: &DelegateId) -> Result<Vec<Email>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT address FROM challenge WHERE delegate = ?1 AND address IS NOT NULL")?;
        let waiting = query.query_map([delegate.as_str()], |row| row.get::<_, String>(0))?;
        waiting.map(|address| Email::parse(&address?).map_err(|_| StoreFault::Damaged("challenge"))).collect()
    }

    fn consents(&self, delegate: &DelegateId) -> Result<Vec<Consent>, StoreFault> {
        let statement = "SELECT version, hash, given, at, label FROM consent WHERE delegate = ?1 ORDER BY number DESC";
        let mut query = self.connection.prepare_cached(statement)?;
        let consents = query.query_map([delegate.as_str()], |row| {
            Ok(Consent {
                delegate: delegate.clone(),
                policy: PolicyMark { version: row.get(0)?, hash: row.get(1)? },
                step: if row.get(2)? { ConsentStep::Given } else { ConsentStep::Withdrawn },
                at: row.get(3)?,
                label: DeviceLabel::read(&row.get::<_, String>(4)?),
            })
        })?;
        Ok(consents.collect::<Result<_, _>>()?)
    }

    fn add_consent(&mut self, consent: &Consent, keep: usize) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        let Consent { delegate, policy: PolicyMark { version, hash }, step: which, at, label } = consent;
        let given = *which == ConsentStep::Given;
        step.prepare_cached("INSERT INTO consent (delegate, version, hash, given, at, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![delegate.as_str(), version, hash, given, at, label.to_string()])?;
        step.prepare_cached(
            "DELETE FROM consent WHERE delegate = ?1 AND number NOT IN
             (SELECT number FROM consent WHERE delegate = ?1 ORDER BY number DESC LIMIT ?2)",
        )?
        .execute(params![delegate.as_str(), i64::try_from(keep).unwrap_or(i64::MAX)])?;
        Ok(step.commit()?)
    }

    fn complaint(&self, reference: &str) -> Result<Option<(DelegateId, i64, Text)>, StoreFault> {
        let mut kept =
            self.connection.prepare_cached("SELECT delegate, at, words FROM complaint WHERE reference = ?1 AND delegate IS NOT NULL")?;
        let row = kept.query_row([reference], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?))).optional()?;
        let Some((delegate, at, words)) = row else { return Ok(None) };
        let delegate = delegate.parse().map_err(|_| StoreFault::Damaged("complaint"))?;
        let words = Text::parse(&words, COMPLAINT, true).ok().flatten().ok_or(StoreFault::Damaged("complaint"))?;
        Ok(Some((delegate, at, words)))
    }

    fn add_complaint(&mut self, complaint: &Complaint) -> Result<(), StoreFault> {
        let Complaint { reference, delegate, at, words, email: _, name: _ } = complaint;
        let mut change = self.connection.prepare_cached("INSERT INTO complaint VALUES (?1, ?2, ?3, ?4)")?;
        change.execute(params![reference, delegate.as_str(), at, words.as_str()])?;
        Ok(())
    }
}

/// Takes away every row of the person, and their traces in the rows of others, by the list of fates.
fn erase(step: &Connection, erasure: &Erasure<'_>) -> Result<(), StoreFault> {
    let id = erasure.delegate.as_str();
    for table in fates::all() {
        for rows in table.rows {
            let (name, by) = (table.name, rows.by);
            let statement = match rows.gone {
                Gone::Deleted => format!("DELETE FROM \"{name}\" WHERE \"{by}\" = ?1"),
                Gone::Blanked(columns) => {
                    let set: Vec<String> = columns.iter().map(|(column, value)| format!("\"{column}\" = {value}")).collect();
                    format!("UPDATE \"{name}\" SET {} WHERE \"{by}\" = ?1", set.join(", "))
                }
            };
            step.execute(&statement, [id])?;
        }
    }
    forget_counts(step, erasure.counters)?;
    step.execute("INSERT INTO erasure VALUES (?1, ?2, 0)", params![erasure.reference, erasure.at])?;
    Ok(())
}

fn forget_counts(step: &Connection, counters: &[String]) -> Result<(), StoreFault> {
    let mut change = step.prepare_cached("DELETE FROM event WHERE subject = ?1")?;
    for key in counters {
        change.execute([subject_of(key)])?;
    }
    Ok(())
}

/// Leaves no byte of anybody erased in the unused parts of the file, nor in the log beside it. What is deleted is overwritten by SQLite at once; but
/// where a page was split before, a copy of a row can stay in the half that nobody reads, so the file is written anew.
pub(super) fn sweep(connection: &Connection) -> Result<(), StoreFault> {
    let waits: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM erasure WHERE clean = 0)", [], |row| row.get(0))?;
    if !waits {
        return Ok(());
    }
    connection.flush_prepared_statement_cache();
    connection.execute_batch("VACUUM")?;
    empty_log(connection)?;
    connection.execute("UPDATE erasure SET clean = 1 WHERE clean = 0", [])?;
    Ok(())
}

/// Writes the log into the file and cuts it to nothing.
fn empty_log(connection: &Connection) -> Result<(), StoreFault> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(StoreFault::Damaged("erasure")) }
}

/// A complaint as it is kept; of somebody who is gone only that there was one.
pub struct KeptComplaint {
    /// By which both sides speak of it.
    pub reference: String,
    /// Unix seconds.
    pub at: i64,
    /// In their words.
    pub words: Option<String>,
    /// Whose.
    pub delegate: Option<DelegateId>,
}

impl Sqlite {
    /// Notes which policy is in force since when; `false`: another text had this version before.
    pub fn put_policy(&mut self, mark: &PolicyMark, text: &str, now: i64) -> Result<bool, StoreFault> {
        let known = self.connection.query_row("SELECT hash FROM policy WHERE version = ?1", [&mark.version], |row| row.get::<_, String>(0));
        match known.optional()? {
            Some(hash) => Ok(hash == mark.hash),
            None => {
                self.connection.execute("INSERT INTO policy VALUES (?1, ?2, ?3, ?4)", params![mark.version, mark.hash, text, now])?;
                Ok(true)
            }
        }
    }

    /// The text of a policy that is or was in force, with its fingerprint.
    pub fn policy(&self, version: &str) -> Result<Option<(PolicyMark, String)>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT hash, text FROM policy WHERE version = ?1")?;
        let found = query.query_row([version], |row| Ok((PolicyMark { version: version.to_owned(), hash: row.get(0)? }, row.get(1)?)));
        Ok(found.optional()?)
    }

    /// Complaints, the newest first, for organisers.
    pub fn complaints(&self, most: usize) -> Result<Vec<KeptComplaint>, StoreFault> {
        let mut query =
            self.connection.prepare("SELECT reference, at, words, delegate FROM complaint ORDER BY at DESC, reference LIMIT ?1")?;
        let mut rows = query.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let delegate = row.get::<_, Option<String>>(3)?.map(|text| id("complaint", &text)).transpose()?;
            found.push(KeptComplaint { reference: row.get(0)?, at: row.get(1)?, words: row.get(2)?, delegate });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests;
