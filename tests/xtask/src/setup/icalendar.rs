//! The parsers that judge our calendars and contact cards, from PyPI into a cache of its own. Not: a part of the product.

use super::pretalx::make_venv;
use crate::failure::Failure;
use crate::repository;
use crate::shell::Shell;
use std::fs;
use std::path::PathBuf;

/// The parser of calendars, the time zones that it goes by on every machine alike, and the parser of contact cards.
const WANTED: [&str; 3] = ["icalendar==7.3.2", "tzdata==2026.6", "vobject==0.9.9"];

/// Installs it; returns the folder that holds `venv`.
pub(crate) fn ensure(shell: &Shell) -> Result<PathBuf, Failure> {
    let folder = repository::tool_cache().join("icalendar");
    let (venv, stamp) = (folder.join("venv"), folder.join("installed"));
    let wanted = WANTED.join(" ");
    let python = venv.join("bin").join("python");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && python.exists() {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).map_err(Failure::system("make a folder for icalendar"))?;
    make_venv(shell, &venv)?;
    let mut pip = shell.command(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]).args(WANTED);
    shell.run("installing a parser of calendars from PyPI, once", &mut pip)?;
    fs::write(stamp, wanted).map_err(Failure::system("note what pip installed"))?;
    Ok(folder)
}
