//! The backend as one file that runs on any Linux of its processor, whatever is installed there: linked with musl, nothing left to be found at
//! start. Not: how it is built for tests.

use crate::failure::Failure;
use crate::setup;
use crate::shell::Shell;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The built program.
#[derive(Debug)]
pub(super) struct Program {
    path: PathBuf,
    target: String,
}

impl Program {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What it was built for.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// What it says a web server has to be told, for a place that has to be written over, or from the organiser's settings anew.
    pub(super) fn recipe(&self, shell: &Shell, host: &str, app: &Path) -> Result<String, Failure> {
        let mut program = shell.command(&self.path);
        program.env_clear().args(["recipe", "--for", host, "--public-url", "https://app.example.org"]);
        if matches!(host, "headers" | "404") {
            program.arg("--dist").arg(app);
        }
        let answer = program.output().map_err(Failure::system("run the backend that was built"))?;
        if answer.status.success() {
            Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
        } else {
            Err(Failure::Unexpected(format!("the backend gave no recipe for {host}: {}", String::from_utf8_lossy(&answer.stderr))))
        }
    }
}

/// Builds it.
pub(super) fn build(shell: &mut Shell) -> Result<Program, Failure> {
    let musl = setup::musl(shell)?;
    let target = musl.target().to_owned();
    let mut cargo = shell.command("cargo");
    cargo.args(["build", "--release", "--package", "plenary-backend", "--bin", "plenary-backend", "--target", &target]);
    musl.apply(&mut cargo);
    // Where crates and Rust's own sources lie on this machine is nobody's business, and would make another program of the same sources elsewhere.
    let rust = shell.ask("rustc", &["--print", "sysroot"]).map(|root| Path::new(root.trim()).join("lib/rustlib/src/rust"));
    let places = crates(shell).into_iter().map(|folder| (folder, "/crates")).chain(rust.map(|folder| (folder, "/rust")));
    let flags: Vec<String> = places.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).collect();
    let variable = format!("CARGO_TARGET_{}_RUSTFLAGS", target.replace('-', "_").to_uppercase());
    cargo.env(variable, flags.join(" ")).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    shell.run("building the backend (release), about 5 minutes the first time", &mut cargo)?;
    let path = shell.repository.target.join(&target).join("release").join("plenary-backend");
    let bytes = fs::read(&path).map_err(Failure::system("read the backend that was built"))?;
    if !needs_nothing(&bytes) {
        return Err(Failure::Unexpected(format!("{} needs libraries of the system that it runs on", path.display())));
    }
    Ok(Program { path, target })
}

/// Where cargo unpacks crates.
fn crates(shell: &Shell) -> Vec<PathBuf> {
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home).unwrap_or_else(|| shell.repository.root.clone());
    let sources = fs::read_dir(home.join("registry").join("src")).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = sources.map(|entry| entry.path()).collect();
    folders.sort_unstable();
    folders
}

/// Whether an ELF program of 64 bits asks for no loader (`PT_INTERP`), and so for no library.
fn needs_nothing(program: &[u8]) -> bool {
    let number = |at: usize, size: usize| -> Option<usize> {
        let bytes = program.get(at..at + size)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let is_elf = program.starts_with(b"\x7fELF\x02\x01");
    let asks = || {
        let (table, size, entries) = (number(0x20, 8)?, number(0x36, 2)?, number(0x38, 2)?);
        let mut kinds = (0..entries).map(|entry| number(table + entry * size, 4));
        Some(entries == 0 || kinds.any(|kind| kind.is_none_or(|kind| kind == 3)))
    };
    is_elf && asks() == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_asks_for_libraries_is_told() {
        let own = fs::read(env::current_exe().unwrap()).unwrap();
        assert!(!needs_nothing(&own), "this very test asks for the system's");
        assert!(!needs_nothing(b"#!/bin/sh\n") && !needs_nothing(b"\x7fELF\x02\x01"));
        let mut alone = vec![0; 0x40 + 56];
        alone[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (alone[0x20], alone[0x36], alone[0x38], alone[0x40]) = (0x40, 56, 1, 1);
        assert!(needs_nothing(&alone));
        alone[0x40] = 3;
        assert!(!needs_nothing(&alone));
    }
}
