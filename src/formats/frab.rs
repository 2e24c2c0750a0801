//! frab/c3voc JSON, as frab, pretalx, pentabarf's heirs and many scripts write it. Not: schedule2, whose events are a flat list.
//!
//! Members: `schedule.conference{title, acronym, daysCount, time_zone_name, rooms[], tracks[], days[]}`, day `{date, rooms{name: [event]}}`.
//! A talk belongs to the day and the room that list it. What `date` says is believed before `start`, and offsets before the zone's name.

use super::assembly::Assembly;
use super::clock::{Claim, Clock, written};
use super::item::{self, Item};
use super::json::Json;
use super::{Format, Source, Unreadable, ids, links};
use crate::domain::agenda::{Agenda, Link, Notice, Talk, TalkText};
use crate::domain::time::{Date, Moment, ZoneName};
use std::collections::BTreeMap;

/// What may name an event, best first: `id` repeats where files of several systems were merged.
const NAMES: [&str; 4] = ["code", "guid", "id", "slug"];

pub(super) fn read(json: &Json<'_>, source: &Source<'_>, format: Format) -> Result<Agenda, Unreadable> {
    let malformed = |member: &str| Unreadable::Malformed { format, member: member.into() };
    let schedule = json.member("schedule").filter(|s| s.is_object()).ok_or_else(|| malformed("schedule"))?;
    let conference = schedule.member("conference").filter(|c| c.is_object()).ok_or_else(|| malformed("schedule.conference"))?;
    let days = conference.member("days").ok_or(Unreadable::NoDays { format })?;
    let days = days.list().ok_or_else(|| malformed("schedule.conference.days"))?;

    let mut assembly = Assembly::default();
    let zone = conference.text_at("time_zone_name").map(str::parse::<ZoneName>);
    if zone.as_ref().is_some_and(Result::is_err) {
        assembly.irregular("schedule.conference.time_zone_name");
    }
    let events =
        days.iter().flat_map(|day| day.member("rooms").map_or(&[][..], Json::members)).flat_map(|(_, list)| list.list().unwrap_or(&[]));
    let claims: Vec<Claim> = events.filter_map(claim).collect();
    let clock = Clock::new(source.zones, zone.and_then(Result::ok), source.configured_zone, &claims, &mut assembly.notices);
    if clock.needs_zone(&claims) {
        return Err(Unreadable::ZoneNeeded { format });
    }

    if let Some(said) = conference.scalar_at("daysCount").and_then(|said| said.parse().ok()).filter(|said| *said != days.len()) {
        assembly.notices.push(Notice::DayCount { said, held: days.len() });
    }
    declare_rooms(&mut assembly, schedule, conference, source);
    for track in conference.elements("tracks") {
        if let Some(name) = name_of(track, source) {
            assembly.track(name, name, track.text_at("slug"), track.text_at("color"));
        }
    }
    let mut reader = Reader { assembly, clock, source };
    days.iter().for_each(|day| reader.day(day));
    let Reader { assembly, clock, .. } = reader;
    let title = conference.member("title").and_then(|title| title.localised(source.languages)).filter(|title| !title.is_empty());
    let name = title.or_else(|| conference.text_at("acronym")).unwrap_or("").to_owned();
    Ok(assembly.finish(schedule.scalar_at("version").unwrap_or_default(), name, clock.zone().cloned()))
}

/// The event's start in one text; `date` alone may be only the date.
fn start_of(event: &Json<'_>) -> Option<String> {
    let date = event.text_at("date")?;
    match event.text_at("start") {
        Some(start) if date.len() == 10 => Some(format!("{date}T{start:0>5}:00")),
        Some(_) | None => Some(date.to_owned()),
    }
}

/// In this format a clock stands beside the instant, so that even UTC may be meant as what the venue's clock shows.
fn claim(event: &Json<'_>) -> Option<Claim> {
    let claim = Claim::of(&start_of(event)?)?;
    let shown = event.text_at("start").and_then(item::minutes);
    let meant = claim.time.instant().is_some_and(|at| shown == Some(i64::from(at.minute_of_day())));
    Some(Claim { meant: claim.meant || meant, ..claim })
}

fn name_of<'j>(json: &'j Json<'_>, source: &Source<'_>) -> Option<&'j str> {
    json.called(&["name"], source.languages)
}

fn declare_rooms(assembly: &mut Assembly, schedule: &Json<'_>, conference: &Json<'_>, source: &Source<'_>) {
    let misplaced = schedule.elements("rooms");
    if !misplaced.is_empty() {
        assembly.irregular("schedule.rooms");
    }
    let mut sharing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for room in conference.elements("rooms").iter().chain(misplaced) {
        let Some(name) = name_of(room, source) else {
            assembly.irregular("schedule.conference.rooms");
            continue;
        };
        assembly.room(name, name, None);
        let names = room.text_at("guid").map(|guid| sharing.entry(guid).or_default());
        if let Some(names) = names.filter(|names| !names.iter().any(|known| known == name)) {
            names.push(name.to_owned());
        }
    }
    assembly.notices.extend(sharing.into_values().filter(|names| names.len() > 1).map(|rooms| Notice::RoomsShareId { rooms }));
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    source: &'r Source<'r>,
}

impl Reader<'_> {
    fn day(&mut self, day: &Json<'_>) {
        let day_start = || day.text_at("day_start").and_then(|start| start.get(..10));
        let date: Option<Date> = day.text_at("date").or_else(day_start).and_then(|date| date.get(..10)?.parse().ok());
        match date {
            Some(date) => drop(self.assembly.day(date)),
            None => self.assembly.irregular("day.date"),
        }
        let rooms = day.member("rooms");
        if !rooms.is_some_and(Json::is_object) {
            self.assembly.irregular("day.rooms");
        }
        for (room, list) in rooms.map_or(&[][..], Json::members) {
            let Some(events) = list.list() else {
                self.assembly.irregular("day.rooms");
                continue;
            };
            for (position, event) in events.iter().enumerate() {
                self.event(date, room.trim(), position, event);
            }
        }
    }

    fn event(&mut self, day: Option<Date>, room: &str, position: usize, event: &Json<'_>) {
        let mut item = Item::new(event, self.source.languages, &NAMES, || format!("{room} {}", position + 1));
        if let Err(member) = self.draw(day, room, event, &mut item) {
            self.assembly.leave_out(item.subject, member);
        } else {
            self.assembly.notices.append(&mut item.notices);
        }
    }

    /// Adds the talk, or names the member without which it cannot be drawn.
    fn draw(&mut self, day: Option<Date>, room: &str, event: &Json<'_>, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        if !event.is_object() {
            return Err("event");
        }
        let standing = item.standing("state")?;
        let title = item.title(&NAMES).ok_or("title")?;
        let start = item.start(&self.clock, start_of(event).and_then(|start| written(&start))).ok_or("date")?;
        if event.member("start").is_some_and(|shown| shown.text().and_then(item::minutes) != Some(i64::from(start.minute_of_day()))) {
            item.drop("start");
        }
        self.check_identifiers(event);
        let end = self.end(event, start, item);
        let day = self.day_of(day, start, item);
        let speakers = self.speakers(event, item);
        let track = item.text("track");
        let track = if track.is_empty() { None } else { self.assembly.track(&track, &track, None, None) };
        let text = TalkText { summary: item.text("abstract"), description: item.text("description"), links: self.links(event, item) };
        let talk = Talk {
            subtitle: item.text("subtitle"),
            room: self.room(room, event),
            track,
            speakers,
            language: item.language("language"),
            kind: item.text("type"),
            tags: item.tags("tags"),
            do_not_record: item.flag("do_not_record"),
            standing,
            ..item.talk(&NAMES, title, start, end, day)?
        };
        self.assembly.talk(talk, text);
        Ok(())
    }

    fn check_identifiers(&mut self, event: &Json<'_>) {
        if event.member("id").is_some_and(|id| !matches!(id, Json::Whole(_))) {
            self.assembly.irregular("event.id");
        }
        if event.scalar_at("guid").is_some_and(|guid| !ids::is_wellformed(&guid)) {
            self.assembly.irregular("event.guid");
        }
    }

    fn end(&self, event: &Json<'_>, start: Moment, item: &mut Item<'_, '_>) -> Moment {
        if let Some(minutes) = item.minutes("duration") {
            return self.clock.after(start, minutes);
        }
        let end = event.text_at("end").and_then(|end| self.clock.place(end).ok()).map(|placed| placed.at);
        end.filter(|end| *end >= start && start.minutes_until(*end) <= item::LONGEST).unwrap_or_else(|| {
            item.drop("duration");
            start
        })
    }

    /// The day that lists it, unless it starts on neither that date nor in the night after it.
    fn day_of(&mut self, listed: Option<Date>, start: Moment, item: &mut Item<'_, '_>) -> usize {
        let own = start.date();
        let night = |date: Date| own == date.plus_days(1) && start.minute_of_day() < 12 * 60;
        match listed {
            Some(date) if own == date || night(date) => self.assembly.day(date),
            Some(_) | None => {
                if listed.is_some() {
                    item.drop("day");
                }
                self.assembly.day(own)
            }
        }
    }

    /// The room under whose name the day lists it; where they differ, the event's own `room` is usually a short form.
    fn room(&mut self, listed: &str, event: &Json<'_>) -> Option<usize> {
        let own = event.member("room").and_then(|room| name_of(room, self.source)).unwrap_or("");
        if !listed.is_empty() && !own.is_empty() && listed != own {
            self.assembly.irregular("event.room");
        }
        let name = if listed.is_empty() { own } else { listed };
        if name.is_empty() { None } else { self.assembly.room(name, name, None) }
    }

    fn speakers(&mut self, event: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<usize> {
        let mut positions = Vec::new();
        if event.member("persons").is_some_and(|persons| persons.list().is_none()) {
            item.drop("persons");
        }
        for person in event.elements("persons") {
            self.assembly.look_for_leaks(person);
            let Some(name) = person.called(&["public_name", "name"], self.source.languages) else {
                item.drop("persons");
                continue;
            };
            if person.member("id").is_some_and(|id| !matches!(id, Json::Whole(_))) {
                self.assembly.irregular("person.id");
            }
            if person.scalar_at("code").is_some_and(|code| !ids::is_wellformed(&code)) {
                self.assembly.irregular("person.code");
            }
            let key = ["code", "id", "guid"].into_iter().find_map(|member| person.scalar_at(member)).unwrap_or_default();
            let id = ["code", "id"].into_iter().find_map(|member| person.scalar_at(member).filter(|id| ids::is_wellformed(id)));
            let position = self.assembly.speaker(&key, name, id.as_deref(), person.text_at("biography").unwrap_or(""));
            positions.extend(position.filter(|position| !positions.contains(position)));
        }
        positions
    }

    fn links(&mut self, event: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<Link> {
        let mut found = Vec::new();
        if event.text_at("url").is_some_and(|url| !links::add(&mut found, url, None)) {
            item.drop("url");
        }
        if event.member("links").is_some_and(|list| !links::add_all(&mut found, list, self.source.languages)) {
            item.drop("links");
        }
        // Frab writes attachments relative to a server that the file does not name: not the talk's fault, so it is said once.
        if event.member("attachments").is_some_and(|list| !links::add_all(&mut found, list, self.source.languages)) {
            self.assembly.irregular("event.attachments");
        }
        found
    }
}
