//! iCalendar (RFC 5545), as pretalx, Sched, Google, Outlook and most others export programmes. Not: repetition, which a programme of talks
//! hardly has: a repeated event is drawn once and named; nor to-dos and journals.
//!
//! `VEVENT` `{UID, SUMMARY, DTSTART, DTEND or DURATION, LOCATION, DESCRIPTION, URL, ATTACH, CONFERENCE, CATEGORIES, STATUS, SEQUENCE}`. Where no
//! event has two categories, these are tracks; otherwise key words. Addresses of organizers and attendees are never read.

mod line;
mod time;
mod zone;

use super::assembly::Assembly;
use super::clock::{Claim, Clock, Written};
use super::item::{self, Item};
use super::json::Json;
use super::{Format, Source, Unreadable, ids, links, placing, span};
use crate::domain::agenda::{Agenda, Notice, Talk, TalkText};
use crate::domain::time::{Moment, ZoneName};
use line::{Component, Line};
use std::collections::BTreeMap;
use time::{Stamp, Whose};
use zone::Known;

/// What may name an event.
const NAMES: [&str; 1] = ["UID"];

pub(super) fn read(text: &str, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let stream = line::read(text).map_err(|line| Unreadable::Damaged { format: Format::ICalendar, line, column: 1 })?;
    let calendars = &stream.calendars;
    let events: Vec<&Component> = calendars.iter().flat_map(|calendar| &calendar.parts).filter(|part| part.name == "VEVENT").collect();
    let known = Known::new(source.zones, calendars);
    let starts: Vec<Stamp> = events.iter().filter_map(|event| Stamp::of(event.line("DTSTART")?)).collect();
    let claims: Vec<Claim> = starts
        .iter()
        .filter_map(|start| Some(Claim { time: known.tell(start)?.time, meant: matches!(start.clock, Whose::Zone(_)) }))
        .collect();
    let mut assembly = Assembly::default();
    if stream.has_strays {
        assembly.irregular("content line");
    }
    let property = |name: &str| calendars.iter().find_map(|calendar| calendar.text(name));
    let named = most_named(&starts, &known).or_else(|| property("X-WR-TIMEZONE")?.parse().ok());
    let clock = Clock::new(source.zones, named, source.configured_zone, &claims, &mut assembly.notices);
    if clock.needs_zone(&claims) {
        return Err(Unreadable::ZoneNeeded { format: Format::ICalendar });
    }
    let has_tracks = events.iter().all(|event| categories(event).len() < 2);
    let mut reader = Reader { assembly, clock, known, has_tracks };
    for (position, event) in events.iter().enumerate() {
        let json = naming(event);
        let mut item = Item::new(&json, source.languages, &NAMES, || format!("VEVENT {}", position + 1));
        match reader.draw(event, &mut item) {
            Ok(()) => reader.assembly.notices.append(&mut item.notices),
            Err(member) => reader.assembly.leave_out(item.subject, member),
        }
    }
    let Reader { assembly, clock, .. } = reader;
    let name = property("X-WR-CALNAME").or_else(|| property("NAME")).unwrap_or_default();
    Ok(assembly.finish(String::new(), name, clock.zone().cloned()))
}

/// The zone in which most events are written.
fn most_named(starts: &[Stamp], known: &Known<'_>) -> Option<ZoneName> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for start in starts {
        if let Whose::Zone(id) = &start.clock {
            *counts.entry(id).or_default() += 1;
        }
    }
    let (id, _) = counts.into_iter().filter(|(id, _)| known.name(id).is_some()).max_by_key(|(_, count)| *count)?;
    known.name(id)
}

/// What an event is called and what of it is there, for an [`Item`].
fn naming(event: &Component) -> Json<'static> {
    let text = |name: &str| event.text(name).map(|text| Json::Text(text.into()));
    let mut members: Vec<_> = ["STATUS", "DTEND"].into_iter().filter_map(|name| Some((name.into(), text(name)?))).collect();
    members.extend(text("SUMMARY").map(|title| ("title".into(), title)));
    members.extend(event.text("UID").map(|uid| ("UID".into(), Json::Text(identifier(&uid).into()))));
    Json::Members(members)
}

/// What is in front of the `@` of a `UID`; its other characters become hyphens, with a digest of the whole so that none is taken for another.
fn identifier(uid: &str) -> String {
    let local = uid.split('@').next().unwrap_or("");
    if ids::is_wellformed(local) {
        return local.to_owned();
    }
    ids::digested(uid, "event")
}

fn categories(event: &Component) -> Vec<String> {
    let mut found = Vec::new();
    for line in event.lines.iter().filter(|line| line.name == "CATEGORIES") {
        line.list().iter().for_each(|category| item::add_tag(&mut found, category));
    }
    found
}

struct Reader<'r> {
    assembly: Assembly,
    clock: Clock<'r>,
    known: Known<'r>,
    /// No event has two categories.
    has_tracks: bool,
}

impl Reader<'_> {
    /// Adds the talk, or names the property without which it cannot be drawn.
    fn draw(&mut self, event: &Component, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        self.look_for_leaks(event);
        let standing = item.standing("STATUS")?;
        let title = item.title(&NAMES).ok_or("SUMMARY")?;
        let stamp = event.line("DTSTART").and_then(Stamp::of).ok_or("DTSTART")?;
        let told = self.known.tell(&stamp).ok_or("DTSTART")?;
        let start = item.start(&self.clock, Some(told.time)).ok_or("DTSTART")?;
        if told.ambiguous {
            item.notices.push(Notice::TimeAmbiguous { talk: item.subject.clone() });
        }
        self.check_repetition(event, item)?;
        let (end, minutes) = self.end(event, &stamp);
        let end = item.end(&self.clock, start, "DTEND", end, minutes);
        let date = match stamp.clock {
            Whose::Day => start.date(),
            Whose::Utc | Whose::Zone(_) | Whose::Anybody => placing::date_of(start, None),
        };
        let day = self.assembly.day(date);
        let mut talk = Talk { standing, ..item.talk(&NAMES, title, start, end, day)? };
        let place = event.text("LOCATION").map(|place| place.split('\n').map(str::trim).collect::<Vec<_>>().join(", "));
        talk.room = place.and_then(|place| self.assembly.room(&place, &place, None));
        let categories = categories(event);
        match categories.first().filter(|_| self.has_tracks) {
            Some(track) => talk.track = self.assembly.track(track, track, None, event.text("COLOR").as_deref()),
            None => talk.tags = categories,
        }
        if let Some(sequence) = event.text("SEQUENCE") {
            talk.revision = sequence.parse().unwrap_or_else(|_| {
                item.drop("SEQUENCE");
                0
            });
        }
        let text =
            TalkText { summary: event.text("DESCRIPTION").unwrap_or_default(), description: String::new(), links: links(event, item) };
        self.assembly.talk(talk, text);
        Ok(())
    }

    /// A repeated event is drawn at its first time, unless that is one of those at which it does not take place.
    fn check_repetition(&self, event: &Component, item: &mut Item<'_, '_>) -> Result<(), &'static str> {
        for member in ["RRULE", "RDATE"].into_iter().filter(|name| event.line(name).is_some()) {
            if event.line("EXDATE").is_some() {
                return Err(member);
            }
            item.drop(member);
        }
        Ok(())
    }

    /// The end, or the minutes until then.
    fn end(&self, event: &Component, start: &Stamp) -> (Option<Written>, Option<i64>) {
        let tell = |stamp: &Stamp| self.known.tell(stamp).map(|told| told.time);
        if let Some(end) = event.line("DTEND") {
            return (Stamp::of(end).and_then(|end| tell(&end)), None);
        }
        match event.text("DURATION").map(|text| span::span(&text)) {
            Some(Some(span)) if span.days == 0 => (None, Some(span.seconds / 60)),
            // A day is until the clock shows the same again; hours are hours.
            Some(Some(span)) => (tell(&start.plus(span.days * 86_400)).map(|time| later(time, span.seconds)), None),
            Some(None) => (None, None),
            None if start.clock == Whose::Day => (tell(&start.plus(86_400)), None),
            None => (None, None),
        }
    }

    fn look_for_leaks(&mut self, event: &Component) {
        let addressed = |line: &&Line| line.value.trim().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
        for line in event.lines.iter().filter(addressed) {
            match line.name.as_str() {
                "ATTENDEE" => self.assembly.leaked("ATTENDEE"),
                "ORGANIZER" => self.assembly.leaked("ORGANIZER"),
                _ => {}
            }
        }
    }
}

fn later(time: Written, seconds: i64) -> Written {
    match time {
        Written::Instant(at) => Written::Instant(Moment::new(at.unix() + seconds, at.offset())),
        Written::Wall(local) => Written::Wall(local + seconds),
    }
}

fn links(event: &Component, item: &mut Item<'_, '_>) -> Vec<crate::domain::agenda::Link> {
    let mut found = Vec::new();
    for line in &event.lines {
        let member = match line.name.as_str() {
            "URL" => "URL",
            "CONFERENCE" => "CONFERENCE",
            // What is attached in full is no link.
            "ATTACH" if line.parameter("ENCODING").is_none() => "ATTACH",
            _ => continue,
        };
        let title = line.parameter("LABEL").or_else(|| line.parameter("FILENAME"));
        if !line.value.trim().is_empty() && !links::add(&mut found, &line.value, title) {
            item.drop(member);
        }
    }
    found
}
