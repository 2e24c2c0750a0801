//! `cargo xtask release`: a folder that is copied to a server: the app with every file packed beforehand, one program that needs nothing of the
//! system it runs on, recipes for other web servers, lists of what is in it. Not: copying it there.

mod bill;
mod keep;
pub(crate) mod listing;
mod pack;
mod program;
pub(crate) mod sums;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use crate::{app, parts, setup};
use program::Program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The folder of the app in a release.
const APP: &str = "app";
/// Written by the organiser where no backend makes it; in no list, and never packed, because a packed copy would outlive an edit.
const CONFIG: &str = "config.json";
/// What it says until then. The one in `public` is for the demo.
const CONFIGURATION: &str = "{\"name\": \"Your conference\", \"backend\": \"/api\", \"programme\": null, \"zone\": null}\n";
/// Files of the clone that belong beside a program.
const BESIDE: [(&str, &str); 3] =
    [("LICENSE-MIT", "LICENSE-MIT"), ("LICENSE-APACHE", "LICENSE-APACHE"), ("tests/backend/plenary.example.toml", "plenary.example.toml")];

/// What the developer asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    to: Option<PathBuf>,
    over: Option<PathBuf>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let mut options = Self { to: None, over: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let place = match word.as_str() {
                "--to" => &mut options.to,
                "--over" => &mut options.over,
                other => return Err(Failure::Usage(format!("release does not know {other}"))),
            };
            let folder = words.next().ok_or_else(|| Failure::Usage(format!("{word} wants a folder")))?;
            *place = Some(std::path::absolute(folder).map_err(Failure::system("find that folder"))?);
        }
        Ok(options)
    }
}

/// Builds it.
pub(crate) fn release(arguments: &[String]) -> Result<ExitCode, Failure> {
    let options = Options::parse(arguments)?;
    let mut shell = Shell::new(Repository::locate()?);
    setup::to_build(&mut shell)?;
    let to = options.to.unwrap_or_else(|| shell.repository.root.join("dist"));
    let over = options.over.unwrap_or_else(|| to.clone());
    if over.exists() && !sums::is_release(&over) && to == over {
        return Err(Failure::Usage(format!("{} is there and is no release: remove it, or name another folder with --to", to.display())));
    }
    let bill = bill::ensure(&mut shell)?;
    app::build_release(&shell)?;
    let program = program::build(&mut shell)?;
    let fresh = shell.repository.scratch().join("release");
    assemble(&shell, &program, &fresh)?;
    bill.write(&shell, program.target(), &fresh)?;
    sums::write(&fresh)?;
    let kept = keep::from(&over, &fresh)?;
    parts::replace(&fresh, &to)?;
    println!("\n{}", to.display());
    println!(
        "  app/                the app, for any web server; {kept} files of the release before are kept in it, for pages that are still open"
    );
    println!("  plenary-backend     the backend, which serves app/ as well");
    println!(
        "  nginx.conf, Caddyfile, app/_headers, app/_redirects     for other web servers; `plenary-backend recipe` makes them from your settings"
    );
    println!("  sbom-*.cdx.json     what it is made of");
    println!("  SHA256SUMS, SHA384SUMS     `sha256sum --check --quiet SHA256SUMS` says whether anything in it was changed");
    Ok(ExitCode::SUCCESS)
}

/// Everything but the lists.
fn assemble(shell: &Shell, program: &Program, fresh: &Path) -> Result<(), Failure> {
    let _ = fs::remove_dir_all(fresh);
    let app = fresh.join(APP);
    parts::replace(&shell.repository.dist(), &app)?;
    fs::write(app.join(CONFIG), CONFIGURATION).map_err(Failure::system("write config.json"))?;
    for (what, name) in [
        ("nginx", "nginx.conf"),
        ("caddy", "Caddyfile"),
        ("headers", "app/_headers"),
        ("redirects", "app/_redirects"),
        // Hosts of plain files answer with it where no rule says what else: an address that is no file opens the app.
        ("404", "app/404.html"),
    ] {
        fs::write(fresh.join(name), program.recipe(shell, what, &app)?).map_err(Failure::system(format!("write {name}")))?;
    }
    pack::pack(&app, CONFIG)?;
    fs::copy(program.path(), fresh.join("plenary-backend")).map_err(Failure::system("copy the backend"))?;
    for (from, to) in BESIDE {
        fs::copy(shell.repository.root.join(from), fresh.join(to)).map_err(Failure::system(format!("copy {from}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_or_not() {
        let parse = |words: &[&str]| Options::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(parse(&[]).unwrap(), Options { to: None, over: None });
        let named = parse(&["--to", "/a", "--over", "/b"]).unwrap();
        assert_eq!((named.to, named.over), (Some("/a".into()), Some("/b".into())));
        assert!(matches!(parse(&["--to"]), Err(Failure::Usage(_))));
        assert!(matches!(parse(&["/a"]), Err(Failure::Usage(_))));
    }
}
