//! The suite itself, proven on the reference backend: as it is, everything that is asked holds; and the safe profile is safe. Not: the checks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::{Profile, Role};
use plenary_conformance::http::{Answer, Request, Witness};
use plenary_conformance::report::terminal;
use plenary_conformance::run::{self, Outcome, Report};
use plenary_conformance::{checks, random_letters};
use std::sync::{Arc, Mutex};
use support::reference::{Reference, Template};
use support::{Backend, CHIOMA};

fn asked(reference: &Reference, profile: Profile) -> Report {
    let report = run::run(&reference.subject, profile, &checks::all(), |line| println!("{}", terminal::line(line)));
    println!("{}", terminal::sum(&report));
    report
}

fn judged<'r>(report: &'r Report, id: &str) -> &'r Outcome {
    &report.lines.iter().find(|line| line.check.id == id).unwrap().outcome
}

#[test]
fn the_reference_backend_keeps_everything_that_is_asked() {
    let reference = Reference::start(&Template::make(), None);
    assert!(asked(&reference, Profile::Destructive).is_clean(), "not everything holds, see above");
}

/// Notes what did more than read.
#[derive(Default)]
struct Done(Mutex<Vec<String>>);

impl Witness for Done {
    fn saw(&self, _: &str, request: &Request, answer: &Answer) {
        if !matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS") && answer.status < 400 {
            self.0.lock().unwrap().push(format!("{} {} -> {}", request.method, request.path, answer.status));
        }
    }
}

#[test]
fn the_safe_profile_only_reads_and_sends_no_mail() {
    let mut reference = Reference::start(&Template::make(), None);
    let done = Arc::new(Done::default());
    reference.subject.target.witnesses.push(done.clone());
    let report = asked(&reference, Profile::Safe);
    assert!(report.is_clean() && report.lines.len() > 10, "not everything holds, see above");
    let Outcome::NotApplicable(why) = judged(&report, "CACHE-01") else { panic!("somebody was signed in by a mail") };
    assert!(why.contains("sends no mail"), "{why}");
    assert_eq!(*done.0.lock().unwrap(), [""; 0]);
    for person in reference.subject.description.personas.values() {
        assert!(reference.main.mailbox.to(&person.email).unwrap().is_empty(), "a mail to {}", person.email);
    }
    // Whoever makes a token for the run has their session looked at as well.
    let session = reference.main.sign_in(CHIOMA).cookie();
    reference.subject.target.carried = ("Cookie".into(), "{token}".into());
    reference.subject.description.personas.get_mut(&Role::Ordinary).unwrap().token = Some(session);
    assert_eq!(judged(&asked(&reference, Profile::Safe), "CACHE-01"), &Outcome::Pass);
    assert_eq!(*done.0.lock().unwrap(), [""; 0]);
}

#[test]
fn authz_06_where_everybody_fits_on_a_page_nobody_says_that_pages_end() {
    let template = Template::with(90);
    let sender = format!("{}@conformance.example.org", random_letters(16));
    let backend = Backend::launch_like(template.folder(), &sender, &["--insecure-loopback"]);
    let subject = backend.subject().with_mail(CHIOMA, backend.mailbox.clone());
    let Outcome::Inconclusive(why) = run::judge(&subject, checks::named("AUTHZ-06").unwrap()) else { panic!() };
    assert!(why.contains("more than a hundred people"), "{why}");
}
