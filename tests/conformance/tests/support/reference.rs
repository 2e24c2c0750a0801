//! The reference backend as a subject of the suite: with personas, with one instance whose limits are short and one whose quotas are those of
//! every day. Not: any check.

use super::{ADA, BELA, Backend, CHIOMA, DISABLED, MINISTER};
use plenary_conformance::check::{Feature, Role};
use plenary_conformance::description::Description;
use plenary_conformance::random_letters;
use plenary_conformance::subject::Subject;

/// Quotas out of the way of a run that asks everything within a minute.
const WIDE: [&str; 12] = [
    "starts_per_address=10000/3600",
    "starts_per_source=100000/3600",
    "redeems_per_source=100000/600",
    "tries_per_address=10000/600",
    "step_ups_per_delegate=10000/3600",
    "changes_per_delegate=100000/3600",
    "directory_per_viewer=100000/60",
    "delegates_per_viewer=100000/60",
    "passkey_starts_per_source=100000/600",
    "calendars_per_delegate=10000/3600",
    "fetches_per_calendar=10000/3600",
    "calendar_guesses_per_source=10000/600",
];

/// Seconds.
const HURRIED: [(&str, u64); 4] = [("session_idle", 3), ("session_absolute", 6), ("challenge_ttl", 3), ("step_up_age", 3)];

/// Everything that runs for a subject; it ends with it.
pub struct Reference {
    pub subject: Subject,
    pub main: Backend,
    _hurried: Backend,
    _narrow: Backend,
}

impl Reference {
    /// With further flags for the instance that is asked most.
    pub fn start(flags: &[&str]) -> Self {
        let wide = flags_of(WIDE.iter().map(|limit| (*limit).to_owned()));
        let with: Vec<&str> = wide.iter().map(String::as_str).chain(flags.iter().copied()).collect();
        // One sender for all three, so that one inbox holds the personas' mails.
        let sender = format!("{}@conformance.example.org", random_letters(16));
        let start = |flags: &[&str]| Backend::launch_as(&sender, &[&["--insecure-loopback"], flags].concat());
        let main = start(&with);
        let short = HURRIED.iter().map(|(name, seconds)| format!("{name}={seconds}")).chain(["seen_every=0".to_owned()]);
        let short = flags_of(short.chain(WIDE.iter().map(|limit| (*limit).to_owned())));
        let short: Vec<&str> = short.iter().map(String::as_str).chain(flags.iter().copied()).collect();
        let (hurried, narrow) = (start(&short), start(flags));
        for backend in [&main, &hurried, &narrow] {
            backend.invite("erasable@example.org;To Be Erased\nfresh@example.org;Fresh Person\n");
        }
        let subject = Subject::described(description(&main, &hurried, &narrow)).unwrap();
        Self { subject: subject.with_inbox(main.mailbox.clone()), main, _hurried: hurried, _narrow: narrow }
    }
}

fn flags_of(limits: impl Iterator<Item = String>) -> Vec<String> {
    limits.flat_map(|limit| ["--limit".to_owned(), limit]).collect()
}

fn description(main: &Backend, hurried: &Backend, narrow: &Backend) -> Description {
    let base = |backend: &Backend| format!("{}{}", backend.target.origin(), backend.target.api);
    let people = [
        (Role::Victim, MINISTER),
        (Role::Ordinary, CHIOMA),
        (Role::Connection, BELA),
        (Role::Organiser, ADA),
        (Role::Disabled, DISABLED),
        (Role::Erasable, "erasable@example.org"),
        (Role::Fresh, "fresh@example.org"),
    ];
    let people: String = people.iter().map(|(role, email)| format!("[personas.{role}]\nemail = \"{email}\"\n")).collect();
    let limits: String = [("session_idle", 3), ("session_absolute", 6), ("proof_expires", 3), ("step_up_age", 3)]
        .map(|(name, seconds)| format!("{name} = {seconds}\n"))
        .concat();
    let text = format!(
        "name = \"reference backend\"\nbase = \"{}\"\n[hurried]\nbase = \"{}\"\n{limits}[narrow]\nbase = \"{}\"\n{people}",
        base(main),
        base(hurried),
        base(narrow)
    );
    let mut description = Description::parse(&text).unwrap();
    description.absent.insert(Feature::Conferences, "one conference on each backend".into());
    description
}
