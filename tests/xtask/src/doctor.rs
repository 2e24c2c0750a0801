//! `cargo xtask doctor`: asks a deployment what is wrong with it. A program of its own does, so that every other command is built without it.

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use std::process::ExitCode;

/// Builds the doctor and lets it look.
pub(crate) fn doctor(arguments: &[String]) -> Result<ExitCode, Failure> {
    let [address] = arguments else { return Err(Failure::Usage("doctor wants one address, such as https://app.example.org/".into())) };
    let shell = Shell::new(Repository::locate()?);
    let mut cargo = shell.command("cargo");
    cargo.args(["run", "--quiet", "--package", "plenary-doctor", "--", address]);
    let ended = cargo.status().map_err(Failure::system("run the doctor"))?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
