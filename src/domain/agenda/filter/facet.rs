//! The parts of a filter by name, so that a page can offer them alike. Not: their words for people.

use super::{Filter, PartOfDay};
use std::str::FromStr;

/// A part of a filter that is a list of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// [`Filter::tracks`].
    Track,
    /// [`Filter::rooms`].
    Room,
    /// [`Filter::languages`].
    Language,
    /// [`Filter::kinds`].
    Kind,
    /// [`Filter::tags`].
    Tag,
    /// [`Filter::times`].
    Time,
}

/// A part of a filter that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// [`Filter::day`].
    Day,
    /// One of the lists.
    Facet(Facet),
    /// [`Filter::hidden_rooms`].
    Hidden,
    /// [`Filter::text`].
    Text,
    /// [`Filter::starred_only`].
    Starred,
}

impl Facet {
    /// In the order in which an address names them.
    pub const ALL: [Self; 6] = [Self::Track, Self::Room, Self::Language, Self::Kind, Self::Tag, Self::Time];

    /// As it stands in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Room => "room",
            Self::Language => "lang",
            Self::Kind => "kind",
            Self::Tag => "tag",
            Self::Time => "time",
        }
    }
}

impl Part {
    /// All that may be why nothing is shown.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Text, Self::Day, Self::Starred].into_iter().chain(Facet::ALL.map(Self::Facet)).chain([Self::Hidden])
    }

    pub(super) fn bit(self) -> u16 {
        1 << match self {
            Self::Day => 0,
            Self::Hidden => 1,
            Self::Text => 2,
            Self::Starred => 3,
            Self::Facet(facet) => 4 + facet as u16,
        }
    }
}

impl Filter {
    /// The choices made in a list, as they stand in an address.
    pub fn chosen(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Track => self.tracks.iter().map(ToString::to_string).collect(),
            Facet::Room => self.rooms.iter().map(ToString::to_string).collect(),
            Facet::Language => self.languages.clone(),
            Facet::Kind => self.kinds.clone(),
            Facet::Tag => self.tags.clone(),
            Facet::Time => self.times.iter().map(|part| part.name().to_owned()).collect(),
        }
    }

    /// Adds a choice, or takes it away where it was made; what is no choice changes nothing.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        match facet {
            Facet::Track => flip(&mut self.tracks, value.parse().ok()),
            Facet::Room => flip(&mut self.rooms, value.parse().ok()),
            Facet::Language => flip(&mut self.languages, String::from_str(value).ok()),
            Facet::Kind => flip(&mut self.kinds, String::from_str(value).ok()),
            Facet::Tag => flip(&mut self.tags, String::from_str(value).ok()),
            Facet::Time => flip(&mut self.times, PartOfDay::named(value)),
        }
    }

    /// Hides a room, or shows it again.
    pub fn toggle_hidden(&mut self, room: &str) {
        flip(&mut self.hidden_rooms, room.parse().ok());
    }

    /// Whether this part narrows anything.
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Day => self.day.is_some(),
            Part::Facet(facet) => !self.chosen(facet).is_empty(),
            Part::Hidden => !self.hidden_rooms.is_empty(),
            Part::Text => !self.text.trim().is_empty(),
            Part::Starred => self.starred_only,
        }
    }

    /// The same without this part.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        let mut filter = self.clone();
        match part {
            Part::Day => filter.day = None,
            Part::Facet(Facet::Track) => filter.tracks.clear(),
            Part::Facet(Facet::Room) => filter.rooms.clear(),
            Part::Facet(Facet::Language) => filter.languages.clear(),
            Part::Facet(Facet::Kind) => filter.kinds.clear(),
            Part::Facet(Facet::Tag) => filter.tags.clear(),
            Part::Facet(Facet::Time) => filter.times.clear(),
            Part::Hidden => filter.hidden_rooms.clear(),
            Part::Text => filter.text.clear(),
            Part::Starred => filter.starred_only = false,
        }
        filter
    }
}

fn flip<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    let Some(value) = value else { return };
    match list.iter().position(|known| *known == value) {
        Some(position) => {
            list.remove(position);
        }
        None => list.push(value),
    }
}
