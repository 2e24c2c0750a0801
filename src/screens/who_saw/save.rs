//! Takes the whole record along as a table for a spreadsheet. Not: what stands in it, which the backend writes.

use crate::browser::save_file;
use crate::components::icon::{Glyph, Icon};
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

const NAME: &str = "who-saw-what.csv";
/// Spreadsheets take UTF-8 for something else without it, and a browser takes it away from what it reads.
const MARK: char = '\u{feff}';

/// The section.
#[component]
pub(super) fn SaveRecord(viewer: StoredValue<Viewer, LocalStorage>) -> impl IntoView {
    let (desk, busy) = (Desk::here(), RwSignal::new(false));
    let save = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        desk.act_to(
            t!("save your record of who saw what"),
            move || viewer.with_value(|viewer| viewer.account.who_saw().record_csv()),
            move |outcome| {
                busy.try_set(false);
                desk.tell(match outcome {
                    Ok(csv) => saved(&csv),
                    Err(error) => t!("The table was not saved. {reason}", reason = text::api_error(&error)),
                });
            },
        );
    };
    view! {
        <section class="card stack" aria-labelledby="take-record">
            <h2 id="take-record">{t!("Take it with you")}</h2>
            <p>{t!("The whole record as a table (CSV) that a spreadsheet opens. It names other people, so keep it as you would want them to keep yours.")}</p>
            <div class="actions">
                <button class="button" type="button" aria-busy=move || busy.get().to_string() on:click=save><Glyph icon=Icon::Save/>{t!("Save as a table")}</button>
            </div>
        </section>
    }
}

fn saved(csv: &str) -> String {
    let whole = format!("{MARK}{}", csv.trim_start_matches(MARK));
    match save_file(NAME, "text/csv;charset=utf-8", &whole) {
        Ok(()) => t!("Saved as {file}.", file = NAME),
        Err(_) => t!("This browser does not let the page save a file. Nothing was saved.").to_owned(),
    }
}
