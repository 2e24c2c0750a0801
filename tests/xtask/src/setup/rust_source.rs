//! The source of Rust's standard library, from which a release builds a smaller one. From rustup; without it a release is larger, and says so.

use crate::shell::Shell;
use std::path::Path;

/// Whether it is here, or could be had.
pub(crate) fn ensure(shell: &Shell) -> bool {
    if is_there(shell) {
        return true;
    }
    if shell.toolchain.is_none() && shell.find("rustup").is_some() {
        println!("installing the source of Rust's standard library (rust-src), once");
        let mut rustup = shell.command("rustup");
        let added = shell.attempt("rustup component add", rustup.args(["component", "add", "rust-src"]));
        if added.is_ok_and(|added| added.success) && is_there(shell) {
            return true;
        }
    }
    println!("no rust-src here: the release is built with the standard library as it comes, and is some 10 % larger");
    false
}

fn is_there(shell: &Shell) -> bool {
    let sysroot = shell.ask("rustc", &["--print", "sysroot"]);
    sysroot.is_some_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
}
