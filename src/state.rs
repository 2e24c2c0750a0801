//! What the app remembers between questions: who is signed in, what was loaded, what is starred. Not: how any of it looks.

pub mod bulletins;
#[cfg(feature = "personal")]
pub mod code_step;
pub mod desk;
pub mod embedding;
#[cfg(feature = "personal")]
mod erasure;
pub mod favourites;
#[cfg(feature = "personal")]
pub mod hiding;
pub mod lasting;
pub mod minute;
pub mod news;
pub mod preferences;
pub mod programme;
mod read_marks;
pub mod remote;
pub mod session;
mod unheard;
pub mod visit;
pub mod zone;
