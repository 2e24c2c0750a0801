//! A run: which checks are asked of a subject, one after the other, and what became of each. Not: how that is shown.

use crate::check::{Check, Profile};
use crate::subject::Subject;
use crate::{Fault, Verdict};
use std::time::{Duration, Instant};

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It does not; why, and the latest requests as commands.
    Fail {
        /// What was seen.
        why: String,
        /// Without secrets; the last one showed it.
        reproduction: Vec<String>,
    },
    /// There is nothing to ask, for this reason.
    NotApplicable(String),
    /// It could not be asked. Not passed.
    Inconclusive(String),
}

/// A line of the report.
#[derive(Debug)]
pub struct Line {
    /// What was asked.
    pub check: &'static Check,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Duration,
}

/// Everything that a run found.
#[derive(Debug)]
pub struct Report {
    /// What the backend is called.
    pub title: String,
    /// Where it is.
    pub base: String,
    /// How much was asked.
    pub profile: Profile,
    /// Every check that was asked.
    pub lines: Vec<Line>,
    /// How many requests were sent.
    pub requests: u64,
    /// Unix seconds of its beginning.
    pub at: u64,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// It holds.
    pub passed: usize,
    /// It does not.
    pub failed: usize,
    /// Nothing to ask.
    pub not_applicable: usize,
    /// Could not be asked.
    pub inconclusive: usize,
}

/// Asks these checks; `told` hears of each as soon as it is known.
pub fn run(subject: &Subject, profile: Profile, checks: &[&'static Check], mut told: impl FnMut(&Line)) -> Report {
    let at = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    subject.keep_to(profile);
    let mut lines = Vec::new();
    for check in checks.iter().filter(|check| check.profile <= profile) {
        let begun = Instant::now();
        let line = Line { check, outcome: judge(subject, check), took: begun.elapsed() };
        told(&line);
        lines.push(line);
    }
    let requests = subject.target.budget.spent();
    Report { title: subject.description.title().into(), base: subject.description.base.clone(), profile, lines, requests, at }
}

/// Asks one check.
pub fn judge(subject: &Subject, check: &Check) -> Outcome {
    subject.recorder.forget();
    let asked: Verdict = check.features.iter().try_for_each(|feature| subject.has(*feature));
    let asked = asked.and_then(|()| check.roles.iter().try_for_each(|role| subject.person(*role).map(|_| ())));
    match asked.and_then(|()| (check.run)(subject)) {
        Ok(()) => Outcome::Pass,
        Err(Fault::Broken(why)) => Outcome::Fail { why: subject.recorder.redacted(&why), reproduction: subject.recorder.reproduction() },
        Err(Fault::Absent(why)) => Outcome::NotApplicable(why),
        Err(Fault::Missing(what)) => Outcome::Inconclusive(subject.recorder.redacted(&format!("needs {what}"))),
    }
}

impl Report {
    /// How many of each.
    pub fn counts(&self) -> Counts {
        self.lines.iter().fold(Counts::default(), |mut counts, line| {
            match line.outcome {
                Outcome::Pass => counts.passed += 1,
                Outcome::Fail { .. } => counts.failed += 1,
                Outcome::NotApplicable(_) => counts.not_applicable += 1,
                Outcome::Inconclusive(_) => counts.inconclusive += 1,
            }
            counts
        })
    }

    /// Whether everything that could be asked was asked and holds.
    pub fn is_clean(&self) -> bool {
        let Counts { failed, inconclusive, passed, .. } = self.counts();
        failed == 0 && inconclusive == 0 && passed > 0
    }
}

impl Outcome {
    /// As it stands in every report.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Fail { .. } => "FAIL",
            Self::NotApplicable(_) => "N/A",
            Self::Inconclusive(_) => "INCONCLUSIVE",
        }
    }

    /// Why; empty where it holds.
    pub fn why(&self) -> &str {
        match self {
            Self::Pass => "",
            Self::Fail { why, .. } | Self::NotApplicable(why) | Self::Inconclusive(why) => why,
        }
    }
}
