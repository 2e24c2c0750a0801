//! Damaged files: whatever stands where, reading ends, and each item of a list that could be found is drawn or named. Not: what exactly is said.

use super::platform::Platform;
use super::read;
use super::traps::{CONTRACT, FRAB, PRETALX};
use crate::domain::agenda::{Agenda, Notice};
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

fn strange() -> Vec<Value> {
    let deep = (0..90).fold(json!(1), |inner, _| json!([inner]));
    let members = (0..60).fold(json!("x"), |inner, _| json!({ "name": inner }));
    let long = "\u{202e}ä".repeat(5000);
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("9999-12-31T23:59:59-23:59"),
        json!(long),
        json!([]),
        json!({}),
        json!({"en": 7, "name": null}),
        deep,
        members,
        json!("0001-01-01T00:00:00+23:59"),
        json!("999:59"),
        json!(i64::MAX),
    ]
}

fn left_out(agenda: &Agenda) -> usize {
    agenda.notices.iter().filter(|notice| matches!(notice, Notice::TalkLeftOut { .. })).count()
}

/// Items in the lists where a format keeps its talks.
fn items(file: &Value) -> usize {
    if let Some(days) = file.pointer("/schedule/conference/days").and_then(Value::as_array) {
        let rooms = days.iter().filter_map(|day| day["rooms"].as_object()).flat_map(|rooms| rooms.values());
        return rooms.filter_map(Value::as_array).map(Vec::len).sum();
    }
    file["talks"].as_array().map_or(0, Vec::len)
}

/// Reads the damaged file and checks what must hold of any agenda.
fn check(file: &Value, damage: &str) {
    let Ok(agenda) = read(&file.to_string(), None, &Platform) else { return };
    assert_eq!(agenda.talks.len() + left_out(&agenda), items(file), "{damage}");
    let mut ids: Vec<_> = agenda.talks.iter().map(|talk| talk.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), agenda.talks.len(), "{damage}");
    assert!(agenda.days.is_sorted_by(|a, b| a.date < b.date) && agenda.talks.is_sorted_by_key(|talk| (talk.start, talk.room)), "{damage}");
    for talk in &agenda.talks {
        assert!(talk.start <= talk.end && !talk.title.is_empty() && talk.day < agenda.days.len(), "{damage}: {talk:?}");
        assert!(
            talk.room.is_none_or(|room| room < agenda.rooms.len()) && talk.track.is_none_or(|track| track < agenda.tracks.len()),
            "{damage}"
        );
        assert!(talk.speakers.iter().all(|speaker| *speaker < agenda.speakers.len()), "{damage}");
        // What is drawn must also survive being sent and read again.
        assert!(talk.start.to_string().parse() == Ok(talk.start), "{damage}: {}", talk.start);
    }
}

#[test]
fn a_file_with_any_value_replaced_or_removed_is_still_accounted_for() {
    for sample in [FRAB, PRETALX, CONTRACT] {
        let file: Value = serde_json::from_str(sample).unwrap();
        check(&file, "as it is");
        let mut all = Vec::new();
        pointers(&file, String::new(), &mut all);
        for pointer in all {
            for (kind, value) in strange().into_iter().enumerate() {
                let mut damaged = file.clone();
                *damaged.pointer_mut(&pointer).unwrap() = value;
                check(&damaged, &format!("{pointer} replaced by {kind}"));
            }
            let Some((parent, name)) = pointer.rsplit_once('/') else { continue };
            let mut damaged = file.clone();
            match damaged.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(&name.replace("~1", "/").replace("~0", "~"))),
                Value::Array(elements) => drop(elements.remove(name.parse().unwrap())),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => unreachable!(),
            }
            check(&damaged, &format!("{pointer} removed"));
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_not_json() {
    for sample in [FRAB, PRETALX, CONTRACT] {
        let whole = sample.trim_end();
        for (cut, _) in whole.char_indices().skip(1).step_by(7) {
            assert!(matches!(read(&whole[..cut], None, &Platform), Err(super::Unreadable::NotJson { .. })), "{cut}");
        }
    }
}
