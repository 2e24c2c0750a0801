//! The suite proven on backends that are broken on purpose: for every check there is a flaw that it finds, and that no other check takes for its
//! own. Each flaw is asked its own check; with `PLENARY_WHOLE_MATRIX=1` every check that comes near it. Which those are is seen and not guessed: a
//! backend without any flaw notes about which flaws it asks, and a check during which it never asks about a flaw sees the same bytes with it and
//! without. `PLENARY_FLAWS=ID,ID` asks of these flaws. Not: the flaws, which stand where the promise is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::{Check, Profile};
use plenary_conformance::checks;
use plenary_conformance::run::{self, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Instant;
use support::reference::{Reference, Template};

/// Backends that are asked at the same time: much of a check is waiting.
const AT_ONCE: usize = 4;
/// No check's.
const NO_FLAW: &str = "NONE-00";

/// By check: the flaws that were asked about meanwhile.
type Near = BTreeMap<&'static str, BTreeSet<String>>;

#[test]
fn every_flaw_is_found_by_its_check_and_by_no_stranger() {
    let (template, begun) = (Template::make(), Instant::now());
    let is_whole = std::env::var_os("PLENARY_WHOLE_MATRIX").is_some();
    let (flaws, checks) = (chosen("PLENARY_FLAWS"), chosen("PLENARY_CHECKS"));
    let (mut seen, near) = if is_whole { without_any_flaw(&template, &checks) } else { (Vec::new(), Near::new()) };
    let is_near = |check: &Check, flaw: &Check| near.get(check.id).is_some_and(|flaws| flaws.contains(flaw.id));
    let asked_of = |flaw: &Check| checks.iter().copied().filter(|check| check.id == flaw.id || is_near(check, flaw)).collect();
    let flaws = flaws.into_iter().filter(|flaw| checks.iter().any(|check| check.id == flaw.id));
    let mut rows: Vec<(&Check, Vec<&Check>)> = flaws.map(|flaw| (flaw, asked_of(flaw))).collect();
    // The last is taken first.
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.len()));
    let (flaws, pairs) = (rows.len(), rows.iter().map(|(_, row)| row.len()).sum::<usize>());
    seen.extend(at_once(rows, |(flaw, row)| with_flaw(&template, flaw, &row)));
    let count = |wanted: fn(&Seen) -> bool| seen.iter().filter(|seen| wanted(seen)).count();
    let caught = count(|seen| matches!(seen, Seen::Caught));
    let (alarms, seconds) = (count(|seen| matches!(seen, Seen::Alarm(..))), begun.elapsed().as_secs());
    match is_whole {
        true => println!(
            "{caught} of {flaws} flaws caught, {alarms} false alarms ({pairs} pairs of a flaw and a check that comes near it, of {}; {seconds} s)",
            flaws * checks.len()
        ),
        false => println!("{caught} of {flaws} flaws caught, each asked of its own check ({seconds} s)"),
    }
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

/// The checks that this variable names; every one where it names none.
fn chosen(variable: &str) -> Vec<&'static Check> {
    let only = std::env::var(variable).unwrap_or_default();
    checks::all().into_iter().filter(|check| only.is_empty() || only.split(',').any(|id| id == check.id)).collect()
}

/// Works through all of it, the last first.
fn at_once<T: Send>(all: Vec<T>, work: impl Fn(T) -> Vec<Seen> + Sync) -> Vec<Seen> {
    let (waiting, seen) = (Mutex::new(all), Mutex::new(Vec::new()));
    let next = || waiting.lock().unwrap().pop();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(one) = next() {
                    let found = work(one);
                    seen.lock().unwrap().extend(found);
                }
            });
        }
    });
    seen.into_inner().unwrap()
}

/// Every check on a backend of its own that has no flaw: it holds, and this is what it comes near.
fn without_any_flaw(template: &Template, checks: &[&'static Check]) -> (Vec<Seen>, Near) {
    let near = Mutex::new(Near::new());
    let seen = at_once(checks.to_vec(), |check| {
        let begun = Instant::now();
        let reference = Reference::start(template, Some(NO_FLAW));
        let outcome = run::judge(&reference.subject, check);
        println!("{:<12} no flaw {:>9.1} s {}", check.id, begun.elapsed().as_secs_f64(), outcome.word());
        near.lock().unwrap().insert(check.id, reference.asked_about());
        match outcome {
            Outcome::Pass | Outcome::NotApplicable(_) => Vec::new(),
            outcome @ (Outcome::Fail { .. } | Outcome::Inconclusive(_)) => {
                vec![Seen::Alarm(NO_FLAW, check.id, format!("{}: {}", outcome.word(), outcome.why()))]
            }
        }
    });
    (seen, near.into_inner().unwrap())
}

/// How these checks judge a backend with this flaw.
fn with_flaw(template: &Template, flaw: &'static Check, asked: &[&'static Check]) -> Vec<Seen> {
    let begun = Instant::now();
    let reference = Reference::start(template, Some(flaw.id));
    let report = run::run(&reference.subject, Profile::Destructive, asked, |_| {});
    let judged = |line: &run::Line| match &line.outcome {
        Outcome::Fail { .. } if line.check.id == flaw.id => Some(Seen::Caught),
        outcome if line.check.id == flaw.id => Some(Seen::Missed(flaw.id, format!("{}: {}", outcome.word(), outcome.why()))),
        Outcome::Fail { why, .. } if !flaw.neighbours.contains(&line.check.id) => Some(Seen::Alarm(flaw.id, line.check.id, why.clone())),
        Outcome::Pass | Outcome::Fail { .. } | Outcome::NotApplicable(_) | Outcome::Inconclusive(_) => None,
    };
    let seen: Vec<Seen> = report.lines.iter().filter_map(judged).collect();
    let wrong: String = seen.iter().filter(|seen| seen.is_wrong()).map(|wrong| format!("\n  {wrong:?}")).collect();
    println!("{:<12} {:>4} checks {:>5.1} s{wrong}", flaw.id, asked.len(), begun.elapsed().as_secs_f64());
    seen
}
