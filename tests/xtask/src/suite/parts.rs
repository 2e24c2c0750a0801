//! What each part of the suite runs, and with what around it. How results are read is in `tally` and `playwright`.

use super::playwright;
use super::report::Report;
use super::tally::Tally;
use crate::failure::Failure;
use crate::services::Inbox;
use crate::shell::{self, Shell};
use crate::{app, services, setup};
use std::fs;
use std::process::Command;
use std::time::Instant;

/// The crate without the browser: the rules and the formats.
const NATIVE: [&str; 5] = ["--package", "plenary", "--no-default-features", "--features", "conference"];
const WASM: [&str; 4] = ["--package", "plenary", "--target", "wasm32-unknown-unknown"];

/// Clippy takes what stands beside tests, or is made a test by another macro than `#[test]`, for the product.
const IN_TESTS: [&str; 6] = ["--all-targets", "--", "-A", "clippy::unwrap_used", "-A", "clippy::expect_used"];

/// How a step's result is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// By how it ends.
    Once,
    /// As cargo's own test programs write it.
    Libtest,
    /// The same, where there may be no test at all.
    LibtestOrNone,
    Nextest,
}

/// The running suite.
#[derive(Debug)]
pub(super) struct Suite {
    pub(super) shell: Shell,
    pub(super) report: Report,
    pub(super) playwright: Vec<String>,
}

impl Suite {
    /// Format and clippy: natively, as the release app, as the demo.
    pub(super) fn lint(&mut self) -> Result<(), Failure> {
        setup::rust_target(&mut self.shell)?;
        self.cargo("lint: format", Counted::Once, &["fmt", "--all", "--check"])?;
        let native = ["--workspace", "--no-default-features", "--features", "plenary/conference"];
        let demo = [&WASM[..], &["--features", "demo"]].concat();
        self.clippy("lint: clippy, native", &native)?;
        self.clippy("lint: clippy, app", &WASM)?;
        let programme = [&WASM[..], &["--no-default-features", "--features", "app"]].concat();
        self.clippy("lint: clippy, the part for the programme", &programme)?;
        let workshop = [&WASM[..], &["--no-default-features", "--features", "workshop-part", "--bin", "plenary-workshop"]].concat();
        self.clippy("lint: clippy, the workshop", &workshop)?;
        self.clippy("lint: clippy, demo", &demo)?;
        self.clippy("lint: clippy, native tests", &[&native[..], &IN_TESTS].concat())?;
        self.clippy("lint: clippy, browser tests", &[&demo[..], &IN_TESTS].concat())
    }

    fn clippy(&mut self, name: &str, arguments: &[&str]) -> Result<(), Failure> {
        let separator = if arguments.contains(&"--") { &[][..] } else { &["--"] };
        self.cargo(name, Counted::Once, &[&["clippy"], arguments, separator, &["-D", "warnings"]].concat())
    }

    /// Everything that needs no browser and no server.
    pub(super) fn unit(&mut self) -> Result<(), Failure> {
        self.native_tests("unit: plenary", &[&NATIVE[..], &["--tests"]].concat(), None)?;
        self.native_tests("unit: plenary-backend", &["--package", "plenary-backend", "--lib", "--bins"], None)?;
        self.native_tests("unit: xtask", &["--package", "xtask", "--tests"], None)?;
        self.cargo("unit: examples in the docs", Counted::LibtestOrNone, &[&["test", "--doc"], &NATIVE[..]].concat())
    }

    /// Tests of the crate inside a real browser.
    pub(super) fn browser(&mut self) -> Result<(), Failure> {
        setup::rust_target(&mut self.shell)?;
        setup::wasm_bindgen(&mut self.shell)?;
        let browser = setup::browser(&self.shell)?;
        let mut cargo = self.shell.command("cargo");
        cargo.arg("test").args(WASM).args(["--features", "demo", "--no-fail-fast"]);
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner").env("CHROMEDRIVER", browser.driver);
        // The runner's own patience is 20 seconds, too little for a machine that is busy elsewhere.
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
        self.step("browser: plenary", Counted::Libtest, &mut cargo)
    }

    /// What goes over the wire: the reference backend from outside, with the release app.
    pub(super) fn contract(&mut self) -> Result<(), Failure> {
        setup::to_build(&mut self.shell)?;
        app::build_release(&self.shell)?;
        app::build_backend(&self.shell)?;
        let inbox = services::inbox(&self.shell)?;
        // Where the judge of the calendars is: the tests know the place.
        setup::icalendar(&self.shell)?;
        setup::exiftool(&self.shell)?;
        setup::servers(&self.shell)?;
        self.native_tests("contract: plenary-backend", &["--package", "plenary-backend", "--test", "*"], Some(&inbox))?;
        // What proves the suite is a part of its own.
        let own = ["--package", "plenary-conformance", "--tests", "-E", "not (binary(flaws) or binary(suite) or binary(others))"];
        self.native_tests("contract: plenary-conformance", &own, Some(&inbox))?;
        self.native_tests("contract: plenary-doctor", &["--package", "plenary-doctor", "--tests"], Some(&inbox))
    }

    /// The conformance suite, proven: of the reference backend everything holds, and of each flaw that is built into it on purpose one check
    /// fails. It prints how many were caught.
    pub(super) fn conformance(&mut self) -> Result<(), Failure> {
        setup::to_build(&mut self.shell)?;
        app::build_backend(&self.shell)?;
        app::build_flawed(&self.shell)?;
        let inbox = services::inbox(&self.shell)?;
        let mut cargo = self.shell.command("cargo");
        cargo.args([
            "test",
            "--package",
            "plenary-conformance",
            "--no-fail-fast",
            "--test",
            "suite",
            "--test",
            "flaws",
            "--",
            "--nocapture",
        ]);
        self.surround(&mut cargo, Some(&inbox));
        self.step("conformance: the suite, proven", Counted::Libtest, &mut cargo)
    }

    /// Playwright, against the release app on the backend and against the demo.
    pub(super) fn end_to_end(&mut self) -> Result<(), Failure> {
        setup::to_build(&mut self.shell)?;
        let browser = setup::browser(&self.shell)?;
        let pretalx = setup::pretalx_event(&self.shell)?;
        setup::servers(&self.shell)?;
        app::build_release(&self.shell)?;
        app::build_demo(&self.shell)?;
        app::build_backend(&self.shell)?;
        let inbox = services::inbox(&self.shell)?;
        let json = self.shell.repository.scratch().join("playwright.json");
        let _ = fs::remove_file(&json);
        let mut command = self.shell.command("npx");
        command.args(["--no-install", "playwright", "test"]).args(&self.playwright);
        command.current_dir(self.shell.repository.node()).env("PLAYWRIGHT_JSON_OUTPUT_NAME", &json);
        command.env("PLENARY_CHROMIUM", browser.chromium).env("PLENARY_PRETALX", pretalx.folder());
        self.surround(&mut command, Some(&inbox));
        println!("  … e2e");
        let started = Instant::now();
        let finished = self.shell.attempt("e2e", &mut command)?;
        let outcome = fs::read_to_string(&json).ok().and_then(|report| playwright::read(&report));
        let (tally, names) = outcome.map(|outcome| (outcome.tally, outcome.remarks)).unwrap_or_default();
        let mut remarks: String = names.iter().map(|name| format!("  {name}\n")).collect();
        print!("{remarks}");
        let tally = tally.judged(finished.success, false);
        if tally.failed > 0 {
            remarks += &format!("{}  (all of it: {})", shell::tail(&finished.output, 120), finished.log.display());
        }
        self.report.add("e2e: Playwright", tally, started.elapsed().as_secs(), remarks);
        Ok(())
    }

    pub(super) fn native_tests(&mut self, name: &str, packages: &[&str], inbox: Option<&Inbox>) -> Result<(), Failure> {
        let nextest = setup::nextest(&mut self.shell);
        let mut cargo = self.shell.command("cargo");
        let counted = match nextest {
            Ok(()) => {
                cargo.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]).args(packages);
                // What failed, and what was skipped, stands at the end, where the report takes it from.
                cargo.args(["--status-level", "retry", "--final-status-level", "skip", "--failure-output", "final"]);
                // What talks to a running server may be starved on a busy machine: once more, and its name is printed.
                cargo.args(["--retries", if inbox.is_some() { "1" } else { "0" }]);
                Counted::Nextest
            }
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(_) => {
                println!("  no cargo-nextest here: `cargo test` runs the same tests, more slowly");
                // It knows no filter by program, and runs what the filter leaves to another part as well.
                cargo.args(["test", "--no-fail-fast"]).args(packages.iter().take_while(|argument| **argument != "-E"));
                Counted::Libtest
            }
        };
        self.surround(&mut cargo, inbox);
        self.step(name, counted, &mut cargo)
    }

    /// Tells tests where the things are that were built and started for them.
    pub(super) fn surround(&self, command: &mut Command, inbox: Option<&Inbox>) {
        if let Some(inbox) = inbox {
            let repository = &self.shell.repository;
            command.env("PLENARY_SMTP", &inbox.smtp).env("PLENARY_INBOX", &inbox.page).env("PLENARY_BACKEND_BIN", repository.backend());
            command.env("PLENARY_DIST", repository.dist()).env("PLENARY_DIST_DEMO", repository.dist_demo());
        }
    }

    fn cargo(&mut self, name: &str, counted: Counted, arguments: &[&str]) -> Result<(), Failure> {
        let mut cargo = self.shell.command("cargo");
        self.step(name, counted, cargo.args(arguments))
    }

    pub(super) fn step(&mut self, name: &str, counted: Counted, command: &mut Command) -> Result<(), Failure> {
        println!("  … {name}");
        let started = Instant::now();
        let finished = self.shell.attempt(name, command)?;
        let tally = match counted {
            Counted::Once => Some(Tally::once(finished.success)),
            Counted::Libtest | Counted::LibtestOrNone => Tally::from_libtest(&finished.output),
            Counted::Nextest => Tally::from_nextest(&finished.output),
        };
        for unsteady in finished.output.lines().filter(|line| line.trim_start().starts_with("FLAKY")) {
            println!("  unsteady {}", unsteady.trim());
        }
        let is_figure = |line: &&str| [" flaws caught, ", " is judged: "].iter().any(|words| line.contains(words));
        for figure in finished.output.lines().filter(is_figure) {
            println!("  {figure}");
        }
        let tally = tally.unwrap_or_default().judged(finished.success, counted == Counted::LibtestOrNone);
        let remarks = format!("{}  (all of it: {})", shell::tail(&finished.output, 80), finished.log.display());
        self.report.add(name, tally, started.elapsed().as_secs(), remarks);
        Ok(())
    }
}
