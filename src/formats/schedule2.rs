//! c3voc schedule2 JSON, which the hub and its tools write. Not: frab JSON, whose events lie in days and rooms.
//!
//! Members: `schedule.conference{title, time_zone_name, tracks[], rooms[], days[{date, start, end}]}`, `schedule.events[]`, `schedule.persons[]`;
//! event `{guid, code, type, start, end, room{guid, slug, name}, track{slug}, title, subtitle, language, abstract, description, participants[],
//! links[], attachments[], state}`; a break has only `{type, title, start, end}`. Texts may be `{language: text}`.

use super::assembly::Assembly;
use super::clock::{Claim, Clock, written};
use super::item::Item;
use super::json::Json;
use super::{Format, Source, Unreadable, item, links, placing, span};
use crate::domain::agenda::{Agenda, Link, Notice, Talk, TalkText};
use crate::domain::time::{Date, Moment, ZoneName};
use std::collections::BTreeMap;

/// What may name an event, best first.
const NAMES: [&str; 4] = ["code", "guid", "id", "slug"];
/// What may name a room or a track, best first: several rooms of a file have been seen with one guid.
const KEYS: [&str; 3] = ["name", "slug", "guid"];

pub(super) fn read(json: &Json<'_>, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let malformed = |member: &str| Unreadable::Malformed { format: Format::Schedule2, member: member.into() };
    let schedule = json.member("schedule").ok_or_else(|| malformed("schedule"))?;
    let conference = schedule.member("conference").filter(|c| c.is_object()).ok_or_else(|| malformed("schedule.conference"))?;
    let events = schedule.elements("events");

    let mut assembly = Assembly::default();
    let zone = conference.text_at("time_zone_name").map(str::parse::<ZoneName>);
    if zone.as_ref().is_some_and(Result::is_err) {
        assembly.irregular("schedule.conference.time_zone_name");
    }
    let claims: Vec<Claim> = events.iter().filter_map(|event| Claim::of(event.text_at("start")?)).collect();
    let clock = Clock::new(source.zones, zone.and_then(Result::ok), source.configured_zone, &claims, &mut assembly.notices);
    if clock.needs_zone(&claims) {
        return Err(Unreadable::ZoneNeeded { format: Format::Schedule2 });
    }
    let mut reader = Reader { assembly, clock, source, days: Vec::new(), rooms: BTreeMap::new(), tracks: BTreeMap::new() };
    reader.days(conference.elements("days"));
    reader.rooms(conference.elements("rooms"));
    for track in conference.elements("tracks") {
        reader.track(track);
    }
    for person in schedule.elements("persons") {
        reader.person(person);
    }
    for (position, event) in events.iter().enumerate() {
        let mut item = Item::new(event, source.languages, &NAMES, || format!("events {}", position + 1));
        match reader.draw(event, &mut item) {
            Ok(()) => reader.assembly.notices.append(&mut item.notices),
            Err(member) => reader.assembly.leave_out(item.subject, member),
        }
    }
    let Reader { assembly, clock, .. } = reader;
    let title = conference.member("title").and_then(|title| title.localised(source.languages)).filter(|title| !title.is_empty());
    let name = title.or_else(|| conference.text_at("acronym")).unwrap_or("").to_owned();
    Ok(assembly.finish(schedule.scalar_at("version").unwrap_or_default(), name, clock.zone().cloned()))
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    source: &'r Source<'r>,
    /// The conference's own days, with the moments between which they last.
    days: Vec<(Moment, Moment, Date)>,
    /// Positions by whatever names them.
    rooms: BTreeMap<String, usize>,
    tracks: BTreeMap<String, usize>,
}

impl Reader<'_> {
    fn days(&mut self, days: &[Json<'_>]) {
        for day in days {
            let date: Option<Date> = day.text_at("date").and_then(|date| date.get(..10)?.parse().ok());
            let moment = |name| self.clock.place(day.text_at(name)?).ok().map(|placed| placed.at);
            let (start, end) = (moment("start"), moment("end"));
            let Some(date) = date else {
                self.assembly.irregular("day.date");
                continue;
            };
            self.assembly.day(date);
            if let (Some(start), Some(end)) = (start, end) {
                self.days.push((start, end, date));
            }
        }
    }

    fn rooms(&mut self, rooms: &[Json<'_>]) {
        let mut sharing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for room in rooms {
            let Some(position) = self.room(room) else {
                self.assembly.irregular("schedule.conference.rooms");
                continue;
            };
            let names = room.text_at("guid").map(|guid| sharing.entry(guid).or_default());
            let name = self.assembly.room_name(position).to_owned();
            if let Some(names) = names.filter(|names| !names.contains(&name)) {
                names.push(name);
            }
        }
        let shared: Vec<_> = sharing.into_iter().filter(|(_, names)| names.len() > 1).collect();
        for (guid, rooms) in shared {
            self.rooms.remove(guid);
            self.assembly.notices.push(Notice::RoomsShareId { rooms });
        }
    }

    /// The room that this describes or refers to, added where it is new and has a name.
    fn room(&mut self, room: &Json<'_>) -> Option<usize> {
        let name = room.called(&["name"], self.source.languages);
        let known = KEYS.iter().find_map(|key| self.rooms.get(room.text_at(key)?)).copied();
        let position = match (name, known) {
            (Some(name), _) => self.assembly.room(name, name, room.text_at("slug"))?,
            (None, Some(known)) => return Some(known),
            (None, None) => return None,
        };
        for key in name.into_iter().chain(KEYS.iter().filter_map(|key| room.text_at(key))) {
            self.rooms.entry(key.to_owned()).or_insert(position);
        }
        Some(position)
    }

    /// The track that this describes or refers to, added where it is new and has a name.
    fn track(&mut self, track: &Json<'_>) -> Option<usize> {
        let name = track.called(&["name"], self.source.languages);
        if let Some(known) = KEYS.iter().find_map(|key| self.tracks.get(track.text_at(key)?)) {
            return Some(*known);
        }
        let name = name?;
        let colour = track.text_at("color").or_else(|| track.member("colors")?.text_at("light"));
        let position = self.assembly.track(name, name, track.text_at("slug"), colour)?;
        for key in std::iter::once(name).chain(KEYS.iter().filter_map(|key| track.text_at(key))) {
            self.tracks.entry(key.to_owned()).or_insert(position);
        }
        Some(position)
    }

    fn person(&mut self, person: &Json<'_>) -> Option<usize> {
        self.assembly.look_for_leaks(person);
        let name = person.called(&["public_name", "name"], self.source.languages)?;
        let key = ["code", "id", "guid"].into_iter().find_map(|member| person.scalar_at(member)).unwrap_or_default();
        let id = ["code", "id"].into_iter().find_map(|member| person.scalar_at(member));
        let biography = person.member("biography").and_then(|text| text.localised(self.source.languages)).unwrap_or("");
        self.assembly.speaker(&key, name, id.as_deref(), biography)
    }

    /// Adds the talk, or names the member without which it cannot be drawn.
    fn draw(&mut self, event: &Json<'_>, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        if !event.is_object() {
            return Err("event");
        }
        let standing = item.standing("state")?;
        let title = item.title(&NAMES).ok_or("title")?;
        let start = item.start(&self.clock, event.text_at("start").and_then(written)).ok_or("start")?;
        let minutes = event.text_at("duration").and_then(|text| item::minutes(text).or_else(|| span::minutes(text)));
        let end = item.end(&self.clock, start, "end", event.text_at("end").and_then(written), minutes);
        let listed = self.days.iter().find(|(from, to, _)| (*from..*to).contains(&start)).map(|(_, _, date)| *date);
        // A conference's own day may begin the evening before, but nobody looks for a talk more than a night away.
        let near = listed.filter(|date| *date == start.date() || *date == start.date().plus_days(-1));
        let day = self.assembly.day(near.unwrap_or_else(|| placing::date_of(start, self.days.first().map(|(_, _, date)| *date))));
        let room = event.member("room").map(|room| self.room(room).ok_or_else(|| item.drop("room")).ok());
        let track = event.member("track").map(|track| self.track(track).ok_or_else(|| item.drop("track")).ok());
        let text = TalkText { summary: item.text("abstract"), description: item.text("description"), links: self.links(event, item) };
        let talk = Talk {
            subtitle: item.text("subtitle"),
            room: room.flatten(),
            track: track.flatten(),
            speakers: self.speakers(event, item),
            language: item.language("language"),
            kind: kind(&item.text("type")),
            tags: item.tags("tags"),
            do_not_record: item.flag("do_not_record"),
            standing,
            ..item.talk(&NAMES, title, start, end, day)?
        };
        self.assembly.talk(talk, text);
        Ok(())
    }

    fn speakers(&mut self, event: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<usize> {
        let member = if item.holds("participants") { "participants" } else { "persons" };
        let mut complete = event.member(member).is_none_or(|list| list.list().is_some());
        let mut positions = Vec::new();
        for person in event.elements(member) {
            let position = self.person(person);
            complete &= position.is_some();
            positions.extend(position.filter(|position| !positions.contains(position)));
        }
        if !complete {
            item.drop(member);
        }
        positions
    }

    fn links(&mut self, event: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<Link> {
        let mut found = Vec::new();
        if event.text_at("url").is_some_and(|url| !links::add(&mut found, url, None)) {
            item.drop("url");
        }
        for member in ["links", "attachments"] {
            if event.member(member).is_some_and(|list| !links::add_all(&mut found, list, self.source.languages)) {
                item.drop(member);
            }
        }
        found
    }
}

/// The format's own words for the kind, as people write them; "other" says nothing.
fn kind(word: &str) -> String {
    let kind = word.to_lowercase().replace('_', " ");
    if kind == "other" { String::new() } else { kind }
}
