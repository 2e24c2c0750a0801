//! What the app remembers between questions: who is signed in, what was loaded, what is starred. Not: how any of it looks.

#[cfg(feature = "personal")]
pub mod code_step;
pub mod desk;
pub mod favourites;
pub mod lasting;
pub mod minute;
pub mod news;
pub mod preferences;
pub mod programme;
pub mod remote;
pub mod session;
pub mod visit;
pub mod zone;
