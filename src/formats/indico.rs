//! Indico's export of one event (`/export/event/{id}.json?detail=contributions` or `sessions`). Not: of a category, which holds many.
//!
//! Members: `results[0]{title, timezone, contributions[], sessions[{title, room, contributions[]}]}`; contribution `{friendly_id, title,
//! startDate{date, time, tz}, endDate, duration, room, roomFullname, session, track, type, keywords[], speakers[], primaryauthors[],
//! description, url, folders[]}`; person `{first_name, last_name, fullName, person_id, emailHash}`. The hash is never read. Where a contribution
//! names no speaker its primary authors stand for them, as exports of some versions leave the speakers empty.

use super::assembly::Assembly;
use super::clock::{Claim, Clock, Written, in_zone, written};
use super::item::{self, Item};
use super::json::Json;
use super::{Format, Source, Unreadable, links, placing};
use crate::domain::agenda::{Agenda, Link, Talk, TalkText};
use crate::domain::time::ZoneName;

/// What may name a contribution, best first.
const NAMES: [&str; 3] = ["friendly_id", "id", "db_id"];

pub(super) fn read(json: &Json<'_>, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let malformed = || Unreadable::Malformed { format: Format::Indico, member: "results".into() };
    let event = json.elements("results").first().ok_or_else(malformed)?;
    let contributions = contributions(event);
    let mut assembly = Assembly::default();
    let zone = event.text_at("timezone").map(str::parse::<ZoneName>);
    if zone.as_ref().is_some_and(Result::is_err) {
        assembly.irregular("timezone");
    }
    let starts = contributions.iter().filter_map(|listed| time(listed.json.member("startDate")?, source));
    // Whatever zone a time is written in, it is an instant: the venue's clock is the event's `timezone`.
    let claims: Vec<Claim> = starts.map(|time| Claim { time, meant: false }).collect();
    let clock = Clock::new(source.zones, zone.and_then(Result::ok), source.configured_zone, &claims, &mut assembly.notices);
    assembly.search_for_leaks(event);
    let has_tracks = contributions.iter().any(|listed| listed.json.text_at("track").is_some());
    let mut reader = Reader { assembly, clock, source, has_tracks };
    for (position, listed) in contributions.iter().enumerate() {
        let mut item = Item::new(listed.json, source.languages, &NAMES, || format!("contributions {}", position + 1));
        match reader.draw(listed, &mut item) {
            Ok(()) => reader.assembly.notices.append(&mut item.notices),
            Err(member) => reader.assembly.leave_out(item.subject, member),
        }
    }
    let Reader { assembly, clock, .. } = reader;
    Ok(assembly.finish(String::new(), event.text_at("title").unwrap_or("").to_owned(), clock.zone().cloned()))
}

/// A contribution, and the session that lists it.
struct Listed<'j, 't> {
    json: &'j Json<'t>,
    session: Option<&'j Json<'t>>,
}

fn contributions<'j, 't>(event: &'j Json<'t>) -> Vec<Listed<'j, 't>> {
    let mut found: Vec<_> = event.elements("contributions").iter().map(|json| Listed { json, session: None }).collect();
    for session in event.elements("sessions") {
        found.extend(session.elements("contributions").iter().map(|json| Listed { json, session: Some(session) }));
    }
    found
}

/// A time `{date, time, tz}`, which Indico writes in whatever zone it likes, so that without `tz` it means nothing.
fn time(json: &Json<'_>, source: &Source<'_>) -> Option<Written> {
    let Written::Wall(local) = written(&format!("{}T{}", json.text_at("date")?, json.text_at("time")?))? else { return None };
    let zone: ZoneName = json.text_at("tz")?.parse().ok()?;
    in_zone(source.zones, &zone, local).map(|placed| Written::Instant(placed.at))
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    source: &'r Source<'r>,
    /// The event sorts its contributions into tracks; where it does not, sessions stand for them.
    has_tracks: bool,
}

impl Reader<'_> {
    /// Adds the talk, or names the member without which it cannot be drawn.
    fn draw(&mut self, listed: &Listed<'_, '_>, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        let json = listed.json;
        if !json.is_object() {
            return Err("contribution");
        }
        let title = item.title(&NAMES).ok_or("title")?;
        let start = item.start(&self.clock, json.member("startDate").and_then(|at| time(at, self.source))).ok_or("startDate")?;
        let end = json.member("endDate").and_then(|at| time(at, self.source));
        let end = item.end(&self.clock, start, "endDate", end, item.minutes("duration"));
        let day = self.assembly.day(placing::date_of(start, None));
        let session = json.text_at("session").or_else(|| listed.session?.text_at("title")).unwrap_or("");
        let track = if self.has_tracks { item.text("track") } else { session.to_owned() };
        let mut tags = item.tags("keywords");
        if self.has_tracks {
            item::add_tag(&mut tags, session);
        }
        let room = [Some(json), listed.session].into_iter().flatten().find_map(room_name);
        let text = TalkText { summary: item.text("description"), description: String::new(), links: self.links(json, item) };
        let talk = Talk {
            room: room.and_then(|name| self.assembly.room(name, name, None)),
            track: if track.is_empty() { None } else { self.assembly.track(&track, &track, None, None) },
            speakers: self.speakers(json, item),
            kind: item.text("type"),
            tags,
            ..item.talk(&NAMES, title, start, end, day)?
        };
        self.assembly.talk(talk, text);
        Ok(())
    }

    fn speakers(&mut self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<usize> {
        let member = if json.elements("speakers").is_empty() { "primaryauthors" } else { "speakers" };
        let mut positions = Vec::new();
        for person in json.elements(member) {
            let position = name_of(person).and_then(|name| {
                // `id` counts a person's parts in talks; `person_id` is who they are.
                let id = person.scalar_at("person_id");
                self.assembly.speaker(id.as_deref().unwrap_or(""), &name, id.as_deref(), "")
            });
            if position.is_none() {
                item.drop(member);
            }
            positions.extend(position.filter(|position| !positions.contains(position)));
        }
        if json.member("speakers").is_some_and(|list| list.list().is_none()) {
            item.drop("speakers");
        }
        positions
    }

    fn links(&self, json: &Json<'_>, item: &mut Item<'_, '_>) -> Vec<Link> {
        let mut found = Vec::new();
        if json.text_at("url").is_some_and(|url| !links::add(&mut found, url, None)) {
            item.drop("url");
        }
        for attachment in json.elements("folders").iter().flat_map(|folder| folder.elements("attachments")) {
            let address = ["link_url", "download_url", "url"].into_iter().find_map(|name| attachment.text_at(name));
            let title = attachment.member("title").and_then(|title| title.localised(self.source.languages));
            if !address.is_some_and(|url| links::add(&mut found, url, title)) {
                item.drop("folders");
            }
        }
        found
    }
}

fn room_name<'j>(json: &'j Json<'_>) -> Option<&'j str> {
    json.text_at("roomFullname").or_else(|| json.text_at("room"))
}

/// First name before last name, which `fullName` turns round.
fn name_of(person: &Json<'_>) -> Option<String> {
    let parts: Vec<&str> = ["first_name", "last_name"].into_iter().filter_map(|part| person.text_at(part)).collect();
    if parts.is_empty() { person.text_at("fullName").or_else(|| person.text_at("name")).map(str::to_owned) } else { Some(parts.join(" ")) }
}
