//! What the app remembers between questions: who is signed in, what was loaded, what is starred. Not: how any of it looks.

pub mod desk;
pub mod favourites;
pub mod programme;
pub mod remote;
pub mod session;
