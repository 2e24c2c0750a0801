//! Which talks somebody wants to see, as it stands in the address bar. Not: who starred what, which the caller knows, nor the sifting itself,
//! which is in `filter/sift.rs`.

mod choices;
mod facet;
mod part_of_day;
mod sift;

pub use choices::{Choice, Choices};
pub use facet::{Facet, Part};
pub use part_of_day::PartOfDay;
pub use sift::Sift;

use super::Agenda;
use super::search::Index;
use crate::domain::id::{RoomId, TalkId, TrackId};
use crate::domain::time::Date;

/// A choice of talks; each part narrows it, and an empty one leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// One conference day.
    pub day: Option<Date>,
    /// Any of these tracks.
    pub tracks: Vec<TrackId>,
    /// Any of these rooms.
    pub rooms: Vec<RoomId>,
    /// Any of these languages, as the programme tags them.
    pub languages: Vec<String>,
    /// Any of these kinds, in the publisher's words.
    pub kinds: Vec<String>,
    /// Any of these key words.
    pub tags: Vec<String>,
    /// Begins in any of these.
    pub times: Vec<PartOfDay>,
    /// In none of these rooms, unless the room is chosen above. A standing wish rather than a question: it does not count as narrowing.
    pub hidden_rooms: Vec<RoomId>,
    /// Words to find; see [`Index`].
    pub text: String,
    /// Starred talks only.
    pub starred_only: bool,
}

/// More words than anybody types; a longer text in an address is not a search.
const LONGEST_TEXT: usize = 200;

/// More choices of one kind than any programme has rooms or tags worth choosing.
const MOST_CHOICES: usize = 200;

fn add<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    list.extend(value.filter(|value| list.len() < MOST_CHOICES && !list.contains(value)));
}

fn words(value: &str) -> Option<String> {
    let words = value.trim();
    (!words.is_empty() && words.chars().count() <= LONGEST_TEXT).then(|| words.to_owned())
}

impl Filter {
    /// Reads the pairs of a URL's query: `day=2019-12-27&track=…&track=…&room=…&lang=de&kind=…&tag=…&time=evening&hide=…&q=…&starred=1`.
    /// `hide` names a room. Whatever else stands there is ignored.
    pub fn from_query<'q>(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name {
                "day" => filter.day = value.parse().ok(),
                "track" => add(&mut filter.tracks, value.parse().ok()),
                "room" => add(&mut filter.rooms, value.parse().ok()),
                "lang" => add(&mut filter.languages, words(value)),
                "kind" => add(&mut filter.kinds, words(value)),
                "tag" => add(&mut filter.tags, words(value)),
                "time" => add(&mut filter.times, PartOfDay::named(value)),
                "hide" => add(&mut filter.hidden_rooms, value.parse().ok()),
                "q" => filter.text = value.trim().chars().take(LONGEST_TEXT).collect::<String>().trim_end().to_owned(),
                "starred" => filter.starred_only = value == "1",
                _ => {}
            }
        }
        filter
    }

    /// The pairs of a URL's query, not yet percent-encoded; none for an empty filter.
    pub fn to_query(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.day.map(|day| ("day", day.to_string())));
        for facet in Facet::ALL {
            pairs.extend(self.chosen(facet).into_iter().map(|value| (facet.name(), value)));
        }
        pairs.extend(self.hidden_rooms.iter().map(|id| ("hide", id.to_string())));
        let text = self.text.trim();
        pairs.extend((!text.is_empty()).then(|| ("q", text.to_owned())));
        pairs.extend(self.starred_only.then(|| ("starred", "1".to_owned())));
        pairs
    }

    /// Without days, tracks, rooms and words that this agenda does not have: an old link shows more rather than nothing.
    pub fn known_to(&self, agenda: &Agenda) -> Self {
        let room = |id: &&RoomId| agenda.rooms.iter().any(|room| room.id == **id);
        let among = |value: &&String, of: fn(&super::Talk) -> &[String]| agenda.talks.iter().any(|talk| of(talk).contains(*value));
        Self {
            day: self.day.filter(|date| agenda.days.iter().any(|day| day.date == *date)),
            tracks: self.tracks.iter().filter(|id| agenda.tracks.iter().any(|track| track.id == **id)).cloned().collect(),
            rooms: self.rooms.iter().filter(room).cloned().collect(),
            languages: self.languages.iter().filter(|value| among(value, |talk| talk.language.as_slice())).cloned().collect(),
            kinds: self.kinds.iter().filter(|value| among(value, |talk| std::slice::from_ref(&talk.kind))).cloned().collect(),
            tags: self.tags.iter().filter(|value| among(value, |talk| &talk.tags)).cloned().collect(),
            times: self.times.clone(),
            hidden_rooms: self.hidden_rooms.iter().filter(room).cloned().collect(),
            text: self.text.clone(),
            starred_only: self.starred_only,
        }
    }

    /// What it names that this agenda does not have, as it stands in the address.
    pub fn unknown_to(&self, agenda: &Agenda) -> Vec<String> {
        let mut known = self.known_to(agenda).to_query();
        let mut unknown = self.to_query();
        unknown.retain(|pair| match known.iter().position(|other| other == pair) {
            Some(position) => {
                known.swap_remove(position);
                false
            }
            None => true,
        });
        unknown.into_iter().map(|(_, value)| value).collect()
    }

    /// Whether anything is looked for: anything but the day and hidden rooms.
    pub fn narrows(&self) -> bool {
        self.starred_only || !self.text.trim().is_empty() || Facet::ALL.into_iter().any(|facet| !self.chosen(facet).is_empty())
    }

    /// The same day and hidden rooms, and nothing looked for.
    pub fn cleared(&self) -> Self {
        Self { day: self.day, hidden_rooms: self.hidden_rooms.clone(), ..Self::default() }
    }

    /// Positions in [`Agenda::talks`] of the talks that pass, by start.
    pub fn talks(&self, agenda: &Agenda, index: &Index, starred: &dyn Fn(&TalkId) -> bool) -> Vec<usize> {
        self.sift(agenda, index, starred).talks()
    }
}

#[cfg(test)]
mod tests;
