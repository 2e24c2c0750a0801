//! The over-share alarm: the first answer of a page that holds more of people than the contract names is reported to the organisers, once. What was beyond
//! is gone by then; only the names of members are told. Not: reading, which drops it (`wire::person`).

use super::{Http, access};
use crate::domain::over_share::OverShare;
use std::cell::Cell;

thread_local! {
    /// A backend that sends too much does so in each answer: one report for each time that the page is loaded says it.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Listens to what was found in an answer. Nobody waits for the report, and nobody is told if it does not arrive.
pub(super) fn hear(http: &Http, found: &OverShare) {
    if !found.is_empty() && !TOLD.replace(true) {
        access::report(http, found).send_off();
    }
}
