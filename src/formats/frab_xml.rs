//! frab/c3voc XML, turned into the members of frab JSON, which `frab` reads. Not: any other XML; a document type, with which a small file can
//! unfold into gigabytes, is refused before anything is read.
//!
//! Elements: `schedule/conference{title, time_zone_name, days, track@name@color@slug}`, `day@date@start / room@name@guid / event@id@guid@code`
//! with `title, date, start, duration, …`, `persons/person@id@guid`, `links/link@href`, `attachments/attachment@href`, `recording/optout`.

use super::json::Json;
use super::{Format, Source, Unreadable, frab, item};
use crate::domain::agenda::Agenda;
use crate::domain::time::Date;
use roxmltree::{Document, Error, Node, TextPos};

/// Children of an event that frab JSON has under the same name.
const TEXTS: [&str; 14] = [
    "url",
    "date",
    "start",
    "end",
    "duration",
    "room",
    "slug",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
];

pub(super) fn read(text: &str, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let document = Document::parse(text).map_err(|error| why(&error))?;
    let schedule = document.root_element();
    let stray = schedule.descendants().find(|node| !is_listed(*node));
    if let Some(node) = stray {
        return Err(damaged(document.text_pos_at(node.range().start)));
    }
    let conference = child(schedule, "conference").ok_or(Unreadable::Malformed { format: Format::FrabXml, member: "conference".into() })?;
    let mut schedule_members = vec![member("conference", members_of_conference(schedule, conference))];
    schedule_members.extend(child(schedule, "version").and_then(text_of).map(|version| member("version", version)));
    let json = Json::Members(vec![member("schedule", Json::Members(schedule_members))]);
    frab::read(&json, source, Format::FrabXml)
}

fn why(error: &Error) -> Unreadable {
    match error {
        Error::DtdDetected => Unreadable::Malformed { format: Format::FrabXml, member: "<!DOCTYPE>".into() },
        other => damaged(other.pos()),
    }
}

fn damaged(at: TextPos) -> Unreadable {
    Unreadable::Damaged { format: Format::FrabXml, line: at.row as usize, column: at.col as usize }
}

/// Whether days and events lie where a programme keeps them; an event in another one, for example, is one of two of which neither is certain.
fn is_listed(node: Node<'_, '_>) -> bool {
    let outer: &[&str] = match node.tag_name().name() {
        "event" => &["room", "day", "schedule"],
        "day" => &["schedule"],
        _ => &[],
    };
    node.ancestors().skip(1).map(|node| node.tag_name().name()).take(outer.len()).eq(outer.iter().copied())
}

fn members_of_conference(schedule: Node<'_, '_>, conference: Node<'_, '_>) -> Json<'static> {
    let texts = ["title", "acronym", "time_zone_name"].into_iter();
    let mut members: Vec<_> = texts.filter_map(|name| Some(member(name, text_of(child(conference, name)?)?))).collect();
    members.extend(child(conference, "days").and_then(text_of).map(|days| member("daysCount", days)));
    let tracks = children(conference, "track").map(|track| attributes(track, &["name", "color", "slug"])).collect();
    members.push(member("tracks", Json::List(tracks)));
    let days: Vec<_> = children(schedule, "day").collect();
    // Rooms are declared where days list them: each once, in the order of the first day that has them.
    let mut rooms: Vec<Json<'static>> = Vec::new();
    for room in days.iter().flat_map(|day| children(*day, "room")).map(|room| attributes(room, &["name", "guid"])) {
        if room.text_at("name").is_some() && !rooms.contains(&room) {
            rooms.push(room);
        }
    }
    members.push(member("rooms", Json::List(rooms)));
    members.push(member("days", Json::List(days.into_iter().map(day).collect())));
    Json::Members(members)
}

fn day(day: Node<'_, '_>) -> Json<'static> {
    let mut members: Vec<_> = day.attribute("date").map(|date| member("date", text(date))).into_iter().collect();
    members.extend(day.attribute("start").map(|start| member("day_start", text(start))));
    let rooms = children(day, "room").map(|room| {
        let events = children(room, "event").map(|entry| event(day, entry)).collect();
        member(room.attribute("name").unwrap_or(""), Json::List(events))
    });
    members.push(member("rooms", Json::Members(rooms.collect())));
    Json::Members(members)
}

fn event(day: Node<'_, '_>, event: Node<'_, '_>) -> Json<'static> {
    let mut members: Vec<_> = TEXTS.into_iter().filter_map(|name| Some(member(name, text_of(child(event, name)?)?))).collect();
    members.extend(event.attribute("id").map(|id| member("id", number(id))));
    members.extend(["guid", "code"].into_iter().filter_map(|name| Some(member(name, text(event.attribute(name)?)))));
    if child(event, "date").is_none() {
        let date = child(event, "start").and_then(|start| date_of(day, start));
        members.extend(date.map(|date| member("date", text(&date.to_string()))));
    }
    let optout = child(event, "recording").and_then(|recording| text_of(child(recording, "optout")?));
    members.extend(optout.map(|optout| member("do_not_record", truth(optout))));
    members.push(member("persons", list(event, "persons", "person", person)));
    members.push(member("links", list(event, "links", "link", link)));
    members.push(member("attachments", list(event, "attachments", "attachment", link)));
    Json::Members(members)
}

/// The date of an event that gives only a time of day: oldest producers mean the night after the day's date where that is before the day's
/// start. `None`: the day does not say when it starts, and at that hour it could be either.
fn date_of(day: Node<'_, '_>, start: Node<'_, '_>) -> Option<Date> {
    let date: Date = day.attribute("date")?.trim().get(..10)?.parse().ok()?;
    let start = item::minutes(text_of(start)?.text()?)?;
    let begins = day.attribute("start").and_then(|start| item::minutes(start.get(11..16)?));
    match begins {
        Some(begins) if start < begins => Some(date.plus_days(1)),
        Some(_) => Some(date),
        // Nobody begins a day before four in the morning.
        None => (start >= 4 * 60).then_some(date),
    }
}

fn person(person: Node<'_, '_>) -> Json<'static> {
    let mut members: Vec<_> = person.attribute("id").map(|id| member("id", number(id))).into_iter().collect();
    members.extend(["guid", "code"].into_iter().filter_map(|name| Some(member(name, text(person.attribute(name)?)))));
    members.extend(text_of(person).map(|name| member("public_name", name)));
    Json::Members(members)
}

fn link(link: Node<'_, '_>) -> Json<'static> {
    let mut members: Vec<_> = link.attribute("href").map(|href| member("url", text(href))).into_iter().collect();
    members.extend(text_of(link).map(|title| member("title", title)));
    Json::Members(members)
}

fn list(event: Node<'_, '_>, outer: &str, inner: &str, each: impl Fn(Node<'_, '_>) -> Json<'static>) -> Json<'static> {
    Json::List(child(event, outer).into_iter().flat_map(|list| children(list, inner)).map(each).collect())
}

fn child<'d, 'x>(node: Node<'d, 'x>, name: &str) -> Option<Node<'d, 'x>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn children<'d: 'n, 'x: 'n, 'n>(node: Node<'d, 'x>, name: &'n str) -> impl Iterator<Item = Node<'d, 'x>> + 'n {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// All of an element's own text; `None` where it is blank.
fn text_of(node: Node<'_, '_>) -> Option<Json<'static>> {
    let parts: String = node.children().filter(Node::is_text).filter_map(|part| part.text()).collect();
    let parts = parts.trim();
    (!parts.is_empty()).then(|| text(parts))
}

fn attributes(node: Node<'_, '_>, names: &[&'static str]) -> Json<'static> {
    Json::Members(names.iter().filter_map(|name| Some(member(name, text(node.attribute(*name)?)))).collect())
}

fn member(name: &str, value: Json<'static>) -> (std::borrow::Cow<'static, str>, Json<'static>) {
    (name.to_owned().into(), value)
}

fn text(text: &str) -> Json<'static> {
    Json::Text(text.to_owned().into())
}

/// In JSON, frab writes these as numbers.
fn number(digits: &str) -> Json<'static> {
    digits.trim().parse().map_or_else(|_| text(digits), Json::Whole)
}

fn truth(word: Json<'static>) -> Json<'static> {
    match word.text() {
        Some("true" | "1") => Json::Bool(true),
        Some("false" | "0") => Json::Bool(false),
        Some(_) | None => word,
    }
}
