//! What the `Store` trait promises of who saw what, incidents and reports of over-sharing, kept by SQLite. Not: what is noted.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::access::{Access, Accesses, Touched};
use plenary::conference::incidents::{Incident, Incidents};
use plenary::conference::over_share::{MEMBERS_PER_DAY, Noted, OverShares};
use plenary::domain::access::Way;
use plenary::domain::fields::Fields;
use plenary::domain::over_share::Place;
use plenary::domain::policy::PolicyMark;
use plenary::domain::privacy::Field;
use plenary::domain::text::Text;
use plenary_backend::store::Sqlite;
use support::Folder;

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&folder.0.join("conference.sqlite")).unwrap()
}

fn access(owner: &str, viewer: &str, at: i64) -> Access {
    let viewer = Some((viewer.parse().unwrap(), format!("session-of-{viewer}").parse().unwrap()));
    Access { owner: owner.parse().unwrap(), viewer, fields: Fields::of([Field::Name, Field::Phone]), way: Way::Page, at }
}

fn of(store: &Sqlite, owner: &str) -> Vec<Access> {
    let mut found = Vec::new();
    store.accesses_of(&owner.parse().unwrap(), &mut |access| found.push(access)).unwrap();
    found
}

fn between(store: &Sqlite, from: i64, to: i64) -> Vec<i64> {
    let mut found = Vec::new();
    store.accesses_between(from, to, &mut |access| found.push(access.at)).unwrap();
    found
}

#[test]
fn what_was_noted_is_there_after_the_file_is_opened_again_as_it_was() {
    let folder = Folder::new();
    let card = Access { way: Way::Card, fields: Fields::of(Field::ALL), ..access("ada", "bo", 3) };
    let all = [access("ada", "bo", 1), access("ada", "cy", 2), card, access("bo", "ada", 4)];
    open(&folder).add_accesses(&all, 0).unwrap();
    let store = open(&folder);
    assert_eq!(of(&store, "ada"), all[..3]);
    assert_eq!(of(&store, "bo"), all[3..]);
    assert_eq!(of(&store, "nobody"), []);
    assert_eq!(between(&store, 2, 3), [2, 3]);
}

#[test]
fn looks_are_noted_since_the_first_policy_or_the_oldest_look() {
    let folder = Folder::new();
    let mut store = open(&folder);
    assert_eq!(store.noted_since().unwrap(), None);
    for (version, at) in [("1", 70), ("2", 80)] {
        store.put_policy(&PolicyMark { version: version.into(), hash: version.into() }, "text", at).unwrap();
    }
    store.add_accesses(&[access("ada", "bo", 75)], 0).unwrap();
    assert_eq!(store.noted_since().unwrap(), Some(70));
    store.add_accesses(&[access("ada", "cy", 60)], 0).unwrap();
    assert_eq!(store.noted_since().unwrap(), Some(60), "of a release that noted no policy");
}

#[test]
fn only_what_is_new_since_a_moment_is_noted_again() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let once = access("ada", "bo", 100);
    store.add_accesses(&[once.clone(), once.clone()], 40).unwrap();
    for again in [
        Access { at: 150, ..once.clone() },
        Access { at: 150, way: Way::List, ..once.clone() },
        Access { at: 150, fields: Fields::of([Field::Name]), ..once.clone() },
        Access { at: 150, owner: "di".parse().unwrap(), ..once.clone() },
        Access { at: 150, ..access("ada", "cy", 0) },
    ] {
        store.add_accesses(&[again], 90).unwrap();
    }
    assert_eq!(of(&store, "ada").iter().map(|access| access.at).collect::<Vec<_>>(), [100, 150, 150, 150]);
    assert_eq!(of(&store, "di").len(), 1);
    store.add_accesses(&[Access { at: 160, ..once }], 100).unwrap();
    assert_eq!(of(&store, "ada").len(), 5, "the first is no longer within the moment");
}

#[test]
fn forgetting_and_erasing_leave_no_byte_of_whom_they_are_about() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let (old, new) = (access("ada", "forgottenviewer", 1), access("ada", "bo", 9));
    store.add_accesses(&[old, new.clone(), access("erasedq8rt5", "bo", 9), access("ada", "erasedq8rt5", 9)], 0).unwrap();
    store.forget_accesses(9).unwrap();
    assert_eq!(of(&store, "ada").len(), 2);
    store.erase_accesses(&"erasedq8rt5".parse().unwrap()).unwrap();
    assert_eq!(of(&store, "ada"), [new, Access { viewer: None, ..access("ada", "erasedq8rt5", 9) }]);
    assert_eq!(of(&store, "erasedq8rt5"), []);
    drop(store);
    let connection = rusqlite::Connection::open(folder.0.join("conference.sqlite")).unwrap();
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(connection);
    for file in std::fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        for name in ["forgottenviewer", "erasedq8rt5"] {
            assert!(!bytes.windows(name.len()).any(|window| window == name.as_bytes()), "{name} in {}", file.display());
        }
    }
}

/// A question about one person must not become slower with everybody else's.
#[test]
fn a_record_and_an_extent_are_found_by_an_index() {
    let folder = Folder::new();
    drop(open(&folder));
    let connection = rusqlite::Connection::open(folder.0.join("conference.sqlite")).unwrap();
    let plan = |query: &str| {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let join = "SELECT * FROM access JOIN access_source ON access_source.number = access.source WHERE";
    assert!(plan(&format!("{join} access.owner = 'x' ORDER BY access.number")).contains("access_of_owner"));
    assert!(plan(&format!("{join} access.at BETWEEN 1 AND 2")).contains("access_by_time"));
    let same = "SELECT 1 FROM access WHERE source = 1 AND owner = 'x' AND at > 5 AND fields = 3 AND way = 'page'";
    assert!(plan(same).contains("access_by_source (source=? AND owner=? AND at>?)"), "{}", plan(same));
}

#[test]
fn incidents_are_kept_with_those_whom_they_touched() {
    let folder = Folder::new();
    let incident = |id: &str, at| {
        let text = Text::parse("A laptop\nwas stolen", 100, true).unwrap().unwrap();
        Incident { id: id.parse().unwrap(), at, text, from: 1, to: 5 }
    };
    let touched = |owner: &str| Touched { owner: owner.parse().unwrap(), fields: Fields::of([Field::Links]), first: 2, last: 3, times: 4 };
    let mut store = open(&folder);
    store.add_incident(&incident("first", 10), &[touched("ada"), touched("bo")]).unwrap();
    store.add_incident(&incident("second", 20), &[]).unwrap();
    assert!(store.add_incident(&incident("second", 30), &[touched("cy")]).is_err(), "nothing of it is kept");
    drop(store);
    let mut store = open(&folder);
    assert_eq!(store.incidents().unwrap(), [incident("second", 20), incident("first", 10)]);
    let of = |store: &Sqlite, id: &str, who: &str| store.touched_by(&id.parse().unwrap(), &who.parse().unwrap()).unwrap();
    assert_eq!(of(&store, "first", "ada"), Some(touched("ada")));
    assert_eq!((of(&store, "first", "cy"), of(&store, "second", "cy")), (None, None));
    let people = |store: &Sqlite, id: &str| store.incident_touched(&id.parse().unwrap()).unwrap();
    assert_eq!(people(&store, "first").unwrap().len(), 2);
    assert_eq!((people(&store, "second"), people(&store, "third")), (Some(Vec::new()), None));
    store.erase_touched(&"ada".parse().unwrap()).unwrap();
    assert_eq!(people(&store, "first").unwrap().len(), 1);
}

#[test]
fn reports_add_up_and_a_day_has_a_bound() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let one = |name: &str| [(name.to_owned(), 2)];
    for _ in 0..3 {
        store.add_over_shares(400, Place::Delegate, &one("hash"), 0).unwrap();
    }
    assert_eq!(
        open(&folder).over_shares().unwrap(),
        [Noted { day: 400, place: Place::Delegate, member: "hash".into(), times: 6, reports: 3 }]
    );
    for n in 0..MEMBERS_PER_DAY + 50 {
        store.add_over_shares(401, Place::Directory, &one(&format!("m{n}")), 0).unwrap();
    }
    let of_day = store.over_shares().unwrap().into_iter().filter(|noted| noted.day == 401).collect::<Vec<_>>();
    assert_eq!(
        (of_day.len(), of_day.iter().map(|noted| noted.times).sum::<u64>()),
        (MEMBERS_PER_DAY + 1, 2 * (MEMBERS_PER_DAY as u64 + 50))
    );
    store.add_over_shares(402, Place::Preview, &one("phone"), 402).unwrap();
    assert_eq!(store.over_shares().unwrap().len(), 1, "days before are forgotten");
}
