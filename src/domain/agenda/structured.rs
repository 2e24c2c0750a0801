//! A programme in the words of schema.org (`Event`, `subEvent`) as JSON-LD, for search engines and for whoever reads pages by machine.
//! Only what the programme itself says in public. Not: read back by the app.

use super::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use crate::domain::prose::visible;
use std::fmt::Write;

/// How each document begins, so that a page can tell it from anything that a browser would run: as a script it is a syntax error.
const BEGINNING: &str = "{\"@context\":\"https://schema.org\"";

impl Agenda {
    /// The conference with its talks. `address` gives the page of a talk; `page` is that of the programme.
    pub fn as_event(&self, page: &str, address: &dyn Fn(&TalkId) -> String) -> String {
        let mut json = format!("{BEGINNING},");
        self.write_conference(&mut json, page);
        json.push_str(",\"subEvent\":[");
        for (n, talk) in self.talks.iter().enumerate() {
            json.push_str(if n == 0 { "{" } else { ",{" });
            self.write_talk(&mut json, talk, &address(&talk.id));
            json.push('}');
        }
        json.push_str("]}");
        json
    }

    /// The conference by itself.
    pub fn conference_as_event(&self, page: &str) -> String {
        let mut json = format!("{BEGINNING},");
        self.write_conference(&mut json, page);
        json.push('}');
        json
    }

    /// One talk, as part of the conference. `description`: a few sentences, or nothing.
    pub fn talk_as_event(&self, talk: &Talk, description: &str, page: &str, address: &str) -> String {
        let mut json = format!("{BEGINNING},");
        self.write_talk(&mut json, talk, address);
        let description = description.trim();
        if !description.is_empty() {
            member(&mut json, "description", description);
        }
        let people: Vec<String> = talk
            .speakers
            .iter()
            .filter_map(|speaker| self.speakers.get(*speaker))
            .map(|speaker| format!("{{\"@type\":\"Person\",\"name\":{}}}", quoted(&speaker.name)))
            .collect();
        if !people.is_empty() {
            let _ = write!(json, ",\"performer\":[{}]", people.join(","));
        }
        json.push_str(",\"superEvent\":{");
        self.write_conference(&mut json, page);
        json.push_str("}}");
        json
    }

    fn write_conference(&self, json: &mut String, page: &str) {
        json.push_str("\"@type\":\"Event\"");
        member(json, "name", &self.name);
        member(json, "url", page);
        if let (Some(start), Some(end)) = (self.talks.iter().map(|talk| talk.start).min(), self.talks.iter().map(|talk| talk.end).max()) {
            member(json, "startDate", &start.to_string());
            member(json, "endDate", &end.to_string());
        }
        self.write_place(json, &self.name);
        member(json, "eventStatus", "https://schema.org/EventScheduled");
    }

    fn write_talk(&self, json: &mut String, talk: &Talk, address: &str) {
        json.push_str("\"@type\":\"Event\"");
        member(json, "name", &talk.title);
        member(json, "url", address);
        member(json, "startDate", &talk.start.to_string());
        member(json, "endDate", &talk.end.to_string());
        let room = self.room_name(talk);
        self.write_place(json, if room.is_empty() { &self.name } else { room });
        member(
            json,
            "eventStatus",
            match talk.standing {
                TalkStanding::Planned => "https://schema.org/EventScheduled",
                TalkStanding::Cancelled => "https://schema.org/EventCancelled",
            },
        );
        if let Some(language) = &talk.language {
            member(json, "inLanguage", language);
        }
    }

    fn write_place(&self, json: &mut String, name: &str) {
        let _ = write!(json, ",\"location\":{{\"@type\":\"Place\",\"name\":{}}}", quoted(name));
    }
}

fn member(json: &mut String, name: &str, value: &str) {
    let _ = write!(json, ",\"{name}\":{}", quoted(value));
}

/// A JSON string that no page can take for the end of the element that holds it.
fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for c in visible(text).chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(json, "\\u{:04x}", c as u32);
            }
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;
    use serde_json::Value;

    fn address(id: &TalkId) -> String {
        format!("https://example.org/talks/{id}")
    }

    /// What schema.org and the search engines ask of an event.
    fn complete(event: &Value) {
        for name in ["name", "url", "startDate", "endDate", "eventStatus"] {
            assert!(event[name].as_str().is_some_and(|text| !text.is_empty()), "{name} of {event}");
        }
        for name in ["startDate", "endDate"] {
            let time = event[name].as_str().unwrap();
            assert!(time.len() == 25 && matches!(time.as_bytes()[19], b'+' | b'-'), "{time} has no offset");
        }
        assert!(event["@type"] == "Event" && event["location"]["@type"] == "Place");
        assert!(event["location"]["name"].as_str().is_some_and(|text| !text.is_empty()));
    }

    #[test]
    fn every_talk_is_part_of_the_conference() {
        let agenda = agenda();
        let event: Value = serde_json::from_str(&agenda.as_event("https://example.org/", &address)).unwrap();
        complete(&event);
        complete(&serde_json::from_str(&agenda.conference_as_event("https://example.org/")).unwrap());
        assert_eq!((&event["startDate"], &event["endDate"]), (&"2026-03-27T10:00:00+01:00".into(), &"2026-03-28T12:00:00+01:00".into()));
        let talks = event["subEvent"].as_array().unwrap();
        assert_eq!(talks.len(), agenda.talks.len());
        talks.iter().for_each(complete);
        assert_eq!(talks[1]["url"], "https://example.org/talks/esp");
    }

    #[test]
    fn a_cancelled_talk_says_so_and_no_text_ends_the_element() {
        let mut agenda = agenda();
        agenda.talks[1].standing = TalkStanding::Cancelled;
        agenda.talks[1].title = "</script><!-- \"\\ \n\u{2028}\u{7}\u{202e}&".into();
        let json = agenda.talk_as_event(&agenda.talks[1], " A <b>few\nwords ", "https://example.org/", "https://example.org/talks/esp");
        assert!(!json.contains(['<', '>', '&', '\n', '\u{2028}']) && json.starts_with(BEGINNING), "{json}");
        let event: Value = serde_json::from_str(&json).unwrap();
        complete(&event);
        complete(&event["superEvent"]);
        assert_eq!(event["name"], "</script><!-- \"\\ \n\u{2028}&");
        assert_eq!(
            (&event["eventStatus"], &event["description"]),
            (&"https://schema.org/EventCancelled".into(), &"A <b>few\nwords".into())
        );
        assert_eq!(event["performer"][0]["name"], "Ada L.");
    }
}
