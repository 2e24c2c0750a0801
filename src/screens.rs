//! One screen for each `Route`. Not: what stands around it, which is `app`.

pub mod agenda;
pub mod broken_config;
pub mod changes;
mod clock;
#[cfg(feature = "personal")]
pub mod connections;
#[cfg(feature = "personal")]
pub mod delegate;
#[cfg(feature = "personal")]
pub mod devices;
#[cfg(feature = "personal")]
pub mod directory;
#[cfg(feature = "personal")]
pub mod ending;
pub mod grid;
#[cfg(feature = "personal")]
pub mod hiding;
mod loaded;
mod long_text;
pub mod mine;
#[cfg(feature = "personal")]
pub mod my_data;
pub mod not_found;
pub mod notices;
mod paper;
pub mod picks;
#[cfg(feature = "personal")]
pub mod policy;
#[cfg(feature = "personal")]
pub mod profile;
mod save_calendar;
#[cfg(feature = "personal")]
pub mod sign_in;
pub mod speaker;
pub mod speakers;
#[cfg(feature = "personal")]
pub mod step_up;
mod structured;
pub mod talk;
#[cfg(feature = "personal")]
pub mod who_saw;
