//! The standard library for the browser. From rustup, or, where that is refused, built from Debian's signed packages.

use super::packages;
use crate::failure::Failure;
use crate::shell::Shell;
use std::fs;
use std::path::Path;

const TARGET: &str = "wasm32-unknown-unknown";
/// The rustup toolchain that `wasm-std-from-debian.sh` links.
const DEBIAN: &str = "debian-web";
const SCRIPT: &str = "tests/xtask/src/setup/wasm-std-from-debian.sh";

pub(crate) fn ensure(shell: &mut Shell) -> Result<(), Failure> {
    if is_there(shell) {
        return Ok(());
    }
    if shell.find("rustup").is_none() {
        let advice = "Install rustup (https://rustup.rs), then run this again.".to_owned();
        return Err(Failure::Missing { what: format!("Rust's standard library for {TARGET}"), advice });
    }
    let mut rustup = shell.command("rustup");
    println!("installing the Rust target {TARGET}, once");
    let added = shell.attempt("rustup target add", rustup.args(["target", "add", TARGET]))?;
    if added.success && is_there(shell) {
        return Ok(());
    }
    from_debian(shell)
}

fn from_debian(shell: &mut Shell) -> Result<(), Failure> {
    let toolchain = shell.toolchain.replace(DEBIAN.to_owned());
    if is_there(shell) {
        println!("using the toolchain {DEBIAN}, as rustup gives no {TARGET} here");
        return Ok(());
    }
    shell.toolchain = toolchain;
    if !packages::are_here(shell) {
        let advice =
            format!("`rustup target add {TARGET}` was refused; run it where it is allowed, or behind a proxy that lets it through.");
        return Err(Failure::Missing { what: format!("Rust's standard library for {TARGET}"), advice });
    }
    let mut script = shell.command("bash");
    shell.run("rustup refuses; building the target from Debian's packages, about 3 minutes, once", script.arg(SCRIPT))?;
    shell.toolchain = Some(DEBIAN.to_owned());
    if is_there(shell) { Ok(()) } else { Err(Failure::Unexpected(format!("{SCRIPT} built no standard library for {TARGET}"))) }
}

/// Asks the compiler where its library for the target would be, and looks: right for every way of installing it.
fn is_there(shell: &Shell) -> bool {
    let folder = shell.ask("rustc", &["--print", "target-libdir", "--target", TARGET]);
    folder.is_some_and(|folder| holds_std(Path::new(folder.trim())))
}

fn holds_std(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| name.to_string_lossy().starts_with("libstd-") && name.to_string_lossy().ends_with(".rlib"))
}
