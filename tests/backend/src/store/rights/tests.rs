//! The list of fates against the real schema, and the erasure against the real bytes of the file. Not: rights as rules.

use super::super::fates::{self, Column, Gone, Table};
use super::*;
use plenary::conference::Store;
use plenary::conference::store::{Challenge, Purpose};
use rusqlite::types::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("plenary-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn database(&self) -> PathBuf {
        self.0.join("conference.sqlite")
    }

    /// Every byte of the database, its log and whatever else stands beside it.
    fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
        files.flat_map(|file| std::fs::read(file).unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn is_in(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Everything in the bytes that was planted, found in one walk: there are thousands.
fn canaries(bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes);
    let begun = text.split("canary-").skip(1);
    begun.filter_map(|rest| Some(format!("canary-{}-zq7", &rest[..rest.find("-zq7")?]))).collect()
}

fn columns(store: &Sqlite, table: &str) -> Vec<(String, String, bool)> {
    let mut query = store.connection.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info(?1)").unwrap();
    let found = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    found.collect::<Result<_, _>>().unwrap()
}

/// Whoever adds a table or a column says here what becomes of it, or this fails.
#[test]
fn every_table_and_column_of_the_real_schema_has_a_fate_t50() {
    let folder = Folder::new("fates");
    let store = Sqlite::open(&folder.database()).unwrap();
    let mut query = store.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").unwrap();
    let real: BTreeSet<String> = query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let listed: BTreeSet<String> = fates::all().map(|table| table.name.to_owned()).collect();
    assert_eq!(real, listed, "tables");
    for table in fates::all() {
        let real: BTreeSet<String> = columns(&store, table.name).into_iter().map(|(name, ..)| name).collect();
        let listed: BTreeSet<String> = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(real, listed, "columns of {}", table.name);
        for rows in table.rows {
            let (_, column) = table.columns.iter().find(|(name, _)| *name == rows.by).unwrap();
            assert_eq!(*column, Column::Person, "{}.{}", table.name, rows.by);
        }
        // Whoever is named in a row is reached by an erasure.
        for (name, column) in table.columns {
            let is_reached = table.rows.iter().any(|rows| rows.by == *name);
            assert!(*column != Column::Person || is_reached, "{}.{name} names a person and stays", table.name);
            // A column that calls itself so holds a person's id.
            let names =
                ["delegate", "owner", "viewer", "asker", "asked", "giver", "receiver", "blocker", "blocked", "reporter", "reported"];
            assert!(!names.contains(name) || *column == Column::Person, "{}.{name} is a person", table.name);
        }
    }
    let keys: Vec<&str> = copies::chapters().iter().map(|chapter| chapter.key).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "two chapters have one name");
}

/// A row in which every column that can hold anything holds a text that nothing else holds.
fn plant(store: &Sqlite, table: &Table, by: &str, person: &str, number: i64) -> Vec<String> {
    let mut planted = Vec::new();
    let values: Vec<Value> = columns(store, table.name)
        .into_iter()
        .map(|(name, kind, _)| {
            let canary = format!("canary-{}-{name}-{number}-zq7", table.name);
            match kind.as_str() {
                _ if name == by => Value::Text(person.to_owned()),
                "INTEGER" => Value::Integer(number),
                "BLOB" => {
                    planted.push(canary.clone());
                    Value::Blob(canary.into_bytes())
                }
                _ if table.name == "person" && name == "fields" => {
                    planted.push(canary.clone());
                    Value::Text(format!("{{\"biography\":{{\"value\":\"{canary}\",\"audience\":\"only_me\"}}}}"))
                }
                _ => {
                    planted.push(canary.clone());
                    Value::Text(canary)
                }
            }
        })
        .collect();
    let places: Vec<String> = (1..=values.len()).map(|place| format!("?{place}")).collect();
    // Of some there is one row for each person.
    let statement = format!("INSERT OR IGNORE INTO \"{}\" VALUES ({})", table.name, places.join(", "));
    if store.connection.execute(&statement, rusqlite::params_from_iter(values)).unwrap() == 0 { Vec::new() } else { planted }
}

/// What of a planted row belongs to others and stays.
fn stays(table: &Table, by: &str, canary: &str) -> bool {
    let rows = table.rows.iter().find(|rows| rows.by == by).unwrap();
    match rows.gone {
        Gone::Deleted => false,
        Gone::Blanked(blanked) => {
            let name = table.columns.iter().map(|(name, _)| *name).find(|name| canary.contains(&format!("-{name}-"))).unwrap();
            !blanked.iter().any(|(column, _)| *column == name)
        }
    }
}

const GONE: &str = "person-who-goes-8f3a";

fn erased(store: &mut Sqlite, reference: &str) -> bool {
    let delegate: DelegateId = GONE.parse().unwrap();
    store.erase(Erasure { delegate: &delegate, counters: &["counted".to_owned()], reference, at: 1 }).unwrap()
}

#[test]
fn no_byte_of_a_person_is_left_in_any_file_t50() {
    let folder = Folder::new("erased");
    let mut store = Sqlite::open(&folder.database()).unwrap();
    let mut planted = Vec::new();
    let mut number = 1;
    for table in fates::all() {
        for rows in table.rows {
            // Many, so that pages are split and rows are copied to and fro.
            for _ in 0..40 {
                for canary in plant(&store, table, rows.by, GONE, number) {
                    planted.push((table, rows.by, canary));
                }
                number += 1;
            }
        }
    }
    // Neighbours in every page, of whom some go before: what they leave behind is not swept by anything but the end.
    for at in 0..400 {
        store.set_favourite(&format!("other-{at}").parse().unwrap(), &format!("talk-{at}").parse().unwrap(), true).unwrap();
        store.set_favourite(&GONE.parse().unwrap(), &format!("canary-star-{at}-zq7").parse().unwrap(), at % 3 > 0).unwrap();
    }
    store.count_event("counted", 1, 0).unwrap();
    store.count_event("counted for another", 1, 0).unwrap();
    let before = folder.bytes();
    let there = canaries(&before);
    assert!(is_in(&before, GONE.as_bytes()) && planted.len() > 500, "nothing was planted");
    assert!(planted.iter().all(|(_, _, canary)| there.contains(canary)), "not everything is found");

    assert!(erased(&mut store, "E-REFERENCE"));
    let after = folder.bytes();
    assert!(!is_in(&after, GONE.as_bytes()), "the person's id");
    assert!(!is_in(&after, b"canary-star-"), "starred talks");
    let (left, begun) = (canaries(&after), String::from_utf8_lossy(&after).matches("canary-").count());
    for (table, by, canary) in &planted {
        assert_eq!(left.contains(canary), stays(table, by, canary), "{canary}");
    }
    assert!(begun > 0 && begun <= 2 * left.len(), "pieces of what is gone, beside rows and indexes of what stays");
    assert!(is_in(&after, b"E-REFERENCE") && is_in(&after, b"other-399"));
    let events: i64 = store.connection.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
    assert_eq!(events, 1, "their doings are not counted any more, those of others are");
    assert!(!erased(&mut store, "E-TWICE"), "nobody is erased twice");
    let clean: i64 = store.connection.query_row("SELECT min(clean) FROM erasure", [], |row| row.get(0)).unwrap();
    assert_eq!(clean, 1);
}

/// A former address is forgotten as it is left, one that waits for its code is known until it is gone.
#[test]
fn counts_are_forgotten_by_their_keys_and_addresses_that_wait_are_known_t50() {
    let folder = Folder::new("counts");
    let mut store = Sqlite::open(&folder.database()).unwrap();
    for key in ["one", "another", "kept"] {
        store.count_event(key, 1, 0).unwrap();
    }
    store.forget_counts(&["one".to_owned(), "another".to_owned(), "never counted".to_owned()]).unwrap();
    assert_eq!(["one", "another", "kept"].map(|key| store.count_event(key, 2, 0).unwrap()), [1, 1, 2]);
    let (ada, bo): (DelegateId, DelegateId) = ("ada".parse().unwrap(), "bo".parse().unwrap());
    let wanted = Email::parse("wanted@example.org").unwrap();
    for (at, purpose) in
        [Purpose::SignIn(ada.clone()), Purpose::Nobody, Purpose::Address(ada.clone(), wanted.clone())].into_iter().enumerate()
    {
        let (id, link) = (format!("c{at}").parse().unwrap(), [u8::try_from(at).unwrap(); 32]);
        store.add_challenge(&Challenge { id, purpose, code: [1; 32], link, browser: [3; 32], expires: 9, tries: 0 }, 1).unwrap();
    }
    assert_eq!((store.waiting_addresses(&ada).unwrap(), store.waiting_addresses(&bo).unwrap()), (vec![wanted], Vec::new()));
}

/// Killed between the end of the person and the sweep: the next start does what was left to do.
#[test]
fn a_file_that_was_not_swept_is_swept_at_the_next_start() {
    let folder = Folder::new("unswept");
    let sweep_anew = |path: &Path| drop(Sqlite::open(path).unwrap());
    {
        let store = Sqlite::open(&folder.database()).unwrap();
        for at in 0..200 {
            store.connection.execute("INSERT INTO favourite VALUES (?1, ?2)", params![GONE, format!("canary-{at}")]).unwrap();
        }
        store.connection.pragma_update_and_check(None, "secure_delete", "off", |_| Ok(())).unwrap();
        store.connection.execute("DELETE FROM favourite", []).unwrap();
        store.connection.execute("INSERT INTO erasure VALUES ('E-1', 1, 0)", []).unwrap();
        assert!(is_in(&folder.bytes(), b"canary-100"));
    }
    sweep_anew(&folder.database());
    assert!(!is_in(&folder.bytes(), b"canary-100") && !is_in(&folder.bytes(), GONE.as_bytes()));
}

#[test]
fn a_version_names_one_policy_for_ever() {
    let folder = Folder::new("policy");
    let mut store = Sqlite::open(&folder.database()).unwrap();
    let mark = |hash: &str| PolicyMark { version: "1".into(), hash: hash.into() };
    assert!(store.put_policy(&mark("a"), "text", 1).unwrap() && store.put_policy(&mark("a"), "text", 2).unwrap());
    assert!(!store.put_policy(&mark("b"), "other", 3).unwrap());
    assert_eq!(store.policy("1").unwrap(), Some((mark("a"), "text".into())));
    assert_eq!(store.policy("2").unwrap(), None);
}

/// Nobody else may be given it, nor fail because it was drawn for them.
#[test]
fn the_reference_of_a_complaint_outlives_its_writer_t47() {
    let folder = Folder::new("references");
    let mut store = Sqlite::open(&folder.database()).unwrap();
    let (delegate, words) = ("ada".parse::<DelegateId>().unwrap(), Text::parse("Words", COMPLAINT, true).unwrap().unwrap());
    let (email, reference) = (Email::parse("ada@example.org").unwrap(), "C-ABCDEFGH".to_owned());
    let complaint = Complaint { reference, delegate: delegate.clone(), email, name: None, at: 7, words: words.clone() };
    store.add_complaint(&complaint).unwrap();
    let there = Complainant::There(delegate.clone(), 7, words);
    assert_eq!(store.complaint(&complaint.reference).unwrap(), Some(there));
    erase(&store.connection, &Erasure { delegate: &delegate, counters: &[], reference: "E-ABCDEFGH", at: 8 }).unwrap();
    assert_eq!(store.complaint(&complaint.reference).unwrap(), Some(Complainant::Gone));
    assert_eq!(store.complaint("C-HGFEDCBA").unwrap(), None);
}
