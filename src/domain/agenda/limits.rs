//! A part of a programme, for a page that shows no more of it: some days, some rooms, some tracks. Not: what a visitor filters, which can be undone.

use super::Agenda;
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// Empty lists leave everything. Rooms and tracks go by id or by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// Conference days.
    pub days: Vec<Date>,
    /// Rooms.
    pub rooms: Vec<String>,
    /// Tracks.
    pub tracks: Vec<String>,
}

impl Limits {
    /// Whether they leave everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Agenda {
    /// Only the talks within these limits, with the days, rooms, tracks and speakers that they name.
    #[must_use]
    pub fn within(mut self, limits: &Limits) -> Self {
        if limits.is_empty() {
            return self;
        }
        let named = |wanted: &[String], id: &str, name: &str| wanted.iter().any(|want| want == id || want.eq_ignore_ascii_case(name));
        let is_in =
            |wanted: &[String], found: Option<(&str, &str)>| wanted.is_empty() || found.is_some_and(|(id, name)| named(wanted, id, name));
        let (days, rooms, tracks) = (&self.days, &self.rooms, &self.tracks);
        self.talks.retain(|talk| {
            let day = days.get(talk.day).map(|day| day.date);
            let room = talk.room.and_then(|room| rooms.get(room)).map(|room| (room.id.as_str(), room.name.as_str()));
            let track = talk.track.and_then(|track| tracks.get(track)).map(|track| (track.id.as_str(), track.name.as_str()));
            (limits.days.is_empty() || day.is_some_and(|day| limits.days.contains(&day)))
                && is_in(&limits.rooms, room)
                && is_in(&limits.tracks, track)
        });
        let places = kept(&mut self.days, self.talks.iter().map(|talk| talk.day));
        self.talks.iter_mut().for_each(|talk| talk.day = places.get(&talk.day).copied().unwrap_or_default());
        let places = kept(&mut self.rooms, self.talks.iter().filter_map(|talk| talk.room));
        self.talks.iter_mut().for_each(|talk| talk.room = talk.room.and_then(|at| places.get(&at).copied()));
        let places = kept(&mut self.tracks, self.talks.iter().filter_map(|talk| talk.track));
        self.talks.iter_mut().for_each(|talk| talk.track = talk.track.and_then(|at| places.get(&at).copied()));
        let places = kept(&mut self.speakers, self.talks.iter().flat_map(|talk| talk.speakers.iter().copied()));
        for talk in &mut self.talks {
            talk.speakers = talk.speakers.iter().filter_map(|at| places.get(at).copied()).collect();
        }
        self
    }
}

/// Drops from `list` what stands at no place of `used`; answers where the rest stands now.
fn kept<T>(list: &mut Vec<T>, used: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut places: BTreeMap<usize, usize> = used.map(|at| (at, 0)).collect();
    for (new, place) in places.values_mut().enumerate() {
        *place = new;
    }
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        places.contains_key(&(at - 1))
    });
    places
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn what_is_left_out_is_named_nowhere_and_what_stays_keeps_its_place() {
        let whole = example::agenda();
        let room = whole.rooms.iter().position(|_| true).unwrap();
        let name = whole.rooms[room].name.clone();
        for wanted in [whole.rooms[room].id.to_string(), name.to_uppercase()] {
            let part = whole.clone().within(&Limits { rooms: vec![wanted], ..Limits::default() });
            let expected: Vec<_> = whole.talks.iter().filter(|talk| talk.room == Some(room)).collect();
            assert!(!expected.is_empty() && expected.len() < whole.talks.len(), "the example shows the difference");
            assert_eq!(part.talks.len(), expected.len());
            for (talk, before) in part.talks.iter().zip(expected) {
                assert_eq!(talk.id, before.id);
                assert_eq!(part.rooms[talk.room.unwrap()], whole.rooms[room]);
                assert_eq!(part.days[talk.day], whole.days[before.day]);
                assert_eq!(talk.track.map(|at| &part.tracks[at]), before.track.map(|at| &whole.tracks[at]));
                assert_eq!(part.speaker_names(talk), whole.speaker_names(before));
            }
            assert_eq!(part.rooms.len(), 1);
            let on_stage = part.speakers.iter().enumerate().all(|(at, _)| part.talks.iter().any(|talk| talk.speakers.contains(&at)));
            assert!(on_stage, "nobody is left whose talks are not");
        }
    }

    #[test]
    fn no_limits_change_nothing_and_unknown_names_leave_nothing() {
        let whole = example::agenda();
        assert_eq!(whole.clone().within(&Limits::default()), whole);
        let none = whole.clone().within(&Limits { tracks: vec!["no such track".into()], ..Limits::default() });
        assert!(none.talks.is_empty() && none.days.is_empty() && none.speakers.is_empty());
        let day = whole.days[0].date;
        let one_day = whole.clone().within(&Limits { days: vec![day], ..Limits::default() });
        assert_eq!(one_day.days.iter().map(|day| day.date).collect::<Vec<_>>(), [day]);
        assert_eq!(one_day.talks.len(), whole.talks.iter().filter(|talk| talk.day == 0).count());
    }
}
