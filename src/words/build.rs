//! The build script: no release is built while a language lacks a sentence; another build is warned. Not: the comparison, which is in `complete.rs`.

#[allow(dead_code, reason = "shared with the test, which looks closer")]
mod complete;

use std::env;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    for watched in ["src", "index.html", "public/words"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    // What has no page speaks to nobody.
    if env::var_os("CARGO_FEATURE_APP").is_none() {
        return ExitCode::SUCCESS;
    }
    let faults = match complete::faults(Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default())) {
        Ok(faults) => faults,
        Err(error) => vec![format!("the sentences cannot be read: {error}")],
    };
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    match (faults.as_slice(), is_release) {
        ([], _) => {}
        (faults, true) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
        }
        ([first, ..], false) => {
            println!(
                "cargo::warning={} sentences are not right in every language; `cargo test --no-default-features --test words` lists them: {first}",
                faults.len()
            );
        }
    }
    ExitCode::SUCCESS
}
