//! Passkeys and ceremonies, as rows. Not: when either is accepted.

use super::{Sqlite, StoreFault, id};
use plenary::conference::passkeys::{Ceremony, CeremonyPurpose, CredentialId, LABEL, Passkey, PasskeyStore, UserHandle};
use plenary::conference::store::Digest;
use plenary::domain::id::{ChallengeId, DelegateId, PasskeyId};
use plenary::domain::text::Text;
use rusqlite::{Connection, OptionalExtension, Row, params};

const PASSKEY: &str = "id, delegate, handle, credential, record, label, created, made_in, used, synced";
const CEREMONY: &str = "id, delegate, session, handle, browser, kept, expires";

/// A row before anybody checked what is in it.
struct Record {
    id: String,
    delegate: String,
    handle: [u8; 16],
    credential: Vec<u8>,
    record: String,
    label: String,
    created: i64,
    made_in: String,
    used: Option<i64>,
    synced: bool,
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        delegate: row.get(1)?,
        handle: row.get(2)?,
        credential: row.get(3)?,
        record: row.get(4)?,
        label: row.get(5)?,
        created: row.get(6)?,
        made_in: row.get(7)?,
        used: row.get(8)?,
        synced: row.get(9)?,
    })
}

impl Record {
    fn into_passkey(self) -> Result<Passkey, StoreFault> {
        let Self { handle, credential, record, created, used, synced, .. } = self;
        let label = Text::parse(&self.label, LABEL, false).ok().flatten().ok_or(StoreFault::Damaged("passkey"))?;
        Ok(Passkey {
            id: id("passkey", &self.id)?,
            delegate: id("passkey", &self.delegate)?,
            handle: UserHandle(handle),
            credential: CredentialId(credential),
            record,
            label,
            created,
            made_in: id("passkey", &self.made_in)?,
            used,
            synced,
        })
    }
}

fn of(connection: &Connection, delegate: &DelegateId) -> Result<Vec<Passkey>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {PASSKEY} FROM passkey WHERE delegate = ?1 ORDER BY created, rowid"))?;
    let rows = query.query_map([delegate.as_str()], record)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(Record::into_passkey).collect()
}

fn by_credential(connection: &Connection, credential: &CredentialId) -> Result<Option<Passkey>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {PASSKEY} FROM passkey WHERE credential = ?1"))?;
    query.query_row([&credential.0], record).optional()?.map(Record::into_passkey).transpose()
}

fn add(connection: &Connection, passkey: &Passkey) -> Result<bool, StoreFault> {
    let Passkey { id, delegate, handle, credential, record, label, created, made_in, used, synced } = passkey;
    let mut change = connection.prepare_cached(&format!(
        "INSERT INTO passkey ({PASSKEY}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING"
    ))?;
    let added = change.execute(params![
        id.as_str(),
        delegate.as_str(),
        handle.0,
        credential.0,
        record,
        label.as_str(),
        created,
        made_in.as_str(),
        used,
        synced
    ])?;
    Ok(added == 1)
}

fn put(connection: &Connection, passkey: &Passkey) -> Result<bool, StoreFault> {
    let Passkey { id, delegate, record, label, used, synced, handle: _, credential: _, created: _, made_in: _ } = passkey;
    let mut change =
        connection.prepare_cached("UPDATE passkey SET record = ?3, label = ?4, used = ?5, synced = ?6 WHERE id = ?1 AND delegate = ?2")?;
    Ok(change.execute(params![id.as_str(), delegate.as_str(), record, label.as_str(), used, synced])? == 1)
}

fn remove(connection: &Connection, delegate: &DelegateId, id: &PasskeyId) -> Result<bool, StoreFault> {
    let mut change = connection.prepare_cached("DELETE FROM passkey WHERE delegate = ?1 AND id = ?2")?;
    Ok(change.execute([delegate.as_str(), id.as_str()])? == 1)
}

/// A ceremony's row, likewise.
struct Asked {
    id: String,
    delegate: Option<String>,
    session: Option<Digest>,
    handle: Option<[u8; 16]>,
    browser: Option<Digest>,
    kept: String,
    expires: i64,
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    Ok(Asked {
        id: row.get(0)?,
        delegate: row.get(1)?,
        session: row.get(2)?,
        handle: row.get(3)?,
        browser: row.get(4)?,
        kept: row.get(5)?,
        expires: row.get(6)?,
    })
}

impl Asked {
    fn into_ceremony(self) -> Result<Ceremony, StoreFault> {
        let delegate = self.delegate.as_deref().map(|text| id::<DelegateId>("ceremony", text)).transpose()?;
        let purpose = match (delegate, self.session, self.handle, self.browser) {
            (Some(delegate), Some(session), Some(handle), None) => {
                CeremonyPurpose::Register { delegate, session, handle: UserHandle(handle) }
            }
            (Some(delegate), Some(session), None, None) => CeremonyPurpose::StepUp { delegate, session },
            (None, None, None, Some(browser)) => CeremonyPurpose::SignIn { browser },
            _ => return Err(StoreFault::Damaged("ceremony")),
        };
        Ok(Ceremony { id: id("ceremony", &self.id)?, purpose, kept: self.kept, expires: self.expires })
    }
}

fn ceremony(connection: &Connection, id: &ChallengeId) -> Result<Option<Ceremony>, StoreFault> {
    let mut query = connection.prepare_cached(&format!("SELECT {CEREMONY} FROM ceremony WHERE id = ?1"))?;
    query.query_row([id.as_str()], asked).optional()?.map(Asked::into_ceremony).transpose()
}

fn add_ceremony(connection: &Connection, ceremony: &Ceremony, now: i64) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM ceremony WHERE expires < ?1")?.execute([now])?;
    let (delegate, session, handle, browser) = match &ceremony.purpose {
        CeremonyPurpose::Register { delegate, session, handle } => (Some(delegate.as_str()), Some(session), Some(handle.0), None),
        CeremonyPurpose::StepUp { delegate, session } => (Some(delegate.as_str()), Some(session), None, None),
        CeremonyPurpose::SignIn { browser } => (None, None, None, Some(browser)),
    };
    let Ceremony { id, purpose: _, kept, expires } = ceremony;
    let mut change = connection.prepare_cached(&format!("INSERT INTO ceremony ({CEREMONY}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"))?;
    change.execute(params![id.as_str(), delegate, session, handle, browser, kept, expires])?;
    Ok(())
}

fn take_ceremony(connection: &Connection, id: &ChallengeId) -> Result<bool, StoreFault> {
    Ok(connection.prepare_cached("DELETE FROM ceremony WHERE id = ?1")?.execute([id.as_str()])? == 1)
}

/// One line for each method of the trait.
impl PasskeyStore for Sqlite {
    fn passkeys(&self, delegate: &DelegateId) -> Result<Vec<Passkey>, StoreFault> {
        of(&self.connection, delegate)
    }

    fn passkey_by_credential(&self, credential: &CredentialId) -> Result<Option<Passkey>, StoreFault> {
        by_credential(&self.connection, credential)
    }

    fn add_passkey(&mut self, passkey: &Passkey) -> Result<bool, StoreFault> {
        add(&self.connection, passkey)
    }

    fn put_passkey(&mut self, passkey: &Passkey) -> Result<bool, StoreFault> {
        put(&self.connection, passkey)
    }

    fn remove_passkey(&mut self, delegate: &DelegateId, id: &PasskeyId) -> Result<bool, StoreFault> {
        remove(&self.connection, delegate, id)
    }

    fn ceremony(&self, id: &ChallengeId) -> Result<Option<Ceremony>, StoreFault> {
        ceremony(&self.connection, id)
    }

    fn add_ceremony(&mut self, ceremony: &Ceremony, now: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        add_ceremony(&step, ceremony, now)?;
        Ok(step.commit()?)
    }

    fn take_ceremony(&mut self, id: &ChallengeId) -> Result<bool, StoreFault> {
        take_ceremony(&self.connection, id)
    }
}
