//! Which talks somebody wants to see, as it stands in the address bar. Not: who starred what, which the caller knows.

use super::search::Index;
use super::{Agenda, Talk};
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
    /// Words to find; see [`Index`].
    pub text: String,
    /// Starred talks only.
    pub starred_only: bool,
}

/// How many talks each choice would show, the other parts of the filter being as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// By position in [`Agenda::days`], whatever day is chosen.
    pub days: Vec<usize>,
    /// By position in [`Agenda::tracks`], whatever tracks are chosen.
    pub tracks: Vec<usize>,
    /// By position in [`Agenda::rooms`], whatever rooms are chosen.
    pub rooms: Vec<usize>,
}

/// Which parts of the filter let a talk pass.
struct Passes {
    day: bool,
    track: bool,
    room: bool,
    others: bool,
}

/// More words than anybody types; a longer text in an address is not a search.
const LONGEST_TEXT: usize = 200;

impl Filter {
    /// Reads the pairs of a URL's query: `day=2019-12-27&track=…&track=…&room=…&q=…&starred=1`. Whatever else stands there is ignored.
    pub fn from_query<'q>(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        fn add<T: PartialEq>(list: &mut Vec<T>, id: Option<T>) {
            list.extend(id.filter(|id| !list.contains(id)));
        }
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name {
                "day" => filter.day = value.parse().ok(),
                "track" => add(&mut filter.tracks, value.parse().ok()),
                "room" => add(&mut filter.rooms, value.parse().ok()),
                "q" => filter.text = value.trim().chars().take(LONGEST_TEXT).collect(),
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
        pairs.extend(self.tracks.iter().map(|id| ("track", id.to_string())));
        pairs.extend(self.rooms.iter().map(|id| ("room", id.to_string())));
        let text = self.text.trim();
        pairs.extend((!text.is_empty()).then(|| ("q", text.to_owned())));
        pairs.extend(self.starred_only.then(|| ("starred", "1".to_owned())));
        pairs
    }

    /// Without days, tracks and rooms that this agenda does not have: an old link shows more rather than nothing.
    pub fn known_to(&self, agenda: &Agenda) -> Self {
        Self {
            day: self.day.filter(|date| agenda.days.iter().any(|day| day.date == *date)),
            tracks: self.tracks.iter().filter(|id| agenda.tracks.iter().any(|track| track.id == **id)).cloned().collect(),
            rooms: self.rooms.iter().filter(|id| agenda.rooms.iter().any(|room| room.id == **id)).cloned().collect(),
            text: self.text.clone(),
            starred_only: self.starred_only,
        }
    }

    /// Whether anything but the day is narrowed.
    pub fn narrows(&self) -> bool {
        Self { day: None, ..self.clone() } != Self::default()
    }

    /// Positions in [`Agenda::talks`] of the talks that pass, by start.
    pub fn talks(&self, agenda: &Agenda, index: &Index, starred: &dyn Fn(&TalkId) -> bool) -> Vec<usize> {
        let passing = self.weigh(agenda, index, starred);
        passing.into_iter().enumerate().filter(|(_, p)| p.day && p.track && p.room && p.others).map(|(talk, _)| talk).collect()
    }

    /// How many talks each day, track and room would show.
    pub fn counts(&self, agenda: &Agenda, index: &Index, starred: &dyn Fn(&TalkId) -> bool) -> Counts {
        let mut counts =
            Counts { days: vec![0; agenda.days.len()], tracks: vec![0; agenda.tracks.len()], rooms: vec![0; agenda.rooms.len()] };
        let add = |list: &mut Vec<usize>, position: Option<usize>| {
            if let Some(count) = position.and_then(|position| list.get_mut(position)) {
                *count += 1;
            }
        };
        for (talk, passes) in agenda.talks.iter().zip(self.weigh(agenda, index, starred)) {
            if !passes.others {
                continue;
            }
            if passes.track && passes.room {
                add(&mut counts.days, Some(talk.day));
            }
            if passes.day && passes.room {
                add(&mut counts.tracks, talk.track);
            }
            if passes.day && passes.track {
                add(&mut counts.rooms, talk.room);
            }
        }
        counts
    }

    fn weigh(&self, agenda: &Agenda, index: &Index, starred: &dyn Fn(&TalkId) -> bool) -> Vec<Passes> {
        let known = self.known_to(agenda);
        let day = known.day.and_then(|date| agenda.days.iter().position(|day| day.date == date));
        let tracks: Vec<bool> = agenda.tracks.iter().map(|track| known.tracks.contains(&track.id)).collect();
        let rooms: Vec<bool> = agenda.rooms.iter().map(|room| known.rooms.contains(&room.id)).collect();
        let chosen =
            |list: &[bool], position: Option<usize>| position.and_then(|position| list.get(position)).is_some_and(|chosen| *chosen);
        let query = index.query(&self.text);
        let weigh = |(position, talk): (usize, &Talk)| Passes {
            day: day.is_none_or(|day| talk.day == day),
            track: known.tracks.is_empty() || chosen(&tracks, talk.track),
            room: known.rooms.is_empty() || chosen(&rooms, talk.room),
            others: (!self.starred_only || starred(&talk.id)) && (query.is_empty() || index.rank(position, &query).is_some()),
        };
        agenda.talks.iter().enumerate().map(weigh).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::super::search::fold_plain;
    use super::*;

    fn ids(filter: &Filter) -> Vec<String> {
        let agenda = agenda();
        let talks = filter.talks(&agenda, &Index::new(&agenda, fold_plain), &|id| id.as_str() == "zh");
        talks.into_iter().map(|talk| agenda.talks[talk].id.to_string()).collect()
    }

    fn from(query: &str) -> Filter {
        Filter::from_query(query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))))
    }

    #[test]
    fn a_filter_survives_the_address_bar() {
        for query in ["", "day=2026-03-27", "day=2026-03-28&track=art&track=rest&room=ada&q=opening talk&starred=1"] {
            let printed: Vec<_> = from(query).to_query().iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(printed.join("&"), query);
        }
        let messy = from("day=yesterday&track=a/b&track=art&track=art&room=&q=%20 &starred=yes&utm=x&track=gone");
        assert_eq!(messy.to_query(), [("track", "art".to_owned()), ("track", "gone".to_owned()), ("q", "%20".to_owned())]);
        assert_eq!(messy.known_to(&agenda()).tracks.len(), 1);
    }

    #[test]
    fn each_part_narrows() {
        for (query, expected) in [
            ("", &["open", "esp", "zh", "party", "close"][..]),
            ("day=2026-03-27", &["open", "esp", "zh", "party"]),
            ("day=2026-03-29", &["open", "esp", "zh", "party", "close"]),
            ("track=art", &["esp", "zh"]),
            ("track=art&track=rest&room=gray", &["esp", "party"]),
            ("track=gone", &["open", "esp", "zh", "party", "close"]),
            ("q=opening", &["open", "party"]),
            ("starred=1", &["zh"]),
            ("starred=1&room=ada", &[]),
        ] {
            assert_eq!(ids(&from(query)), expected, "{query}");
        }
        assert!(!from("day=2026-03-27").narrows() && from("room=ada").narrows());
    }

    #[test]
    fn counts_say_what_each_choice_would_show() {
        let agenda = agenda();
        let counts = |query| from(query).counts(&agenda, &Index::new(&agenda, fold_plain), &|_| false);
        assert_eq!(counts(""), Counts { days: vec![4, 1], tracks: vec![2, 1], rooms: vec![2, 2] });
        assert_eq!(counts("room=ada&track=art"), Counts { days: vec![0, 0], tracks: vec![0, 0], rooms: vec![0, 1] });
        assert_eq!(counts("day=2026-03-28"), Counts { days: vec![4, 1], tracks: vec![0, 0], rooms: vec![1, 0] });
    }
}
