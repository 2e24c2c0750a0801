//! What could be seen in the time between two talks. Not: whether it is worth it.

use super::{Change, Walking};
use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use std::collections::BTreeSet;

impl Change {
    /// Positions in [`Agenda::talks`] of the talks that fit in between, as a whole and with the walk there and on, where that is known; by start.
    /// Not among them: starred talks, cancelled ones, and breaks.
    pub fn fitting(&self, agenda: &Agenda, starred: &BTreeSet<TalkId>, walking: &Walking) -> Vec<usize> {
        let (Some(from), Some(to)) = (agenda.talks.get(self.from), agenda.talks.get(self.to)) else { return Vec::new() };
        let walk = |one: &Talk, other: &Talk| walking.between(agenda.room_name(one), agenda.room_name(other)).unwrap_or(0);
        let fits = |talk: &Talk| {
            talk.end > talk.start
                && talk.standing == TalkStanding::Planned
                && !talk.speakers.is_empty()
                && !starred.contains(&talk.id)
                && from.end.minutes_until(talk.start) >= walk(from, talk)
                && talk.end.minutes_until(to.start) >= walk(talk, to)
        };
        agenda.talks.iter().enumerate().filter(|(_, talk)| fits(talk)).map(|(position, _)| position).collect()
    }
}
