//! Sessionize's views: "All" (`sessions[], speakers[], categories[], rooms[]`), "Sessions" (groups of sessions) and "GridSmart" (days of rooms
//! of sessions; its time slots repeat them). Not: its times, as soon as nobody says in which zone they are: `startsAt` has no offset.
//!
//! Session `{id, title, description, startsAt, endsAt, isServiceSession, speakers[], categoryItems[] or categories[], roomId, room, liveUrl,
//! recordingUrl, status}`; speaker `{id, fullName, bio, tagLine, profilePicture, links[]}` or `{id, name}`; room `{id, name, sort}`.

use super::assembly::Assembly;
use super::clock::{Claim, Clock, written};
use super::item::{self, Item};
use super::json::Json;
use super::{Format, Source, Unreadable, links, placing};
use crate::domain::agenda::{Agenda, Talk, TalkText};
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// What may name a session.
const NAMES: [&str; 1] = ["id"];

pub(super) fn read(json: &Json<'_>, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let sessions = sessions(json);
    let mut assembly = Assembly::default();
    let claims: Vec<Claim> = sessions.iter().filter_map(|session| Claim::of(session.json.text_at("startsAt")?)).collect();
    let clock = Clock::new(source.zones, None, source.configured_zone, &claims, &mut assembly.notices);
    if clock.needs_zone(&claims) {
        return Err(Unreadable::ZoneNeeded { format: Format::Sessionize });
    }
    let mut reader = Reader { assembly, clock, people: BTreeMap::new(), categories: BTreeMap::new() };
    reader.rooms(json.elements("rooms"));
    reader.categories(json.elements("categories"));
    for person in json.elements("speakers") {
        // Sessions know people by their identifier alone.
        let known = person.scalar_at("id").and_then(|id| Some((id, reader.person(person)?)));
        match known {
            Some((id, position)) => drop(reader.people.insert(id, position)),
            None => reader.assembly.irregular("speakers"),
        }
    }
    for (position, session) in sessions.iter().enumerate() {
        let mut item = Item::new(session.json, source.languages, &NAMES, || format!("sessions {}", position + 1));
        match reader.draw(session, &mut item) {
            Ok(()) => reader.assembly.notices.append(&mut item.notices),
            Err(member) => reader.assembly.leave_out(item.subject, member),
        }
    }
    let Reader { assembly, clock, .. } = reader;
    Ok(assembly.finish(String::new(), String::new(), clock.zone().cloned()))
}

/// A session with the day and the room under which a grid lists it.
struct Listed<'j, 't> {
    json: &'j Json<'t>,
    day: Option<Date>,
    room: Option<&'j Json<'t>>,
}

fn sessions<'j, 't>(json: &'j Json<'t>) -> Vec<Listed<'j, 't>> {
    let plain = |json| Listed { json, day: None, room: None };
    let Some(groups) = json.list() else { return json.elements("sessions").iter().map(plain).collect() };
    let mut found = Vec::new();
    for group in groups {
        let day = group.text_at("date").and_then(|date| date.get(..10)?.parse().ok());
        found.extend(group.elements("sessions").iter().map(plain));
        for room in group.elements("rooms") {
            found.extend(room.elements("sessions").iter().map(|json| Listed { json, day, room: Some(room) }));
        }
    }
    found
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    /// Positions of speakers by their identifier.
    people: BTreeMap<String, usize>,
    /// By the identifier of an item: its name, and what it says of a session.
    categories: BTreeMap<String, (String, Says)>,
}

/// What a category of the organiser's own making says of a session, as far as its title tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Track,
    Kind,
    Tag,
}

impl Says {
    fn by(title: &str) -> Self {
        let title = title.to_lowercase();
        if title.contains("track") {
            Self::Track
        } else if title.contains("format") || title.contains("type") {
            Self::Kind
        } else {
            Self::Tag
        }
    }
}

impl Reader<'_> {
    fn rooms(&mut self, rooms: &[Json<'_>]) {
        let mut sorted: Vec<&Json<'_>> = rooms.iter().collect();
        sorted.sort_by_key(|room| if let Some(Json::Whole(sort)) = room.member("sort") { *sort } else { i64::MAX });
        for room in sorted {
            if self.room(room).is_none() {
                self.assembly.irregular("rooms");
            }
        }
    }

    /// The room that this describes, added where it is new.
    fn room(&mut self, room: &Json<'_>) -> Option<usize> {
        let id = room.scalar_at("id");
        let name = room.text_at("name").map(str::to_owned).or_else(|| id.clone())?;
        self.assembly.room(id.as_deref().unwrap_or(&name), &name, id.as_deref())
    }

    fn categories(&mut self, categories: &[Json<'_>]) {
        for category in categories.iter().filter(|category| category.text_at("type") != Some("speaker")) {
            let says = Says::by(category.text_at("title").unwrap_or(""));
            for entry in category.elements("items") {
                if let (Some(id), Some(name)) = (entry.scalar_at("id"), entry.text_at("name")) {
                    self.categories.insert(id, (name.to_owned(), says));
                }
            }
        }
    }

    fn person(&mut self, person: &Json<'_>) -> Option<usize> {
        self.assembly.look_for_leaks(person);
        let parts = || {
            let names: Vec<&str> = ["firstName", "lastName"].into_iter().filter_map(|part| person.text_at(part)).collect();
            (!names.is_empty()).then(|| names.join(" "))
        };
        let name = person.text_at("fullName").or_else(|| person.text_at("name")).map(str::to_owned).or_else(parts)?;
        let id = person.scalar_at("id");
        let about: Vec<&str> = ["tagLine", "bio"].into_iter().filter_map(|member| person.text_at(member)).collect();
        self.assembly.speaker(id.as_deref().unwrap_or(""), &name, id.as_deref(), &about.join("\n\n"))
    }

    /// Adds the talk, or names the member without which it cannot be drawn.
    fn draw(&mut self, session: &Listed<'_, '_>, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        let json = session.json;
        if !json.is_object() {
            return Err("session");
        }
        let standing = item.standing("status")?;
        let title = item.title(&NAMES).ok_or("title")?;
        let start = item.start(&self.clock, json.text_at("startsAt").and_then(written)).ok_or("startsAt")?;
        let end = item.end(&self.clock, start, "endsAt", json.text_at("endsAt").and_then(written), None);
        let near = session.day.filter(|date| *date == start.date() || *date == start.date().plus_days(-1));
        let day = self.assembly.day(near.unwrap_or_else(|| placing::date_of(start, None)));
        let mut text = TalkText { summary: item.text("description"), ..TalkText::default() };
        for (member, name) in [("liveUrl", "Live stream"), ("recordingUrl", "Recording")] {
            if json.text_at(member).is_some_and(|url| !links::add(&mut text.links, url, Some(name))) {
                item.drop(member);
            }
        }
        let mut talk = Talk { standing, ..item.talk(&NAMES, title, start, end, day)? };
        talk.room = self.room_of(session, item);
        talk.speakers = self.speakers(json, item);
        for (name, says) in self.said(json, item) {
            match says {
                Says::Track if talk.track.is_none() => talk.track = self.assembly.track(&name, &name, None, None),
                Says::Kind if talk.kind.is_empty() => talk.kind = name,
                Says::Track | Says::Kind | Says::Tag => item::add_tag(&mut talk.tags, &name),
            }
        }
        self.assembly.talk(talk, text);
        Ok(())
    }

    fn room_of(&mut self, session: &Listed<'_, '_>, item: &mut Item<'_, '_>) -> Option<usize> {
        let id = session.json.scalar_at("roomId");
        let known = id.as_deref().and_then(|id| self.assembly.known_room(id)).or_else(|| self.room(session.room?));
        let named = || session.json.text_at("room").map(|name| (id.clone().unwrap_or_else(|| name.to_owned()), name));
        let room = known.or_else(|| named().and_then(|(key, name)| self.assembly.room(&key, name, id.as_deref())));
        if room.is_none() && (item.holds("roomId") || item.holds("room")) {
            item.drop("room");
        }
        room
    }

    fn speakers(&mut self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<usize> {
        let mut complete = json.member("speakers").is_none_or(|list| list.list().is_some());
        let mut positions = Vec::new();
        for speaker in json.elements("speakers") {
            let id = speaker.scalar().or_else(|| speaker.scalar_at("id"));
            let known = id.and_then(|id| self.people.get(&id).copied());
            let position = known.or_else(|| self.person(speaker));
            complete &= position.is_some();
            positions.extend(position.filter(|position| !positions.contains(position)));
        }
        if !complete {
            item.drop("speakers");
        }
        positions
    }

    /// What the categories say of a session: by identifier in "All", in full in the other views.
    fn said(&self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<(String, Says)> {
        let ids: Vec<String> = json.elements("categoryItems").iter().filter_map(Json::scalar).collect();
        let mut said: Vec<(String, Says)> = ids.iter().filter_map(|id| self.categories.get(id).cloned()).collect();
        if said.len() < json.elements("categoryItems").len() {
            item.drop("categoryItems");
        }
        for category in json.elements("categories") {
            let says = Says::by(category.text_at("name").unwrap_or(""));
            let entries = category.elements("categoryItems").iter().filter_map(|entry| entry.text_at("name"));
            said.extend(entries.map(|name| (name.to_owned(), says)));
        }
        said
    }
}
