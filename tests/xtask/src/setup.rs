//! Installing what is missing, once, at pinned versions. A tool of the right version that is already there is used as it is,
//! and what a developer installed for themselves is never replaced.

mod browser;
mod cargo_tools;
mod exiftool;
mod icalendar;
mod musl;
mod node;
mod others;
mod packages;
mod pretalx;
mod rust_source;
mod rust_target;
mod servers;

use crate::failure::Failure;
use crate::shell::Shell;

pub(crate) use browser::ensure as browser;
pub(crate) use cargo_tools::{ensure_cyclonedx as cyclonedx, ensure_nextest as nextest, ensure_wasm_bindgen as wasm_bindgen};
pub(crate) use exiftool::ensure as exiftool;
pub(crate) use icalendar::ensure as icalendar;
pub(crate) use musl::ensure as musl;
pub(crate) use others::ensure as others;
pub(crate) use pretalx::{ensure as pretalx, ensure_event as pretalx_event};
pub(crate) use rust_source::ensure as rust_source;
pub(crate) use rust_target::ensure as rust_target;
pub(crate) use servers::ensure as servers;

/// Everything needed to build the app and to receive its mail.
pub(crate) fn to_build(shell: &mut Shell) -> Result<(), Failure> {
    rust_target(shell)?;
    cargo_tools::ensure_trunk(shell)?;
    wasm_bindgen(shell)?;
    node::ensure(shell)
}
