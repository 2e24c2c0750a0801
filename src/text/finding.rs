//! Words for what a programme can be narrowed by. Not: the publisher's own words for rooms, tracks and kinds.

use crate::domain::agenda::filter::{Facet, Part, PartOfDay};

/// What a list of choices is called.
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Track => t!("Track"),
        Facet::Room => t!("Room"),
        Facet::Language => t!("Language"),
        Facet::Kind => t!("Type"),
        Facet::Tag => t!("Tag"),
        Facet::Time => t!("Time of day"),
    }
}

/// The name of the search in a long list of choices.
pub fn find_in(facet: Facet) -> &'static str {
    match facet {
        Facet::Track => t!("Find in track"),
        Facet::Room => t!("Find in room"),
        Facet::Language => t!("Find in language"),
        Facet::Kind => t!("Find in type"),
        Facet::Tag => t!("Find in tag"),
        Facet::Time => t!("Find in time of day"),
    }
}

/// Of a list of talks at one time: how many more there are, and what else a link to that part of the day shows.
pub fn more_beside(more: usize, part: PartOfDay) -> String {
    match part {
        PartOfDay::Morning => tn!(more, "{n} more, and everything else that morning", "{n} more, and everything else that morning"),
        PartOfDay::Afternoon => tn!(more, "{n} more, and everything else that afternoon", "{n} more, and everything else that afternoon"),
        PartOfDay::Evening => tn!(more, "{n} more, and everything else that evening", "{n} more, and everything else that evening"),
        PartOfDay::Night => tn!(more, "{n} more, and everything else that night", "{n} more, and everything else that night"),
    }
}

/// A part of a day, and from when to when.
pub fn part_of_day(part: PartOfDay) -> (&'static str, &'static str) {
    match part {
        PartOfDay::Morning => (t!("Morning"), t!("5:00–12:00")),
        PartOfDay::Afternoon => (t!("Afternoon"), t!("12:00–17:00")),
        PartOfDay::Evening => (t!("Evening"), t!("17:00–22:00")),
        PartOfDay::Night => (t!("Night"), t!("22:00–5:00")),
    }
}

/// What taking a part of the filter away is called, where nothing is found with it.
pub fn without(part: Part) -> &'static str {
    match part {
        Part::Day => t!("Look on all days"),
        Part::Text => t!("Leave the words out"),
        Part::Starred => t!("Not only what I starred"),
        Part::Hidden => t!("Show hidden rooms"),
        Part::Facet(Facet::Track) => t!("Any track"),
        Part::Facet(Facet::Room) => t!("Any room"),
        Part::Facet(Facet::Language) => t!("Any language"),
        Part::Facet(Facet::Kind) => t!("Any type"),
        Part::Facet(Facet::Tag) => t!("Any tag"),
        Part::Facet(Facet::Time) => t!("Any time of day"),
    }
}
