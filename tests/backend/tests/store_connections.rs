//! What the `Store` trait promises of connections, blocks and reports, kept by SQLite and by the memory alike, also after the file was closed and opened
//! again. Not: any rule.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::connections::store::{Block, Connection, Connections, Gift, OpenCode, Report, Stage};
use plenary::conference::memory::Memory;
use plenary::domain::connection::{GiftTerm, ReportReason};
use plenary::domain::fields::Fields;
use plenary::domain::id::{ConnectionId, DelegateId};
use plenary::domain::privacy::Field;
use plenary::domain::text::Text;
use plenary_backend::store::Sqlite;
use std::fmt::Debug;
use support::Folder;

fn open(folder: &Folder) -> Sqlite {
    Sqlite::open(&folder.0.join("conference.sqlite")).unwrap()
}

fn who(id: &str) -> DelegateId {
    id.parse().unwrap()
}

fn gift(until: Option<i64>) -> Gift {
    let fields = Fields::of([Field::Name, Field::Languages]);
    Gift { fields, term: GiftTerm::Hour, since: 5, until, made_in: "s1".parse().unwrap() }
}

fn tie(id: &str, asker: &str, asked: &str, stage: Stage, gifts: [Option<Gift>; 2]) -> Connection {
    let [from_asker, from_asked] = gifts;
    Connection { id: id.parse().unwrap(), asker: who(asker), asked: who(asked), at: 7, stage, from_asker, from_asked }
}

fn ids(mut found: Vec<Connection>) -> Vec<String> {
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.into_iter().map(|tie| tie.id.to_string()).collect()
}

/// The same story, whatever it is kept in.
fn story<S: Connections>(store: &mut S)
where
    S::Error: Debug,
{
    let code = |digest: u8, expires| OpenCode { digest: [digest; 32], delegate: who("ada"), expires };
    store.add_code(&code(1, 10), 0).unwrap();
    store.add_code(&code(2, 100), 11).unwrap();
    assert_eq!(store.take_code(&[1; 32]).unwrap(), None, "dropped, because its time was over");
    assert_eq!(store.take_code(&[2; 32]).unwrap(), Some(code(2, 100)));
    assert_eq!(store.take_code(&[2; 32]).unwrap(), None, "for one caller");
    store.add_code(&code(3, 100), 11).unwrap();
    store.end_codes(&who("ada")).unwrap();
    assert_eq!(store.take_code(&[3; 32]).unwrap(), None);

    let asked = tie("c1", "ada", "bela", Stage::Asked, [Some(gift(None)), None]);
    store.put_connection(&asked, &[]).unwrap();
    assert_eq!(store.connection(&asked.id).unwrap(), Some(asked.clone()));
    assert_eq!(store.gifts_to(&who("bela"), 50).unwrap(), [], "an offer is no gift");
    let living = tie("c2", "bela", "ada", Stage::Living(60), [Some(gift(Some(100))), Some(gift(None))]);
    store.put_connection(&living, &[asked.id]).unwrap();
    assert_eq!((ids(store.connections(&who("ada")).unwrap()), ids(store.connections(&who("cleo")).unwrap())), (vec!["c2".into()], vec![]));
    let fields = gift(None).fields;
    assert_eq!(store.gifts_to(&who("ada"), 99).unwrap(), [(who("bela"), fields)]);
    assert_eq!(store.gifts_to(&who("ada"), 100).unwrap(), [], "to the second");
    assert_eq!(store.gifts_to(&who("bela"), i64::MAX).unwrap(), [(who("ada"), fields)]);

    store.narrow_gifts_of(&who("ada"), Fields::of([Field::Languages, Field::Phone])).unwrap();
    assert_eq!(store.gifts_to(&who("bela"), 50).unwrap(), [(who("ada"), Fields::of([Field::Name]))]);
    assert_eq!(store.gifts_to(&who("ada"), 50).unwrap(), [(who("bela"), fields)], "only hers");

    store.put_connection(&tie("c3", "ada", "cleo", Stage::Asked, [Some(gift(None)), None]), &[]).unwrap();
    store.add_code(&code(4, 100), 11).unwrap();
    store.end_gifts_of(&who("ada")).unwrap();
    assert_eq!(store.take_code(&[4; 32]).unwrap(), None);
    assert_eq!((store.gifts_to(&who("bela"), 50).unwrap(), store.gifts_to(&who("ada"), 50).unwrap().len()), (vec![], 1), "only hers");
    assert_eq!(ids(store.connections(&who("ada")).unwrap()), ["c2"], "her questions are gone");

    store.put_connection(&tie("c4", "bela", "ada", Stage::Asked, [Some(gift(None)), None]), &[]).unwrap();
    store.put_connection(&tie("c5", "ada", "bela", Stage::Asked, [None, None]), &[]).unwrap();
    let block = Block { blocker: who("ada"), blocked: who("bela"), at: 70 };
    store.put_block(&block).unwrap();
    store.put_block(&Block { at: 80, ..block.clone() }).unwrap();
    assert_eq!((store.blocks(&who("ada")).unwrap(), store.blocks(&who("bela")).unwrap()), (vec![block], vec![]));
    assert_eq!((store.blocked_by(&who("bela")).unwrap(), store.blocked_by(&who("ada")).unwrap()), (vec![who("ada")], vec![]));
    let left = store.connections(&who("ada")).unwrap();
    assert_eq!((left.len(), left[0].stage), (1, Stage::Declined), "what the blocked one asked looks unanswered");
    store.end_block(&who("ada"), &who("bela")).unwrap();
    store.end_block(&who("ada"), &who("bela")).unwrap();
    assert_eq!(store.blocks(&who("ada")).unwrap(), []);
    let c4: ConnectionId = "c4".parse().unwrap();
    assert_eq!((store.end_connections(std::slice::from_ref(&c4)).unwrap(), store.end_connections(&[c4]).unwrap()), (1, 0));

    let report = |reference: &str| Report {
        reference: reference.into(),
        reporter: Some(who("ada")),
        reported: Some(who("bela")),
        reason: ReportReason::Content,
        words: Text::parse("one\ntwo", 2000, true).unwrap(),
        at: 90,
    };
    store.add_report(&report("R-1")).unwrap();
    store.add_report(&report("R-2")).unwrap();
    assert_eq!(store.reports(1).unwrap(), [report("R-2")]);
    assert_eq!(store.reports(9).unwrap().len(), 2);
}

#[test]
fn both_stores_keep_connections_blocks_and_reports_alike() {
    let folder = Folder::new();
    story(&mut Memory::default());
    story(&mut open(&folder));
    assert_eq!(open(&folder).reports(9).unwrap().len(), 2, "after it was opened again");
}

#[test]
fn a_connection_is_there_after_the_file_is_opened_again_as_it_was() {
    let folder = Folder::new();
    let living = tie("c2", "bela", "ada", Stage::Living(60), [Some(gift(Some(100))), None]);
    open(&folder).put_connection(&living, &[]).unwrap();
    assert_eq!(open(&folder).connection(&living.id).unwrap(), Some(living));
}
