//! Damaged files: whatever stands where, reading ends, each item that could be found is drawn or named, and what is drawn has a time that the
//! file gives. Not: what exactly is said.

mod texts;

use super::platform::Platform;
use super::traps::{CONTRACT, FRAB, INDICO, PRETALX, SCHEDULE2, SESSIONIZE_ALL, SESSIONIZE_GRID};
use super::{Unreadable, read};
use crate::domain::agenda::{Agenda, Notice};
use crate::domain::time::ZoneName;
use serde_json::{Value, json};

/// Pointers to every value of a file.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                pointers(value, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(elements) => elements.iter().enumerate().for_each(|(i, value)| pointers(value, format!("{at}/{i}"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found.push(at);
}

/// Times that a damaged file may really give.
const TIMES: [&str; 2] = ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"];

fn strange() -> Vec<Value> {
    let deep = (0..90).fold(json!(1), |inner, _| json!([inner]));
    let members = (0..60).fold(json!("x"), |inner, _| json!({ "name": inner }));
    let long = "\u{202e}ä".repeat(500);
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!(TIMES[0]),
        json!(long),
        json!([]),
        json!({}),
        json!({"en": 7, "name": null}),
        deep,
        members,
        json!(TIMES[1]),
        json!("999:59"),
        json!(i64::MAX),
        json!("P99999D"),
    ]
}

fn left_out(agenda: &Agenda) -> usize {
    agenda.notices.iter().filter(|notice| matches!(notice, Notice::TalkLeftOut { .. })).count()
}

/// Items in the lists where a format keeps its talks.
fn items(file: &Value) -> usize {
    let length = |list: &Value| list.as_array().map_or(0, Vec::len);
    let of_each = |list: &Value, name: &str| list.as_array().map_or(0, |list| list.iter().map(|entry| length(&entry[name])).sum());
    if let Some(days) =
        file.pointer("/schedule/conference/days").and_then(Value::as_array).filter(|_| !file["schedule"]["events"].is_array())
    {
        let rooms = days.iter().filter_map(|day| day["rooms"].as_object()).flat_map(|rooms| rooms.values());
        return rooms.map(length).sum();
    }
    if let Some(grid) = file.as_array() {
        return grid.iter().map(|day| length(&day["sessions"]) + of_each(&day["rooms"], "sessions")).sum();
    }
    let event = &file["results"][0];
    let listed = [&file["schedule"]["events"], &file["talks"], &file["sessions"], &event["contributions"]];
    listed.into_iter().map(length).sum::<usize>() + of_each(&event["sessions"], "contributions")
}

/// What must hold of any agenda.
fn hold(agenda: &Agenda, items: usize, damage: &str) {
    assert_eq!(agenda.talks.len() + left_out(agenda), items, "{damage}");
    let mut ids: Vec<_> = agenda.talks.iter().map(|talk| talk.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), agenda.talks.len(), "{damage}");
    assert!(agenda.days.is_sorted_by(|a, b| a.date < b.date) && agenda.talks.is_sorted_by_key(|talk| (talk.start, talk.room)), "{damage}");
    for talk in &agenda.talks {
        assert!(talk.start <= talk.end && !talk.title.is_empty() && talk.day < agenda.days.len(), "{damage}: {talk:?}");
        assert!(talk.room.is_none_or(|room| room < agenda.rooms.len()), "{damage}");
        assert!(talk.track.is_none_or(|track| track < agenda.tracks.len()), "{damage}");
        assert!(talk.speakers.iter().all(|speaker| *speaker < agenda.speakers.len()), "{damage}");
        assert!(talk.tags.iter().all(|tag| !tag.is_empty()), "{damage}");
        // What is drawn must also survive being sent and read again.
        assert!(talk.start.to_string().parse() == Ok(talk.start), "{damage}: {}", talk.start);
    }
}

/// The instants at which talks start.
fn starts(agenda: &Agenda) -> Vec<i64> {
    agenda.talks.iter().map(|talk| talk.start.unix()).collect()
}

fn berlin() -> Option<ZoneName> {
    "Europe/Berlin".parse().ok()
}

/// Every value replaced by every strange one, and every member or element removed.
fn withstands(sample: &str) {
    let file: Value = serde_json::from_str(sample).unwrap();
    let whole = read(sample, berlin().as_ref(), &Platform).unwrap();
    let mut given = starts(&whole);
    given.extend(TIMES.map(|time| time.parse::<crate::domain::time::Moment>().map_or(0, |at| at.unix())));
    let check = |file: &Value, damage: String| {
        let Ok(agenda) = read(&file.to_string(), berlin().as_ref(), &Platform) else { return };
        hold(&agenda, items(file), &damage);
        assert!(starts(&agenda).iter().all(|start| given.contains(start)), "{damage}: a time that the file does not give");
    };
    check(&file, "as it is".into());
    let mut all = Vec::new();
    pointers(&file, String::new(), &mut all);
    for pointer in all {
        for (kind, value) in strange().into_iter().enumerate() {
            let mut damaged = file.clone();
            *damaged.pointer_mut(&pointer).unwrap() = value;
            check(&damaged, format!("{pointer} replaced by {kind}"));
        }
        let Some((parent, name)) = pointer.rsplit_once('/') else { continue };
        let mut damaged = file.clone();
        match damaged.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(&name.replace("~1", "/").replace("~0", "~"))),
            Value::Array(elements) => drop(elements.remove(name.parse().unwrap())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => unreachable!(),
        }
        check(&damaged, format!("{pointer} removed"));
    }
}

#[test]
fn a_damaged_frab_file_is_accounted_for() {
    withstands(FRAB);
}

#[test]
fn a_damaged_widget_file_is_accounted_for() {
    withstands(PRETALX);
}

#[test]
fn a_damaged_file_of_the_contract_is_accounted_for() {
    withstands(CONTRACT);
}

#[test]
fn a_damaged_schedule2_file_is_accounted_for() {
    withstands(SCHEDULE2);
}

#[test]
fn damaged_files_of_sessionize_are_accounted_for() {
    withstands(SESSIONIZE_ALL);
    withstands(SESSIONIZE_GRID);
}

#[test]
fn a_damaged_file_of_indico_is_accounted_for() {
    withstands(INDICO);
}

#[test]
fn a_file_cut_anywhere_is_not_json() {
    for sample in [FRAB, PRETALX, CONTRACT, SCHEDULE2, SESSIONIZE_ALL, SESSIONIZE_GRID, INDICO] {
        let whole = sample.trim_end();
        for (cut, _) in whole.char_indices().skip(1).step_by(7) {
            assert!(matches!(read(&whole[..cut], None, &Platform), Err(Unreadable::NotJson { .. })), "{cut}");
        }
    }
}
