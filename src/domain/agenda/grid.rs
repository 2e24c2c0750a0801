//! Rooms × time: in which row, column and lane each talk stands, and how far down. Not: how wide it is drawn, nor on which screen.

mod axis;
#[cfg(test)]
mod dice;
mod lanes;
mod steps;

pub use steps::{Cursor, Step};

use super::Agenda;
use crate::domain::time::Moment;
use axis::Axis;
use lanes::lanes;

/// Talks as a grid. Lengths are in units of a sixteenth of the text's size, downwards from the first row; lanes count from 0 over all rooms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Rooms with a talk, in the publisher's order; talks without a room stand last.
    pub columns: Vec<Column>,
    /// Each time at which something begins, and each stretch in which nothing is on, from early to late.
    pub rows: Vec<Row>,
    /// Each talk once, by row, then by lane.
    pub cells: Vec<Cell>,
    /// How many lanes all columns have together.
    pub lanes: usize,
    axis: Axis,
}

/// A room, with as many lanes as talks are on in it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Position in [`Agenda::rooms`].
    pub room: Option<usize>,
    /// Its first lane.
    pub first: usize,
    /// How many it has, at least one.
    pub lanes: usize,
}

/// A row of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub kind: RowKind,
    /// Where it begins.
    pub top: u32,
    /// How far it is to the next.
    pub height: u32,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Talks begin, on the venue's clock.
    Start(Moment),
    /// Nothing is on until then.
    Pause(Moment),
}

/// A talk in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Position in [`Agenda::talks`].
    pub talk: usize,
    /// Position in [`Grid::columns`].
    pub column: usize,
    /// Position in [`Grid::rows`] of its start.
    pub row: usize,
    /// How many rows it reaches over.
    pub rows: usize,
    /// Its lane.
    pub lane: usize,
    /// How many lanes it may take: all that are left of its room.
    pub lanes: usize,
    /// As how many talks that overlap share the width of the room, itself among them.
    pub sharing: usize,
    /// Where it begins.
    pub top: u32,
    /// How tall it is.
    pub height: u32,
}

impl Grid {
    /// The grid of these talks, positions in [`Agenda::talks`] by start.
    pub fn new(agenda: &Agenda, talks: &[usize]) -> Self {
        let spans: Vec<(i64, i64)> = talks.iter().filter_map(|talk| agenda.talks.get(*talk)).map(span).collect();
        let starts = starts(agenda, talks);
        let axis = Axis::new(&spans, &dated(&starts));
        let mut grid = Self { rows: rows(&starts, &axis), axis, ..Self::default() };
        let by_room =
            |room: Option<usize>| talks.iter().copied().filter(|t| agenda.talks.get(*t).is_some_and(|t| t.room == room)).collect();
        for room in (0..agenda.rooms.len()).map(Some).chain([None]) {
            let inside: Vec<usize> = by_room(room);
            if !inside.is_empty() {
                grid.add_column(agenda, room, &inside);
            }
        }
        grid.cells.sort_by_key(|cell| (cell.row, cell.lane));
        grid
    }

    fn add_column(&mut self, agenda: &Agenda, room: Option<usize>, talks: &[usize]) {
        let (column, first) = (self.columns.len(), self.lanes);
        let spans: Vec<(i64, i64)> = talks.iter().filter_map(|talk| agenda.talks.get(*talk)).map(span).collect();
        let placed = lanes(&spans);
        let width = placed.iter().map(|lane| lane.of).max().unwrap_or(1);
        for ((talk, (start, end)), lane) in talks.iter().zip(&spans).zip(&placed) {
            let (top, bottom) = (self.axis.down(*start).unwrap_or(0), self.axis.down(*end).unwrap_or(0));
            let row = self.rows.partition_point(|row| row.top < top);
            let rows = self.rows.partition_point(|row| row.top < bottom) - row;
            // The last of those that share takes what is left, so that every lane belongs to somebody.
            let lanes = if lane.lane + 1 == lane.of { width - lane.lane } else { 1 };
            let cell = Cell {
                talk: *talk,
                column,
                row,
                rows: rows.max(1),
                lane: first + lane.lane,
                lanes,
                sharing: lane.of,
                top,
                height: bottom.saturating_sub(top),
            };
            self.cells.push(cell);
        }
        self.columns.push(Column { room, first, lanes: width });
        self.lanes += width;
    }

    /// How long it is from top to bottom.
    pub fn length(&self) -> u32 {
        self.axis.length()
    }

    /// How far down an instant stands; `None` before the first talk, after the last and while nothing is on for long.
    pub fn down(&self, at: Moment) -> Option<u32> {
        self.axis.down(at.unix())
    }

    /// Where a cell begins from its room's first lane and how wide it is, both in lanes: those that overlap share the room evenly.
    pub fn across(&self, cell: &Cell) -> (f64, f64) {
        let Some(column) = self.columns.get(cell.column) else { return (0.0, 1.0) };
        let width = column.lanes as f64 / cell.sharing.max(1) as f64;
        (column.first as f64 + (cell.lane - column.first) as f64 * width, width)
    }
}

/// A talk without a length still takes a minute.
fn span(talk: &super::Talk) -> (i64, i64) {
    (talk.start.unix(), talk.end.unix().max(talk.start.unix() + 60))
}

/// Each time at which something begins, once.
fn starts(agenda: &Agenda, talks: &[usize]) -> Vec<Moment> {
    let mut starts: Vec<Moment> = talks.iter().filter_map(|talk| agenda.talks.get(*talk)).map(|talk| talk.start).collect();
    starts.sort();
    starts.dedup();
    starts
}

/// The first start of each date.
fn dated(starts: &[Moment]) -> Vec<i64> {
    let mut last = None;
    let is_first = |start: &&Moment| last.replace(start.date()) != Some(start.date());
    starts.iter().filter(is_first).map(|start| start.unix()).collect()
}

fn rows(starts: &[Moment], axis: &Axis) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for start in starts {
        rows.push(Row { kind: RowKind::Start(*start), top: axis.down(start.unix()).unwrap_or(0), height: 0 });
    }
    for (fold, until) in axis.folds() {
        // Something begins where a fold ends, so its clock is known.
        if let Some(until) = starts.iter().find(|start| start.unix() == until) {
            rows.push(Row { kind: RowKind::Pause(*until), top: fold.start, height: 0 });
        }
    }
    rows.sort_by_key(|row| row.top);
    let tops: Vec<u32> = rows.iter().skip(1).map(|row| row.top).chain([axis.length()]).collect();
    for (row, next) in rows.iter_mut().zip(tops) {
        row.height = next.saturating_sub(row.top);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    #[test]
    fn a_day_stands_in_rooms_and_rows() {
        let agenda = agenda();
        let grid = Grid::new(&agenda, &[0, 1, 2, 3]);
        let columns: Vec<_> = grid.columns.iter().map(|column| (column.room, column.first, column.lanes)).collect();
        assert_eq!(columns, [(Some(0), 0, 1), (Some(1), 1, 1), (None, 2, 1)]);
        let cells: Vec<_> = grid.cells.iter().map(|cell| (cell.talk, cell.row, cell.rows, cell.lane, cell.top, cell.height)).collect();
        // From 12 to 23 nothing is on: folded. So is nothing else, though the day ends at five in the morning.
        assert_eq!(cells, [(0, 0, 1, 0, 0, 120), (1, 0, 1, 1, 0, 240), (2, 2, 1, 2, 284, 240), (3, 3, 1, 1, 644, 360)]);
        assert!(matches!(grid.rows[1], Row { kind: RowKind::Pause(until), top: 240, height: 44 } if until.clock() == "23:00"));
        assert_eq!(grid.down(agenda.talks[3].start), Some(644));
        assert_eq!(Grid::new(&agenda, &[]), Grid::default());
    }

    #[test]
    fn talks_at_once_in_one_room_share_its_width() {
        let mut agenda = agenda();
        agenda.talks[1].room = Some(0);
        agenda.talks[3].room = Some(0);
        let grid = Grid::new(&agenda, &[0, 1, 3]);
        let cells: Vec<_> = grid.cells.iter().map(|cell| (cell.talk, cell.lane, cell.lanes, grid.across(cell))).collect();
        assert_eq!(cells, [(0, 0, 1, (0.0, 1.0)), (1, 1, 1, (1.0, 1.0)), (3, 0, 2, (0.0, 2.0))]);
        assert_eq!(grid.columns, [Column { room: Some(0), first: 0, lanes: 2 }]);
    }

    #[test]
    fn a_talk_reaches_over_the_rows_that_begin_while_it_is_on() {
        let mut agenda = agenda();
        agenda.talks[2].start = "2026-03-27T11:30:00+01:00".parse().unwrap();
        agenda.talks[2].end = agenda.talks[2].start;
        let grid = Grid::new(&agenda, &[0, 1, 2]);
        assert_eq!(grid.cells.iter().map(|cell| (cell.talk, cell.row, cell.rows)).collect::<Vec<_>>(), [(0, 0, 1), (1, 0, 2), (2, 1, 1)]);
        assert!(grid.cells[2].height >= 44, "even without a length it can be read");
    }
}
