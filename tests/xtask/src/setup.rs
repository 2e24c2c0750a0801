//! Installing what is missing, once, at pinned versions. A tool of the right version that is already there is used as it is,
//! and what a developer installed for themselves is never replaced.

mod browser;
mod cargo_tools;
mod node;
mod packages;
mod rust_target;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;

pub(crate) use browser::Browser;

/// Everything needed to build the app and to receive its mail.
pub(crate) fn to_build() -> Result<Shell, Failure> {
    let mut shell = Shell::new(Repository::locate()?);
    rust_target::ensure(&mut shell)?;
    cargo_tools::ensure_trunk(&mut shell)?;
    cargo_tools::ensure_wasm_bindgen(&mut shell)?;
    node::ensure(&mut shell)?;
    Ok(shell)
}

/// The test runner. Without it `cargo test` does.
pub(crate) fn nextest(shell: &mut Shell) -> Result<(), Failure> {
    cargo_tools::ensure_nextest(shell)
}

/// A browser, its driver and a font.
pub(crate) fn browser(shell: &Shell) -> Result<Browser, Failure> {
    browser::ensure(shell)
}
