//! The grid itself, as the ARIA grid pattern has it: an area that scrolls by itself, in which only what is near exists as elements.
//! Not: which talks are in it.

use super::cell::{cell, ids, lanes, units};
use super::keys;
use super::row::{heads, now_line, row_head};
use super::window::{Scale, Window};
use crate::browser::{Pane, focus_within, height_of, on_pane, pane_of, reads_from_right, scroll_pane, width_of};
use crate::domain::agenda::grid::{Cursor, Grid};
use crate::domain::agenda::now::Phase;
use crate::domain::time::Date;
use crate::screens::agenda::toggle_star;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use leptos::{ev, html, prelude::*};
use std::rc::Rc;

/// What the parts of the grid share.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) programme: StoredValue<Rc<Programme>, LocalStorage>,
    pub(super) grid: StoredValue<Grid>,
    /// The conference day; none where the grid is of several.
    pub(super) day: Option<Date>,
    pub(super) desk: Desk,
    pub(super) cursor: RwSignal<Cursor>,
    /// The position that has the focus, which the cursor is ahead of until the next frame. It stays drawn: the next key would be lost with it.
    focused: RwSignal<Option<usize>>,
    window: RwSignal<Window>,
    area: NodeRef<html::Div>,
    body: NodeRef<html::Div>,
}

impl Sheet {
    fn new(programme: Rc<Programme>, grid: Grid, day: Option<Date>) -> Self {
        let desk = Desk::here();
        let now = desk.minute.this_instant();
        let phase = |wanted: Phase| {
            let of = |talk: usize| programme.agenda.talks.get(talk).map(|talk| talk.phase(now));
            grid.cells.iter().position(|cell| of(cell.talk) == Some(wanted))
        };
        // Tab leads to what is on or comes next.
        let first = phase(Phase::Running).or_else(|| phase(Phase::Coming)).unwrap_or(0);
        let cursor = RwSignal::new(grid.cursor(first));
        Self {
            programme: StoredValue::new_local(programme),
            grid: StoredValue::new(grid),
            day,
            desk,
            cursor,
            focused: RwSignal::new(None),
            window: RwSignal::new(Window::first_sight()),
            area: NodeRef::new(),
            body: NodeRef::new(),
        }
    }

    /// The focus came to a talk, by the grid's keys or by other means.
    pub(super) fn stand_on(self, position: usize) {
        self.focused.set(Some(position));
        if self.cursor.get_untracked().cell != position {
            self.cursor.set(self.grid.with_value(|grid| grid.cursor(position)));
        }
    }

    fn scale(self) -> Option<Scale> {
        let body = self.body.get_untracked()?;
        let (length, lanes) = self.grid.with_value(|grid| (grid.length(), grid.lanes));
        Some(Scale { unit: height_of(&body) / f64::from(length.max(1)), lane: width_of(&body) / (lanes.max(1) as f64) })
    }

    fn look(self, pane: Pane) {
        if let Some(scale) = self.scale() {
            let window = Window::around(pane, scale);
            if window != self.window.get_untracked() {
                self.window.set(window);
            }
        }
    }

    /// Moves the focus where a key leads.
    fn press(self, event: &ev::KeyboardEvent) {
        let here = self.cursor.get_untracked();
        if event.alt_key() || event.shift_key() {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        if event.key() == "s" && !control {
            let talk = self.grid.with_value(|grid| grid.cells.get(here.cell).map(|cell| cell.talk));
            let id = self.programme.with_value(|p| talk.and_then(|talk| p.agenda.talks.get(talk)).map(|talk| talk.id.clone()));
            if let Some(id) = id {
                toggle_star(self.desk, &id);
            }
            return;
        }
        let seen = self.area.get_untracked().map(|area| pane_of(&area)).unwrap_or_default();
        let page = self.scale().map_or(0, |scale| (seen.height / scale.unit.max(0.1) * 0.8) as u32);
        let Some(step) = keys::step(&event.key(), control, reads_from_right(), page) else { return };
        event.prevent_default();
        let to = self.grid.with_value(|grid| grid.step(here, step));
        self.cursor.set(to);
        // After it is in the page.
        request_animation_frame(move || self.focus_cursor());
    }

    /// Focuses where the cursor is by now, not where it was when a key asked for it: the focus of an earlier step would take the later one back.
    fn focus_cursor(self) {
        let cursor = self.cursor.get_untracked();
        if let Some((cell, link)) = self.grid.with_value(|grid| grid.cells.get(cursor.cell).map(ids)) {
            focus_within(&link, &cell);
        }
    }

    /// Positions that are drawn wherever the window is; tracked.
    fn held(self) -> [Option<usize>; 2] {
        [Some(self.cursor.get().cell), self.focused.get()]
    }

    /// Positions of the rows to draw.
    fn rows(self) -> Vec<usize> {
        let (window, held) = (self.window.get(), self.held());
        self.grid.with_value(|grid| {
            let mut drawn: Vec<bool> = grid.rows.iter().map(|row| window.meets_row(row)).collect();
            for (position, cell) in grid.cells.iter().enumerate() {
                if held.contains(&Some(position)) || window.meets(grid, cell) {
                    drawn.get_mut(cell.row).into_iter().for_each(|row| *row = true);
                }
            }
            drawn.into_iter().enumerate().filter_map(|(row, drawn)| drawn.then_some(row)).collect()
        })
    }

    /// Positions of the cells of a row to draw.
    fn cells(self, row: usize) -> Vec<usize> {
        let (window, held) = (self.window.get(), self.held());
        self.grid.with_value(|grid| {
            let first = grid.cells.partition_point(|cell| cell.row < row);
            let of_row = grid.cells.iter().enumerate().skip(first).take_while(|(_, cell)| cell.row == row);
            of_row
                .filter(|(position, cell)| held.contains(&Some(*position)) || window.meets(grid, cell))
                .map(|(position, _)| position)
                .collect()
        })
    }

    /// Shows the present when the grid opens during the event.
    fn show_now(self) {
        let down = self.grid.with_value(|grid| grid.down(self.desk.minute.this_instant()));
        if let (Some(area), Some(scale), Some(down)) = (self.area.get_untracked(), self.scale(), down) {
            let pane = pane_of(&area);
            scroll_pane(&area, pane.across, (f64::from(down) * scale.unit - pane.height / 4.0).max(0.0));
        }
    }
}

/// The grid of these talks. `name` is what it is called, for people who cannot see its heads.
#[component]
pub(super) fn TalkGrid(programme: Rc<Programme>, talks: Vec<usize>, day: Option<Date>, name: String) -> impl IntoView {
    let grid = Grid::new(&programme.agenda, &talks);
    let (rows, columns, length) = (grid.rows.len() + 1, grid.lanes + 1, grid.length());
    let sheet = Sheet::new(programme, grid, day);
    let drawn = Memo::new(move |_| sheet.rows());
    // Outside the reactive system: the area scrolls and changes its size by itself.
    Effect::new(move |_| {
        if let Some(area) = sheet.area.get() {
            StoredValue::new_local(on_pane(&area, move |pane| sheet.look(pane)));
            request_animation_frame(move || {
                sheet.show_now();
                sheet.look(pane_of(&area));
            });
        }
    });
    view! {
        <div class="grid-area" node_ref=sheet.area style=("--lanes", (columns - 1).to_string())>
            <div
                class="grid" role="grid" aria-label=name aria-rowcount=rows aria-colcount=columns aria-describedby="grid-keys"
                on:keydown=move |event| sheet.press(&event)
            >
                {heads(sheet)}
                <div class="grid-body" role="rowgroup" node_ref=sheet.body style:block-size=units(length) style:inline-size=lanes((columns - 1) as f64)>
                    {now_line(sheet)}
                    <For each=move || drawn.get() key=|row| *row children=move |row| view! { <GridRow sheet row/> }/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn GridRow(sheet: Sheet, row: usize) -> impl IntoView {
    let cells = Memo::new(move |_| sheet.cells(row));
    let place = sheet.grid.with_value(|grid| grid.rows.get(row).copied());
    let draw = move |position: usize| {
        let place = sheet.grid.with_value(|grid| grid.cells.get(position).copied())?;
        sheet.programme.with_value(|p| p.agenda.talks.get(place.talk).map(|talk| cell(sheet, position, place, talk)))
    };
    place.map(|place| {
        view! {
            <div
                class="grid-row" role="row" aria-rowindex=row + 2 style:inset-block-start=units(place.top)
                style:block-size=units(place.height)
            >
                {row_head(sheet, row, place)}
                <For each=move || cells.get() key=|position| *position children=draw/>
            </div>
        }
    })
}
