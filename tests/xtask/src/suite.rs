//! `cargo xtask test`: every kind of test in one order, going on after a failure, summed up at the end. The tests themselves are elsewhere.

mod others;
mod parts;
mod playwright;
mod release;
mod report;
mod tally;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use parts::Suite;
use report::Report;
use std::process::ExitCode;

/// A kind of test, in the order in which they run: the quickest to say no comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Lint,
    Unit,
    Browser,
    Contract,
    Conformance,
    EndToEnd,
    Others,
    Release,
}

impl Part {
    const ALL: [Self; 8] =
        [Self::Lint, Self::Unit, Self::Browser, Self::Contract, Self::Conformance, Self::EndToEnd, Self::Others, Self::Release];

    const fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Browser => "browser",
            Self::Contract => "contract",
            Self::Conformance => "conformance",
            Self::EndToEnd => "e2e",
            Self::Others => "others",
            Self::Release => "release",
        }
    }
}

/// What the developer asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    parts: Vec<Part>,
    verbose: bool,
    /// What follows `--`, for Playwright.
    playwright: Vec<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let mut words = arguments.iter();
        let (mut asked, mut verbose) = (Vec::new(), false);
        for word in words.by_ref() {
            match (word.as_str(), Part::ALL.into_iter().find(|part| part.name() == word)) {
                ("--", _) => break,
                ("--verbose", _) => verbose = true,
                (_, Some(part)) => asked.push(part),
                (other, None) => {
                    return Err(Failure::Usage(format!(
                        "test does not know {other}; the parts are lint, unit, browser, contract, conformance, e2e, others and release"
                    )));
                }
            }
        }
        // What builds two releases from nothing takes its time and is asked for by name.
        let usual = |part: &Part| !matches!(part, Part::Release);
        let wanted = |part: &Part| if asked.is_empty() { usual(part) } else { asked.contains(part) };
        let parts = Part::ALL.into_iter().filter(wanted).collect();
        Ok(Self { parts, verbose, playwright: words.cloned().collect() })
    }
}

/// Runs the parts. The last line is `N passed, N failed`.
pub(crate) fn test(arguments: &[String]) -> Result<ExitCode, Failure> {
    let options = Options::parse(arguments)?;
    let mut shell = Shell::new(Repository::locate()?);
    shell.verbose = options.verbose;
    let mut suite = Suite { shell, report: Report::default(), playwright: options.playwright };
    for part in options.parts {
        println!("\n{}", part.name());
        let ran = match part {
            Part::Lint => suite.lint(),
            Part::Unit => suite.unit(),
            Part::Browser => suite.browser(),
            Part::Contract => suite.contract(),
            Part::Conformance => suite.conformance(),
            Part::EndToEnd => suite.end_to_end(),
            Part::Others => suite.others(),
            Part::Release => suite.release(),
        };
        match ran {
            Ok(()) => {}
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(failure) => suite.report.cannot_run(part.name(), &failure),
        }
    }
    print!("{}", suite.report);
    Ok(if suite.report.all_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Options, Failure> {
        Options::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn nothing_asked_means_everything_but_two_releases() {
        let usual = [Part::Lint, Part::Unit, Part::Browser, Part::Contract, Part::Conformance, Part::EndToEnd, Part::Others];
        assert_eq!(parse(&[]).unwrap().parts, usual);
        assert_eq!(parse(&["--verbose"]).unwrap().parts, usual);
        assert_eq!(parse(&["conformance"]).unwrap().parts, [Part::Conformance]);
        assert_eq!(parse(&["release"]).unwrap().parts, [Part::Release]);
    }

    #[test]
    fn parts_run_in_their_order() {
        assert_eq!(parse(&["e2e", "lint"]).unwrap().parts, [Part::Lint, Part::EndToEnd]);
    }

    #[test]
    fn the_rest_is_for_playwright() {
        let options = parse(&["e2e", "--", "-g", "lint"]).unwrap();
        assert_eq!((options.parts, options.playwright), (vec![Part::EndToEnd], vec!["-g".to_owned(), "lint".to_owned()]));
    }

    #[test]
    fn a_misspelt_part_is_refused() {
        assert!(matches!(parse(&["unti"]), Err(Failure::Usage(_))));
    }
}
