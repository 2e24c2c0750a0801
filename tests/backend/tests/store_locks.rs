//! A database that is open stays locked, so that another program that closes it does not take it for unused and delete its log. Not: what is in it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::Store;
use plenary_backend::store::Sqlite;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use support::Folder;

/// Locks on this very file that this process holds, as the kernel lists them: its number, then device and inode.
fn locks(file: &Path) -> Vec<String> {
    let (process, inode) = (std::process::id().to_string(), std::fs::metadata(file).unwrap().ino().to_string());
    let listed = std::fs::read_to_string("/proc/locks").unwrap();
    let is_ours = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.contains(&process.as_str()) && words.iter().any(|word| word.rsplit_once(':').is_some_and(|(_, last)| last == inode))
    };
    listed.lines().filter(is_ours).map(str::to_owned).collect()
}

/// A running server has its database open more than once. When any descriptor of a file closes, POSIX drops all locks of the process on it.
#[test]
fn a_database_that_is_opened_once_more_stays_locked() {
    let folder = Folder::new();
    let database = folder.0.join("conference.sqlite");
    let mut store = Sqlite::open(&database).unwrap();
    assert_eq!(locks(&database).len(), 1, "an open database is locked");
    let apart = Sqlite::open(&database).unwrap();
    assert_eq!(locks(&database).len(), 1, "opening it again dropped the lock of the first");
    drop(apart);
    assert_eq!(locks(&database).len(), 1, "closing one of the two dropped the lock of the other");
    store.set_favourite(&"ada".parse().unwrap(), &"talk".parse().unwrap(), true).unwrap();
    drop(store);
    assert!(locks(&database).is_empty(), "the lock is that of an open database");
}
