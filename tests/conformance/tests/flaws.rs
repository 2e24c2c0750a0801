//! The suite proven on backends that are broken on purpose: for every check there is a flaw that it finds, and that no other check takes for its
//! own. `PLENARY_WHOLE_MATRIX=1` asks every check of every flaw, which takes an hour; otherwise each flaw is asked its check and those that claim
//! to see it too. Not: the flaws, which stand where the promise is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::{Check, Profile};
use plenary_conformance::checks;
use plenary_conformance::run::{self, Outcome};
use std::sync::Mutex;
use support::FLAW;
use support::reference::Reference;

/// Backends that are asked at the same time.
const AT_ONCE: usize = 3;

#[test]
fn every_flaw_is_found_by_its_check_and_by_no_stranger() {
    let whole = std::env::var_os("PLENARY_WHOLE_MATRIX").is_some();
    let (waiting, seen) = (Mutex::new(checks::all()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().pop();
                    let Some(check) = next else { break };
                    let found = with_flaw(check, whole);
                    seen.lock().unwrap().extend(found);
                }
            });
        }
    });
    let seen = seen.into_inner().unwrap();
    let count = |wanted: fn(&Seen) -> bool| seen.iter().filter(|seen| wanted(seen)).count();
    let (caught, missed) = (count(|seen| matches!(seen, Seen::Caught)), count(|seen| matches!(seen, Seen::Missed(..))));
    let (alarms, elsewhere) = (count(|seen| matches!(seen, Seen::Alarm(..))), count(|seen| matches!(seen, Seen::Elsewhere)));
    println!(
        "{caught} of {} flaws caught, {alarms} false alarms ({elsewhere} checks are about what the reference backend does not have)",
        caught + missed
    );
    let wrong: Vec<&Seen> = seen.iter().filter(|seen| matches!(seen, Seen::Missed(..) | Seen::Alarm(..))).collect();
    assert!(wrong.is_empty(), "{}", wrong.iter().map(|wrong| format!("\n  {wrong:?}")).collect::<String>());
}

#[derive(Debug)]
enum Seen {
    /// Its own check found the flaw.
    Caught,
    /// There is no such thing on the reference backend.
    Elsewhere,
    /// The check, and what it said of its own flaw.
    #[allow(dead_code, reason = "printed")]
    Missed(&'static str, String),
    /// The flaw, the check that took it for its own, and why.
    #[allow(dead_code, reason = "printed")]
    Alarm(&'static str, &'static str, String),
}

/// How the suite judges a backend with this flaw.
fn with_flaw(check: &'static Check, whole: bool) -> Vec<Seen> {
    let reference = Reference::start(&[&format!("{FLAW}{}", check.id)]);
    let asked: Vec<&'static Check> = checks::all().into_iter().filter(|other| whole || other.id == check.id).collect();
    let report = run::run(&reference.subject, Profile::Destructive, &asked, |_| {});
    let judged = |line: &run::Line| match &line.outcome {
        Outcome::Fail { .. } if line.check.id == check.id => Some(Seen::Caught),
        Outcome::NotApplicable(_) if line.check.id == check.id => Some(Seen::Elsewhere),
        outcome if line.check.id == check.id => Some(Seen::Missed(check.id, format!("{}: {}", outcome.word(), outcome.why()))),
        Outcome::Fail { why, .. } if !check.neighbours.contains(&line.check.id) => Some(Seen::Alarm(check.id, line.check.id, why.clone())),
        Outcome::Pass | Outcome::Fail { .. } | Outcome::NotApplicable(_) | Outcome::Inconclusive(_) => None,
    };
    report.lines.iter().filter_map(judged).collect()
}
