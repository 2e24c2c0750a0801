//! What is on at an instant, and what comes next. Not: the clock itself, which the caller reads.

use super::{Agenda, Talk, TalkStanding};
use crate::domain::time::Moment;

/// Where an instant lies to a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    Coming,
    /// It is on.
    Running,
    /// It is over.
    Over,
}

impl Talk {
    /// Where `at` lies to this talk: it begins at its start and is over at its end.
    pub fn phase(&self, at: Moment) -> Phase {
        if at < self.start {
            Phase::Coming
        } else if at < self.end {
            Phase::Running
        } else {
            Phase::Over
        }
    }
}

/// Where an instant lies to the whole programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// Nothing has begun; the first talk begins then.
    Before(Moment),
    /// The event is on, or pauses.
    During {
        /// Positions in [`Agenda::talks`] of the talks that are on, by start.
        running: Vec<usize>,
        /// Those that begin next, all at one time; none after the last.
        next: Vec<usize>,
    },
    /// The last talk is over, or there is none.
    After,
}

/// What is on at an instant and what comes next. A cancelled talk is neither.
pub fn present(agenda: &Agenda, at: Moment) -> Present {
    let (running, next) = (running(agenda, at), next(agenda, at));
    let begun = agenda.talks.iter().any(|talk| takes_place(talk) && talk.start <= at);
    match next.first().and_then(|first| agenda.talks.get(*first)) {
        Some(first) if !begun => Present::Before(first.start),
        None if running.is_empty() => Present::After,
        Some(_) | None => Present::During { running, next },
    }
}

fn takes_place(talk: &Talk) -> bool {
    talk.standing == TalkStanding::Planned
}

fn running(agenda: &Agenda, at: Moment) -> Vec<usize> {
    let begun = agenda.talks.partition_point(|talk| talk.start <= at);
    let is_on = |talk: &Talk| takes_place(talk) && talk.phase(at) == Phase::Running;
    (0..begun).filter(|talk| agenda.talks.get(*talk).is_some_and(is_on)).collect()
}

fn next(agenda: &Agenda, at: Moment) -> Vec<usize> {
    let begun = agenda.talks.partition_point(|talk| talk.start <= at);
    let mut coming = agenda.talks.iter().enumerate().skip(begun).filter(|(_, talk)| takes_place(talk)).peekable();
    let Some(start) = coming.peek().map(|(_, talk)| talk.start) else { return Vec::new() };
    coming.take_while(|(_, talk)| talk.start == start).map(|(position, _)| position).collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    #[test]
    fn talks_run_from_their_start_until_before_their_end() {
        let agenda = agenda();
        for (at, on, coming) in [
            ("2026-03-27T08:59:59Z", vec![], vec![0, 1]),
            ("2026-03-27T09:00:00Z", vec![0, 1], vec![2]),
            ("2026-03-27T10:00:00Z", vec![1], vec![2]),
            ("2026-03-28T00:30:00+01:00", vec![2], vec![3]),
            ("2026-03-28T11:59:59+01:00", vec![4], vec![]),
            ("2026-03-28T12:00:00+01:00", vec![], vec![]),
        ] {
            let at = at.parse().unwrap();
            assert_eq!((running(&agenda, at), next(&agenda, at)), (on, coming), "{at}");
        }
    }

    #[test]
    fn before_during_and_after_the_event() {
        let mut agenda = agenda();
        let at = |text: &str| text.parse().unwrap();
        assert_eq!(present(&agenda, at("2026-03-20T10:00:00Z")), Present::Before(agenda.talks[0].start));
        assert_eq!(present(&agenda, at("2026-03-27T15:00:00Z")), Present::During { running: vec![], next: vec![2] });
        assert_eq!(present(&agenda, at("2026-03-28T12:00:00+01:00")), Present::After);
        agenda.talks[4].standing = TalkStanding::Cancelled;
        agenda.talks[0].standing = TalkStanding::Cancelled;
        assert_eq!(present(&agenda, at("2026-03-28T11:30:00+01:00")), Present::After);
        assert_eq!(present(&agenda, at("2026-03-27T09:30:00Z")), Present::During { running: vec![1], next: vec![2] });
    }
}
