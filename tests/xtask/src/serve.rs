//! `cargo xtask serve`: from a clean clone to a conference in the browser, with one command.

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use crate::{app, interrupt, port, services, setup};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// What the developer asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    port: Option<u16>,
    fresh: bool,
    no_build: bool,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--fresh" => options.fresh = true,
                "--no-build" => options.no_build = true,
                "--port" => {
                    let number = rest.next().and_then(|number| number.parse().ok()).filter(|number| *number != 0);
                    options.port = Some(number.ok_or_else(|| Failure::Usage("--port wants a number from 1 to 65535".into()))?);
                }
                other => return Err(Failure::Usage(format!("serve does not know {other}; it knows --port N, --fresh and --no-build"))),
            }
        }
        Ok(options)
    }

    fn port(&self) -> Result<u16, Failure> {
        match self.port {
            Some(port) if port::is_free(port) => Ok(port),
            Some(port) => Err(Failure::Usage(format!("port {port} is in use"))),
            None => port::free_from(8080),
        }
    }
}

/// Runs until Ctrl-C, or until one of the servers ends by itself.
pub(crate) fn serve(arguments: &[String]) -> Result<ExitCode, Failure> {
    let options = Options::parse(arguments)?;
    let mut shell = Shell::new(Repository::locate()?);
    setup::to_build(&mut shell)?;
    if !options.no_build {
        app::build_release(&shell)?;
        app::build_backend(&shell)?;
    }
    let database = shell.repository.scratch().join("demo.sqlite");
    if options.fresh {
        forget(&database)?;
    }
    let mut inbox = services::inbox(&shell)?;
    let port = options.port()?;
    let mut backend = services::backend(&shell, port, &database, &inbox)?;
    announce(&shell, port, &inbox.page);
    loop {
        backend.check()?;
        inbox.running.check()?;
        if let Err(stop) = interrupt::pause() {
            println!("\nstopping");
            return Err(stop);
        }
    }
}

fn announce(shell: &Shell, port: u16, inbox: &str) {
    println!("\nPlenary     http://localhost:{port}");
    println!("Mail inbox  {inbox}   every sign-in code and link arrives there\n");
    println!("Sign in as one of these people:");
    print!("{}", people(&services::demo_people(shell)));
    println!("\nCtrl-C stops everything. What you change is kept; `cargo xtask serve --fresh` starts over.");
}

/// `address<TAB>name<TAB>remark` in columns.
fn people(lines: &str) -> String {
    let rows: Vec<Vec<&str>> = lines.lines().map(|line| line.split('\t').collect()).collect();
    let width = rows.iter().filter_map(|row| row.first()).map(|address| address.chars().count()).max().unwrap_or(0);
    rows.iter().filter_map(|row| row.split_first()).map(|(address, rest)| format!("  {address:width$}  {}\n", rest.join(": "))).collect()
}

/// SQLite keeps up to three files.
fn forget(database: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let mut file = database.as_os_str().to_owned();
        file.push(ending);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::System { doing: format!("delete {}", file.display()), source: error });
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Options, Failure> {
        Options::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read() {
        assert_eq!(parse(&["--fresh", "--port", "9000"]).unwrap(), Options { port: Some(9000), fresh: true, no_build: false });
        assert_eq!(parse(&[]).unwrap(), Options::default());
    }

    #[test]
    fn nonsense_is_refused() {
        for words in [&["--port"][..], &["--port", "0"], &["--port", "70000"], &["--frsh"]] {
            assert!(matches!(parse(words), Err(Failure::Usage(_))), "{words:?}");
        }
    }

    #[test]
    fn people_stand_in_columns() {
        let text = people("ada@example.org\tAda\tshares much\nb@example.org\tBo\tnothing\n");
        assert_eq!(text, "  ada@example.org  Ada: shares much\n  b@example.org    Bo: nothing\n");
    }

    #[test]
    fn a_database_and_its_logs_are_forgotten() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-db-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["demo.sqlite", "demo.sqlite-wal", "other.sqlite"] {
            fs::write(folder.join(name), "x").unwrap();
        }
        forget(&folder.join("demo.sqlite")).unwrap();
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["other.sqlite"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
