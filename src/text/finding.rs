//! Words for what a programme can be narrowed by. Not: the publisher's own words for rooms, tracks and kinds.

use crate::domain::agenda::filter::{Facet, Part, PartOfDay};

/// What a list of choices is called.
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Track => "Track",
        Facet::Room => "Room",
        Facet::Language => "Language",
        Facet::Kind => "Type",
        Facet::Tag => "Tag",
        Facet::Time => "Time of day",
    }
}

/// A part of a day, and from when to when.
pub fn part_of_day(part: PartOfDay) -> (&'static str, &'static str) {
    match part {
        PartOfDay::Morning => ("Morning", "5:00–12:00"),
        PartOfDay::Afternoon => ("Afternoon", "12:00–17:00"),
        PartOfDay::Evening => ("Evening", "17:00–22:00"),
        PartOfDay::Night => ("Night", "22:00–5:00"),
    }
}

/// What taking a part of the filter away is called, where nothing is found with it.
pub fn without(part: Part) -> &'static str {
    match part {
        Part::Day => "Look on all days",
        Part::Text => "Leave the words out",
        Part::Starred => "Not only what I starred",
        Part::Hidden => "Show hidden rooms",
        Part::Facet(Facet::Track) => "Any track",
        Part::Facet(Facet::Room) => "Any room",
        Part::Facet(Facet::Language) => "Any language",
        Part::Facet(Facet::Kind) => "Any type",
        Part::Facet(Facet::Tag) => "Any tag",
        Part::Facet(Facet::Time) => "Any time of day",
    }
}
