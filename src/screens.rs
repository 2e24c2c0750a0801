//! One screen for each `Route`. Not: what stands around it, which is `app`.

pub mod agenda;
pub mod broken_config;
#[cfg(feature = "personal")]
pub mod delegate;
#[cfg(feature = "personal")]
pub mod directory;
pub mod not_found;
#[cfg(feature = "personal")]
pub mod profile;
#[cfg(feature = "personal")]
pub mod sign_in;
#[cfg(feature = "personal")]
pub mod step_up;
pub mod talk;
