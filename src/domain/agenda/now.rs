//! What is on at an instant, and what comes next. Not: the clock itself, which the caller reads.

use super::{Agenda, Talk};
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

/// Positions in [`Agenda::talks`] of the talks that are on, by start.
pub fn running(agenda: &Agenda, at: Moment) -> Vec<usize> {
    let begun = agenda.talks.partition_point(|talk| talk.start <= at);
    (0..begun).filter(|talk| agenda.talks.get(*talk).is_some_and(|talk| talk.phase(at) == Phase::Running)).collect()
}

/// Positions of the talks that begin next, all at one time; none after the last.
pub fn next(agenda: &Agenda, at: Moment) -> Vec<usize> {
    let begun = agenda.talks.partition_point(|talk| talk.start <= at);
    let Some(first) = agenda.talks.get(begun) else { return Vec::new() };
    let together = agenda.talks.iter().skip(begun).take_while(|talk| talk.start == first.start).count();
    (begun..begun + together).collect()
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
}
