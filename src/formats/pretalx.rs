//! What pretalx' schedule widget fetches (`schedule.json`, older `v2.json`). Not: pretalx' export in frab's format.
//!
//! Members: `talks, version, timezone, event_start, event_end, tracks, rooms, speakers`; talk `code, id, title, abstract, speakers[code], track,
//! start, end, room, duration, content_locale, state, do_not_record`; a break has no `code`. The file names no conference and lists no days.

use super::assembly::Assembly;
use super::clock::{Claim, Clock, written};
use super::item::Item;
use super::json::Json;
use super::{Format, Source, Unreadable, placing};
use crate::domain::agenda::{Agenda, Notice, Talk, TalkText};
use crate::domain::time::{Date, ZoneName};
use std::collections::BTreeMap;

/// What may name a talk; a break has only the number of its place in the programme.
const NAMES: [&str; 2] = ["code", "id"];

pub(super) fn read(json: &Json<'_>, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let mut assembly = Assembly::default();
    let zone = json.text_at("timezone").map(str::parse::<ZoneName>);
    if zone.as_ref().is_some_and(Result::is_err) {
        assembly.irregular("timezone");
    }
    let talks = json.elements("talks");
    let claims: Vec<Claim> = talks.iter().filter_map(|talk| Claim::of(talk.text_at("start")?)).collect();
    let clock = Clock::new(source.zones, zone.and_then(Result::ok), source.configured_zone, &claims, &mut assembly.notices);
    if clock.needs_zone(&claims) {
        return Err(Unreadable::ZoneNeeded { format: Format::PretalxWidget });
    }
    let mut reader = Reader {
        assembly,
        clock,
        source,
        first_date: json.text_at("event_start").and_then(|start| start.get(..10)?.parse().ok()),
        shared_rooms: Vec::new(),
        people: BTreeMap::new(),
    };
    reader.rooms(json.elements("rooms"));
    reader.tracks(json.elements("tracks"));
    reader.people(json.elements("speakers"));
    for (position, talk) in talks.iter().enumerate() {
        let mut item = Item::new(talk, source.languages, &NAMES, || format!("talks {}", position + 1));
        match reader.draw(talk, &mut item) {
            Ok(()) => reader.assembly.notices.append(&mut item.notices),
            Err(member) => reader.assembly.leave_out(item.subject, member),
        }
    }
    let Reader { assembly, clock, .. } = reader;
    let name = json.member("name").and_then(|name| name.localised(source.languages)).unwrap_or("").to_owned();
    Ok(assembly.finish(json.scalar_at("version").unwrap_or_default(), name, clock.zone().cloned()))
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    source: &'r Source<'r>,
    /// No day is before the conference.
    first_date: Option<Date>,
    /// Identifiers that say nothing, because several rooms have them.
    shared_rooms: Vec<String>,
    /// Positions of speakers by their code.
    people: BTreeMap<String, Option<usize>>,
}

impl Reader<'_> {
    fn rooms(&mut self, rooms: &[Json<'_>]) {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for room in rooms {
            let name = room.member("name").and_then(|name| name.localised(self.source.languages)).filter(|name| !name.is_empty());
            let id = room.scalar_at("id");
            let (Some(key), Some(name)) = (id.clone().or_else(|| name.map(str::to_owned)), name.map(str::to_owned).or(id)) else {
                self.assembly.irregular("rooms");
                continue;
            };
            let sharing = names.entry(key.clone()).or_default();
            // A second room under a known key is one of its own, which no talk can name by that key.
            let own_key = if sharing.is_empty() || sharing.contains(&name) { key.clone() } else { format!("{key}\n{name}") };
            self.assembly.room(&own_key, &name, Some(&key));
            if !sharing.contains(&name) {
                sharing.push(name);
            }
        }
        for (key, rooms) in names.into_iter().filter(|(_, names)| names.len() > 1) {
            self.shared_rooms.push(key);
            self.assembly.notices.push(Notice::RoomsShareId { rooms });
        }
    }

    fn tracks(&mut self, tracks: &[Json<'_>]) {
        for track in tracks {
            let name = track.member("name").and_then(|name| name.localised(self.source.languages)).filter(|name| !name.is_empty());
            let Some(name) = name else {
                self.assembly.irregular("tracks");
                continue;
            };
            let id = track.scalar_at("id");
            self.assembly.track(id.as_deref().unwrap_or(name), name, id.as_deref(), track.text_at("color"));
        }
    }

    fn people(&mut self, people: &[Json<'_>]) {
        for person in people {
            match (person.scalar_at("code"), self.person(person)) {
                (Some(code), Some(position)) => drop(self.people.insert(code, Some(position))),
                (Some(code), None) => {
                    // Nobody without a name is announced; a talk that names them is not to blame.
                    self.people.insert(code, None);
                    self.assembly.irregular("speakers.name");
                }
                (None, _) => self.assembly.irregular("speakers.code"),
            }
        }
    }

    fn person(&mut self, person: &Json<'_>) -> Option<usize> {
        self.assembly.look_for_leaks(person);
        let name = person.member("name")?.localised(self.source.languages).filter(|name| !name.is_empty())?;
        let code = person.scalar_at("code");
        let biography = person.member("biography").and_then(|text| text.localised(self.source.languages)).unwrap_or("");
        self.assembly.speaker(code.as_deref().unwrap_or(""), name, code.as_deref(), biography)
    }

    /// Adds the talk, or names the member without which it cannot be drawn.
    fn draw(&mut self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        if !json.is_object() {
            return Err("talk");
        }
        let standing = item.standing("state")?;
        let title = item.title(&NAMES).ok_or("title")?;
        let start = item.start(&self.clock, json.text_at("start").and_then(written)).ok_or("start")?;
        let end = item.end(&self.clock, start, "end", json.text_at("end").and_then(written), item.minutes("duration"));
        let text = TalkText { summary: item.text("abstract"), description: item.text("description"), links: Vec::new() };
        let day = self.assembly.day(placing::date_of(start, self.first_date));
        let talk = Talk {
            subtitle: item.text("subtitle"),
            room: self.room(json, item),
            track: self.track(json, item),
            speakers: self.speakers(json, item),
            language: item.language("content_locale"),
            kind: item.text("session_type"),
            tags: item.tags("tags"),
            do_not_record: item.flag("do_not_record"),
            standing,
            ..item.talk(&NAMES, title, start, end, day)?
        };
        self.assembly.talk(talk, text);
        Ok(())
    }

    fn room(&self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Option<usize> {
        let key = json.member("room").map(Json::scalar)?;
        let known = key.filter(|key| !self.shared_rooms.contains(key)).and_then(|key| self.assembly.known_room(&key));
        if known.is_none() {
            item.drop("room");
        }
        known
    }

    fn track(&self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Option<usize> {
        let key = json.member("track").map(Json::scalar)?;
        let known = key.and_then(|key| self.assembly.known_track(&key));
        if known.is_none() {
            item.drop("track");
        }
        known
    }

    fn speakers(&mut self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<usize> {
        let mut positions = Vec::new();
        let mut complete = json.member("speakers").is_none_or(|list| list.list().is_some());
        for speaker in json.elements("speakers") {
            let position = match speaker.scalar().and_then(|code| self.people.get(&code)) {
                Some(known) => *known,
                // Oldest widgets wrote the people into the talk.
                None => {
                    let person = self.person(speaker);
                    complete &= person.is_some();
                    person
                }
            };
            positions.extend(position.filter(|position| !positions.contains(position)));
        }
        if !complete {
            item.drop("speakers");
        }
        positions
    }
}
