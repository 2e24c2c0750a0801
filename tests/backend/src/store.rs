//! The conference's records in one SQLite file: every change is a transaction that is on the disk before anybody is told. Not: who may
//! see or do what, which is decided in `plenary::conference`.

mod kept;
mod people;
mod schema;
mod sign_in;

use plenary::conference::Store;
use plenary::conference::store::{Challenge, Digest, Person, Photo, Session};
use plenary::domain::id::{ChallengeId, DelegateId, TalkId};
use rusqlite::Connection;
use std::fmt;
use std::path::Path;

/// An open database. It holds secrets as digests only.
pub struct Sqlite {
    connection: Connection,
}

/// Why a record could not be read or written.
#[derive(Debug)]
pub enum StoreFault {
    /// SQLite says no: disk full, file locked, not a database.
    Sqlite(rusqlite::Error),
    /// A record does not mean what it should; the table, never the value.
    Damaged(&'static str),
    /// The file was written by a later release, whose schema has this number.
    Newer(u32),
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The message of a constraint names columns; parameters, which may be private, are never part of it.
            Self::Sqlite(fault) => write!(f, "{fault}"),
            Self::Damaged(table) => write!(f, "a record of table '{table}' cannot be read"),
            Self::Newer(version) => write!(f, "the database has schema {version}, written by a later release of this program"),
        }
    }
}

impl std::error::Error for StoreFault {}

impl From<rusqlite::Error> for StoreFault {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Sqlite(fault)
    }
}

impl Sqlite {
    /// Opens the file, creates it where it is missing, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreFault> {
        private(path);
        let mut connection = Connection::open(path)?;
        schema::prepare(&mut connection)?;
        Ok(Self { connection })
    }
}

/// Creates the file readable by its owner alone; SQLite gives the files beside it the same rights.
fn private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    // Where this fails, opening it fails too, and says why.
    let _ = std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path);
}

/// One line for each method of the trait; the statements stand in the modules, by what they are about.
impl Store for Sqlite {
    type Error = StoreFault;

    fn person(&self, id: &DelegateId) -> Result<Option<Person>, StoreFault> {
        people::by_id(&self.connection, id)
    }

    fn person_by_email(&self, key: &str) -> Result<Option<Person>, StoreFault> {
        people::by_email(&self.connection, key)
    }

    fn listed(&self) -> Result<Vec<Person>, StoreFault> {
        people::listed(&self.connection)
    }

    fn put_person(&mut self, person: &Person, expected: Option<u64>) -> Result<bool, StoreFault> {
        let step = self.connection.transaction()?;
        let stored = people::put(&step, person, expected)?;
        step.commit()?;
        Ok(stored)
    }

    fn challenge(&self, id: &ChallengeId) -> Result<Option<Challenge>, StoreFault> {
        sign_in::challenge(&self.connection, id)
    }

    fn challenge_by_link(&self, link: &Digest) -> Result<Option<Challenge>, StoreFault> {
        sign_in::challenge_by_link(&self.connection, link)
    }

    fn add_challenge(&mut self, challenge: &Challenge, now: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        sign_in::add_challenge(&step, challenge, now)?;
        Ok(step.commit()?)
    }

    fn count_try(&mut self, id: &ChallengeId) -> Result<Option<u32>, StoreFault> {
        sign_in::count_try(&self.connection, id)
    }

    fn take_challenge(&mut self, id: &ChallengeId) -> Result<bool, StoreFault> {
        sign_in::take_challenge(&self.connection, id)
    }

    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        sign_in::end_challenges(&self.connection, delegate)
    }

    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Result<u32, StoreFault> {
        let step = self.connection.transaction()?;
        let count = sign_in::count_event(&step, key, now, since)?;
        step.commit()?;
        Ok(count)
    }

    fn session(&self, digest: &Digest) -> Result<Option<Session>, StoreFault> {
        sign_in::session(&self.connection, digest)
    }

    fn put_session(&mut self, session: &Session) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        sign_in::put_session(&step, session)?;
        Ok(step.commit()?)
    }

    fn end_session(&mut self, digest: &Digest) -> Result<(), StoreFault> {
        sign_in::end_session(&self.connection, digest)
    }

    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        sign_in::end_sessions(&self.connection, delegate)
    }

    fn favourites(&self, delegate: &DelegateId) -> Result<Vec<TalkId>, StoreFault> {
        kept::favourites(&self.connection, delegate)
    }

    fn set_favourite(&mut self, delegate: &DelegateId, talk: &TalkId, starred: bool) -> Result<(), StoreFault> {
        kept::set_favourite(&self.connection, delegate, talk, starred)
    }

    fn photo(&self, delegate: &DelegateId) -> Result<Option<Photo>, StoreFault> {
        kept::photo(&self.connection, delegate)
    }

    fn put_photo(&mut self, person: &Person, expected: u64, photo: Option<&Photo>) -> Result<bool, StoreFault> {
        let step = self.connection.transaction()?;
        let stored = people::put(&step, person, Some(expected))?;
        if stored {
            kept::put_photo(&step, &person.profile.id, photo)?;
        }
        step.commit()?;
        Ok(stored)
    }
}

/// Reads an identifier out of a column.
fn id<T: std::str::FromStr>(table: &'static str, text: &str) -> Result<T, StoreFault> {
    text.parse().map_err(|_| StoreFault::Damaged(table))
}
