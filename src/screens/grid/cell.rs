//! A talk in the grid: title, times, people and the star, as much of it as there is room for. Not: where it stands among the others.

use super::super::agenda::toggle_star;
use super::sheet::Sheet;
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::grid::Cell;
use crate::domain::agenda::now::Phase;
use crate::domain::agenda::{Talk, TalkStanding};
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// From this height on (in the grid's units) a talk's times stand below its title, and from the other on the people too.
const WITH_TIMES: u32 = 68;
const WITH_PEOPLE: u32 = 104;

/// A length in the grid's units as CSS: sixteenths of the text's size.
pub(super) fn units(length: u32) -> String {
    format!("{}rem", f64::from(length) / 16.0)
}

/// A number of lanes as CSS.
pub(super) fn lanes(lanes: f64) -> String {
    format!("calc(var(--lane) * {lanes})")
}

/// The ids of a talk's cell and of the link in it, which takes the focus.
pub(super) fn ids(cell: &Cell) -> (String, String) {
    (format!("cell-{}", cell.talk), format!("open-{}", cell.talk))
}

/// The cell of `talk`. Only the cell that `active` names is a stop of the Tab key.
pub(super) fn cell(sheet: Sheet, position: usize, cell: Cell, talk: &Talk) -> impl IntoView + use<> {
    let desk = sheet.desk;
    let (from, width) = sheet.grid.with_value(|grid| grid.across(&cell));
    let column = cell.lane + 2;
    let (who, colour) = sheet.programme.with_value(|p| {
        let track = talk.track.and_then(|track| p.agenda.tracks.get(track));
        (p.agenda.speaker_names(talk), track.and_then(|track| track.colour.clone()))
    });
    let (start, end) = (talk.start, talk.end);
    let times = move || text::time::span(desk.clocks.chosen(), start, end);
    let phase = {
        let talk = talk.clone();
        Memo::new(move |_| talk.phase(desk.minute.now()))
    };
    let cancelled = talk.standing == TalkStanding::Cancelled;
    let id = talk.id.clone();
    let starred = Memo::new(move |_| desk.favourites.has(&id));
    let size = if cell.height < WITH_TIMES { "grid-talk short" } else { "grid-talk" };
    let (cell_id, link_id) = ids(&cell);
    let about = format!("about-{}", cell.talk);
    let tab = move || if sheet.cursor.get().cell == position { "0" } else { "-1" };
    let star = {
        let (id, name) = (talk.id.clone(), t!("Star {title}", title = talk.title));
        view! {
            <button
                class="grid-star" type="button" tabindex="-1" aria-label=name aria-pressed=move || if starred.get() { "true" } else { "false" }
                on:click=move |_| toggle_star(desk, &id)
            ><Glyph icon=Icon::Star/></button>
        }
    };
    view! {
        <div
            role="gridcell" id=cell_id class="grid-cell" aria-colindex=column aria-colspan={(cell.lanes > 1).then_some(cell.lanes)}
            aria-rowspan={(cell.rows > 1).then_some(cell.rows)}
            style:inset-inline-start=format!("calc(var(--time) + {})", lanes(from)) style:inline-size=lanes(width) style:block-size=units(cell.height)
            on:focusin=move |_| sheet.stand_on(position)
        >
            <div
                class=size class:starred=starred class:cancelled=cancelled class:over=move || phase.get() == Phase::Over
                class:running=move || phase.get() == Phase::Running style:border-inline-start-color=colour
            >
                // The whole cell leads to the talk; its name is the title alone, and its words stay in sight while a long talk scrolls by.
                <a
                    id=link_id href=Route::Talk(talk.id.clone()).to_string() tabindex=tab aria-label=talk.title.clone() lang=talk.language.clone() aria-describedby=about.clone()
                    aria-keyshortcuts="s"
                >
                    <span class="grid-words">
                        <strong dir="auto">{talk.title.clone()}</strong>
                        <span id=about.clone()>
                            {cancelled.then(|| view! { <em>{t!("Cancelled")}</em>" " })}
                            <span dir="auto">{times}</span>
                            {move || (phase.get() == Phase::Running && !cancelled).then(|| view! { <b>" "{t!("now")}</b> })}
                            {move || starred.get().then(|| view! { <span class="visually-hidden">{t!(", starred")}</span> })}
                        </span>
                        {(cell.height >= WITH_PEOPLE && !who.is_empty()).then(|| view! { <span class="grid-who" dir="auto">{who}</span> })}
                    </span>
                </a>
                {star}
            </div>
        </div>
    }
}
