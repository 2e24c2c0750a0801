//! The demo conference: a programme, its delegates and the demo people, written by us and the same at every start. Not: anybody real;
//! names are composed, addresses are at `example.org`, telephone numbers are those that Ofcom keeps free for drama.

mod abstracts;
mod demo;
mod dice;
mod names;
mod people;
mod plenaries;
mod programme;
mod sessions;
mod speakers;
mod stage;
mod subjects;
mod timetable;
mod tongues;

pub use demo::{DemoPerson, demo_people};
pub use people::people;
pub use programme::agenda;
