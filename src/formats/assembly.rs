//! Puts an agenda together from what a format finds, in any order. Not: any format's member names.

use super::ids::{self, Unique};
use super::leaks::Leaks;
use crate::domain::agenda::{Agenda, Day, LongTexts, Notice, Room, Speaker, Subject, Talk, TalkText, Texts, Track};
use crate::domain::id::MalformedId;
use crate::domain::time::{Date, ZoneName};
use std::collections::BTreeMap;

/// An agenda in the making.
#[derive(Default)]
pub(super) struct Assembly {
    /// What was not as it should be, so far.
    pub(super) notices: Vec<Notice>,
    days: Vec<Date>,
    rooms: Shelf<Room>,
    tracks: Shelf<Track>,
    speakers: Shelf<Speaker>,
    leaks: Leaks,
    talks: Vec<(Talk, TalkText)>,
    biographies: BTreeMap<usize, String>,
}

/// Things that talks refer to, each by the key under which the file knows it.
struct Shelf<T> {
    things: Vec<T>,
    by_key: BTreeMap<String, usize>,
    ids: Unique,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { things: Vec::new(), by_key: BTreeMap::new(), ids: Unique::default() }
    }
}

impl<T> Shelf<T> {
    fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    fn put(&mut self, key: String, thing: impl FnOnce(&mut Unique) -> Result<T, MalformedId>) -> Option<usize> {
        if let Some(position) = self.position(&key) {
            return Some(position);
        }
        self.things.push(thing(&mut self.ids).ok()?);
        self.by_key.insert(key, self.things.len() - 1);
        Some(self.things.len() - 1)
    }
}

impl Assembly {
    /// The day of this date, added where it is new. Positions are the assembly's own until [`Assembly::finish`] sorts the days.
    pub(super) fn day(&mut self, date: Date) -> usize {
        self.days.iter().position(|known| *known == date).unwrap_or_else(|| {
            self.days.push(date);
            self.days.len() - 1
        })
    }

    /// The room that the file knows by `key`, added where it is new. `id`: what the file offers as its identifier.
    pub(super) fn room(&mut self, key: &str, name: &str, id: Option<&str>) -> Option<usize> {
        let wanted = wanted(id, name, "room");
        self.rooms.put(key.into(), |ids| Ok(Room { id: ids.claim(&wanted)?, name: name.into() }))
    }

    /// What the room at this position is called.
    pub(super) fn room_name(&self, position: usize) -> &str {
        self.rooms.things.get(position).map_or("", |room| room.name.as_str())
    }

    /// The room known by `key`.
    pub(super) fn known_room(&self, key: &str) -> Option<usize> {
        self.rooms.position(key)
    }

    /// The track that the file knows by `key`, added where it is new.
    pub(super) fn track(&mut self, key: &str, name: &str, id: Option<&str>, colour: Option<&str>) -> Option<usize> {
        let wanted = wanted(id, name, "track");
        self.tracks.put(key.into(), |ids| Ok(Track { id: ids.claim(&wanted)?, name: name.into(), colour: colour.and_then(hex_colour) }))
    }

    /// The track known by `key`.
    pub(super) fn known_track(&self, key: &str) -> Option<usize> {
        self.tracks.position(key)
    }

    /// The speaker that the file knows by `key` and name: merged files use one number for several people.
    /// An identifier that may have been made from an address is not used.
    pub(super) fn speaker(&mut self, key: &str, name: &str, id: Option<&str>, biography: &str) -> Option<usize> {
        let wanted = wanted(id.filter(|id| !ids::may_be_a_digest(id)), name, "speaker");
        let position = self.speakers.put(format!("{key}\n{name}"), |ids| Ok(Speaker { id: ids.claim(&wanted)?, name: name.into() }));
        if let Some(position) = position.filter(|_| !biography.is_empty()) {
            self.biographies.entry(position).or_insert_with(|| biography.into());
        }
        position
    }

    /// Looks for what a person of the file says that was made from their address.
    pub(super) fn look_for_leaks(&mut self, person: &super::json::Json<'_>) {
        self.leaks.look_at(person);
    }

    /// Counts an address, or what was made from one, that the file holds in this member.
    pub(super) fn leaked(&mut self, member: &'static str) {
        self.leaks.count(member);
    }

    /// Looks for what anybody anywhere in this part of the file says that was made from their address.
    pub(super) fn search_for_leaks(&mut self, json: &super::json::Json<'_>) {
        self.leaks.search(json);
    }

    /// Names an irregularity once, however often it occurs.
    pub(super) fn irregular(&mut self, place: &str) {
        let notice = Notice::Irregular { place: place.into() };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Names a talk that is not drawn.
    pub(super) fn leave_out(&mut self, talk: Subject, member: &'static str) {
        self.notices.push(Notice::TalkLeftOut { talk, member: member.into() });
    }

    /// Adds a talk, whose identifier need not be unique yet.
    pub(super) fn talk(&mut self, talk: Talk, text: TalkText) {
        self.talks.push((talk, text));
    }

    /// The agenda, sorted, with an identifier for each talk: of a repeated talk the first keeps it, the second gets `-2`.
    pub(super) fn finish(self, version: String, name: String, zone: Option<ZoneName>) -> Agenda {
        let Self { mut notices, days, rooms, tracks, speakers, leaks, mut talks, biographies } = self;
        let mut sorted = days.clone();
        sorted.sort();
        for (talk, _) in &mut talks {
            let date = days.get(talk.day);
            talk.day = date.and_then(|date| sorted.binary_search(date).ok()).unwrap_or(0);
        }
        talks.sort_by_key(|(talk, _)| (talk.start, talk.room));
        let offered: Vec<String> = talks.iter().map(|(talk, _)| talk.id.to_string()).collect();
        let mut unique = Unique::reserving(offered.iter().map(String::as_str));
        let mut texts = Texts::default();
        for ((talk, text), offered) in talks.iter_mut().zip(&offered) {
            if let Ok(id) = unique.claim(offered) {
                talk.id = id;
            }
            texts.tell(&talk.id, std::mem::take(text));
        }
        let told = biographies.into_iter().filter_map(|(position, text)| Some((speakers.things.get(position)?.id.clone(), text)));
        texts.speakers.extend(told);
        notices.extend(leaks.notices());
        if talks.is_empty() {
            notices.push(Notice::Empty);
        }
        // Where the publisher does not tell one state of the programme from the next, its talks do.
        let version = if version.is_empty() { ids::print(&format!("{talks:?}")) } else { version };
        Agenda {
            version,
            name,
            zone,
            days: sorted.into_iter().map(|date| Day { date }).collect(),
            rooms: rooms.things,
            tracks: tracks.things,
            speakers: speakers.things,
            talks: talks.into_iter().map(|(talk, _)| talk).collect(),
            texts: LongTexts::Here(texts),
            notices,
        }
    }
}

fn wanted(id: Option<&str>, name: &str, kind: &str) -> String {
    id.filter(|id| ids::is_wellformed(id)).map_or_else(|| ids::slug(name, kind), str::to_owned)
}

/// `#rrggbb` in lower case from `#rgb` or `#rrggbb`.
fn hex_colour(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    match digits.len() {
        3 => Some(digits.chars().fold("#".into(), |hex, c| format!("{hex}{c}{c}")).to_ascii_lowercase()),
        6 => Some(format!("#{digits}").to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_six_digits_or_nothing() {
        assert_eq!(hex_colour("#AbC").as_deref(), Some("#aabbcc"));
        assert_eq!(hex_colour(" #00FF7f").as_deref(), Some("#00ff7f"));
        for bad in ["", "red", "#12", "#12345g", "#ä1234", "url(x)", "#1234567"] {
            assert_eq!(hex_colour(bad), None, "{bad}");
        }
    }

    #[test]
    fn people_are_told_apart_by_key_and_name_and_merged_by_both() {
        let mut assembly = Assembly::default();
        let people = [("127", "Ada", "", 0), ("127", "Bob", "", 1), ("127", "Ada", "Wrote the first program.", 0), ("9", "Ada", "", 2)];
        for (key, name, biography, position) in people {
            assert_eq!(assembly.speaker(key, name, Some(key), biography), Some(position));
        }
        assert_eq!(
            assembly.speaker("2ed6657d-e927-568b-95e1-2665a8aea6a2", "Cyd", Some("2ed6657d-e927-568b-95e1-2665a8aea6a2"), ""),
            Some(3)
        );
        let agenda = assembly.finish(String::new(), String::new(), None);
        let speakers = agenda.speakers;
        assert_eq!(speakers.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["127", "127-2", "9", "cyd"]);
        let told = &agenda.texts.here().unwrap().speakers;
        assert_eq!(told.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect::<Vec<_>>(), [("127", "Wrote the first program.")]);
    }
}
