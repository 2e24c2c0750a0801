//! Which accounts changed when, as rows that triggers write, whoever changed the account. Not: who is listed.

use super::{Sqlite, StoreFault, people};
use plenary::conference::listing::{Listing, Revision};
use plenary::conference::store::Person;

impl Listing for Sqlite {
    fn revision(&self) -> Result<Revision, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT changes, removals FROM directory_revision")?;
        let (changes, removals): (i64, i64) = query.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Revision { changes: changes as u64, removals: removals as u64 })
    }

    fn changed_since(&self, changes: u64) -> Result<Vec<Person>, StoreFault> {
        people::changed_since(&self.connection, changes as i64)
    }

    fn signing_in(&self) -> Result<usize, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT count(*) FROM person WHERE disabled <> 1")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as usize)
    }
}
