//! Plenary: the conference app in which an e-mail address is never a key.
//!
//! A delegate opens a page; a URL names what they want to see; a resource asks the backend through one door;
//! the answer is decoded into domain types that cannot lie; a screen draws them.
//!
//! # Layers
//!
//! `domain <- conference, formats, wire <- workshop <- api <- state <- screens <- app`; `components` see `domain`, `routes` and
//! `text` only. `tests/architecture.rs` holds the imports to these arrows.
//!
//! # Glossary
//!
//! | Word | Means |
//! |---|---|
//! | Talk | an item of the programme (people read "session" on the page) |
//! | Session | somebody's sign-in state |
//! | Viewer | the delegate who is looking |
//! | Delegate | somebody else, as the viewer may see them |
//! | Profile | the viewer's own data, with audiences |
//! | Audience | who may see a field |
//! | Disclosed | a field of somebody else: shared or hidden |
//! | Connection | a delegate who agreed to exchange contact details |
//! | Backend / Account | what may be asked before / after sign-in |

// First: its macros are seen in what follows.
#[macro_use]
pub mod words;

#[cfg(feature = "workshop")]
pub mod calendar;
pub mod domain;
#[cfg(feature = "workshop")]
pub mod formats;
pub mod wire;

#[cfg(feature = "conference")]
pub mod conference;

#[cfg(feature = "app")]
#[cfg_attr(
    not(feature = "personal"),
    allow(dead_code, unused_imports, reason = "what only signing in and being signed in ask for is left out there")
)]
pub mod api;
#[cfg(feature = "app")]
#[allow(missing_docs, unreachable_pub, reason = "the component macro makes public, undocumented structs for the props")]
pub mod app;
#[cfg(feature = "app")]
pub mod browser;
#[cfg(all(feature = "workshop-part", not(feature = "app")))]
#[path = "browser/bare.rs"]
#[allow(dead_code, unreachable_pub, reason = "what only a page asks for is left out there")]
pub mod browser;
#[cfg(feature = "app")]
#[allow(missing_docs, unreachable_pub, reason = "the component macro makes public, undocumented structs for the props")]
pub mod components;
pub mod config;
pub mod oidc;
#[cfg(feature = "workshop")]
pub mod prose;
pub mod routes;
#[cfg(feature = "app")]
#[allow(missing_docs, unreachable_pub, reason = "the component macro makes public, undocumented structs for the props")]
pub mod screens;
#[cfg(feature = "app")]
pub mod state;
#[cfg(any(feature = "app", feature = "workshop"))]
pub mod text;
#[cfg(feature = "workshop")]
pub mod workshop;
