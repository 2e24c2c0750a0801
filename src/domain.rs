//! The words of a conference as types: pure Rust without leptos, web or HTTP. Not: how anything is stored, sent or drawn.

pub mod agenda;
pub mod colour;
pub mod delegate;
pub mod device;
pub mod history;
pub mod id;
pub mod organisation;
pub mod privacy;
pub mod problem;
pub mod profile;
pub mod prose;
pub mod stars;
pub mod text;
pub mod time;
