//! The programme of a real conference, from a file in frab's format, where it is on this machine. Not: the app's reader of that format; it is
//! good for this file only, and moves it into the future.

use super::programme::{Minute, Programme, Speaker, Talk, Track};
use serde_json::Value;
use std::collections::BTreeMap;

const COLOURS: [&str; 6] = ["#b5651d", "#00695c", "#7b1fa2", "#c62828", "#1565c0", "#2e7d32"];

/// Reads it; `None` when it is not what was expected.
pub(crate) fn read(file: &str) -> Option<Programme> {
    let file: Value = serde_json::from_str(file).ok()?;
    let conference = file.get("schedule")?.get("conference")?;
    let (mut rooms, mut tracks, mut people) = (Names::default(), Names::default(), Names::default());
    let mut biographies = BTreeMap::new();
    let mut talks = Vec::new();
    for (day, entry) in conference.get("days")?.as_array()?.iter().enumerate() {
        for (room, events) in entry.get("rooms")?.as_object()? {
            let room = rooms.position(room);
            for event in events.as_array()? {
                let persons = event.get("persons").and_then(Value::as_array);
                let speakers = persons.into_iter().flatten().map(|person| {
                    let position = people.position(text(person, "public_name"));
                    biographies.insert(position, text(person, "biography").to_owned());
                    position
                });
                talks.push(Talk {
                    id: text(event, "guid").to_owned(),
                    title: text(event, "title").trim().to_owned(),
                    subtitle: text(event, "subtitle").to_owned(),
                    summary: text(event, "abstract").to_owned(),
                    description: text(event, "description").to_owned(),
                    speakers: speakers.collect(),
                    start: minute(text(event, "date"))?,
                    minutes: minutes(text(event, "duration"))?,
                    day: i64::try_from(day).ok()?,
                    room,
                    track: tracks.position(text(event, "track")),
                    language: text(event, "language").to_owned(),
                });
            }
        }
    }
    talks.sort_by_key(|talk| (talk.start, talk.room));
    let colours = COLOURS.iter().cycle();
    Some(Programme {
        name: text(conference, "title").to_owned(),
        rooms: rooms.0,
        tracks: tracks.0.into_iter().zip(colours).map(|(name, colour)| Track { name, colour: (*colour).to_owned() }).collect(),
        speakers: (0..)
            .zip(people.0)
            .map(|(n, name)| Speaker { id: format!("s{n}"), name, biography: biographies.remove(&n).unwrap_or_default() })
            .collect(),
        talks,
    })
}

/// Names in the order in which they were first met.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn position(&mut self, name: &str) -> usize {
        let name = if name.is_empty() { "Other" } else { name };
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        })
    }
}

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// `2019-12-27T11:00:00+01:00`: the 27th of whatever year is day 0.
fn minute(date: &str) -> Option<Minute> {
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<i64>().ok();
    let (month, day) = (number(5..7)?, number(8..10)?);
    let day = if month == 1 { day + 31 } else { day } - 27;
    Some(Minute((day * 24 + number(11..13)?) * 60 + number(14..16)?))
}

/// `01:30`.
fn minutes(duration: &str) -> Option<i64> {
    let (hours, minutes) = duration.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"schedule": {"conference": {"title": "X", "days": [{"rooms": {"A": [
        {"guid": "g", "title": " Two ", "date": "2019-12-28T00:30:00+01:00", "duration": "01:15", "language": "de", "track": "Art",
         "persons": [{"public_name": "P", "biography": "B"}]},
        {"guid": "h", "title": "One", "date": "2019-12-27T11:00:00+01:00", "duration": "00:40", "persons": []}]}}]}}}"#;

    #[test]
    fn talks_keep_their_day_and_time_and_move_into_the_future() {
        let programme = read(FILE).unwrap();
        let times: Vec<_> = programme.talks.iter().map(|t| (t.title.as_str(), t.day, t.start.rfc3339(), t.minutes)).collect();
        let expected = [("One", 0, "2027-12-27T11:00:00+01:00".to_owned(), 40), ("Two", 0, "2027-12-28T00:30:00+01:00".to_owned(), 75)];
        assert_eq!(times, expected);
        assert_eq!(programme.speakers, [Speaker { id: "s0".into(), name: "P".into(), biography: "B".into() }]);
        assert_eq!(programme.tracks[programme.talks[0].track].name, "Other");
    }

    #[test]
    fn another_file_is_none() {
        assert_eq!(read("{}"), None);
        assert_eq!(read("no JSON"), None);
        assert_eq!(minute("2020-01-01T01:00:00+01:00"), Some(Minute((5 * 24 + 1) * 60)));
    }
}
