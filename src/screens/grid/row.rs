//! The heads of the grid: rooms above, times at the side, and the line of the present. Not: the talks.

use super::cell::{lanes, units};
use super::sheet::Sheet;
use crate::browser::{DateStyle, format_date};
use crate::domain::agenda::grid::{Column, Row, RowKind};
use crate::domain::time::{Clock, Moment};
use crate::text;
use leptos::prelude::*;

/// Lower than this, a row has no room for a second line beside its time.
const TWO_LINES: u32 = 36;

/// The row of the rooms. It exists in full, so that every talk has its head.
pub(super) fn heads(sheet: Sheet) -> impl IntoView {
    let columns = sheet.grid.with_value(|grid| grid.columns.clone());
    let name = |column: &Column| {
        let room = column.room.and_then(|room| sheet.programme.with_value(|p| p.agenda.rooms.get(room).map(|room| room.name.clone())));
        room.unwrap_or_else(|| t!("No room given").to_owned())
    };
    let head = |column: Column| {
        view! {
            <div
                class="grid-room" role="columnheader" aria-colindex=column.first + 2 aria-colspan={(column.lanes > 1).then_some(column.lanes)}
                style:inline-size=lanes(column.lanes as f64)
            ><span dir="auto">{name(&column)}</span></div>
        }
    };
    let differ = sheet.programme.with_value(|p| text::time::clocks_differ(&p.agenda));
    let clock = move || match (sheet.desk.clocks.chosen(), differ) {
        (Clock::Named(zone), _) => text::time::named_and_venue(zone),
        (Clock::Venue | Clock::Viewer, false) => t!("Time").to_owned(),
        (Clock::Venue, true) => t!("Venue (yours)").to_owned(),
        (Clock::Viewer, true) => t!("Yours (venue)").to_owned(),
    };
    view! {
        <div class="grid-heads" role="row" aria-rowindex="1">
            <div class="grid-corner" role="columnheader" aria-colindex="1">{clock}</div>
            {columns.into_iter().map(head).collect_view()}
        </div>
    }
}

/// What stands at the side of a row: its time, or that nothing is on until the next.
pub(super) fn row_head(sheet: Sheet, row: usize, place: Row) -> AnyView {
    match place.kind {
        RowKind::Start(start) => {
            let before = sheet.grid.with_value(|grid| {
                grid.rows.iter().take(row).rev().find_map(|row| match row.kind {
                    RowKind::Start(start) => Some(start),
                    RowKind::Pause(_) => None,
                })
            });
            let clock = move || sheet.desk.clocks.chosen();
            let date = move || date(sheet, clock(), before, start);
            let other = move || {
                let clock = clock();
                let words = text::time::time_elsewhere(clock, start)?;
                // Seen in short, since the head of the column says whose it is; said in full.
                let short = (place.height >= TWO_LINES).then(|| text::time::time(clock.other(), start));
                Some(view! {
                    {short.map(|short| view! { <span class="grid-other" aria-hidden="true">"("{short}")"</span> })}
                    <span class="visually-hidden">" "{words}</span>
                })
            };
            view! {
                <div class="grid-time" role="rowheader" aria-colindex="1">
                    <b>{move || text::time::time(clock(), start)}</b>
                    {date}
                    {other}
                </div>
            }
            .into_any()
        }
        RowKind::Pause(until) => {
            let words = move || pause(sheet, until);
            view! {
                <div class="grid-time" role="rowheader" aria-colindex="1"><span aria-hidden="true">"⋮"</span><span class="visually-hidden">{t!("Break")}</span></div>
                <div class="grid-pause" role="gridcell" aria-colindex="2" aria-colspan=sheet.grid.with_value(|grid| grid.lanes)>
                    <span>{words}</span>
                </div>
            }
            .into_any()
        }
    }
}

/// A date is written where it is another one than in the row before, and said wherever it is not the conference day's.
fn date(sheet: Sheet, clock: Clock, before: Option<Moment>, start: Moment) -> Option<impl IntoView> {
    let shown = text::time::on(clock, start).date();
    let last = before.map(|before| text::time::on(clock, before).date()).or(sheet.day);
    let class = if last != Some(shown) {
        "grid-date"
    } else if sheet.day != Some(shown) {
        "visually-hidden"
    } else {
        return None;
    };
    Some(view! { <span class=class>" "{format_date(shown, DateStyle::Short)}</span> })
}

fn pause(sheet: Sheet, until: Moment) -> String {
    let clock = sheet.desk.clocks.chosen();
    let time = text::time::time(clock, until);
    let date = text::time::on(clock, until).date();
    match sheet.day {
        Some(day) if day == date => t!("Nothing until {time}", time),
        Some(_) | None => t!("Nothing until {date}, {time}", date = format_date(date, DateStyle::Short), time),
    }
}

/// The line of the present; decoration, since each talk that is on says so itself.
pub(super) fn now_line(sheet: Sheet) -> impl IntoView {
    move || {
        let now = sheet.desk.minute.now();
        let down = sheet.grid.with_value(|grid| grid.down(now))?;
        // The clock of the talk before, so that the line says what the row beside it says.
        let offset = sheet.grid.with_value(|grid| {
            let before = grid.rows.iter().filter_map(|row| match row.kind {
                RowKind::Start(start) => Some(start),
                RowKind::Pause(_) => None,
            });
            before.take_while(|start| *start <= now).last().map(Moment::offset)
        })?;
        let time = text::time::time(sheet.desk.clocks.chosen(), now.on_clock(offset));
        Some(view! { <div class="grid-now" aria-hidden="true" style:inset-block-start=units(down)><span>{time}</span></div> })
    }
}
