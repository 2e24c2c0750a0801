//! One screen for each `Route`. Not: what stands around it, which is `app`.

pub mod agenda;
pub mod broken_config;
pub mod delegate;
pub mod directory;
pub mod not_found;
pub mod profile;
pub mod sign_in;
pub mod step_up;
pub mod talk;
