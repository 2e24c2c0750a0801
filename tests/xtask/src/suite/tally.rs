//! How many passed, failed and were skipped, read from what a test runner wrote. Nothing is guessed: what cannot be read is a failure.

/// The counts of one run.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// Tests that passed.
    pub(super) passed: usize,
    /// Tests that did not, whatever the reason.
    pub(super) failed: usize,
    /// Tests that exist and did not run.
    pub(super) skipped: usize,
}

impl Tally {
    /// One check without counts of its own.
    pub(super) fn once(success: bool) -> Self {
        Self { passed: usize::from(success), failed: usize::from(!success), skipped: 0 }
    }

    /// `test result: ok. 5 passed; 0 failed; 1 ignored; …`, once for each program of tests.
    pub(super) fn from_libtest(output: &str) -> Option<Self> {
        let mut results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: ")).peekable();
        results.peek()?;
        let mut tally = Self::default();
        for counts in results.filter_map(|result| result.split_once(". ")) {
            for (number, what) in counts.1.split(';').filter_map(counted) {
                match what {
                    "passed" => tally.passed += number,
                    "failed" => tally.failed += number,
                    "ignored" => tally.skipped += number,
                    _ => {}
                }
            }
        }
        Some(tally)
    }

    /// `Summary [ 2.030s] 12 tests run: 11 passed (1 slow), 1 timed out, 0 skipped`; with `10/12 tests run` two never started.
    pub(super) fn from_nextest(output: &str) -> Option<Self> {
        let summary = output.lines().rev().find_map(|line| line.trim().strip_prefix("Summary ["))?;
        let (run, counts) = summary.split_once(']')?.1.split_once(" run: ")?;
        let mut tally = Self::default();
        for (number, what) in without_brackets(counts).split(',').filter_map(counted) {
            match what {
                "passed" => tally.passed += number,
                "skipped" => tally.skipped += number,
                _ => tally.failed += number,
            }
        }
        let (started, planned) = run.split_whitespace().next()?.split_once('/').unwrap_or_default();
        if let (Ok(started), Ok(planned)) = (started.parse::<usize>(), planned.parse::<usize>()) {
            tally.failed += planned.saturating_sub(started);
        }
        Some(tally)
    }

    /// The same counts, corrected by how the program ended: a crash without a failed test, or a success without any test, is a failure.
    pub(super) fn judged(self, success: bool, may_be_empty: bool) -> Self {
        let hollow = success && self.passed == 0 && !may_be_empty;
        let crashed = !success && self.failed == 0;
        Self { failed: self.failed + usize::from(hollow || crashed), ..self }
    }
}

fn counted(words: &str) -> Option<(usize, &str)> {
    let (number, what) = words.trim().split_once(' ')?;
    Some((number.parse().ok()?, what.trim()))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tally(passed: usize, failed: usize, skipped: usize) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn libtest_results_are_summed() {
        let output = "running 2 tests\ntest a ... ok\n\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s\n\
                      \ntest result: FAILED. 3 passed; 4 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(Tally::from_libtest(output), Some(tally(5, 4, 1)));
    }

    #[test]
    fn output_without_a_result_has_no_tally() {
        assert_eq!(Tally::from_libtest("error: could not compile `plenary`\n"), None);
        assert_eq!(Tally::from_nextest("error: no tests to run\n"), None);
    }

    #[test]
    fn nextest_summary_is_read() {
        assert_eq!(Tally::from_nextest("     Summary [   2.030s] 12 tests run: 12 passed, 0 skipped\n"), Some(tally(12, 0, 0)));
        assert_eq!(
            Tally::from_nextest("  Summary [   0.1s] 1 test run: 0 passed, 1 failed, 3 skipped\n  FAIL [  0.1s] x y\n"),
            Some(tally(0, 1, 3))
        );
    }

    #[test]
    fn every_way_to_fail_counts_and_remarks_do_not() {
        let output = "Summary [ 9.0s] 9 tests run: 5 passed (1 slow, 2 flaky), 1 failed, 2 timed out, 1 exec failed, 4 skipped";
        assert_eq!(Tally::from_nextest(output), Some(tally(5, 4, 4)));
    }

    #[test]
    fn tests_that_never_started_failed() {
        assert_eq!(Tally::from_nextest("Summary [ 1.0s] 10/12 tests run: 9 passed, 1 failed, 0 skipped"), Some(tally(9, 3, 0)));
    }

    #[test]
    fn the_way_a_program_ends_is_part_of_the_result() {
        assert_eq!(tally(5, 0, 0).judged(false, false), tally(5, 1, 0));
        assert_eq!(tally(5, 2, 0).judged(false, false), tally(5, 2, 0));
        assert_eq!(tally(0, 0, 3).judged(true, false), tally(0, 1, 3));
        assert_eq!(tally(0, 0, 0).judged(true, true), tally(0, 0, 0));
        assert_eq!(Tally::once(false), tally(0, 1, 0));
    }
}
