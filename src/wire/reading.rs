//! `/agenda` and its long texts, read by hand from [`Json`]: the same shapes as in `agenda` and `texts`, for the reader who waits. Not: their
//! meaning, which the conversions into the domain judge.

use super::Malformed;
use super::agenda::{DayEntry, Event, Named, Programme, TalkEntry};
use super::json::Json;
use super::texts::{LinkEntry, TextEntry, TextsDocument};
use super::translation::{RemarkEntry, Translation};
use std::collections::BTreeMap;

impl Programme {
    /// Reads the text of `GET /agenda`. What is absent, of the wrong kind, or no JSON at all (`json`) is named.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        Self::read(&Json::parse(text).ok_or(Malformed("json"))?)
    }

    /// Reads a value that was parsed already.
    pub fn read(json: &Json<'_>) -> Result<Self, Malformed> {
        let event = json.member("event").ok_or(Malformed("event"))?;
        Ok(Self {
            version: text(json, "version")?,
            event: Event { name: text(event, "name")?, zone: optional(event, "zone")? },
            days: all(needed(json, "days")?, |day| Ok(DayEntry { date: text(day, "date")? }))?,
            rooms: all(needed(json, "rooms")?, named)?,
            tracks: all(elements(json, "tracks")?, named)?,
            speakers: all(elements(json, "speakers")?, named)?,
            talks: all(needed(json, "talks")?, talk)?,
            texts: optional(json, "texts")?,
        })
    }
}

impl TextsDocument {
    /// Reads the text of `GET /agenda/texts`.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        let json = Json::parse(text).ok_or(Malformed("json"))?;
        Ok(Self { talks: map(&json, "talks", text_entry)?, speakers: map(&json, "speakers", |value| words(value, "speakers"))? })
    }
}

impl Translation {
    /// Reads what the workshop wrote.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        let json = Json::parse(text).ok_or(Malformed("json"))?;
        let remark = |json: &Json<'_>| Ok(RemarkEntry { matters: flag(json, "matters")?, sentence: self::text(json, "sentence")? });
        Ok(Self {
            programme: json.member("programme").map(Programme::read).transpose()?,
            remarks: all(elements(&json, "remarks")?, remark)?,
            refusal: optional(&json, "refusal")?.unwrap_or_default(),
        })
    }
}

fn named(json: &Json<'_>) -> Result<Named, Malformed> {
    Ok(Named {
        id: text(json, "id")?,
        name: text(json, "name")?,
        colour: optional(json, "colour")?,
        biography: optional(json, "biography")?.unwrap_or_default(),
    })
}

fn talk(json: &Json<'_>) -> Result<TalkEntry, Malformed> {
    Ok(TalkEntry {
        id: text(json, "id")?,
        title: text(json, "title")?,
        subtitle: optional(json, "subtitle")?.unwrap_or_default(),
        text: text_entry(json)?,
        start: text(json, "start")?,
        end: text(json, "end")?,
        day: text(json, "day")?,
        room: optional(json, "room")?,
        track: optional(json, "track")?,
        speakers: all(elements(json, "speakers")?, |id| words(id, "speakers"))?,
        language: optional(json, "language")?,
        kind: optional(json, "kind")?.unwrap_or_default(),
        tags: all(elements(json, "tags")?, |tag| words(tag, "tags"))?,
        do_not_record: flag(json, "do_not_record")?,
        cancelled: flag(json, "cancelled")?,
        revision: number(json, "revision")?,
    })
}

fn text_entry(json: &Json<'_>) -> Result<TextEntry, Malformed> {
    let link = |link: &Json<'_>| Ok(LinkEntry { title: optional(link, "title")?.unwrap_or_default(), url: text(link, "url")? });
    Ok(TextEntry {
        summary: optional(json, "summary")?.unwrap_or_default(),
        description: optional(json, "description")?.unwrap_or_default(),
        links: all(elements(json, "links")?, link)?,
    })
}

fn words(json: &Json<'_>, name: &'static str) -> Result<String, Malformed> {
    json.text().map(str::to_owned).ok_or(Malformed(name))
}

fn optional(json: &Json<'_>, name: &'static str) -> Result<Option<String>, Malformed> {
    json.member(name).map(|value| words(value, name)).transpose()
}

fn text(json: &Json<'_>, name: &'static str) -> Result<String, Malformed> {
    optional(json, name)?.ok_or(Malformed(name))
}

fn flag(json: &Json<'_>, name: &'static str) -> Result<bool, Malformed> {
    match json.member(name) {
        None => Ok(false),
        Some(Json::Bool(flag)) => Ok(*flag),
        Some(Json::Null | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Members(_)) => Err(Malformed(name)),
    }
}

fn number(json: &Json<'_>, name: &'static str) -> Result<u32, Malformed> {
    match json.member(name) {
        None => Ok(0),
        Some(Json::Number(number)) => number.parse().map_err(|_| Malformed(name)),
        Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Members(_)) => Err(Malformed(name)),
    }
}

fn elements<'j, 't>(json: &'j Json<'t>, name: &'static str) -> Result<&'j [Json<'t>], Malformed> {
    json.member(name).map_or(Ok(&[]), |value| value.list().ok_or(Malformed(name)))
}

fn needed<'j, 't>(json: &'j Json<'t>, name: &'static str) -> Result<&'j [Json<'t>], Malformed> {
    json.member(name).and_then(Json::list).ok_or(Malformed(name))
}

fn all<T>(elements: &[Json<'_>], read: impl Fn(&Json<'_>) -> Result<T, Malformed>) -> Result<Vec<T>, Malformed> {
    let mut found = Vec::with_capacity(elements.len());
    for element in elements {
        found.push(read(element)?);
    }
    Ok(found)
}

fn map<T>(json: &Json<'_>, name: &'static str, read: impl Fn(&Json<'_>) -> Result<T, Malformed>) -> Result<BTreeMap<String, T>, Malformed> {
    let Some(value) = json.member(name) else { return Ok(BTreeMap::new()) };
    let members = value.members().ok_or(Malformed(name))?;
    members.iter().map(|(key, value)| Ok((key.clone().into_owned(), read(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const GOLDEN: &str = include_str!("../../tests/contract/golden/agenda.json");

    #[test]
    fn reads_what_serde_reads() {
        for text in [GOLDEN, include_str!("../formats/samples/contract.json")] {
            assert_eq!(Programme::from_text(text), Ok(serde_json::from_str(text).unwrap()));
        }
        let texts = r#"{"talks":{"a":{"summary":"S","links":[{"url":"https://x.example"}]},"b":{}},"speakers":{"ada":"\u00c4"}}"#;
        assert_eq!(TextsDocument::from_text(texts), Ok(serde_json::from_str(texts).unwrap()));
        assert_eq!(TextsDocument::from_text("{}"), Ok(TextsDocument::default()));
    }

    #[test]
    fn names_what_it_cannot_use() {
        let programme = |talk: &str| {
            let text = format!(r#"{{"version":"1","event":{{"name":"x"}},"days":[],"rooms":[],"talks":[{talk}]}}"#);
            Programme::from_text(&text).map(|programme| programme.talks.len())
        };
        let whole = r#""id":"a","title":"A","start":"s","end":"e","day":"d""#;
        assert_eq!(programme(&format!("{{{whole}}}")), Ok(1));
        for (more, member) in [
            (r#""cancelled":"no""#, "cancelled"),
            (r#""revision":-1"#, "revision"),
            (r#""speakers":[7]"#, "speakers"),
            (r#""links":[{}]"#, "url"),
            (r#""room":{}"#, "room"),
        ] {
            assert_eq!(programme(&format!("{{{whole},{more}}}")), Err(Malformed(member)), "{more}");
        }
        assert_eq!(programme(r#"{"id":"a"}"#), Err(Malformed("title")));
        assert_eq!(Programme::from_text("[]"), Err(Malformed("event")));
        assert_eq!(Programme::from_text("<html>"), Err(Malformed("json")));
    }
}
