//! The axis of time: how far down each instant stands. Mostly a minute is a length; short talks get what a title needs, and hours in which
//! nothing happens are folded. Not: what is drawn along it.

use std::ops::Range;

/// Sizes on the axis. One unit is a sixteenth of the text's size (a CSS pixel unless somebody set larger letters).
const MINUTE: u32 = 2;
/// A talk is never smaller: one line of its title, and a finger's width.
const SHORTEST: u32 = 44;
/// Two starts are never closer: their times must not run into each other.
const CLOSEST: u32 = 22;
/// After a start that has a date beside its time, the next is no closer than this.
const DATED: u32 = 50;
/// The height of a stretch that is folded.
const FOLDED: u32 = 44;
/// Longer than this without any talk is folded, in seconds.
const EMPTY: i64 = 60 * 60;

/// Instants (seconds) and how far down they stand; both grow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Axis {
    marks: Vec<(i64, u32)>,
    /// Stretches without any talk that are folded, as positions in `marks`.
    folds: Vec<usize>,
}

impl Axis {
    /// The axis of these spans of `[start, end)` in seconds, in any order. `dated`: starts that have a date beside their time.
    pub(super) fn new(spans: &[(i64, i64)], dated: &[i64]) -> Self {
        let mut instants: Vec<i64> = spans.iter().flat_map(|(start, end)| [*start, *end]).collect();
        instants.sort_unstable();
        instants.dedup();
        let position = |instant: i64| instants.partition_point(|at| *at < instant);
        // By end: where the talks began that end there.
        let mut begun: Vec<Vec<usize>> = vec![Vec::new(); instants.len()];
        let mut starts = vec![false; instants.len()];
        let mut covered = vec![0_i32; instants.len()];
        for (start, end) in spans {
            let (start, end) = (position(*start), position(*end));
            begun[end].push(start);
            starts[start] = true;
            covered[start] += 1;
            covered[end] -= 1;
        }
        let mut axis = Self::default();
        let (mut down, mut running, mut last_start) = (0_u32, 0, None::<(u32, u32)>);
        for (at, instant) in instants.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                let passed = instant - instants[before];
                let is_fold = running == 0 && passed > EMPTY;
                let length = if is_fold { FOLDED } else { u32::try_from(passed / 60).unwrap_or(0) * MINUTE };
                if is_fold {
                    axis.folds.push(before);
                }
                let shortest = begun[at].iter().filter_map(|start| axis.marks.get(*start)).map(|(_, top)| top + SHORTEST);
                let closest = last_start.filter(|_| starts[at]).map(|(top, closest)| top + closest);
                down = shortest.chain(closest).fold(down + length, u32::max);
            }
            running += covered[at];
            if starts[at] {
                last_start = Some((down, if dated.contains(instant) { DATED } else { CLOSEST }));
            }
            axis.marks.push((*instant, down));
        }
        axis
    }

    /// How far down the instant stands; `None` before the first talk and after the last, and within what is folded.
    pub(super) fn down(&self, instant: i64) -> Option<u32> {
        let after = self.marks.partition_point(|(at, _)| *at <= instant);
        let before = after.checked_sub(1)?;
        let ((from, top), next) = (self.marks.get(before)?, self.marks.get(after));
        let Some((until, bottom)) = next else { return (instant == *from).then_some(*top) };
        if self.folds.contains(&before) && instant != *from {
            return None;
        }
        let share = (instant - from) as f64 / (until - from) as f64;
        Some(top + (f64::from(bottom - top) * share) as u32)
    }

    /// Where it ends.
    pub(super) fn length(&self) -> u32 {
        self.marks.last().map_or(0, |(_, down)| *down)
    }

    /// What is folded: where it stands, and the instant (seconds) at which something happens again.
    pub(super) fn folds(&self) -> impl Iterator<Item = (Range<u32>, i64)> {
        self.folds.iter().filter_map(|at| {
            let ((_, top), (until, bottom)) = (self.marks.get(*at)?, self.marks.get(at + 1)?);
            Some((*top..*bottom, *until))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::Dice;
    use super::*;

    fn minutes(spans: &[(i64, i64)]) -> Axis {
        Axis::new(&spans.iter().map(|(start, end)| (start * 60, end * 60)).collect::<Vec<_>>(), &[])
    }

    #[test]
    fn an_hour_is_an_hour_and_a_short_talk_can_be_read() {
        let axis = minutes(&[(0, 60), (60, 65), (65, 125)]);
        let down = |minute: i64| axis.down(minute * 60);
        assert_eq!([down(0), down(30), down(60), down(65), down(125)].map(Option::unwrap), [0, 60, 120, 164, 284]);
        assert_eq!([down(-1), down(126)], [None, None]);
    }

    #[test]
    fn a_date_has_room() {
        let axis = Axis::new(&[(0, 3600), (300, 3600)], &[0]);
        assert_eq!(axis.down(300), Some(DATED));
    }

    #[test]
    fn a_night_is_folded_and_a_break_is_not() {
        let axis = minutes(&[(0, 60), (90, 150), (800, 860)]);
        assert_eq!(axis.folds().collect::<Vec<_>>(), [(300..344, 800 * 60)]);
        assert_eq!((axis.down(500 * 60), axis.down(800 * 60), axis.length()), (None, Some(344), 464));
        let with_night_shift = minutes(&[(0, 60), (90, 150), (800, 860), (30, 900)]);
        assert_eq!(with_night_shift.folds().count(), 0);
    }

    #[test]
    fn time_runs_downwards_whatever_the_programme() {
        let mut dice = Dice::new(11);
        for _ in 0..200 {
            let spans: Vec<(i64, i64)> = (0..1 + dice.below(60))
                .map(|_| {
                    let start = dice.below(3000) as i64;
                    (start, start + 1 + dice.below(180) as i64)
                })
                .collect();
            let axis = minutes(&spans);
            for (start, end) in &spans {
                let (top, bottom) = (axis.down(start * 60).unwrap(), axis.down(end * 60).unwrap());
                assert!(bottom >= top + SHORTEST && bottom - top >= (end - start) as u32 * MINUTE, "{spans:?}");
            }
            let mut starts: Vec<i64> = spans.iter().map(|span| span.0 * 60).collect();
            starts.sort_unstable();
            starts.dedup();
            assert!(starts.windows(2).all(|pair| axis.down(pair[0]).unwrap() + CLOSEST <= axis.down(pair[1]).unwrap()), "{spans:?}");
        }
    }
}
