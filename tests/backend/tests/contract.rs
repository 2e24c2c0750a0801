//! The contract's own files: every route of the server stands in `openapi.yaml` and the other way round, and the golden JSON is what the
//! wire types write. Not: that answers have the shapes, which the conformance suite holds.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::domain::agenda::changes::{Changes, Seen};
use plenary::domain::agenda::{Agenda, Texts};
use plenary::domain::delegate::{Delegate, DirectoryPage};
use plenary::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use plenary::wire::agenda::Programme;
use plenary::wire::calendar::CalendarStanding;
use plenary::wire::changes::ChangesDocument;
use plenary::wire::passkeys::PasskeyList;
use plenary::wire::people::{Audiences, Directory, Me, Patch, Person};
use plenary::wire::problem::{InputProblem, Problem};
use plenary::wire::texts::TextsDocument;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{Folder, Request, Server};

const OPENAPI: &str = include_str!("../../contract/openapi.yaml");
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Path and method of every operation. The file is ours and indented by two, so no YAML reader is needed.
fn operations() -> Vec<(String, String)> {
    let paths = OPENAPI.lines().skip_while(|line| *line != "paths:").skip(1).take_while(|line| line.is_empty() || line.starts_with(' '));
    let (mut path, mut found) = ("", Vec::new());
    for line in paths {
        if let Some(name) = line.strip_prefix("  /") {
            path = name.trim_end_matches(':');
        } else if let Some(method) = line.strip_prefix("    ").and_then(|line| line.strip_suffix(':'))
            && METHODS.contains(&method.to_uppercase().as_str())
        {
            found.push((format!("/{path}"), method.to_uppercase()));
        }
    }
    found
}

#[test]
fn every_operation_is_answered_and_every_answer_is_an_operation() {
    let folder = Folder::new();
    // At a name: passkeys are offered at no IP address.
    let server = Server::start(&folder.0.join("conference.sqlite"), &["--public-url", "http://localhost:8080"]);
    let operations = operations();
    assert!(operations.len() >= 28, "{operations:?}");
    let mut paths: Vec<&str> = operations.iter().map(|(path, _)| path.as_str()).collect();
    paths.dedup();
    for path in paths {
        let place = path.replace("{talk}", "t1").replace("{id}", "d1").replace("{photo}", "p1").replace("{file}", "x.ics");
        for method in METHODS {
            let is_written = operations.contains(&(path.into(), method.into()));
            let answer = server.ask(&Request::new(method, &format!("/api{place}")));
            // Without a session and a body nothing is found; what matters is that somebody is there to say so.
            // Of a secret address and of an older version nothing is known here; the path's own refusal is an answer too.
            let is_missing = answer.status == 405 || (answer.status == 404 && path != "/calendar/{file}");
            assert_eq!(!is_missing, is_written, "{method} {path}: {}", answer.status);
        }
    }
}

#[test]
fn every_route_of_the_server_is_written_down() {
    let table = include_str!("../src/routes.rs");
    let routes: Vec<&str> = table.lines().filter_map(|line| line.trim().strip_prefix(".route(\"")?.split('"').next()).collect();
    assert!(routes.len() >= 20);
    for route in routes {
        assert!(operations().iter().any(|(path, _)| path == route), "{route} is not in openapi.yaml");
    }
}

/// Names of headers that this source reads of a request.
fn headers_read(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines().filter(|line| !line.contains("response") && !line.contains("answer.")) {
        for begin in ["headers.get(", "headers().get(", "headers.get_all(", "headers().get_all(", "text("] {
            for rest in line.split(begin).skip(1) {
                let name = rest.split(')').next().unwrap();
                if let Some(constant) = name.strip_prefix("header::") {
                    found.push(constant.to_lowercase().replace('_', "-"));
                } else if let Some(name) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).filter(|_| begin != "text(") {
                    found.push(name.to_owned());
                }
            }
        }
    }
    found
}

fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// Whoever writes another backend, or an app for this one, finds in the file whatever an answer depends on.
#[test]
fn every_header_that_is_read_is_written_down() {
    let written = OPENAPI.to_lowercase();
    let mut found = BTreeSet::new();
    for path in sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        // Backends that are broken on purpose.
        if !path.to_str().unwrap().contains("flaw") {
            found.extend(headers_read(&std::fs::read_to_string(&path).unwrap()));
        }
    }
    for known in [
        "cookie",
        "x-plenary",
        "x-plenary-viewer",
        "sec-fetch-site",
        "if-match",
        "if-none-match",
        "user-agent",
        "accept-language",
        "x-forwarded-for",
    ] {
        assert!(found.contains(known), "{known} is not found any more: {found:?}");
    }
    // Of an answer, which is read to be added to.
    found.remove("vary");
    let missing: Vec<&String> = found.iter().filter(|name| !written.contains(name.as_str())).collect();
    assert_eq!(missing, [""; 0]);
}

fn golden(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn golden_answers_are_read_into_the_domain_and_written_back_alike() {
    let me = golden(include_str!("../../contract/golden/me.json"));
    let profile = Profile::try_from(serde_json::from_value::<Me>(me.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(Me::from(&profile)).unwrap(), me);

    let person = golden(include_str!("../../contract/golden/person.json"));
    let delegate = Delegate::try_from(serde_json::from_value::<Person>(person.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(Person::from(&delegate)).unwrap(), person);

    let directory = golden(include_str!("../../contract/golden/directory.json"));
    let page = DirectoryPage::try_from(serde_json::from_value::<Directory>(directory.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(Directory::from(&page)).unwrap(), directory);

    let agenda = golden(include_str!("../../contract/golden/agenda.json"));
    let read = Agenda::try_from(serde_json::from_value::<Programme>(agenda.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(Programme::from(&read)).unwrap(), agenda);

    let texts = golden(include_str!("../../contract/golden/agenda-texts.json"));
    let told = Texts::try_from(serde_json::from_value::<TextsDocument>(texts.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(TextsDocument::from(&told)).unwrap(), texts);
    assert_eq!(read.texts.here(), Some(&told), "in the list or apart from it, they say the same");

    let passkeys = golden(include_str!("../../contract/golden/passkeys.json"));
    let own: PasskeyList = serde_json::from_value(passkeys.clone()).unwrap();
    assert_eq!(serde_json::to_value(own).unwrap(), passkeys);

    let standing = golden(include_str!("../../contract/golden/calendar-standing.json"));
    let found: CalendarStanding = serde_json::from_value(standing.clone()).unwrap();
    assert_eq!(serde_json::to_value(found).unwrap(), standing);
}

#[test]
fn golden_differences_are_those_between_two_golden_programmes() {
    let now = golden(include_str!("../../contract/golden/agenda.json"));
    let mut before = now.clone();
    before["version"] = "2026-11-23".into();
    let talks = before["talks"].as_array_mut().unwrap();
    let mut gone = talks[0].clone();
    (gone["id"], gone["title"]) = ("t0".into(), "Welcome coffee".into());
    (talks[0]["start"], talks[0]["end"]) = ("2026-11-24T09:15:00+00:00".into(), "2026-11-24T09:45:00+00:00".into());
    talks[1]["room"].take();
    talks[1]["cancelled"] = true.into();
    talks.push(gone);
    let [before, now] = [before, now].map(|value| Agenda::try_from(serde_json::from_value::<Programme>(value).unwrap()).unwrap());
    let document = ChangesDocument::new(&before.version, &now, &Changes::between(&Seen::of(&before), &now));
    let written = golden(include_str!("../../contract/golden/agenda-changes.json"));
    assert_eq!(serde_json::to_value(&document).unwrap(), written);
    assert_eq!(serde_json::from_value::<ChangesDocument>(written).unwrap(), document);
}

#[test]
fn golden_changes_and_problems_mean_what_they_say() {
    let audiences = golden(include_str!("../../contract/golden/audiences.json"));
    let update = AudienceUpdate::try_from(serde_json::from_value::<Audiences>(audiences.clone()).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(Audiences::from(&update)).unwrap(), audiences);

    let patch = golden(include_str!("../../contract/golden/patch.json"));
    let wire: Patch = serde_json::from_value(patch.clone()).unwrap();
    let changes = wire.iter().map(|(key, text)| (plenary::domain::privacy::Field::from_key(key).unwrap(), text.as_deref()));
    assert_eq!(serde_json::to_value(Patch::from(&ProfileUpdate::parse(changes).unwrap())).unwrap(), patch);

    let problem = golden(include_str!("../../contract/golden/problem-invalid.json"));
    let read: Problem = serde_json::from_value(problem.clone()).unwrap();
    let faults: Vec<_> = read.errors.iter().map(|error| error.to_domain().unwrap()).collect();
    assert_eq!(faults.iter().map(InputProblem::from).collect::<Vec<_>>(), read.errors);
    assert_eq!(serde_json::to_value(read).unwrap(), problem);
}
