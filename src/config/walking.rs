//! The member `walking`: minutes between rooms. Not: whether the programme has rooms of these names, which changes while the file does not.

use super::MemberFault;
use crate::domain::agenda::plan::Walking;
use serde_json::{Map, Value};

/// More pairs than any venue has rooms for.
const MOST_PAIRS: usize = 10_000;

/// Reads `{"default": 4, "rooms": [["Great Hall", "Library", 8]]}`; either may be absent.
pub fn walking(value: &Value) -> Result<Walking, MemberFault> {
    let Value::Object(members) = value else { return Err(MemberFault::NotWalking) };
    if members.keys().any(|key| key != "default" && key != "rooms") {
        return Err(MemberFault::NotWalking);
    }
    let usual = match members.get("default") {
        None | Some(Value::Null) => None,
        Some(value) => Some(minutes(value).ok_or(MemberFault::NotMinutes)?),
    };
    Ok(Walking::new(usual, pairs(members)?))
}

fn pairs(members: &Map<String, Value>) -> Result<Vec<(String, String, i64)>, MemberFault> {
    let rows = match members.get("rooms") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(rows)) if rows.len() <= MOST_PAIRS => rows,
        Some(_) => return Err(MemberFault::NotWalking),
    };
    let read = |(position, row): (usize, &Value)| pair(row).ok_or(MemberFault::NotAWalk(position + 1));
    rows.iter().enumerate().map(read).collect()
}

fn pair(row: &Value) -> Option<(String, String, i64)> {
    let [Value::String(from), Value::String(to), length] = row.as_array()?.as_slice() else { return None };
    let (from, to) = (from.trim(), to.trim());
    let named = !from.is_empty() && !to.is_empty() && from != to;
    named.then_some(())?;
    Some((from.to_owned(), to.to_owned(), minutes(length)?))
}

fn minutes(value: &Value) -> Option<i64> {
    value.as_i64().filter(|minutes| (0..=Walking::LONGEST).contains(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(text: &str) -> Result<Walking, MemberFault> {
        walking(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn reads_minutes_between_rooms() {
        let walking = read(r#"{"default":4,"rooms":[["Great Hall"," Library ",8]]}"#).unwrap();
        assert_eq!(walking.between("Library", "Great Hall"), Some(8));
        assert_eq!(walking.between("Library", "Quayside"), Some(4));
        assert_eq!(read("{}"), Ok(Walking::default()));
        assert_eq!(read(r#"{"default":null,"rooms":null}"#), Ok(Walking::default()));
        assert_eq!(read(r#"{"default":0}"#).unwrap().between("a", "b"), Some(0));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for bad in ["4", "[]", "\"4\"", r#"{"defualt":4}"#, r#"{"rooms":{}}"#, r#"{"rooms":"A"}"#] {
            assert_eq!(read(bad), Err(MemberFault::NotWalking), "{bad}");
        }
        for bad in ["-1", "241", "4.5", "\"4\"", "1e99", "true"] {
            assert_eq!(read(&format!(r#"{{"default":{bad}}}"#)), Err(MemberFault::NotMinutes), "{bad}");
        }
        for bad in [
            r#"["A","B"]"#,
            r#"["A","A",1]"#,
            r#"["","B",1]"#,
            r#"["A","B",-1]"#,
            r#"["A","B","1"]"#,
            r#"["A",2,3]"#,
            "7",
            r#"["A","B",1,2]"#,
        ] {
            assert_eq!(read(&format!(r#"{{"rooms":[["A","B",1],{bad}]}}"#)), Err(MemberFault::NotAWalk(2)), "{bad}");
        }
    }
}
