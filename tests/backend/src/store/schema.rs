//! The tables, and the steps from each release's schema to the next. Not: any record.

mod released;
mod step_4;
mod step_5;
mod step_6;
mod step_7;
mod step_8;
mod step_9;

use super::StoreFault;
use rusqlite::{Connection, TransactionBehavior};

/// Step N takes a database from schema N to schema N + 1. A released step is never edited: another is added.
const STEPS: [&str; 9] = [
    released::RELEASED[0],
    released::RELEASED[1],
    released::RELEASED[2],
    step_4::STEP,
    step_5::STEP,
    step_6::STEP,
    step_7::STEP,
    step_8::STEP,
    step_9::STEP,
];

/// Makes the connection durable (an acknowledged change survives a power cut) and its schema current.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), StoreFault> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    // What is deleted is overwritten: a removed photo or number is not to be found in the file's free pages.
    connection.pragma_update_and_check(None, "secure_delete", "on", |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(64);
    // A change that begins with a look waits for its turn first. Otherwise what mails write beside it in between would fail it at once.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    migrate(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreFault> {
    let step = connection.transaction()?;
    let found: u32 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let pending = STEPS.get(found as usize..).ok_or(StoreFault::Newer(found))?;
    for statements in pending {
        step.execute_batch(statements)?;
    }
    step.pragma_update(None, "user_version", STEPS.len() as u32)?;
    Ok(step.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_waits_for_the_disk_and_a_second_start_changes_nothing() {
        let folder = std::env::temp_dir().join(format!("plenary-schema-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for _ in 0..2 {
            let mut connection = Connection::open(folder.join("x.sqlite")).unwrap();
            prepare(&mut connection).unwrap();
            let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).unwrap();
            assert_eq!((number("synchronous"), number("secure_delete"), number("user_version")), (2, 1, STEPS.len() as u32));
            assert_eq!(connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0)).unwrap(), "wal");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_change_that_begins_with_a_look_keeps_others_from_changing_what_it_saw() {
        let folder = std::env::temp_dir().join(format!("plenary-turns-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let [mut one, mut other] = [(); 2].map(|()| {
            let mut connection = Connection::open(folder.join("x.sqlite")).unwrap();
            prepare(&mut connection).unwrap();
            connection
        });
        other.busy_timeout(std::time::Duration::ZERO).unwrap();
        let step = one.transaction().unwrap();
        step.query_row("SELECT count(*) FROM person", [], |row| row.get::<_, u32>(0)).unwrap();
        assert!(other.transaction().is_err(), "its turn has not come");
        step.execute("INSERT INTO erasure VALUES ('R', 0, 1)", []).unwrap();
        step.commit().unwrap();
        assert!(other.transaction().is_ok());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
