//! A programme sifted by a filter: each talk with the parts that it misses, so that every count comes from one pass. Not: the choices there are.

use super::{Choices, Facet, Filter, Part, PartOfDay};
use crate::domain::agenda::search::{Index, Rank};
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::id::TalkId;

/// By position in [`Agenda::talks`]: which parts of the filter a talk misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sift {
    misses: Vec<u16>,
    /// Where each holds the words; empty where no words are looked for.
    ranks: Vec<Option<Rank>>,
}

impl Filter {
    /// One pass over the programme. Days, rooms and tracks that the agenda does not have are no reason to miss a talk.
    pub fn sift(&self, agenda: &Agenda, index: &Index, starred: &dyn Fn(&TalkId) -> bool) -> Sift {
        let known = self.known_to(agenda);
        let day = known.day.and_then(|date| agenda.days.iter().position(|day| day.date == date));
        let tracks: Vec<bool> = agenda.tracks.iter().map(|track| known.tracks.contains(&track.id)).collect();
        let rooms: Vec<bool> = agenda.rooms.iter().map(|room| known.rooms.contains(&room.id)).collect();
        let hidden: Vec<bool> = agenda.rooms.iter().map(|room| known.hidden_rooms.contains(&room.id)).collect();
        let query = index.query(&known.text);
        let ranks = if query.is_empty() { Vec::new() } else { index.find(agenda, &query) };
        let of = |list: &[bool], position: Option<usize>| position.and_then(|at| list.get(at)).is_some_and(|chosen| *chosen);
        let passes = |facet: Facet, talk: &Talk| match facet {
            Facet::Track => known.tracks.is_empty() || of(&tracks, talk.track),
            Facet::Room => known.rooms.is_empty() || of(&rooms, talk.room),
            Facet::Language => known.languages.is_empty() || talk.language.as_ref().is_some_and(|tag| known.languages.contains(tag)),
            Facet::Kind => known.kinds.is_empty() || known.kinds.contains(&talk.kind),
            Facet::Tag => known.tags.is_empty() || talk.tags.iter().any(|tag| known.tags.contains(tag)),
            Facet::Time => known.times.is_empty() || known.times.contains(&PartOfDay::of(talk.start)),
        };
        let misses = |(position, talk): (usize, &Talk)| {
            let mut misses = 0;
            let mut weigh = |part: Part, passes: bool| misses |= if passes { 0 } else { part.bit() };
            weigh(Part::Day, day.is_none_or(|day| talk.day == day));
            weigh(Part::Hidden, !of(&hidden, talk.room));
            weigh(Part::Starred, !known.starred_only || starred(&talk.id));
            weigh(Part::Text, ranks.is_empty() || ranks.get(position).is_some_and(Option::is_some));
            for facet in Facet::ALL {
                weigh(Part::Facet(facet), passes(facet, talk));
            }
            if of(&rooms, talk.room) { misses | IN_CHOSEN_ROOM } else { misses }
        };
        Sift { misses: agenda.talks.iter().enumerate().map(misses).collect(), ranks }
    }
}

impl Sift {
    /// Positions in [`Agenda::talks`] of the talks that pass, by start.
    pub fn talks(&self) -> Vec<usize> {
        let kept = kept(&[]);
        self.misses.iter().enumerate().filter(|(_, misses)| passes(**misses, kept)).map(|(talk, _)| talk).collect()
    }

    /// The same, best first; equally good ones by start.
    pub fn best_first(&self) -> Vec<usize> {
        let mut talks = self.talks();
        talks.sort_by_key(|talk| self.ranks.get(*talk).copied().flatten());
        talks
    }

    /// Where the talk holds the words that are looked for.
    pub fn rank(&self, talk: usize) -> Option<Rank> {
        self.ranks.get(talk).copied().flatten()
    }

    /// How many would pass without these parts of the filter.
    pub fn without(&self, parts: &[Part]) -> usize {
        let kept = kept(parts);
        self.misses.iter().filter(|misses| passes(**misses, kept)).count()
    }

    /// How many talks each day would show, whatever day is chosen; by position in [`Agenda::days`].
    pub fn by_day(&self, agenda: &Agenda) -> Vec<usize> {
        let kept = kept(&[Part::Day]);
        let mut counts = vec![0; agenda.days.len()];
        for (talk, misses) in agenda.talks.iter().zip(&self.misses) {
            if let Some(count) = counts.get_mut(talk.day).filter(|_| passes(*misses, kept)) {
                *count += 1;
            }
        }
        counts
    }

    /// How many talks each choice of a list would show, whatever is chosen there, the rest of the filter being as it is; by position in
    /// [`Choices::of_facet`]. `all_days`: whatever day is chosen, too. A hidden room is counted as if it were not.
    pub fn by_choice(&self, choices: &Choices, facet: Facet, all_days: bool) -> Vec<usize> {
        let mut parts = vec![Part::Facet(facet)];
        parts.extend(all_days.then_some(Part::Day));
        parts.extend((facet == Facet::Room).then_some(Part::Hidden));
        let kept = kept(&parts);
        let mut counts = vec![0; choices.of_facet(facet).len()];
        for (talk, choice) in choices.held(facet) {
            let passes = self.misses.get(*talk).is_some_and(|misses| passes(*misses, kept));
            if let Some(count) = counts.get_mut(*choice).filter(|_| passes) {
                *count += 1;
            }
        }
        counts
    }
}

/// Not a miss: the talk is in a room that was chosen by name, which counts for more than that the room is hidden.
const IN_CHOSEN_ROOM: u16 = 1 << 15;

fn kept(parts: &[Part]) -> u16 {
    parts.iter().fold(u16::MAX, |kept, part| kept & !part.bit())
}

fn passes(misses: u16, kept: u16) -> bool {
    let by_name = misses & IN_CHOSEN_ROOM != 0 && kept & Part::Facet(Facet::Room).bit() != 0;
    let excused = IN_CHOSEN_ROOM | if by_name { Part::Hidden.bit() } else { 0 };
    misses & kept & !excused == 0
}
