//! Where a key leads in the grid: to the neighbouring talk. Not: which key that is, nor the direction in which people read.

use super::{Cell, Grid};
use std::cmp::Reverse;

/// A move from talk to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Earlier in the same room.
    Up,
    /// Later in the same room.
    Down,
    /// Towards the first room, about the same time.
    Back,
    /// Towards the last room, about the same time.
    On,
    /// The first room, about the same time.
    FirstRoom,
    /// The last room, about the same time.
    LastRoom,
    /// The first talk of all.
    First,
    /// The last talk of all.
    Last,
    /// About this far up in the same room, in the grid's units.
    PageUp(u32),
    /// About this far down in the same room.
    PageDown(u32),
}

/// Where somebody is in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Position in [`Grid::cells`].
    pub cell: usize,
    /// How far down they mean to be: kept while they walk from room to room, past rooms where nothing is on at that time.
    aim: u32,
}

impl Grid {
    /// The cursor on this cell.
    pub fn cursor(&self, cell: usize) -> Cursor {
        Cursor { cell, aim: self.cells.get(cell).map_or(0, |cell| cell.top) }
    }

    /// Where the step leads; where there is nothing in that direction, it leads nowhere.
    pub fn step(&self, from: Cursor, step: Step) -> Cursor {
        let Some(here) = self.cells.get(from.cell) else { return from };
        let above = |cell: &Cell| cell.top < here.top;
        let below = |cell: &Cell| cell.top > here.top;
        let aside = |cell: &Cell| cell.lane.abs_diff(here.lane);
        let to = match step {
            Step::Up => self.nearest(here.column, above, |cell| (Reverse(cell.top), aside(cell))),
            Step::Down => self.nearest(here.column, below, |cell| (cell.top, aside(cell))),
            Step::PageUp(far) => self.nearest(here.column, above, |cell| (cell.top.abs_diff(here.top.saturating_sub(far)), aside(cell))),
            Step::PageDown(far) => self.nearest(here.column, below, |cell| (cell.top.abs_diff(here.top + far), aside(cell))),
            Step::First => (!self.cells.is_empty()).then_some(0),
            Step::Last => self.cells.len().checked_sub(1),
            Step::Back => {
                let beside = |cell: &Cell| cell.lane < here.lane && meets(cell, here);
                let in_room = self.nearest(here.column, beside, |cell| (Reverse(cell.lane), cell.top.abs_diff(from.aim)));
                in_room.or_else(|| self.about(here.column.checked_sub(1)?, from.aim, |cell| Reverse(cell.lane)))
            }
            Step::On => {
                let beside = |cell: &Cell| cell.lane > here.lane && meets(cell, here);
                let in_room = self.nearest(here.column, beside, |cell| (cell.lane, cell.top.abs_diff(from.aim)));
                in_room.or_else(|| self.about(here.column + 1, from.aim, |cell| cell.lane))
            }
            Step::FirstRoom => self.about(0, from.aim, |cell| cell.lane),
            Step::LastRoom => self.columns.len().checked_sub(1).and_then(|last| self.about(last, from.aim, |cell| Reverse(cell.lane))),
        };
        let Some(to) = to else { return from };
        match step {
            Step::Back | Step::On | Step::FirstRoom | Step::LastRoom => Cursor { cell: to, ..from },
            Step::Up | Step::Down | Step::First | Step::Last | Step::PageUp(_) | Step::PageDown(_) => self.cursor(to),
        }
    }

    /// The talk of a room that is on at `aim`, or else the one closest to it in time.
    fn about<K: Ord>(&self, column: usize, aim: u32, side: impl Fn(&Cell) -> K) -> Option<usize> {
        let away = |cell: &Cell| if aim < cell.top { cell.top - aim } else { (aim + 1).saturating_sub(cell.top + cell.height) };
        self.nearest(column, |_| true, |cell| (away(cell), side(cell)))
    }

    fn nearest<K: Ord>(&self, column: usize, fits: impl Fn(&Cell) -> bool, by: impl Fn(&Cell) -> K) -> Option<usize> {
        let inside = self.cells.iter().enumerate().filter(|(_, cell)| cell.column == column && fits(cell));
        inside.min_by_key(|(_, cell)| by(cell)).map(|(position, _)| position)
    }
}

fn meets(a: &Cell, b: &Cell) -> bool {
    a.top < b.top + b.height && b.top < a.top + a.height
}

#[cfg(test)]
mod tests {
    use super::super::super::example::agenda;
    use super::super::dice::Dice;
    use super::*;
    use crate::domain::agenda::Agenda;

    fn talk(grid: &Grid, from: usize, steps: &[Step]) -> usize {
        let start = grid.cells.iter().position(|cell| cell.talk == from).unwrap();
        let end = steps.iter().fold(grid.cursor(start), |cursor, step| grid.step(cursor, *step));
        grid.cells[end.cell].talk
    }

    #[test]
    fn keys_lead_to_the_neighbours() {
        let agenda = agenda();
        let grid = Grid::new(&agenda, &[0, 1, 2, 3]);
        for (from, step, to) in [
            (0, Step::On, 1),
            (1, Step::Back, 0),
            (1, Step::Down, 3),
            (3, Step::Up, 1),
            (0, Step::Up, 0),
            (0, Step::Down, 0),
            (0, Step::Back, 0),
            (0, Step::LastRoom, 2),
            (3, Step::FirstRoom, 0),
            (3, Step::First, 0),
            (0, Step::Last, 3),
            (1, Step::PageDown(100), 3),
            (3, Step::PageUp(100), 1),
        ] {
            assert_eq!(talk(&grid, from, &[step]), to, "{from} {step:?}");
        }
        // Past a room where nothing is on at that time, and back at it.
        assert_eq!(talk(&grid, 3, &[Step::Back, Step::On]), 3);
    }

    fn random(dice: &mut Dice) -> Agenda {
        let mut agenda = agenda();
        let model = agenda.talks[0].clone();
        agenda.talks = (0..1 + dice.below(25))
            .map(|_| {
                let start = model.start.plus_minutes(dice.below(600) as i64);
                let room = [None, Some(0), Some(1)][dice.below(3) as usize];
                super::super::super::Talk { start, end: start.plus_minutes(dice.below(90) as i64), room, ..model.clone() }
            })
            .collect();
        agenda.talks.sort_by_key(|talk| talk.start);
        agenda
    }

    #[test]
    fn every_talk_is_reached_by_arrow_keys_from_any_other() {
        let mut dice = Dice::new(7);
        for _ in 0..200 {
            let agenda = random(&mut dice);
            let grid = Grid::new(&agenda, &(0..agenda.talks.len()).collect::<Vec<_>>());
            assert_eq!(grid.cells.len(), agenda.talks.len());
            let (mut reached, mut waiting) = (vec![grid.cursor(dice.below(grid.cells.len() as u64) as usize)], 0);
            while let Some(from) = reached.get(waiting).copied() {
                for step in [Step::Up, Step::Down, Step::Back, Step::On] {
                    let to = grid.step(from, step);
                    if !reached.contains(&to) {
                        reached.push(to);
                    }
                }
                waiting += 1;
            }
            let mut cells: Vec<usize> = reached.iter().map(|cursor| cursor.cell).collect();
            cells.sort_unstable();
            cells.dedup();
            assert_eq!(cells.len(), grid.cells.len());
        }
    }
}
