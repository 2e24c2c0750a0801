//! Holds the organisers' guide (`public/guide`) to the program: every command in it is run or known, every setting and member is read, every link and picture
//! is there. Not: whether it is well written, nor how it looks, which `guide.spec.ts` sees.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "guide/page.rs"]
mod page;
mod support;

use page::{Page, pages, public, words};
use plenary::conference::Store;
use plenary::domain::text::Email;
use plenary::routes::Route;
use plenary_backend::settings::HELP;
use plenary_backend::store::Sqlite;
use std::collections::BTreeSet;
use std::process::Command;
use support::{Folder, Server, program};

/// Longer texts are split into pages.
const LONGEST: usize = 300;
/// Bytes of a picture: the guide is read at venues.
const HEAVIEST: u64 = 60_000;
/// Of one of the people whom the first page has invited.
const ADDRESS: &str = "ada@example.org";
/// What the guide may lead to outside.
const OUTSIDE: [&str; 1] = ["https://ico.org.uk/"];

/// The source of another program of the workspace, which says there what it takes.
fn source(path: &str) -> String {
    std::fs::read_to_string(public().join("..").join(path)).unwrap()
}

/// Whether this text says a word, and not as a part of another.
fn says(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.match_indices(word).any(|(at, _)| !text[at + word.len()..].starts_with(is_part) && !text[..at].ends_with(is_part))
}

/// A conference that is organised by the guide alone.
struct Organiser {
    folder: Folder,
    beginning: Vec<String>,
    notice: String,
    incident: String,
    done: BTreeSet<String>,
    /// The mail server wants a password, which is in the environment of the service alone.
    is_known_to_mail: bool,
}

impl Organiser {
    /// With the files that the first page has them write, and this setting above its limits.
    fn by(first: &Page, setting: &str) -> Self {
        let folder = Folder::new();
        folder.write("plenary.toml", page::above_limits(&first.code("toml")[0], setting));
        folder.write("people.txt", &first.code("people")[0]);
        folder.write("app/index.html", "<!doctype html><title>shell</title>");
        let is_known_to_mail = !setting.is_empty();
        Self { folder, beginning: Vec::new(), notice: String::new(), incident: String::new(), done: BTreeSet::new(), is_known_to_mail }
    }

    fn database(&self) -> std::path::PathBuf {
        self.folder.0.join("conference.sqlite")
    }

    /// The program where the guide has it, on files of this test, with a mail server that answers nothing.
    fn program(&self) -> Command {
        let mut program = program();
        program.current_dir(&self.folder.0).env("PLENARY_SMTP", "127.0.0.1:9");
        program.env("PLENARY_DATABASE", self.database()).env("PLENARY_DIST", self.folder.0.join("app"));
        program
    }

    fn delegate(&self) -> String {
        let email = Email::parse(ADDRESS).unwrap();
        Sqlite::open(&self.database()).unwrap().person_by_email(&email.key()).unwrap().unwrap().profile.id.to_string()
    }

    fn filled(&self, word: &str) -> String {
        match word {
            "DELEGATE" => self.delegate(),
            "ADDRESS" => ADDRESS.to_owned(),
            "NOTICE" => self.notice.clone(),
            "INCIDENT" => self.incident.clone(),
            "/etc/plenary.toml" => self.folder.0.join("plenary.toml").to_string_lossy().into_owned(),
            word => word.to_owned(),
        }
    }

    /// Types a line of the guide.
    fn types(&mut self, line: &str) {
        let words = words(line);
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["alias", alias] => {
                let beginning = alias.strip_prefix("plenary=").unwrap_or_else(|| panic!("{line}"));
                self.beginning = page::words(beginning);
            }
            ["plenary", rest @ ..] => {
                let whole: Vec<String> = self.beginning.iter().cloned().chain(rest.iter().map(|word| (*word).to_owned())).collect();
                self.runs(line, &whole);
            }
            ["runuser" | "/opt/plenary/plenary-backend", ..] => self.runs(line, &words),
            ["cargo", "xtask", command, ..] => {
                assert!(source("tests/xtask/src/main.rs").contains(&format!("\ncargo xtask {command}")), "{line}")
            }
            ["cargo", "run", "--package", "plenary-conformance", "--", rest @ ..] => {
                let known = source("tests/conformance/src/command.rs");
                for word in rest.iter().filter(|word| word.starts_with("--") || matches!(**word, "run" | "safe")) {
                    assert!(says(&known, word), "plenary-conformance does not know {word}: {line}");
                }
            }
            ["sqlite3", "/var/lib/plenary/plenary.sqlite", copy] => assert!(copy.starts_with(".backup /root/"), "{line}"),
            ["useradd", "--system", "plenary"] | ["install", "-d", "-o", "plenary", "-m", "700", "/var/lib/plenary"] => {}
            ["install", "-o", "plenary", "-m", "600", copy, "/var/lib/plenary/plenary.sqlite"] => {
                assert!(copy.starts_with("/root/"), "{line}")
            }
            ["set", "-a" | "+a"] | [".", "/etc/plenary.secrets"] => {}
            ["systemctl", "enable", "--now", "plenary"] | ["systemctl", "start", "plenary"] | ["systemctl", "reload", "caddy"] => {}
            ["nginx", "-t", "&&", "systemctl", "reload", "nginx"] => {}
            ["cd", "/opt/plenary"] | ["sha256sum", "--check", "--quiet", "SHA256SUMS"] => {}
            ["systemctl", "stop", "plenary"] | ["systemctl", "disable", "--now", "plenary"] => {}
            ["rm", "-f", files @ ..] => assert!(files.iter().all(|file| file.starts_with("/var/lib/plenary/plenary.sqlite")), "{line}"),
            _ => panic!("nobody has tried this: {line}"),
        }
    }

    fn runs(&mut self, line: &str, words: &[String]) {
        let at = words.iter().position(|word| word == "/opt/plenary/plenary-backend").unwrap_or_else(|| panic!("{line}"));
        assert!(at == 0 || words[..at] == ["runuser", "-u", "plenary", "--"], "{line}");
        let given: Vec<String> = words[at + 1..].iter().map(|word| self.filled(word)).collect();
        if given.len() == 2 {
            return self.serves(&given);
        }
        let ended = self.program().args(&given).output().unwrap();
        assert!(ended.status.success(), "{line}: {}", String::from_utf8_lossy(&ended.stderr));
        let told = String::from_utf8(ended.stdout).unwrap();
        assert!(told.is_empty() || told.ends_with('\n'), "{line}: the prompt would stand behind the answer");
        for (kind, kept) in [("Notice ", &mut self.notice), ("Incident ", &mut self.incident)] {
            if let Some(rest) = told.strip_prefix(kind) {
                *kept = rest.split(' ').next().unwrap().to_owned();
            }
        }
        let errands = given.iter().filter(|word| !word.starts_with('-')).cloned();
        self.done.extend(errands.chain(given.iter().filter(|word| word.starts_with("--")).cloned()));
    }

    /// Starts it, as the guide does when it names nothing but the settings, sees it answer and stops it.
    fn serves(&self, given: &[String]) {
        let (database, app) = (self.database(), self.folder.0.join("app"));
        let [config, file] = given else { panic!("{given:?}") };
        let flags = ["--smtp", "127.0.0.1:9", "--database", database.to_str().unwrap(), "--dist", app.to_str().unwrap()];
        let secrets = if self.is_known_to_mail { &[("PLENARY_SMTP_PASSWORD", "of a test")][..] } else { &[] };
        let server = Server::launch_with(&[config, file, "--listen", "127.0.0.1:0"], &flags, secrets);
        assert_eq!(server.get("/config.json").json()["name"], "Open Rails 2027");
        assert!(server.stop());
    }
}

#[test]
fn a_conference_is_organised_by_the_guide_alone() {
    organised("");
}

#[test]
fn a_conference_whose_mail_server_wants_a_password_is_organised_by_the_guide_alone() {
    organised("smtp_user = \"plenary\"\n");
}

fn organised(setting: &str) {
    let pages = pages();
    let mut organiser = Organiser::by(&pages[0], setting);
    let unit = pages[0].code("unit").concat();
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    // The minus: a conference without secrets has no such file.
    for line in ["User=plenary", "StateDirectory=plenary", "EnvironmentFile=-/etc/plenary.secrets", "WantedBy=multi-user.target"] {
        assert!(unit.lines().any(|said| said == line), "{line}");
    }
    organiser.types(start);
    for page in &pages {
        // Pages are printed and read alone: each says what its commands begin with.
        organiser.beginning.clear();
        for line in page.code("shell").iter().flat_map(|code| code.lines()) {
            organiser.types(line);
        }
    }
    for errand in [
        "announce",
        "extent",
        "incident",
        "hold",
        "release",
        "sign-out",
        "reports",
        "complaints",
        "over-shares",
        "recipe",
        "--invite",
        "--check",
    ] {
        assert!(organiser.done.contains(errand), "{errand} is not in the guide");
    }
}

#[test]
fn every_setting_is_one() {
    let folder = Folder::new();
    let first = pages()[0].code("toml")[0].clone();
    for page in pages() {
        for (at, (before, code)) in page.settings().iter().enumerate() {
            let is_first = at == 0 && page.name == "index.html";
            // At the end of the file it would stand in the table.
            assert!(is_first || before.contains("above <code>[limits]</code>"), "{}: where does this stand? {code}", page.name);
            let whole = if is_first { code.clone() } else { page::above_limits(&first, code) };
            let file = folder.write(&format!("{at}-{}.toml", page.name), whole);
            let mut checked = program();
            checked.args(["--check", "--config", file.to_str().unwrap()]).env("PLENARY_DATABASE", folder.0.join("conference.sqlite"));
            let ended = checked.output().unwrap();
            assert!(ended.status.success(), "{}: {}", page.name, String::from_utf8_lossy(&ended.stderr));
        }
        for setting in page.code("setting") {
            assert!(says(HELP, &format!("--{}", setting.replace('_', "-"))), "{}: there is no setting {setting}", page.name);
        }
        for code in page.code("json") {
            let read = plenary::config::parse(&code).unwrap_or_else(|fault| panic!("{}: {fault:?}", page.name));
            assert_eq!(read.unknown, Vec::<String>::new(), "{}", page.name);
        }
    }
}

#[test]
fn what_stands_in_a_page_is_what_the_element_knows() {
    let element = std::fs::read_to_string(public().join("embed.js")).unwrap();
    let known = element.split("const ATTRIBUTES = [").nth(1).unwrap().split(']').next().unwrap();
    let known: BTreeSet<String> = known.split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect();
    let (mut told, mut properties) = (BTreeSet::new(), 0);
    for page in pages() {
        told.extend(page.code("attribute"));
        for code in page.code("html") {
            let tags = Page { name: page.name.clone(), html: code.clone() }.between("<plenary-app", ">");
            for attribute in
                tags.iter().flat_map(|tag| tag.split("=\"").filter_map(|part| part.rsplit('"').next()?.trim().split(' ').next_back()))
            {
                assert!(attribute.is_empty() || known.contains(attribute), "{}: <plenary-app> has no {attribute}", page.name);
            }
            for property in code.split("--plenary-").skip(1).filter_map(|rest| rest.split(':').next()) {
                assert!(element.contains(&format!("\"--plenary-{property}\"")), "{}: --plenary-{property}", page.name);
                properties += 1;
            }
        }
    }
    assert_eq!((told, properties), (known, 4));
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    let names: BTreeSet<String> = pages.iter().map(|page| page.name.clone()).collect();
    let files = std::fs::read_dir(public().join("guide")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.filter(|name| name.ends_with(".html")).collect::<BTreeSet<_>>(), names, "each page is listed on the first");
    for page in &pages {
        let links = page.prose().attributes("href");
        assert!(names.iter().all(|name| links.contains(name)), "{} leads to every other page", page.name);
        for link in links {
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let leads = match file.strip_prefix("../") {
                _ if file.starts_with("https:") => OUTSIDE.iter().any(|origin| file.starts_with(origin)),
                Some(up) => Route::parse(&format!("/{up}"), "").is_some() || public().join(up).is_file(),
                None if file.ends_with(".html") => {
                    let there = pages.iter().find(|page| page.name == file);
                    there.is_some_and(|page| fragment.is_empty() || page.attributes("id").iter().any(|id| id == fragment))
                }
                None => public().join("guide").join(file).is_file(),
            };
            assert!(leads, "{}: {link} leads nowhere", page.name);
        }
    }
}

#[test]
fn pages_are_short_plain_and_their_pictures_light() {
    let mut shown = BTreeSet::new();
    for page in pages() {
        assert!(page.html.lines().count() <= LONGEST, "{}", page.name);
        for forbidden in ["<script", "<style", " style=\"", "javascript:"] {
            assert!(!page.html.contains(forbidden), "{}: {forbidden}", page.name);
        }
        for picture in page.pictures() {
            let one = |name: &str| picture.attributes(name).first().cloned().unwrap_or_default();
            let file = public().join("guide").join(one("src"));
            let bytes = std::fs::metadata(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display())).len();
            assert!(bytes < HEAVIEST, "{}: {bytes} bytes", file.display());
            assert!(one("alt").len() > 20 && one("loading") == "lazy", "{}", file.display());
            assert_eq!((one("width"), one("height")), ("1000".into(), "640".into()));
            shown.insert(one("src"));
        }
    }
    let files = std::fs::read_dir(public().join("guide")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.filter(|name| name.ends_with(".webp")).collect::<BTreeSet<_>>(), shown, "a picture that nobody sees");
}
