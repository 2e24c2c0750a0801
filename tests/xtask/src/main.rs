//! `cargo xtask …`: the developer's commands. It drives cargo, trunk, npm and the browsers; nothing of the product lives here.

mod app;
mod bench;
mod doctor;
mod failure;
mod interrupt;
mod movable;
mod own_std;
mod parts;
mod polish;
mod port;
mod release;
mod repository;
mod running;
mod serve;
mod services;
mod setup;
mod shell;
mod size;
mod suite;
mod workshop;

use failure::Failure;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N] [--fresh] [--no-build]
    Installs what is missing, builds, and starts Plenary with a demo conference and a mail inbox.
        --port N      the app's port (8080, or the next free one)
        --fresh       forget what the demo conference remembers
        --no-build    serve what was built last time
cargo xtask test [lint] [unit] [browser] [contract] [conformance] [e2e] [others] [release] [--verbose]
    Installs what it needs and runs everything, or the parts named. Its last line is `N passed, N failed`.
    `conformance` prints how many flaws the conformance suite catches; with PLENARY_WHOLE_MATRIX=1 also every other check is asked of each flaw that it comes near.
    `others` runs the conformance suite on what none of us wrote, a pretalx and a Kinto from PyPI, and schemathesis on the backend.
    `release` runs only when it is named: it builds the last commit twice, in folders of different names, from nothing, and compares every byte (half an hour).
cargo xtask release [--to FOLDER] [--over FOLDER]
    Builds what a deployment needs: a folder with the app, the backend, recipes for web servers and lists of what is in it.
        --to FOLDER    where (dist)
        --over FOLDER  the release that it takes the place of (the one in --to): its files are kept once, for pages that are still open
cargo xtask doctor ADDRESS
    Asks a deployment (https://app.example.org/, with its folder if it is in one) what it gets wrong, why that matters and how to mend it. It only reads.
    Exit code 1: something is wrong; 2: nothing could be asked.
cargo xtask size
    Builds the release and prints the compressed size of everything needed to see the agenda.
cargo xtask bench agenda [--runs N] [--only NAME,NAME] [--no-build]
    Measures the agenda beside pretalx' widget (from PyPI) and pages written by hand, about 10 minutes, and prints which goals are reached.
        --runs N      rounds of what decides the goals (6; 25 for figures to be quoted)
        --only NAMES  of product, P grid, P list, V, V again, V+, blank";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(Failure::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode, Failure> {
    interrupt::watch()?;
    match arguments.split_first() {
        Some((command, rest)) if command == "serve" => serve::serve(rest),
        Some((command, rest)) if command == "test" => suite::test(rest),
        Some((command, rest)) if command == "release" => release::release(rest),
        Some((command, _)) if command == "size" => size::size(),
        Some((command, rest)) if command == "bench" => bench::bench(rest),
        Some((command, rest)) if command == "doctor" => doctor::doctor(rest),
        _ => {
            println!("{HELP}");
            Ok(if arguments.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
    }
}
