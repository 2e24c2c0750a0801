//! The conference's records in one SQLite file: every change is a transaction that is on the disk before anybody is told. Not: who may
//! see or do what, which is decided in `plenary::conference`.

mod access;
mod bulletins;
mod calendar;
mod chronicle;
mod connections;
mod copies;
mod fates;
mod history;
mod identities;
mod incidents;
mod kept;
mod listing;
mod passkeys;
mod people;
mod rights;
mod rounds;
mod schema;
mod sessions;
mod sign_in;

pub use rights::KeptComplaint;
pub use rounds::{Left, Waiting};

use plenary::conference::Store;
use plenary::conference::identity::{Identity, Subject};
use plenary::conference::store::{Challenge, Digest, Familiarity, Known, Person, Photo, Redeemed, Session, Storage, Subscription};
use plenary::domain::agenda::changes::Seen;
use plenary::domain::id::{ChallengeId, DelegateId, IdentityId, TalkId};
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
        // Nobody waits for it: a file that was not swept is swept another time.
        if let Err(fault) = rights::sweep(&connection) {
            crate::log::line("erasure_not_swept", &[("reason", &fault)]);
        }
        Ok(Self { connection })
    }
}

/// Creates the file readable by its owner alone; SQLite gives the files beside it the same rights. One that is there already is never opened here:
/// closing it again would drop every lock that this process holds on it (POSIX), and another program that closes the database would then take it for
/// unused and delete its log.
fn private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    // Where this fails, the file is there, or opening it fails too and says why.
    let _ = std::fs::OpenOptions::new().create_new(true).append(true).mode(0o600).open(path);
}

impl Storage for Sqlite {
    type Error = StoreFault;
}

/// One line for each method of the trait; the statements stand in the modules, by what they are about.
impl Store for Sqlite {
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

    fn end_challenges(&mut self, delegate: &DelegateId) -> Result<u32, StoreFault> {
        let step = self.connection.transaction()?;
        let ended = sign_in::end_challenges(&step, delegate)?;
        step.commit()?;
        Ok(ended)
    }

    fn put_redeemed(&mut self, redeemed: &Redeemed, now: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        sign_in::put_redeemed(&step, redeemed, now)?;
        Ok(step.commit()?)
    }

    fn redeemed(&self, id: &ChallengeId) -> Result<Option<Redeemed>, StoreFault> {
        sign_in::redeemed(&self.connection, id)
    }

    fn redeemed_by_link(&self, link: &Digest) -> Result<Option<Redeemed>, StoreFault> {
        sign_in::redeemed_by_link(&self.connection, link)
    }

    fn end_redeemed(&mut self, id: &ChallengeId) -> Result<(), StoreFault> {
        sign_in::end_redeemed(&self.connection, id)
    }

    fn count_event(&mut self, key: &str, now: i64, since: i64) -> Result<u32, StoreFault> {
        let step = self.connection.transaction()?;
        let count = sign_in::count_event(&step, key, now, since)?;
        step.commit()?;
        Ok(count)
    }

    fn session(&self, digest: &Digest) -> Result<Option<Session>, StoreFault> {
        sessions::by_digest(&self.connection, digest)
    }

    fn put_session(&mut self, session: &Session) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        sessions::put(&step, session)?;
        Ok(step.commit()?)
    }

    fn renew_session(&mut self, session: &Session) -> Result<bool, StoreFault> {
        sessions::renew(&self.connection, session)
    }

    fn end_session(&mut self, digest: &Digest) -> Result<(), StoreFault> {
        sessions::end(&self.connection, digest)
    }

    fn end_sessions(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        sessions::end_all(&self.connection, delegate)
    }

    fn sessions(&self, delegate: &DelegateId) -> Result<Vec<Session>, StoreFault> {
        sessions::of(&self.connection, delegate)
    }

    fn end_other_sessions(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<u32, StoreFault> {
        sessions::end_others(&self.connection, delegate, kept)
    }

    fn recognise_device(&mut self, delegate: &DelegateId, device: &Digest, now: i64, since: i64) -> Result<Familiarity, StoreFault> {
        let step = self.connection.transaction()?;
        let familiarity = sessions::recognise(&step, delegate, device, now, since)?;
        step.commit()?;
        Ok(familiarity)
    }

    fn knows_device(&self, delegate: &DelegateId, device: &Digest) -> Result<bool, StoreFault> {
        sessions::knows(&self.connection, delegate, device)
    }

    fn forget_other_devices(&mut self, delegate: &DelegateId, kept: &Digest) -> Result<(), StoreFault> {
        sessions::forget_others(&self.connection, delegate, kept)
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

    fn identity(&self, subject: &Subject) -> Result<Option<Identity>, StoreFault> {
        identities::by_subject(&self.connection, subject)
    }

    fn identities(&self, delegate: &DelegateId) -> Result<Vec<Identity>, StoreFault> {
        identities::of(&self.connection, delegate)
    }

    fn add_identity(&mut self, identity: &Identity) -> Result<bool, StoreFault> {
        identities::add(&self.connection, identity)
    }

    fn end_identity(&mut self, delegate: &DelegateId, id: &IdentityId) -> Result<bool, StoreFault> {
        identities::remove(&self.connection, delegate, id)
    }

    fn subscription(&self, delegate: &DelegateId) -> Result<Option<Subscription>, StoreFault> {
        calendar::of(&self.connection, delegate)
    }

    fn subscription_by_token(&self, token: &Digest) -> Result<Option<Subscription>, StoreFault> {
        calendar::by_token(&self.connection, token)
    }

    fn put_subscription(&mut self, subscription: &Subscription) -> Result<(), StoreFault> {
        calendar::put(&self.connection, subscription)
    }

    fn end_subscription(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        calendar::end(&self.connection, delegate)
    }

    fn known_talks(&self) -> Result<Vec<Known>, StoreFault> {
        chronicle::known_talks(&self.connection)
    }

    fn version(&self, name: &str) -> Result<Option<Seen>, StoreFault> {
        chronicle::version(&self.connection, name)
    }

    fn latest_version(&self) -> Result<Option<Seen>, StoreFault> {
        chronicle::latest_version(&self.connection)
    }

    fn publish(&mut self, changed: &[Known], version: &Seen, keep: usize) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        chronicle::put_talks(&step, changed)?;
        chronicle::put_version(&step, version, keep)?;
        Ok(step.commit()?)
    }
}

/// Reads an identifier out of a column.
fn id<T: std::str::FromStr>(table: &'static str, text: &str) -> Result<T, StoreFault> {
    text.parse().map_err(|_| StoreFault::Damaged(table))
}
