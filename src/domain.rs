//! The words of a conference as types: pure Rust without leptos, web or HTTP. Not: how anything is stored, sent or drawn.

pub mod access;
pub mod agenda;
pub mod bulletin;
pub mod colour;
pub mod connection;
pub mod delegate;
pub mod device;
pub mod fields;
pub mod history;
pub mod id;
pub mod incident;
pub mod links;
pub mod lookalike;
pub mod organisation;
pub mod over_share;
pub mod policy;
pub mod privacy;
pub mod problem;
pub mod profile;
pub mod prose;
pub mod reach;
pub mod rights;
pub mod standing;
pub mod stars;
pub mod text;
pub mod time;
