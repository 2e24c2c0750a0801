//! The reference backend: HTTP, SQLite and mail around the rules of `plenary::conference`, and the built app beside them, so that one
//! binary and one folder are a deployment. Not: any rule about who may see or do what.
//!
//! `settings` say what is wanted; `serve` opens the `store`, has the `programme` published and followed (`publishing`), starts the `mail` and answers by the table in
//! `routes`; every request passes `http::envelope` and, where it needs a session, `http::guard`.

pub mod apart;
pub mod bearer;
pub mod board;
pub mod copying;
pub mod desk;
pub mod errands;
#[cfg(feature = "flaws")]
mod flawed;
pub mod forgetting;
pub mod http;
pub mod invitations;
pub mod log;
pub mod mail;
pub mod organisation;
pub mod pages;
pub mod passkeys;
pub mod photo;
pub mod policy;
pub mod programme;
pub mod publishing;
pub mod recipes;
pub mod routes;
pub mod serve;
pub mod settings;
pub mod store;
mod structured;
pub mod tongue;
pub mod zones;

pub use serve::{NotServing, serve};
