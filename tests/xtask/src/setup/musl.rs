//! What a program that needs no system library is built with: Rust's library for musl from rustup, and musl's headers for the few crates that hold C,
//! from Debian's packages, unpacked into a cache and not installed. Not: for tests, which run with what is here.

use super::packages;
use crate::failure::Failure;
use crate::shell::Shell;
use std::env::consts::ARCH;
use std::path::Path;
use std::process::Command;

/// How to build for it.
#[derive(Debug)]
pub(crate) struct Musl {
    target: String,
    compiler: &'static str,
    flags: String,
}

impl Musl {
    /// Its name among Rust's targets.
    pub(crate) fn target(&self) -> &str {
        &self.target
    }

    /// Has cargo's build scripts compile C for it.
    pub(crate) fn apply(&self, cargo: &mut Command) {
        let suffix = self.target.replace('-', "_");
        cargo.env(format!("CC_{suffix}"), self.compiler).env(format!("CFLAGS_{suffix}"), &self.flags);
    }
}

/// Installs what is missing.
pub(crate) fn ensure(shell: &Shell) -> Result<Musl, Failure> {
    let target = format!("{ARCH}-unknown-linux-musl");
    if !has_std(shell, &target) {
        println!("installing the Rust target {target}, once");
        let mut rustup = shell.command("rustup");
        let added = shell.attempt("rustup target add musl", rustup.args(["target", "add", &target]));
        if !(added.is_ok_and(|added| added.success) && has_std(shell, &target)) {
            let advice = format!("`rustup target add {target}` was refused; run it where it is allowed, on Linux.");
            return Err(Failure::Missing { what: format!("Rust's standard library for {target}"), advice });
        }
    }
    if shell.find("musl-gcc").is_some() {
        return Ok(Musl { target, compiler: "musl-gcc", flags: String::new() });
    }
    let advice = "Install musl-gcc (Debian: musl-tools, Fedora: musl-gcc) so that it is on PATH.".to_owned();
    let missing = || Failure::Missing { what: "a C compiler for musl".to_owned(), advice };
    if !packages::are_here(shell) {
        return Err(missing());
    }
    // gcc itself is the same for both; it only has to read musl's headers. Rust brings the libraries.
    let unpacked = packages::unpack(shell, "fetching musl's headers, once", "musl", &["musl-dev"])?;
    let own = shell.ask("gcc", &["-print-file-name=include"]).ok_or_else(missing)?;
    let headers = unpacked.join("usr/include").join(format!("{ARCH}-linux-musl"));
    Ok(Musl { target, compiler: "gcc", flags: format!("-nostdinc -isystem {} -isystem {}", headers.display(), own.trim()) })
}

fn has_std(shell: &Shell, target: &str) -> bool {
    let folder = shell.ask("rustc", &["--print", "target-libdir", "--target", target]);
    folder.is_some_and(|folder| Path::new(folder.trim()).join("self-contained").is_dir())
}
