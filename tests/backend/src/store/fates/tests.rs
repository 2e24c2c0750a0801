//! What a copy must not tell, because its owner's screens do not: whose code it was, who blocked whom, which addresses have an account. Not: the list
//! against the schema, nor the erasure (`rights`).

use super::super::{Sqlite, copies};
use plenary::conference::connections::store::{Block, Connections, Report};
use plenary::conference::rights::{Cell, Erasure, Rights};
use plenary::domain::connection::ReportReason;
use plenary::domain::id::DelegateId;
use plenary::domain::text::Text;
use rusqlite::Connection;

fn store() -> (std::path::PathBuf, Sqlite) {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    let folder = std::env::temp_dir().join(format!("plenary-copies-{:016x}", u64::from_be_bytes(bytes)));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Sqlite::open(&folder.join("conference.sqlite")).unwrap();
    (folder, store)
}

fn who(id: &str) -> DelegateId {
    id.parse().unwrap()
}

/// Each record of a chapter: what stands under this key.
fn told(store: &Sqlite, delegate: &str, chapter: &str, key: &str) -> Vec<Cell> {
    let at = copies::chapters().iter().position(|known| known.key == chapter).unwrap();
    let records = copies::records(store, &who(delegate), at, None, 50).unwrap().records;
    let cell = |record: &plenary::conference::rights::Record| record.0.iter().find(|entry| entry.key == key).unwrap().cell.clone();
    records.iter().map(cell).collect()
}

fn run(connection: &Connection, statements: &str) {
    connection.execute_batch(statements).unwrap();
}

#[test]
fn with_whom_is_told_once_both_said_yes_and_a_block_is_not() {
    let (folder, mut store) = store();
    run(
        &store.connection,
        "INSERT INTO connection (id, asker, asked, at, declined, living) VALUES
           ('open', 'ada', 'bela', 1, 0, NULL), ('bare', 'cleo', 'ada', 1, 0, NULL), ('no', 'dora', 'ada', 1, 1, NULL), ('yes', 'ada', 'emil', 1, 0, 2);
         INSERT INTO gift (connection, giver, receiver, fields, term, since, until, made_in) VALUES
           ('open', 'ada', 'bela', 1, 'open', 1, NULL, 's'), ('no', 'dora', 'ada', 1, 'open', 1, NULL, 's'), ('yes', 'ada', 'emil', 1, 'open', 1, NULL, 's');",
    );
    let with = |store: &Sqlite| told(store, "ada", "connections_asked", "with");
    let to = |store: &Sqlite| told(store, "ada", "given", "to");
    assert_eq!(with(&store), [Cell::Nothing, Cell::Other(who("emil"))]);
    assert_eq!(to(&store), [Cell::Nothing, Cell::Other(who("emil"))]);
    let before = (with(&store), to(&store));
    store.put_block(&Block { blocker: who("bela"), blocked: who("ada"), at: 3 }).unwrap();
    assert_eq!((with(&store), to(&store)), before, "nothing tells of the block");
    // Of whoever took a code and offered nothing, the one asked knows nothing; what they declined they know.
    assert_eq!(told(&store, "ada", "connections_answered", "id"), [Cell::Text("no".into())]);
    assert_eq!(told(&store, "ada", "connections_answered", "declined"), [Cell::Yes(true)]);
    assert_eq!(told(&store, "ada", "connections_answered", "with"), [Cell::Nothing]);
    assert_eq!(told(&store, "emil", "connections_answered", "with"), [Cell::Other(who("ada"))]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_copy_does_not_tell_which_addresses_have_an_account_t05() {
    let (folder, store) = store();
    let challenge = |id: &str, address: &str| {
        format!(
            "INSERT INTO challenge (id, delegate, session, code, link, browser, expires, tries, joins, address)
             VALUES ('{id}', 'ada', NULL, x'0{id}', x'0{id}', x'00', 9, 0, NULL, {address});"
        )
    };
    run(&store.connection, &challenge("1", "NULL"));
    // Where the address is another account's there is no such row.
    run(&store.connection, &challenge("2", "'free@example.org'"));
    assert_eq!(told(&store, "ada", "codes", "expires"), [Cell::At(9)]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_report_stays_its_writers_when_whoever_it_is_about_is_erased() {
    let (folder, mut store) = store();
    let words = Text::parse("They shout.", 2000, true).unwrap();
    let (reporter, reported) = (Some(who("ada")), Some(who("bela")));
    let report = Report { reference: "R-1".into(), reporter, reported, reason: ReportReason::Harassment, words, at: 1 };
    store.add_report(&report).unwrap();
    run(&store.connection, "INSERT INTO person SELECT 'bela', 'bela@example.org', 'bela@example.org', 0, 0, '{}', 1");
    let delegate = who("bela");
    assert!(store.erase(Erasure { delegate: &delegate, counters: &[], reference: "E-1", at: 2 }).unwrap());
    assert_eq!(store.reports(9).unwrap(), [Report { reported: None, ..report }]);
    assert_eq!(told(&store, "ada", "reports", "words"), [Cell::Text("They shout.".into())]);
    std::fs::remove_dir_all(folder).unwrap();
}
