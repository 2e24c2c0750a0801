//! Tools that cargo builds from their sources. They go into a cache of their own, not into `~/.cargo/bin`.

use crate::failure::Failure;
use crate::repository;
use crate::shell::Shell;
use std::path::Path;

struct Tool<'a> {
    krate: &'a str,
    program: &'a str,
    /// What makes the program tell its version.
    asks: &'a [&'a str],
    version: &'a str,
    /// Whether the lock file that the tool was published with is used.
    locked: bool,
    /// Whether the tool is built to be ready soon rather than to run fast.
    quick: bool,
    minutes: u8,
}

/// Trunk 0.22 wants a newer compiler than the one this workspace asks for.
pub(crate) fn ensure_trunk(shell: &mut Shell) -> Result<(), Failure> {
    let trunk = Tool { krate: "trunk", program: "trunk", asks: &["--version"], version: "0.21.14", locked: true, quick: true, minutes: 5 };
    ensure(shell, &trunk)
}

/// The program has to be of the very version of the crate.
pub(crate) fn ensure_wasm_bindgen(shell: &mut Shell) -> Result<(), Failure> {
    let version = shell.repository.locked_version("wasm-bindgen")?;
    let (krate, program) = ("wasm-bindgen-cli", "wasm-bindgen");
    // Not locked: its lock file names a version of another crate that not every mirror has.
    ensure(shell, &Tool { krate, program, asks: &["--version"], version: &version, locked: false, quick: false, minutes: 2 })
}

pub(crate) fn ensure_nextest(shell: &mut Shell) -> Result<(), Failure> {
    let (krate, program) = ("cargo-nextest", "cargo-nextest");
    ensure(shell, &Tool { krate, program, asks: &["nextest", "--version"], version: "0.9.143", locked: true, quick: true, minutes: 5 })
}

/// Writes what a program is made of, as CycloneDX.
pub(crate) fn ensure_cyclonedx(shell: &mut Shell) -> Result<(), Failure> {
    let (krate, program) = ("cargo-cyclonedx", "cargo-cyclonedx");
    ensure(shell, &Tool { krate, program, asks: &["cyclonedx", "--version"], version: "0.5.9", locked: true, quick: true, minutes: 3 })
}

fn ensure(shell: &mut Shell, tool: &Tool<'_>) -> Result<(), Failure> {
    let own = repository::tool_cache().join(format!("{}-{}", tool.krate, tool.version));
    if own.join("bin").join(tool.program).is_file() {
        shell.prefer(own.join("bin"));
    }
    if is_there(shell, tool) {
        return Ok(());
    }
    install(shell, tool, &own)?;
    shell.prefer(own.join("bin"));
    if is_there(shell, tool) { Ok(()) } else { Err(Failure::Unexpected(format!("{} was installed but does not run", tool.program))) }
}

fn is_there(shell: &Shell, tool: &Tool<'_>) -> bool {
    shell.ask(tool.program, tool.asks).is_some_and(|answer| says_version(&answer, tool.version))
}

fn says_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word.trim_start_matches('v') == version)
}

fn install(shell: &Shell, tool: &Tool<'_>, own: &Path) -> Result<(), Failure> {
    let Tool { krate, version, minutes, .. } = tool;
    let mut cargo = shell.command("cargo");
    cargo.args(["install", krate, "--version", version, "--root"]).arg(own);
    if tool.locked {
        cargo.arg("--locked");
    }
    if tool.quick {
        for (setting, value) in [("LTO", "false"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("DEBUG", "false")] {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
    }
    // Neither the clone's target folder nor its flags are any of the tool's business.
    cargo.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS").current_dir(std::env::temp_dir());
    shell.run(&format!("installing {krate} {version}, about {minutes} minutes, once"), &mut cargo).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(says_version("cargo-nextest 0.9.143 (60fa45f63 2026-08-04)\nrelease: 0.9.143", "0.9.143"));
        assert!(!says_version("trunk 0.21.140", "0.21.14"));
        assert!(!says_version("trunk 0.21.1", "0.21.14"));
    }
}
