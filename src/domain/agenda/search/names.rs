//! The folded names of a programme, each once however many talks carry it, and how good a word's place among them is. Not: long texts.

use super::fold::Fold;
use super::words::{Needle, Words};
use super::{Agenda, Rank};
use crate::domain::agenda::Talk;
use std::collections::BTreeMap;

#[derive(Clone)]
pub(super) struct Names {
    /// By talk: title and subtitle.
    titles: Words,
    people: Words,
    rooms: Words,
    tracks: Words,
    /// Kinds and key words.
    labels: Words,
    /// By talk: positions of its labels.
    labels_of: Vec<Vec<usize>>,
}

/// Which of the names hold one word.
pub(super) struct Hits {
    people: Vec<bool>,
    rooms: Vec<bool>,
    tracks: Vec<bool>,
    labels: Vec<bool>,
}

impl Names {
    pub(super) fn of(agenda: &Agenda, fold: Fold) -> Self {
        let folded = |names: &mut dyn Iterator<Item = &str>| {
            let mut words = Words::default();
            names.for_each(|name| words.push([name], fold));
            words
        };
        let mut titles = Words::default();
        for talk in &agenda.talks {
            titles.push([talk.title.as_str(), talk.subtitle.as_str()], fold);
        }
        let mut known = BTreeMap::new();
        let mut position = |label| {
            let next = known.len();
            *known.entry(label).or_insert(next)
        };
        let labels_of = agenda.talks.iter().map(|talk| labels(talk).map(&mut position).collect()).collect();
        let mut labels: Vec<(&str, usize)> = known.into_iter().collect();
        labels.sort_by_key(|(_, position)| *position);
        Self {
            titles,
            people: folded(&mut agenda.speakers.iter().map(|speaker| speaker.name.as_str())),
            rooms: folded(&mut agenda.rooms.iter().map(|room| room.name.as_str())),
            tracks: folded(&mut agenda.tracks.iter().map(|track| track.name.as_str())),
            labels: folded(&mut labels.into_iter().map(|(label, _)| label)),
            labels_of,
        }
    }

    pub(super) fn hits(&self, needle: &Needle) -> Hits {
        Hits {
            people: self.people.hits(needle),
            rooms: self.rooms.hits(needle),
            tracks: self.tracks.hits(needle),
            labels: self.labels.hits(needle),
        }
    }

    /// The best place of one word in the talk at this position.
    pub(super) fn rank(&self, position: usize, talk: &Talk, needle: &Needle, hits: &Hits) -> Option<Rank> {
        fn hit(list: &[bool], position: usize) -> bool {
            list.get(position).is_some_and(|hit| *hit)
        }
        if needle.is_in(self.titles.get(position)) {
            return Some(Rank::Title);
        }
        if talk.speakers.iter().any(|speaker| hit(&hits.people, *speaker)) {
            return Some(Rank::People);
        }
        let labelled = || self.labels_of.get(position).is_some_and(|labels| labels.iter().any(|label| hit(&hits.labels, *label)));
        let placed = talk.room.is_some_and(|room| hit(&hits.rooms, room)) || talk.track.is_some_and(|track| hit(&hits.tracks, track));
        (placed || labelled()).then_some(Rank::Place)
    }

    /// Whether the talk's title begins with these words.
    pub(super) fn begins(&self, position: usize, whole: &str) -> bool {
        self.titles.get(position).starts_with(whole)
    }
}

fn labels(talk: &Talk) -> impl Iterator<Item = &str> {
    talk.tags.iter().map(String::as_str).chain((!talk.kind.is_empty()).then_some(talk.kind.as_str()))
}
