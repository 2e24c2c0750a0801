//! `cargo xtask bench agenda`: how fast and how light the agenda is, beside pretalx' widget and beside pages written by hand, and which goals it
//! reaches. No test: it fails only when it could not measure.

mod documents;
mod frab;
mod generate;
mod goals;
mod plan;
mod programme;
mod report;
mod results;
mod statistics;
mod words;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use crate::{app, setup};
use plan::Programmes;
pub(crate) use plan::contract_documents;
use results::Results;
use serde_json::json;
use std::fs;
use std::process::ExitCode;

const USAGE: &str = "bench knows one thing to measure: `cargo xtask bench agenda [--runs N] [--only NAME,…]`";

/// What the developer asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    /// Rounds of what decides the goals; the rest gets a share of it.
    runs: usize,
    /// The contestants, if not all.
    only: Vec<String>,
    /// Measure what was built last time.
    no_build: bool,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let usage = || Failure::Usage(USAGE.to_owned());
        let mut rest = arguments.iter();
        if rest.next().is_none_or(|what| what != "agenda") {
            return Err(usage());
        }
        let mut options = Self { runs: 6, only: Vec::new(), no_build: false };
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--runs" => options.runs = rest.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0).ok_or_else(usage)?,
                "--only" => options.only = rest.next().ok_or_else(usage)?.split(',').map(|name| name.trim().to_owned()).collect(),
                "--no-build" => options.no_build = true,
                _ => return Err(usage()),
            }
        }
        match options.only.iter().find(|name| !plan::CONTESTANTS.contains(&name.as_str())) {
            None => Ok(options),
            Some(name) => {
                Err(Failure::Usage(format!("bench does not know the contestant {name}; there are {}", plan::CONTESTANTS.join(", "))))
            }
        }
    }
}

/// Builds, measures, prints.
pub(crate) fn bench(arguments: &[String]) -> Result<ExitCode, Failure> {
    let options = Options::parse(arguments)?;
    let mut shell = Shell::new(Repository::locate()?);
    setup::to_build(&mut shell)?;
    let browser = setup::browser(&shell)?;
    let pretalx = setup::pretalx(&shell)?;
    let widget = pretalx.widget().ok_or_else(|| Failure::Unexpected("pretalx came without its schedule widget".to_owned()))?;
    if !options.no_build {
        app::build_release(&shell)?;
    }
    let folder = shell.repository.scratch().join("bench");
    let programmes = Programmes::write(&shell.repository.root, &folder.join("programmes"))?;
    let (job, measured) = (folder.join("job.json"), folder.join("results.json"));
    let orders = json!({
        "root": shell.repository.root,
        "dist": shell.repository.dist(),
        "widget": widget,
        "programmes": folder.join("programmes"),
        "cache": folder.join("compressed"),
        "chromium": browser.chromium,
        "results": measured,
        "only": options.only,
        "plan": plan::plan(&programmes, options.runs),
        // Clicks on a star, and from day to day, in one page view.
        "times": 6,
        "word": plan::WORD,
    });
    fs::write(&job, orders.to_string()).map_err(Failure::system("write what is to be measured"))?;
    let _ = fs::remove_file(&measured);
    let mut node = shell.command("node");
    node.arg("tests/bench/run.mjs").arg(&job);
    shell.run("measuring; leave the machine alone meanwhile", &mut node)?;
    let text = fs::read_to_string(&measured).map_err(Failure::system("read what was measured"))?;
    let results = Results::read(&text).ok_or_else(|| Failure::Unexpected(format!("{} holds no measurements", measured.display())))?;
    print!("{}", report::report(&results, &programmes));
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Options, Failure> {
        Options::parse(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read() {
        assert_eq!(parse("agenda").unwrap(), Options { runs: 6, only: vec![], no_build: false });
        let asked = Options { runs: 25, only: vec!["product".into(), "V+".into()], no_build: true };
        assert_eq!(parse("agenda --runs 25 --only product,V+ --no-build").unwrap(), asked);
    }

    #[test]
    fn nonsense_is_refused() {
        for words in ["", "directory", "agenda --runs", "agenda --runs 0", "agenda --only nobody", "agenda fast"] {
            assert!(matches!(parse(words), Err(Failure::Usage(_))), "{words}");
        }
    }
}
