//! What none of us wrote, for the conformance suite to be held to: backends with accounts, and a program that tries everything that a contract
//! allows. From PyPI into a cache of its own. Not: a part of the product.

use super::pretalx::{self, make_venv};
use crate::failure::Failure;
use crate::repository;
use crate::shell::Shell;
use std::fs;

/// A store of JSON with accounts, and the server that carries it.
const KINTO: (&str, &[&str]) = ("kinto-26.5.0", &["kinto==26.5.0", "waitress==3.0.2"]);
/// What reads `openapi.yaml` and asks for all of it.
const SCHEMATHESIS: (&str, &[&str]) = ("schemathesis-4.32.5", &["schemathesis==4.32.5"]);

/// Installs all of it; the tests know the places.
pub(crate) fn ensure(shell: &Shell) -> Result<(), Failure> {
    pretalx::ensure_served(shell)?;
    [KINTO, SCHEMATHESIS].into_iter().try_for_each(|(name, wanted)| installed(shell, name, wanted))
}

fn installed(shell: &Shell, name: &str, wanted: &[&str]) -> Result<(), Failure> {
    let folder = repository::tool_cache().join(name);
    let (venv, stamp) = (folder.join("venv"), folder.join("installed"));
    let python = venv.join("bin").join("python");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted.join(" ")) && python.exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(Failure::system(format!("make a folder for {name}")))?;
    make_venv(shell, &venv)?;
    let mut pip = shell.command(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]).args(wanted);
    shell.run(&format!("installing {name} from PyPI, once"), &mut pip)?;
    fs::write(stamp, wanted.join(" ")).map_err(Failure::system("note what pip installed"))
}
