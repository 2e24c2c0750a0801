//! A real pretalx with a conference in it: the peer that Plenary is measured against, and a living source of programmes.
//! From PyPI into a cache of its own; not a part of the product, and never a line of it in the clone.

use super::packages;
use crate::failure::Failure;
use crate::repository;
use crate::shell::Shell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "2025.2.2";
/// What it is installed with: the last two are what its command that invents a conference asks for.
const WANTED: [&str; 3] = ["pretalx==2025.2.2", "freezegun==1.5.5", "Faker==40.63.0"];

/// What carries it where it is not tried out but used.
const SERVER: &str = "gunicorn==27.0.1";

const BREAK: &str = include_str!("pretalx-break.py");

/// Where the installed pretalx is.
#[derive(Debug, Clone)]
pub(crate) struct Pretalx {
    folder: PathBuf,
}

impl Pretalx {
    /// Its folder: `venv` is Python's, `event` holds the database of the invented conference.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The script of its schedule widget, as it is published.
    pub(crate) fn widget(&self) -> Option<PathBuf> {
        let script = Path::new("site-packages").join("pretalx/static/agenda/js/pretalx-schedule.min.js");
        let versions = fs::read_dir(self.folder.join("venv").join("lib")).ok()?;
        versions.flatten().map(|version| version.path().join(&script)).find(|file| file.is_file())
    }

    fn python(&self) -> PathBuf {
        self.folder.join("venv").join("bin").join("python")
    }

    /// `python -m pretalx …` on the database in `event`, whatever else is configured on this machine.
    fn manage(&self, shell: &Shell, event: &Path, arguments: &[&str]) -> Command {
        let mut command = shell.command(self.python());
        command.args(["-m", "pretalx"]).args(arguments);
        command.env("PRETALX_CONFIG_FILE", "/dev/null").env("PRETALX_DATA_DIR", event).env("PRETALX_DB_NAME", event.join("db.sqlite3"));
        command.env("PRETALX_SITE_URL", "http://127.0.0.1").env("PRETALX_DEBUG", "True");
        command.env("DJANGO_SUPERUSER_EMAIL", "organiser@example.org").env("DJANGO_SUPERUSER_PASSWORD", "only on this machine");
        command.env("PRETALX_INIT_ORGANISER_NAME", "Organisers").env("PRETALX_INIT_ORGANISER_SLUG", "organisers");
        command
    }
}

/// Installs it.
pub(crate) fn ensure(shell: &Shell) -> Result<Pretalx, Failure> {
    let pretalx = Pretalx { folder: repository::tool_cache().join(format!("pretalx-{VERSION}")) };
    let (venv, stamp) = (pretalx.folder.join("venv"), pretalx.folder.join("installed"));
    let wanted = WANTED.join(" ");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && pretalx.widget().is_some() {
        return Ok(pretalx);
    }
    remove(&pretalx.folder)?;
    fs::create_dir_all(&pretalx.folder).map_err(Failure::system("make a folder for pretalx"))?;
    make_venv(shell, &venv)?;
    let mut pip = shell.command(pretalx.python());
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", "pretalx"]).args(WANTED);
    shell.run(&format!("installing pretalx {VERSION} from PyPI, about a minute, once"), &mut pip)?;
    if pretalx.widget().is_none() {
        return Err(Failure::Unexpected(format!("pretalx {VERSION} came without its schedule widget")));
    }
    fs::write(stamp, wanted).map_err(Failure::system("note what pip installed"))?;
    Ok(pretalx)
}

/// Installs it and has it invent a conference.
pub(crate) fn ensure_event(shell: &Shell) -> Result<Pretalx, Failure> {
    let pretalx = ensure(shell)?;
    let event = pretalx.folder.join("event");
    if event.is_dir() {
        return Ok(pretalx);
    }
    // Under another name until it is whole: what was interrupted is made anew.
    let unfinished = pretalx.folder.join("event-unfinished");
    remove(&unfinished)?;
    fs::create_dir_all(&unfinished).map_err(Failure::system("make a folder for a conference of pretalx"))?;
    for (doing, arguments) in [
        ("making pretalx's database, about a minute, once", &["migrate"][..]),
        ("making pretalx's organiser", &["init", "--noinput"]),
        ("having pretalx invent a conference", &["create_test_event", "--stage", "schedule", "--slug", "democon"]),
        ("adding a break to it", &["shell", "--unsafe-disable-scopes", "--command", BREAK]),
    ] {
        shell.run(doing, &mut pretalx.manage(shell, &unfinished, arguments))?;
    }
    fs::rename(&unfinished, &event).map_err(Failure::system("keep the conference of pretalx"))?;
    Ok(pretalx)
}

/// Installs it with a conference, the server that its manual names, and its styles and scripts where that server finds them: as it runs in earnest.
pub(super) fn ensure_served(shell: &Shell) -> Result<(), Failure> {
    let pretalx = ensure_event(shell)?;
    if !pretalx.folder.join("venv").join("bin").join("gunicorn").exists() {
        let mut pip = shell.command(pretalx.python());
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", SERVER]);
        shell.run("installing pretalx's server from PyPI, once", &mut pip)?;
    }
    let served = pretalx.folder.join("static");
    if served.is_dir() {
        return Ok(());
    }
    let unfinished = pretalx.folder.join("static-unfinished");
    remove(&unfinished)?;
    let mut collect = pretalx.manage(shell, &pretalx.folder.join("event"), &["collectstatic", "--noinput"]);
    collect.env("PRETALX_DEBUG", "False").env("PRETALX_FILESYSTEM_STATIC", &unfinished);
    shell.run("collecting pretalx's styles, about a minute, once", &mut collect)?;
    fs::rename(&unfinished, &served).map_err(Failure::system("keep pretalx's styles"))
}

/// Debian splits what makes virtual environments from Python itself.
pub(super) fn make_venv(shell: &Shell, venv: &Path) -> Result<(), Failure> {
    let attempt = || {
        let mut python = shell.command("python3");
        shell.attempt("making a Python environment", python.args(["-m", "venv", "--clear"]).arg(venv))
    };
    if shell.find("python3").is_some() && attempt()?.success {
        return Ok(());
    }
    if packages::are_here(shell) {
        packages::install(shell, "installing python3-venv, once", &["python3", "python3-venv"])?;
        if attempt()?.success {
            return Ok(());
        }
    }
    let advice = "Install Python 3.10 or newer with its venv module (Debian: python3-venv), then run this again.".to_owned();
    Err(Failure::Missing { what: "Python with virtual environments".to_owned(), advice })
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::system("remove what is left of pretalx")(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widget_is_found_whatever_pythons_version() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-pretalx-{}", std::process::id()));
        let pretalx = Pretalx { folder: folder.clone() };
        assert_eq!(pretalx.widget(), None);
        let script = folder.join("venv/lib/python3.99/site-packages/pretalx/static/agenda/js/pretalx-schedule.min.js");
        fs::create_dir_all(script.parent().unwrap()).unwrap();
        fs::write(&script, "").unwrap();
        assert_eq!(pretalx.widget(), Some(script));
        remove(&folder).unwrap();
        remove(&folder).unwrap();
    }

    #[test]
    fn the_folder_is_named_after_what_is_in_it() {
        assert!(WANTED.contains(&format!("pretalx=={VERSION}").as_str()));
    }
}
