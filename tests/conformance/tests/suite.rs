//! The suite itself, proven on the reference backend: as it is, everything that is asked holds. Not: the checks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::Profile;
use plenary_conformance::report::terminal;
use plenary_conformance::{checks, run};
use support::reference::{Reference, Template};

#[test]
fn the_reference_backend_keeps_everything_that_is_asked() {
    let reference = Reference::start(&Template::make(), None);
    let report = run::run(&reference.subject, Profile::Destructive, &checks::all(), |line| println!("{}", terminal::line(line)));
    println!("{}", terminal::sum(&report));
    assert!(report.is_clean(), "not everything holds, see above");
}
