//! Building a release with a standard library made for it: without the words of a panic that nobody reads, and small rather than fast.
//! Not: for tests or for the backend, where those words matter.

use crate::setup;
use crate::shell::Shell;
use std::process::Command;

/// In the place of those in `.cargo/config.toml`, which they repeat: flags from the environment replace the others. Nothing is copied into its callers that
/// makes them any larger: that is 1 % less than with what `opt-level = "z"` allows by itself.
const FLAGS: [&str; 7] = [
    "--cfg",
    "erase_components",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Cllvm-args=-inline-threshold=0",
];

/// Which standard library a release is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Std {
    /// One of its own.
    Own,
    /// The one that came with the compiler, for want of its source.
    AsItComes,
}

impl Std {
    /// The best that can be had here.
    pub(crate) fn of(shell: &Shell) -> Self {
        if setup::rust_source(shell) { Self::Own } else { Self::AsItComes }
    }

    /// For the note of how something was built.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Own => "own std",
            Self::AsItComes => "std as it comes",
        }
    }

    /// Has cargo build with it, directly or through trunk.
    pub(crate) fn apply(self, command: &mut Command) -> &mut Command {
        match self {
            Self::AsItComes => command,
            // The compiler is a stable one; this lets it do what is settled but not stable yet.
            Self::Own => command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
                .env_remove("RUSTFLAGS"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_of_the_configuration_are_not_lost() {
        let config = include_str!("../../../.cargo/config.toml");
        let flags = config.split("rustflags = [").nth(1).unwrap().split(']').next().unwrap();
        for flag in flags.split(',').map(|flag| flag.trim().trim_matches('"')) {
            assert!(FLAGS.contains(&flag), "{flag}");
        }
    }
}
