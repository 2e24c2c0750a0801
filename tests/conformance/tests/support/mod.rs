//! The reference backend as a running program, with a fresh SQLite file, the demo conference and a real mail server. Not: any check.
#![allow(dead_code, unreachable_pub, reason = "each test program includes it whole and uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot begin has failed")]

pub mod access;
#[path = "../../../backend/tests/support/authenticator.rs"]
pub mod authenticator;
pub mod connections;
pub mod inbox;
pub mod notices;
pub mod own_page;
pub mod passkeys;
pub mod planted;
pub mod provider;
pub mod reference;
pub mod refreshing;
pub mod rights;

use plenary_conformance::checks::Subject;
use plenary_conformance::contract::Contract;
use plenary_conformance::http::{Answer, Request, Target, Witness};
use plenary_conformance::mailbox::Mailbox;
use plenary_conformance::persona::Persona;
use plenary_conformance::random_letters;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

pub const ADA: &str = "ada@example.org";
pub const MINISTER: &str = "minister@example.org";
pub const CHIOMA: &str = "chioma@example.org";
pub const BELA: &str = "bela@example.org";
pub const DISABLED: &str = "disabled@example.org";

/// Quotas out of the way, for tests that are about something else.
pub const PATIENT: [&str; 8] = [
    "--limit",
    "starts_per_address=10000/3600",
    "--limit",
    "starts_per_source=100000/3600",
    "--limit",
    "redeems_per_source=100000/600",
    "--limit",
    "directory_per_viewer=100000/60",
];

/// Among the flags of a backend: the flaw that it has, behind this.
pub const FLAW: &str = "--flaw=";
/// Among the flags of a backend with a flaw: the database of another conference.
pub const BESIDE: &str = "--beside=";

/// Among the flags of a backend with a flaw: the file in which it writes down which flaws were asked about.
pub const ASKED: &str = "--asked=";

/// Killed, and its folder removed, at the end.
pub struct Backend {
    child: Child,
    folder: PathBuf,
    sender: String,
    flags: Vec<String>,
    pub target: Target,
    pub mailbox: Mailbox,
}

impl Backend {
    /// Over plain HTTP on loopback, with further flags.
    pub fn start(flags: &[&str]) -> Self {
        Self::launch(&[&["--insecure-loopback"], flags].concat())
    }

    /// With exactly these flags beside the demo conference, the database and the mail server.
    pub fn launch(flags: &[&str]) -> Self {
        Self::launch_as(&format!("{}@conformance.example.org", random_letters(16)), flags)
    }

    /// Writing its mails as this sender, whose mails are the ones that are read.
    pub fn launch_as(sender: &str, flags: &[&str]) -> Self {
        Self::launch_in(folder(), sender, flags)
    }

    /// Beginning with a copy of what is in this folder, where another one stopped.
    pub fn launch_like(template: &Path, sender: &str, flags: &[&str]) -> Self {
        let folder = folder();
        for file in std::fs::read_dir(template).unwrap().map(|file| file.unwrap().path()) {
            std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
        }
        Self::launch_in(folder, sender, flags)
    }

    fn launch_in(folder: PathBuf, sender: &str, flags: &[&str]) -> Self {
        let sender = sender.to_owned();
        let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        let (child, target) = launch(&folder, &sender, &flags);
        let mailbox = Mailbox::at(&inbox::shared().page, Some(sender.clone())).unwrap();
        Self { child, folder, sender, flags, target, mailbox }
    }

    /// SIGKILL: no chance to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// After [`Backend::kill`], on the same file and another port.
    pub fn restart(&mut self) {
        (self.child, self.target) = launch(&self.folder, &self.sender, &self.flags);
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("conference.sqlite")
    }

    /// Ends it, and leaves its folder to whoever asks: its database, complete.
    pub fn left_behind(mut self) -> PathBuf {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success() && self.child.wait().unwrap().success());
        std::fs::remove_file(self.folder.join("log")).unwrap();
        std::mem::take(&mut self.folder)
    }

    /// What it logged so far.
    pub fn log(&self) -> Vec<u8> {
        std::fs::read(self.folder.join("log")).unwrap()
    }

    /// Adds an account for every line `address;name`, as an organiser would.
    pub fn invite(&self, lines: &str) {
        let list = self.folder.join("people.txt");
        std::fs::write(&list, lines).unwrap();
        let mut command = program();
        let added = command.args(["--insecure-loopback", "--database"]).arg(self.database()).arg("--invite").arg(list).output().unwrap();
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    }

    /// Has the program do something beside serving, as an organiser would: what it says, or why it did not. Its own database, unless another is named.
    pub fn errand(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = program();
        command.args(["--insecure-loopback", "--smtp", &inbox::shared().smtp, "--smtp-from", &self.sender, "--database"]);
        command.arg(self.database()).args(arguments);
        let done = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
    }

    /// Somebody signed in by the mailed code. Every answer they get is held to the contract.
    pub fn sign_in(&self, email: &str) -> Persona {
        Persona::sign_in(&self.target, &self.mailbox, email).unwrap()
    }

    pub fn stranger(&self) -> Persona {
        Persona::stranger(&self.target)
    }

    /// What the checks of the library ask.
    pub fn subject(&self) -> Subject {
        Subject::at(self.target.clone()).unwrap().with_mail(ADA, self.mailbox.clone())
    }

    pub fn ask(&self, request: &Request) -> Answer {
        self.target.ask(request).unwrap()
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("plenary-conformance-{}-{}", std::process::id(), random_letters(8)));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn launch(folder: &Path, sender: &str, flags: &[String]) -> (Child, Target) {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    let told = |name: &str| flags.iter().find_map(|flag| flag.strip_prefix(name).map(str::to_owned));
    let flaw = told(FLAW);
    let mut command = if flaw.is_some() { flawed_program() } else { program() };
    command.envs(flaw.map(|flaw| ("PLENARY_FLAW", flaw))).envs(told(BESIDE).map(|beside| ("PLENARY_BESIDE", beside)));
    command.envs(told(ASKED).map(|asked| ("PLENARY_FLAWS_ASKED", asked)));
    let flags: Vec<&String> = flags.iter().filter(|flag| [FLAW, BESIDE, ASKED].iter().all(|own| !flag.starts_with(own))).collect();
    command.args(["--demo", "--listen", "127.0.0.1:0", "--smtp", &inbox::shared().smtp, "--smtp-from", sender]).args(&flags);
    command.arg("--database").arg(folder.join("conference.sqlite")).stdout(Stdio::piped()).stderr(log);
    if flags.iter().any(|flag| *flag == "--oidc-issuer") {
        command.env("PLENARY_OIDC_CLIENT_SECRET", provider::SECRET);
    }
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.rsplit_once("listening on ").map(|(_, address)| address.trim_end().trim_end_matches(')'));
    let address = address.unwrap_or_else(|| panic!("it did not start: {}", std::fs::read_to_string(folder.join("log")).unwrap()));
    let mut target = Target::parse(&format!("http://{address}/api")).unwrap();
    target.witnesses.push(Arc::new(HeldToTheContract(Contract::ours().unwrap())));
    (child, target)
}

/// The program under test. The environment of the run is not its configuration.
fn program() -> Command {
    let mut command = Command::new(binary());
    command.env_clear();
    command
}

fn binary() -> PathBuf {
    std::env::var("PLENARY_BACKEND_BIN").map(PathBuf::from).unwrap_or_else(|_| built())
}

/// The same with flaws that can be switched on, one by `FLAW` among the flags.
fn flawed_program() -> Command {
    let beside = |program: String| PathBuf::from(program).with_file_name("plenary-backend-flawed");
    let path = std::env::var("PLENARY_BACKEND_BIN").map_or_else(|_| built().with_file_name("plenary-backend-flawed"), beside);
    assert!(path.exists(), "build it: cargo build --package plenary-backend --features flaws --bin plenary-backend-flawed");
    let mut command = Command::new(path);
    command.env_clear();
    command
}

fn built() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let path = root.join("target/debug/plenary-backend");
    if !path.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "--package", "plenary-backend"]).current_dir(root).status().unwrap();
        assert!(built.success());
    }
    path
}

struct HeldToTheContract(Arc<Contract>);

impl Witness for HeldToTheContract {
    fn saw(&self, _: &str, request: &Request, answer: &Answer) {
        if request.in_api {
            let wrong = self.0.judge(request, answer);
            assert!(wrong.is_empty(), "against the contract:\n  {}", wrong.join("\n  "));
        }
    }
}
