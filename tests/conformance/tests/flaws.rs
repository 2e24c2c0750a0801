//! The suite proven on backends that are broken on purpose: for every check there is a flaw that it finds, and that no other check takes for its
//! own. `PLENARY_WHOLE_MATRIX=1` asks every check of every flaw; otherwise each flaw is asked its own check alone. `PLENARY_FLAWS=ID,ID` asks of
//! these flaws. Not: the flaws, which stand where the promise is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::{Check, Profile};
use plenary_conformance::checks;
use plenary_conformance::run::{self, Outcome};
use std::sync::Mutex;
use std::time::Instant;
use support::reference::{Reference, Template};

/// Backends that are asked at the same time: much of a check is waiting.
const AT_ONCE: usize = 3;

#[test]
fn every_flaw_is_found_by_its_check_and_by_no_stranger() {
    let whole = std::env::var_os("PLENARY_WHOLE_MATRIX").is_some();
    let only = std::env::var("PLENARY_FLAWS").unwrap_or_default();
    let flaws: Vec<&Check> =
        checks::all().into_iter().filter(|check| only.is_empty() || only.split(',').any(|id| id == check.id)).collect();
    let (template, begun) = (Template::make(), Instant::now());
    let (waiting, seen) = (Mutex::new(flaws), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().pop();
                    let Some(check) = next else { break };
                    let begun = Instant::now();
                    let found = with_flaw(&template, check, whole);
                    let wrong: Vec<&Seen> = found.iter().filter(|seen| seen.is_wrong()).collect();
                    println!(
                        "{:<13} {:>5.1} s {}",
                        check.id,
                        begun.elapsed().as_secs_f64(),
                        if wrong.is_empty() { "caught".to_owned() } else { format!("{wrong:?}") }
                    );
                    seen.lock().unwrap().extend(found);
                }
            });
        }
    });
    let seen = seen.into_inner().unwrap();
    let count = |wanted: fn(&Seen) -> bool| seen.iter().filter(|seen| wanted(seen)).count();
    let (caught, missed) = (count(|seen| matches!(seen, Seen::Caught)), count(|seen| matches!(seen, Seen::Missed(..))));
    let asked = if whole { "every check asked of every flaw" } else { "each check asked of its own flaw" };
    println!(
        "{caught} of {} flaws caught, {} false alarms ({asked}, {} seconds)",
        caught + missed,
        count(|seen| matches!(seen, Seen::Alarm(..))),
        begun.elapsed().as_secs()
    );
    let wrong: Vec<&Seen> = seen.iter().filter(|seen| seen.is_wrong()).collect();
    assert!(wrong.is_empty(), "{}", wrong.iter().map(|wrong| format!("\n  {wrong:?}")).collect::<String>());
}

#[derive(Debug)]
enum Seen {
    /// Its own check found the flaw.
    Caught,
    /// The check, and what it said of its own flaw.
    #[allow(dead_code, reason = "printed")]
    Missed(&'static str, String),
    /// The flaw, the check that took it for its own, and why.
    #[allow(dead_code, reason = "printed")]
    Alarm(&'static str, &'static str, String),
}

impl Seen {
    fn is_wrong(&self) -> bool {
        matches!(self, Self::Missed(..) | Self::Alarm(..))
    }
}

/// How the suite judges a backend with this flaw.
fn with_flaw(template: &Template, check: &'static Check, whole: bool) -> Vec<Seen> {
    let reference = Reference::start(template, Some(check.id));
    let asked: Vec<&'static Check> = checks::all().into_iter().filter(|other| whole || other.id == check.id).collect();
    let report = run::run(&reference.subject, Profile::Destructive, &asked, |_| {});
    let judged = |line: &run::Line| match &line.outcome {
        Outcome::Fail { .. } if line.check.id == check.id => Some(Seen::Caught),
        outcome if line.check.id == check.id => Some(Seen::Missed(check.id, format!("{}: {}", outcome.word(), outcome.why()))),
        Outcome::Fail { why, .. } if !check.neighbours.contains(&line.check.id) => Some(Seen::Alarm(check.id, line.check.id, why.clone())),
        Outcome::Pass | Outcome::Fail { .. } | Outcome::NotApplicable(_) | Outcome::Inconclusive(_) => None,
    };
    report.lines.iter().filter_map(judged).collect()
}
