//! Tells a programme's format by its shape. Not: by its address or file name, which say nothing reliable.

use super::json::Json;
use super::{Format, Unreadable};

/// A shape, with what was parsed of the text to tell it.
#[derive(Debug, PartialEq)]
pub(super) enum Shape<'t> {
    Contract(Json<'t>),
    Frab(Json<'t>),
    PretalxWidget(Json<'t>),
    Schedule2(Json<'t>),
    Sessionize(Json<'t>),
    Indico(Json<'t>),
    /// From its first `<` on.
    FrabXml(&'t str),
    /// From its first `BEGIN` on.
    ICalendar(&'t str),
}

/// The shape of a text.
pub(super) fn tell(text: &str) -> Result<Shape<'_>, Unreadable> {
    // Some producers begin with a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Unreadable::Empty);
    }
    if trimmed.starts_with('<') {
        return if first_element(trimmed) == Some("schedule") { Ok(Shape::FrabXml(trimmed)) } else { Err(Unreadable::Html) };
    }
    if trimmed.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Ok(Shape::ICalendar(trimmed));
    }
    let json = serde_json::from_str(text).map_err(|e| Unreadable::NotJson { line: e.line(), column: e.column() })?;
    told_by_members(json)
}

/// The name of the first element of an XML text, past declarations and comments.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let ends = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            // A document type names the root element, and what else stands in it is nothing to look into.
            b'!' => return rest.split_ascii_whitespace().nth(1)?.split(['>', '[']).next(),
            _ => break,
        };
        rest = rest.split_once(ends)?.1;
    }
    rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()
}

fn told_by_members(json: Json<'_>) -> Result<Shape<'_>, Unreadable> {
    let has = |name| json.member(name).is_some();
    let has_list = |name| json.member(name).and_then(Json::list).is_some();
    if let Some(schedule) = json.member("schedule") {
        let flat = schedule.member("events").and_then(Json::list).is_some();
        return Ok(if flat { Shape::Schedule2(json) } else { Shape::Frab(json) });
    }
    if has_list("talks") {
        let contract = json.member("event").is_some_and(Json::is_object);
        return Ok(if contract { Shape::Contract(json) } else { Shape::PretalxWidget(json) });
    }
    if has("event") && has("days") {
        return Err(Unreadable::Malformed { format: Format::Contract, member: "talks".into() });
    }
    if has("event_start") {
        return Err(Unreadable::Malformed { format: Format::PretalxWidget, member: "talks".into() });
    }
    let first = json.list().and_then(<[_]>::first);
    let grid = first.is_some_and(|day| {
        let is_day = day.member("timeSlots").is_some() && day.member("rooms").is_some();
        is_day || (day.member("groupName").is_some() && day.member("sessions").is_some())
    });
    if grid || (has_list("sessions") && (has("categories") || has("questions") || has("speakers"))) {
        return Ok(Shape::Sessionize(json));
    }
    let holds_talks = |event: &Json<'_>| event.member("contributions").is_some() || event.member("sessions").is_some();
    if json.elements("results").first().is_some_and(holds_talks) {
        return Ok(Shape::Indico(json));
    }
    let members = json.members().iter().take(12).map(|(name, _)| name.chars().take(40).collect());
    Err(Unreadable::UnknownShape { members: members.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Unreadable {
        tell(text).unwrap_err()
    }

    #[test]
    fn tells_what_can_be_read() {
        fn name(text: &str) -> &'static str {
            match tell(text).unwrap() {
                Shape::Contract(_) => "contract",
                Shape::Frab(_) => "frab",
                Shape::PretalxWidget(_) => "pretalx",
                Shape::Schedule2(_) => "schedule2",
                Shape::Sessionize(_) => "sessionize",
                Shape::Indico(_) => "indico",
                Shape::FrabXml(_) => "xml",
                Shape::ICalendar(_) => "icalendar",
            }
        }
        for (text, expected) in [
            (r#"{"version": "1", "event": {"name": "X"}, "days": [], "talks": []}"#, "contract"),
            ("\u{feff} {\"schedule\": {\"conference\": {\"days\": []}}}", "frab"),
            (r#"{"talks": [], "event_start": "2026-01-01"}"#, "pretalx"),
            ("<?xml version='1.0'?>\n<!-- <html> --><schedule>", "xml"),
            ("<!DOCTYPE schedule><schedule/>", "xml"),
            ("\u{feff}\r\nbegin:vcalendar\r\nVERSION:2.0", "icalendar"),
            (r#"{"schedule": {"conference": {}, "events": []}}"#, "schedule2"),
            (r#"{"sessions": [], "speakers": [], "categories": []}"#, "sessionize"),
            (r#"[{"date": "2026-01-01T00:00:00", "rooms": [], "timeSlots": []}]"#, "sessionize"),
            (r#"[{"groupName": "All", "sessions": []}]"#, "sessionize"),
            (r#"{"count": 1, "results": [{"contributions": []}]}"#, "indico"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }

    #[test]
    fn says_what_it_is_instead() {
        for text in ["", " \r\n ", "\u{feff}"] {
            assert_eq!(reason(text), Unreadable::Empty);
        }
        for text in
            ["<!DOCTYPE html><title>Log in</title>", "\n<HTML>", "<?xml version='1.0'?><html xmlns='x'>", "<b>", "<", "<schedules>", "<!--"]
        {
            assert_eq!(reason(text), Unreadable::Html, "{text}");
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
