//! Which part of the grid is drawn: what can be seen and a margin around it. Not: the drawing.

use crate::browser::Pane;
use crate::domain::agenda::grid::{Cell, Grid, Row};

/// A part of the grid, in its own units and lanes. It moves in steps, so that scrolling a little changes nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    top: u32,
    bottom: u32,
    first: f64,
    last: f64,
}

/// Sizes of the page that the grid is drawn in, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// A unit of the grid's height.
    pub(super) unit: f64,
    /// A lane.
    pub(super) lane: f64,
}

/// The window moves by this many units at a time, and reaches as far beyond what is seen.
const STRIDE: f64 = 240.0;
/// The same sideways, in lanes.
const LANES: f64 = 1.0;

impl Window {
    /// Before anything was measured: about a large screen.
    pub(super) fn first_sight() -> Self {
        Self { top: 0, bottom: 1000, first: 0.0, last: 9.0 }
    }

    /// What is near the pane.
    pub(super) fn around(pane: Pane, scale: Scale) -> Self {
        let below = |px: f64, step: f64| ((px / step).floor() - 1.0).max(0.0) * step;
        let above = |px: f64, step: f64| ((px / step).ceil() + 1.0) * step;
        let (unit, lane) = (scale.unit.max(0.1), scale.lane.max(1.0));
        Self {
            top: below(pane.down / unit, STRIDE) as u32,
            bottom: above((pane.down + pane.height) / unit, STRIDE) as u32,
            first: below(pane.across / lane, LANES),
            last: above((pane.across + pane.width) / lane, LANES),
        }
    }

    /// Whether the row is drawn even where no talk of it is.
    pub(super) fn meets_row(&self, row: &Row) -> bool {
        row.top < self.bottom && self.top < row.top + row.height.max(1)
    }

    /// Whether the talk is drawn.
    pub(super) fn meets(&self, grid: &Grid, cell: &Cell) -> bool {
        let (from, width) = grid.across(cell);
        cell.top < self.bottom && self.top < cell.top + cell.height && from < self.last && self.first < from + width
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_seen_lies_within_and_a_small_move_changes_nothing() {
        let scale = Scale { unit: 1.0, lane: 160.0 };
        let pane = Pane { across: 330.0, down: 700.0, width: 800.0, height: 600.0 };
        let window = Window::around(pane, scale);
        assert_eq!(window, Window { top: 240, bottom: 1680, first: 1.0, last: 9.0 });
        assert_eq!(Window::around(Pane { across: 400.0, down: 719.0, ..pane }, scale), window);
        assert_ne!(Window::around(Pane { down: 1400.0, ..pane }, scale), window);
    }
}
