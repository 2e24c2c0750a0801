//! `cargo xtask release`: what is copied to a server, compressed beforehand so that no server has to. Not: copying it there.

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use crate::size::packed;
use crate::{app, parts, setup};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Endings of files that are smaller compressed; pictures are not.
const COMPRESSED: [&str; 7] = ["html", "js", "css", "wasm", "svg", "json", "webmanifest"];

/// Builds `dist/` in the repository, and the backend.
pub(crate) fn release() -> Result<ExitCode, Failure> {
    let mut shell = Shell::new(Repository::locate()?);
    setup::to_build(&mut shell)?;
    app::build_release(&shell)?;
    let dist = shell.repository.root.join("dist");
    parts::replace(&shell.repository.dist(), &dist)?;
    compress(&dist)?;
    let mut cargo = shell.command("cargo");
    shell.run("building the backend (release)", cargo.args(["build", "--release", "--package", "plenary-backend"]))?;
    println!("\nthe app:      {}", dist.display());
    println!("the backend:  {}", shell.repository.target.join("release").join("plenary-backend").display());
    Ok(ExitCode::SUCCESS)
}

/// Writes `x.br` beside every `x` worth it.
fn compress(folder: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::system("read the release"))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            compress(&path)?;
        } else if path.extension().is_some_and(|ending| COMPRESSED.iter().any(|known| ending == *known)) {
            let bytes = fs::read(&path).map_err(Failure::system("read a file of the release"))?;
            let mut name = path.into_os_string();
            name.push(".br");
            fs::write(name, packed(&bytes)?).map_err(Failure::system("write a compressed file"))?;
        }
    }
    Ok(())
}
