//! The reference backend as a subject of the suite: with personas, with one instance whose limits are short, one whose quotas are those of every
//! day, and one with another conference. Not: any check.

use super::passkeys::{NAMED, ORIGIN};
use super::provider::{CLIENT, Provider};
use super::refreshing::Refreshing;
use super::{ADA, ASKED, BELA, BESIDE, Backend, CHIOMA, DISABLED, FLAW, inbox};
use plenary_conformance::check::Role;
use plenary_conformance::description::{Description, Organisers};
use plenary_conformance::random_letters;
use plenary_conformance::subject::Subject;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Quotas out of the way of a run that asks everything within a minute.
pub const WIDE: &[&str] = &[
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
    "directory_per_day=10000000/86400",
    "delegates_per_day=10000000/86400",
    "photos_per_day=10000000/86400",
    "codes_per_delegate=10000/600",
    "asks_per_delegate=10000/600",
    "gifts_per_delegate=10000/600",
    "connections_per_viewer=100000/60",
    "blocks_per_delegate=10000/600",
    "reports_per_delegate=10000/600",
    "records_per_delegate=100000/60",
    "exports_per_delegate=10000/600",
    "complaints_per_delegate=10000/600",
    "consents_per_delegate=10000/600",
    "addresses_per_delegate=10000/600",
];

/// Seconds: no more than a check may wait, and no less than a busy machine takes for a mail.
const HURRIED: [(&str, u64); 5] =
    [("session_idle", 4), ("session_absolute", 16), ("challenge_ttl", 10), ("step_up_age", 2), ("shown_code_ttl", 3)];

/// A conference with the personas of a run, before anything happened in it: what every backend of a proof begins with.
pub struct Template {
    folder: PathBuf,
    victim: String,
    refreshing: Arc<Refreshing>,
}

/// Everything that runs for a subject; it ends with it.
pub struct Reference {
    pub subject: Subject,
    pub main: Backend,
    _beside: [Backend; 3],
    provider: Provider,
    /// One for all of them, with the name of this one's app there.
    refreshing: (Arc<Refreshing>, String),
    pages: PathBuf,
}

/// Where its organisation's provider sends people back to: at a name, because there are no passkeys elsewhere.
const REDIRECT: &str = "http://localhost:8080/api/auth/oidc/callback";
/// Where backends with a flaw write down which were asked about; `index.html` is the only page.
const FLAWS: &str = ".flaws";
/// Is found where refresh tokens are used again.
const REUSE: &str = "SESS-16";
/// Takes part in another conference.
const FRANK: &str = "frank@example.org";

impl Template {
    pub fn make() -> Self {
        // So many that a page of the directory is not all of it: two thousand take a minute of every run, and show nothing more.
        Self::with(300)
    }

    /// With so many people, and those whom the tests know.
    pub fn with(people: u32) -> Self {
        let backend = Backend::start(&[]);
        // An address no part of which is a word of the programme, or of anybody else.
        let victim = format!("{}@example.org", random_letters(14));
        backend.invite(&format!("{victim};Vera Victim\nerasable@example.org;To Be Erased\nfresh@example.org;Fresh Person\n"));
        let (database, folder) = (backend.database(), backend.left_behind());
        without_most(&database, people);
        Self { victim, folder, refreshing: Arc::new(Refreshing::start()) }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn without_most(database: &Path, people: u32) {
    let kept = format!(
        "SELECT id FROM person WHERE rowid <= {people} OR email IN (?1, ?2, ?3, ?4) OR rowid > (SELECT max(rowid) - 3 FROM person)"
    );
    let open = rusqlite::Connection::open(database).unwrap();
    for statement in
        [format!("DELETE FROM directory_change WHERE delegate NOT IN ({kept})"), format!("DELETE FROM person WHERE id NOT IN ({kept})")]
    {
        assert!(open.execute(&statement, [ADA, BELA, CHIOMA, DISABLED]).unwrap() > 1000);
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.pages);
        let _ = self.main.mailbox.clear();
    }
}

impl Reference {
    /// As it is, or with a flaw, named after the check that must find it.
    pub fn start(template: &Template, flaw: Option<&'static str>) -> Self {
        assert!(REDIRECT.starts_with(ORIGIN));
        let pages = std::env::temp_dir().join(format!("plenary-suite-{}-{}", std::process::id(), random_letters(8)));
        let provider = Provider::sending_back_to(Some(REDIRECT), flaw);
        let switched = flaw.map(|flaw| format!("{FLAW}{flaw}"));
        let own: Vec<String> = NAMED.iter().chain(&provider.flags()).map(|flag| (*flag).to_owned()).collect();
        let own = [own, vec!["--insecure-loopback".into(), "--dist".into(), built(&pages).display().to_string()]].concat();
        let asked = switched.is_some().then(|| format!("{ASKED}{}", pages.join(FLAWS).display()));
        let own = [own, switched.into_iter().chain(asked).collect()].concat();
        // One sender for all of them, so that one inbox holds the personas' mails.
        let sender = format!("{}@conformance.example.org", random_letters(16));
        let start = |flags: &[Vec<String>]| {
            let flags: Vec<&str> = own.iter().chain(flags.iter().flatten()).map(String::as_str).collect();
            Backend::launch_like(&template.folder, &sender, &flags)
        };
        let wide = flags_of(WIDE.iter().map(|limit| (*limit).to_owned()));
        let short = HURRIED.iter().map(|(name, seconds)| format!("{name}={seconds}")).chain(["seen_every=0".to_owned()]);
        let short = flags_of(short.chain(WIDE.iter().map(|limit| (*limit).to_owned())));
        let other = start(std::slice::from_ref(&wide));
        other.invite(&format!("{FRANK};Frank Elsewhere\n"));
        let database = vec![format!("{BESIDE}{}", other.database().display())];
        let (main, hurried, narrow) = std::thread::scope(|scope| {
            let (hurried, narrow) = (scope.spawn(|| start(&[short])), scope.spawn(|| start(&[])));
            (start(&[wide.clone(), database]), hurried.join().unwrap(), narrow.join().unwrap())
        });
        let beside = [hurried, narrow, other];
        let mut description = description(&template.victim, &main, &beside, &provider.issuer);
        let app = format!("{}-{}", if flaw == Some(REUSE) { "unrotated" } else { "sound" }, random_letters(8));
        description.refresh = Some(template.refreshing.described(&app, 0));
        description.personas.get_mut(&Role::Ordinary).unwrap().refresh = Some(template.refreshing.minted(&app));
        let subject = Subject::described(description).unwrap().with_inbox(main.mailbox.clone());
        Self { subject, main, _beside: beside, provider, refreshing: (template.refreshing.clone(), app), pages }
    }

    /// Which flaws anything of it asked about so far.
    pub fn asked_about(&self) -> BTreeSet<String> {
        let told = std::fs::read_to_string(self.pages.join(FLAWS)).unwrap_or_default();
        let (refreshing, app) = &self.refreshing;
        let refreshed = refreshing.was_asked(app).then(|| REUSE.to_owned());
        told.lines().map(str::to_owned).chain(self.provider.asked_about()).chain(refreshed).collect()
    }
}

/// A build of the app in small.
fn built(folder: &Path) -> &Path {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("index.html"), "<!doctype html><title>Plenary</title>").unwrap();
    folder
}

fn flags_of(limits: impl Iterator<Item = String>) -> Vec<String> {
    limits.flat_map(|limit| ["--limit".to_owned(), limit]).collect()
}

fn description(victim: &str, main: &Backend, [hurried, narrow, other]: &[Backend; 3], issuer: &str) -> Description {
    let base = |backend: &Backend| format!("{}{}", backend.target.origin(), backend.target.api);
    let people = [
        (Role::Victim, victim),
        (Role::Ordinary, CHIOMA),
        (Role::Connection, BELA),
        (Role::Organiser, ADA),
        (Role::Disabled, DISABLED),
        (Role::Erasable, "erasable@example.org"),
        (Role::Fresh, "fresh@example.org"),
        (Role::Elsewhere, FRANK),
    ];
    let people: String = people.iter().map(|(role, email)| format!("[personas.{role}]\nemail = \"{email}\"\n")).collect();
    let limits: String = [("session_idle", 4), ("session_absolute", 16), ("proof_expires", 10), ("step_up_age", 2)]
        .map(|(name, seconds)| format!("{name} = {seconds}\n"))
        .concat();
    let auth = format!("[auth]\nissuer = \"{issuer}\"\nclient_id = \"{CLIENT}\"\nredirect_uri = \"{REDIRECT}\"\n");
    let text = format!(
        "name = \"reference backend\"\nbase = \"{}\"\n{auth}[hurried]\nbase = \"{}\"\n{limits}[narrow]\nbase = \"{}\"\n[elsewhere]\nbase = \"{}\"\n{people}",
        base(main),
        base(hurried),
        base(narrow),
        base(other)
    );
    let mut description = Description::parse(&text).unwrap();
    let errand = |name: &str| {
        let flags = ["--insecure-loopback", "--smtp", &inbox::shared().smtp, "--smtp-from", &main.sender, "--database"].map(str::to_owned);
        let program = ["env", "-i", super::binary().to_str().unwrap()].map(str::to_owned);
        let rest = [main.database().to_str().unwrap(), name].map(str::to_owned);
        [&program[..], &flags, &rest].concat()
    };
    let of = |name: &str, rest: &[&str]| errand(name).into_iter().chain(rest.iter().map(|flag| (*flag).to_owned())).collect();
    let ever = ["--from", "2020-01-01T00:00:00Z", "--to", "2099-01-01T00:00:00Z", "--text", "A telephone was stolen.", "--viewer"];
    let organisers = Organisers { hold: of("hold", &["--id"]), release: of("release", &["--id"]), incident: of("incident", &ever) };
    description.organisers = Some(organisers);
    description
}
