//! What is around a talk: before and after it in its room, and elsewhere at the same time. Not: what is on now.

use super::{Agenda, Talk};
use std::cmp::Reverse;

impl Agenda {
    /// The talk before this one in its room, on its day.
    pub fn before_in_room(&self, talk: &Talk) -> Option<&Talk> {
        self.beside_in_room(talk).filter(|other| other.start < talk.start).max_by_key(|other| other.start)
    }

    /// The talk after this one in its room, on its day.
    pub fn after_in_room(&self, talk: &Talk) -> Option<&Talk> {
        self.beside_in_room(talk).filter(|other| other.start > talk.start).min_by_key(|other| other.start)
    }

    fn beside_in_room(&self, talk: &Talk) -> impl Iterator<Item = &Talk> {
        self.talks
            .iter()
            .filter(move |other| talk.room.is_some() && other.room == talk.room && other.day == talk.day && other.id != talk.id)
    }

    /// Talks elsewhere that are on while this one is: those first that begin nearest to its beginning, then those that share most of its time.
    pub fn parallel_to(&self, talk: &Talk) -> Vec<&Talk> {
        // A talk whose end is not known is on at its start.
        let end = talk.end.max(talk.start.plus_minutes(1));
        let mut found: Vec<&Talk> = self
            .talks
            .iter()
            .filter(|other| other.id != talk.id && other.start < end && other.end.max(other.start.plus_minutes(1)) > talk.start)
            .filter(|other| other.room.is_none() || other.room != talk.room)
            .collect();
        let shared = |other: &Talk| other.start.max(talk.start).minutes_until(other.end.min(end));
        found.sort_by_key(|other| (talk.start.minutes_until(other.start).abs(), Reverse(shared(other)), other.room));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    fn ids(talks: &[&Talk]) -> Vec<String> {
        talks.iter().map(|talk| talk.id.to_string()).collect()
    }

    #[test]
    fn neighbours_are_of_the_same_room_and_day() {
        let mut agenda = agenda();
        let named = |agenda: &Agenda, id: &str| agenda.talk(&id.parse().unwrap()).unwrap().clone();
        let (open, esp, zh) = (named(&agenda, "open"), named(&agenda, "esp"), named(&agenda, "zh"));
        assert_eq!(agenda.before_in_room(&named(&agenda, "party")).map(|talk| talk.id.to_string()).as_deref(), Some("esp"));
        assert_eq!(agenda.after_in_room(&esp).map(|talk| talk.id.to_string()).as_deref(), Some("party"));
        assert_eq!((agenda.before_in_room(&open), agenda.after_in_room(&open)), (None, None), "the next in this room is on another day");
        agenda.talks[3].room = None;
        assert_eq!(agenda.after_in_room(&zh), None, "no room is no room in common");
    }

    #[test]
    fn parallel_talks_come_nearest_first() {
        let mut agenda = agenda();
        let open = agenda.talks[0].clone();
        assert_eq!(ids(&agenda.parallel_to(&open)), ["esp"]);
        let mut add = |id: &str, start: i64, minutes: i64, room| {
            let start = open.start.plus_minutes(start);
            agenda.talks.push(Talk { id: id.parse().unwrap(), start, end: start.plus_minutes(minutes), room, ..open.clone() });
        };
        add("late", 30, 60, Some(1));
        add("short", 0, 15, None);
        add("after", 60, 30, Some(1));
        add("before", -30, 30, Some(1));
        add("overrun", -30, 40, Some(1));
        add("endless", 10, 0, Some(1));
        add("twin", 0, 60, Some(0));
        let found = ids(&agenda.parallel_to(&open));
        assert_eq!(found, ["esp", "short", "endless", "late", "overrun"].map(String::from));
    }
}
