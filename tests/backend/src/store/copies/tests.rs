//! A copy goes on behind the last record that it told: nothing twice, nothing left out, and no record of others passed on the way. Not: what a record tells.

use super::*;
use std::collections::BTreeSet;

fn store() -> Sqlite {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    super::super::schema::prepare(&mut connection).unwrap();
    Sqlite { connection }
}

fn chapter(key: &str) -> usize {
    chapters().iter().position(|chapter| chapter.key == key).unwrap()
}

/// What stands under `key`, told in stretches of `most`; `between` runs after each.
fn told_in(store: &Sqlite, title: &str, key: &str, most: usize, between: impl Fn(&Sqlite)) -> Vec<String> {
    let (mut all, mut behind) = (Vec::new(), None);
    loop {
        let stretch = records(store, &"ada".parse().unwrap(), chapter(title), behind.as_ref(), most).unwrap();
        assert!(stretch.records.len() <= most && all.len() < 1000, "it does not end");
        for record in stretch.records {
            let entry = record.0.into_iter().find(|entry| entry.key == key).unwrap();
            all.push(match entry.cell {
                Cell::Text(text) => text,
                Cell::Number(number) | Cell::At(number) => number.to_string(),
                other => panic!("{other:?}"),
            });
        }
        behind = stretch.rest;
        if behind.is_none() {
            return all;
        }
        between(store);
    }
}

fn run(store: &Sqlite, statements: &str) {
    store.connection.execute_batch(statements).unwrap();
}

#[test]
fn every_chapter_is_found_by_an_index_and_in_its_order() {
    let store = store();
    let mut looked_at = 0;
    for (table, rows, telling) in told() {
        let places = (0..table.order.len()).map(Some).chain([None]);
        for same in places {
            let statement = statement(table, rows, &telling, &cells(table, &telling), same);
            let mut query = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
            let values = (0..query.parameter_count()).map(|_| Value::from(1));
            let plan: Vec<String> =
                query.query_map(params_from_iter(values), |row| row.get("detail")).unwrap().map(Result::unwrap).collect();
            for line in &plan {
                assert!(!line.starts_with("SCAN") && !line.contains("TEMP B-TREE"), "{}: {statement}: {plan:?}", telling.key);
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 40);
}

#[test]
fn an_erasure_finds_everything_by_an_index() {
    let store = store();
    for table in fates::all() {
        for rows in table.rows {
            let statement = format!("EXPLAIN QUERY PLAN SELECT 1 FROM \"{}\" WHERE \"{}\" = ?1", table.name, rows.by);
            let plan: String = store.connection.query_row(&statement, ["ada"], |row| row.get("detail")).unwrap();
            assert!(plan.starts_with("SEARCH"), "{}.{}: {plan}", table.name, rows.by);
        }
    }
}

#[test]
fn a_chapter_is_told_once_however_it_is_cut_and_whatever_goes_meanwhile() {
    let store = store();
    for at in 0..40 {
        run(&store, &format!("INSERT INTO favourite VALUES ('ada', 't{at:03}'), ('bob', 't{at:03}')"));
    }
    let whole: Vec<String> = (0..40).map(|at| format!("t{at:03}")).collect();
    for most in [1, 7, 20, 39, 40, 41] {
        assert_eq!(told_in(&store, "starred", "talk", most, |_| ()), whole, "{most} at once");
    }
    // By counting what came before, the record behind each that goes would be left out.
    let goes = |store: &Sqlite| {
        run(store, "DELETE FROM favourite WHERE delegate = 'ada' AND talk = (SELECT MIN(talk) FROM favourite WHERE delegate = 'ada')");
    };
    assert_eq!(told_in(&store, "starred", "talk", 7, goes), whole);
}

#[test]
fn a_chapter_in_the_order_of_two_columns_is_told_once_too() {
    let store = store();
    run(&store, "INSERT INTO access_source VALUES (1, 'bob', 's'), (2, 'ada', 'z'), (3, 'bob', 't'), (4, 'ada', 'a'), (5, 'ada', 'm')");
    for at in 1..=60 {
        // In turns, so that no session's looks stand together.
        run(&store, &format!("INSERT INTO access VALUES ({at}, 'owner', {}, 1, 'page', {at})", at % 5 + 1));
    }
    let of = |source: i64| (1..=60).filter(move |at| at % 5 + 1 == source).map(|at| at.to_string());
    let expected: Vec<String> = of(2).chain(of(4)).chain(of(5)).collect();
    for most in [1, 5, 12, 13, 100] {
        assert_eq!(told_in(&store, "looked_at_others", "at", most, |_| ()), expected, "{most} at once");
    }
}

#[test]
fn secrets_by_which_rows_are_ordered_are_in_no_copy_and_no_log() {
    let store = store();
    for at in 0..9 {
        run(&store, &format!("INSERT INTO session VALUES (x'0{at}', 's{at}', 'ada', x'00', 'Firefox', 1, 1, NULL, 9)"));
    }
    let found: BTreeSet<String> = told_in(&store, "sign_ins", "id", 2, |_| ()).into_iter().collect();
    assert_eq!(found.len(), 9);
    let stretch = records(&store, &"ada".parse().unwrap(), chapter("sign_ins"), None, 2).unwrap();
    assert_eq!(format!("{:?}", stretch.rest), "Some(Mark(…))");
}
