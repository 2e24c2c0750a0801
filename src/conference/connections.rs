//! Exchanging contact details: a code that is shown, a question, an answer, gifts that end. Not: what a gift shows (`sight`, `disclosure`).
//!
//! Whoever holds the code of somebody may ask them; the asker offers something, the one asked gives something or says nothing, and either takes
//! back at any time what they gave. A code and a question tell the asker nothing about whom they asked.

mod asking;
mod blocks;
mod contacts;
mod ending;
mod giving;
mod reports;
pub mod store;

pub use reports::{Filed, ReportLetter};
