//! Tells a programme's format by its shape. Not: by its address or file name, which say nothing reliable.

use super::json::Json;
use super::{Format, Unreadable};

/// A shape that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Contract,
    Frab,
    PretalxWidget,
}

/// The shape, with the parsed text.
pub(super) fn tell(text: &str) -> Result<(Shape, Json<'_>), Unreadable> {
    // Some producers begin with a byte order mark.
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if trimmed.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(reason) = told_by_beginning(trimmed) {
        return Err(reason);
    }
    let json = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| Unreadable::NotJson { line: e.line(), column: e.column() })?;
    told_by_members(&json).map(|shape| (shape, json))
}

fn told_by_beginning(text: &str) -> Option<Unreadable> {
    if text.starts_with('<') {
        let beginning: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
        let xml = beginning.contains("<schedule") && !beginning.contains("<html");
        return Some(if xml { Unreadable::NotSupported(Format::FrabXml) } else { Unreadable::Html });
    }
    let calendar = text.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    calendar.then_some(Unreadable::NotSupported(Format::ICalendar))
}

fn told_by_members(json: &Json<'_>) -> Result<Shape, Unreadable> {
    let has = |name| json.member(name).is_some();
    let has_list = |name| json.member(name).and_then(Json::list).is_some();
    if let Some(schedule) = json.member("schedule") {
        let flat = schedule.member("events").and_then(Json::list).is_some();
        return if flat { Err(Unreadable::NotSupported(Format::Schedule2)) } else { Ok(Shape::Frab) };
    }
    if has_list("talks") {
        let contract = json.member("event").is_some_and(Json::is_object);
        return Ok(if contract { Shape::Contract } else { Shape::PretalxWidget });
    }
    if has("event") && has("days") {
        return Err(Unreadable::Malformed { format: Format::Contract, member: "talks".into() });
    }
    if has("event_start") {
        return Err(Unreadable::Malformed { format: Format::PretalxWidget, member: "talks".into() });
    }
    let first = json.list().and_then(<[_]>::first);
    let grid = first
        .is_some_and(|day| day.member("timeSlots").is_some() || (day.member("groupName").is_some() && day.member("sessions").is_some()));
    if grid || (has_list("sessions") && (has("categories") || has("questions") || has("speakers"))) {
        return Err(Unreadable::NotSupported(Format::Sessionize));
    }
    if json.elements("results").first().is_some_and(|event| event.member("contributions").is_some()) {
        return Err(Unreadable::NotSupported(Format::Indico));
    }
    let members = json.members().iter().take(12).map(|(name, _)| name.chars().take(40).collect());
    Err(Unreadable::UnknownShape { members: members.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Unreadable {
        tell(text).map(|(shape, _)| shape).unwrap_err()
    }

    #[test]
    fn tells_what_can_be_read() {
        for (text, shape) in [
            (r#"{"version": "1", "event": {"name": "X"}, "days": [], "talks": []}"#, Shape::Contract),
            ("\u{feff} {\"schedule\": {\"conference\": {\"days\": []}}}", Shape::Frab),
            (r#"{"talks": [], "event_start": "2026-01-01"}"#, Shape::PretalxWidget),
        ] {
            assert_eq!(tell(text).map(|(shape, _)| shape), Ok(shape), "{text}");
        }
    }

    #[test]
    fn says_what_it_is_instead() {
        for text in ["", " \r\n ", "\u{feff}"] {
            assert_eq!(reason(text), Unreadable::Empty);
        }
        for text in ["<!DOCTYPE html><title>Log in</title>", "\n<HTML>", "<?xml version='1.0'?><html xmlns='x'>", "<b>"] {
            assert_eq!(reason(text), Unreadable::Html, "{text}");
        }
        for (text, format) in [
            ("<?xml version='1.0'?>\n<schedule>", Format::FrabXml),
            ("BEGIN:VCALENDAR\r\nVERSION:2.0", Format::ICalendar),
            (r#"{"schedule": {"conference": {}, "events": []}}"#, Format::Schedule2),
            (r#"{"sessions": [], "speakers": [], "categories": []}"#, Format::Sessionize),
            (r#"[{"date": "2026-01-01T00:00:00", "rooms": [], "timeSlots": []}]"#, Format::Sessionize),
            (r#"{"count": 1, "results": [{"contributions": []}]}"#, Format::Indico),
        ] {
            assert_eq!(reason(text), Unreadable::NotSupported(format), "{text}");
        }
        assert_eq!(reason("{\"talks\": [\n  1,,"), Unreadable::NotJson { line: 2, column: 5 });
        assert_eq!(reason(r#"{"a": 1, "b": 2}"#), Unreadable::UnknownShape { members: vec!["a".into(), "b".into()] });
        assert_eq!(reason("[1]"), Unreadable::UnknownShape { members: vec![] });
        assert_eq!(
            reason(r#"{"event_start": "x", "talks": 3}"#),
            Unreadable::Malformed { format: Format::PretalxWidget, member: "talks".into() }
        );
    }
}
