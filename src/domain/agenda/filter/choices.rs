//! What there is to choose in a programme. Not: what is chosen.

use super::{Facet, PartOfDay};
use crate::domain::agenda::{Agenda, Talk};
use std::collections::BTreeMap;

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in an address.
    pub value: String,
    /// As the publisher calls it; a language by its tag.
    pub name: String,
}

/// The lists of a programme, and which talk is held by which choice.
#[derive(Debug, Clone)]
pub struct Choices {
    lists: [Vec<Choice>; 6],
    /// Positions of a talk in [`Agenda::talks`] and of a choice in the list.
    held: [Vec<(usize, usize)>; 6],
}

impl Choices {
    /// All of them: rooms and tracks in the publisher's order, languages, kinds and key words by how many talks have them.
    pub fn of(agenda: &Agenda) -> Self {
        let mut lists: [Vec<Choice>; 6] = Default::default();
        let mut held: [Vec<(usize, usize)>; 6] = Default::default();
        for facet in Facet::ALL {
            let (list, pairs) = match facet {
                Facet::Track => (
                    agenda.tracks.iter().map(|track| Choice { value: track.id.to_string(), name: track.name.clone() }).collect(),
                    placed(agenda, |talk| talk.track),
                ),
                Facet::Room => (
                    agenda.rooms.iter().map(|room| Choice { value: room.id.to_string(), name: room.name.clone() }).collect(),
                    placed(agenda, |talk| talk.room),
                ),
                Facet::Language => named(agenda, |talk| talk.language.as_slice()),
                Facet::Kind => named(agenda, |talk| std::slice::from_ref(&talk.kind)),
                Facet::Tag => named(agenda, |talk| &talk.tags),
                Facet::Time => (
                    PartOfDay::ALL.map(|part| Choice { value: part.name().to_owned(), name: part.name().to_owned() }).into(),
                    placed(agenda, |talk| Some(PartOfDay::of(talk.start) as usize)),
                ),
            };
            lists[facet as usize] = list;
            held[facet as usize] = pairs;
        }
        Self { lists, held }
    }

    /// The choices of a list, in their order.
    pub fn of_facet(&self, facet: Facet) -> &[Choice] {
        &self.lists[facet as usize]
    }

    pub(super) fn held(&self, facet: Facet) -> &[(usize, usize)] {
        &self.held[facet as usize]
    }
}

fn placed(agenda: &Agenda, of: fn(&Talk) -> Option<usize>) -> Vec<(usize, usize)> {
    agenda.talks.iter().enumerate().filter_map(|(position, talk)| Some((position, of(talk)?))).collect()
}

fn named(agenda: &Agenda, of: fn(&Talk) -> &[String]) -> (Vec<Choice>, Vec<(usize, usize)>) {
    let mut talks_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, talk) in agenda.talks.iter().enumerate() {
        for name in of(talk).iter().filter(|name| !name.is_empty()) {
            talks_of.entry(name).or_default().push(position);
        }
    }
    let mut names: Vec<(&str, Vec<usize>)> = talks_of.into_iter().collect();
    names.sort_by_key(|(_, talks)| std::cmp::Reverse(talks.len()));
    let held = names.iter().enumerate().flat_map(|(choice, (_, talks))| talks.iter().map(move |talk| (*talk, choice))).collect();
    (names.into_iter().map(|(name, _)| Choice { value: name.to_owned(), name: name.to_owned() }).collect(), held)
}
