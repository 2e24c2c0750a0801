//! The contract's JSON as serde types, one for each shape that travels, shared by the app and the reference backend.
//! Not: domain types; each direction has an explicit, total conversion.

pub mod access;
pub mod agenda;
pub mod blocks;
pub mod bulletins;
pub mod calendar;
pub mod changes;
pub mod connections;
pub mod devices;
pub mod dialect;
mod flags;
pub mod history;
pub mod identities;
pub mod json;
pub mod over_share;
pub mod passkeys;
pub mod people;
pub mod person;
pub mod problem;
pub mod prose;
mod reading;
pub mod refusal;
pub mod rights;
pub mod sign_in;
pub mod texts;
pub mod translation;

/// A well-formed JSON answer that does not mean what it should. Holds the member's name only, never its value, which may be private.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// Parses one member of an answer.
fn member<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<T, Malformed> {
    text.parse().map_err(|_| Malformed(name))
}
