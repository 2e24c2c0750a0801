//! What every answer and every request has in common: refusals as problem+json, headers, cookies, bodies, proof of origin and session.
//! Not: any single route.

pub mod body;
pub mod cookies;
pub mod device;
pub mod envelope;
pub mod failure;
#[cfg(feature = "flaws")]
mod flaws;
pub mod guard;

pub use failure::Failure;
