//! The sum of all steps: what ran, what failed and how it looked. It decides nothing.

use super::tally::Tally;
use crate::failure::Failure;
use std::fmt;

/// One command that was run.
#[derive(Debug)]
struct Step {
    name: String,
    tally: Tally,
    seconds: u64,
    /// What is to be said about it: the end of its output, names of skipped tests.
    remarks: String,
}

/// All steps so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Notes a step and prints its line.
    pub(super) fn add(&mut self, name: &str, tally: Tally, seconds: u64, remarks: String) {
        let step = Step { name: name.to_owned(), tally, seconds, remarks };
        println!("{step}");
        self.steps.push(step);
    }

    /// Notes a step that could not even start. That is a failure: what was not tested did not pass.
    pub(super) fn cannot_run(&mut self, name: &str, failure: &Failure) {
        self.add(&format!("{name}: cannot run"), Tally::once(false), 0, format!("{failure}\n"));
    }

    /// Whether nothing failed.
    pub(super) fn all_passed(&self) -> bool {
        self.sum(|tally| tally.failed) == 0
    }

    fn sum(&self, count: impl Fn(&Tally) -> usize) -> usize {
        self.steps.iter().map(|step| count(&step.tally)).sum()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { passed, failed, skipped } = self.tally;
        let verdict = if failed == 0 { "ok    " } else { "FAILED" };
        write!(f, "  {verdict} {:34} {passed:5} passed {failed:4} failed", self.name)?;
        if skipped > 0 {
            write!(f, " {skipped:4} SKIPPED")?;
        }
        write!(f, "  {} s", self.seconds)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps.iter().filter(|step| step.tally.failed + step.tally.skipped > 0) {
            writeln!(f, "\n──── {} ────\n{}", step.name, step.remarks.trim_end())?;
        }
        writeln!(f, "\n──── all steps ────")?;
        for step in &self.steps {
            writeln!(f, "{step}")?;
        }
        let skipped = self.sum(|tally| tally.skipped);
        if skipped > 0 {
            writeln!(f, "\n{skipped} skipped: they are not counted below")?;
        }
        writeln!(f, "\n{} passed, {} failed", self.sum(|tally| tally.passed), self.sum(|tally| tally.failed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::default();
        report.add("unit: plenary", Tally { passed: 40, failed: 0, skipped: 0 }, 3, String::new());
        report.add("e2e", Tally { passed: 7, failed: 2, skipped: 1 }, 60, "    the reason\n".into());
        report
    }

    #[test]
    fn the_last_line_is_the_sum() {
        let text = report().to_string();
        assert_eq!(text.lines().last(), Some("47 passed, 2 failed"));
        assert!(text.contains("1 skipped"));
        assert!(text.contains("the reason"));
        assert!(!report().all_passed());
    }

    #[test]
    fn what_cannot_run_has_failed() {
        let mut report = Report::default();
        report.cannot_run("browser", &Failure::Unexpected("no browser".into()));
        assert!(!report.all_passed());
        assert_eq!(report.to_string().lines().last(), Some("0 passed, 1 failed"));
        assert!(report.to_string().contains("no browser"));
    }

    #[test]
    fn nothing_failed_is_all_passed() {
        let mut report = Report::default();
        report.add("lint: format", Tally::once(true), 1, String::new());
        assert!(report.all_passed());
        assert_eq!(report.to_string().lines().last(), Some("1 passed, 0 failed"));
    }
}
