//! Chromium, its driver and a font to draw with: what the tests in a browser need.

use super::packages;
use crate::failure::Failure;
use crate::shell::Shell;
use std::env;
use std::path::PathBuf;

/// Where the browser is.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// Chromium, or a browser built from it.
    pub(crate) chromium: PathBuf,
    /// The program that drives it for the unit tests.
    pub(crate) driver: PathBuf,
}

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub(crate) fn ensure(shell: &Shell) -> Result<Browser, Failure> {
    let mut wanted = Vec::new();
    if chromium(shell).is_none() {
        wanted.push("chromium");
    }
    if driver(shell).is_none() {
        wanted.push("chromium-driver");
    }
    if shell.ask("fc-list", &[]).is_none_or(|fonts| fonts.trim().is_empty()) {
        wanted.extend(["fontconfig", "fonts-dejavu-core"]);
    }
    if !wanted.is_empty() && packages::are_here(shell) {
        packages::install(shell, &format!("installing {}, about 2 minutes, once", wanted.join(", ")), &wanted)?;
    }
    let missing = |what: &str, variable: &str| Failure::Missing {
        what: what.to_owned(),
        advice: format!("Install it so that it is on PATH, or name the program in {variable}."),
    };
    let chromium = chromium(shell).ok_or_else(|| missing("Chromium", "PLENARY_CHROMIUM"))?;
    let driver = driver(shell).ok_or_else(|| missing("chromedriver, of the version of the browser,", "CHROMEDRIVER"))?;
    Ok(Browser { chromium, driver })
}

fn chromium(shell: &Shell) -> Option<PathBuf> {
    named_by("PLENARY_CHROMIUM").or_else(|| NAMES.iter().find_map(|name| shell.find(name)))
}

fn driver(shell: &Shell) -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| shell.find("chromedriver"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}
