//! A programme that changes under a running server: noticed without a restart, told apart, and never replaced by a file that is no programme.
//! Not: what counts as a change, which is tested with the rules.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use support::{Answer, Folder, Request, Server};

const AGENDA: &str = include_str!("../../contract/golden/agenda.json");

fn agenda() -> Value {
    serde_json::from_str(AGENDA).unwrap()
}

fn start(folder: &Folder, file: &Path) -> Server {
    let flags = ["--programme-file", file.to_str().unwrap(), "--programme-poll", "0.1"];
    Server::start(&folder.0.join("conference.sqlite"), &flags)
}

/// Asks until the answer is as it should be. The server looks at its file in its own time, which is not what is tested.
fn eventually(server: &Server, path: &str, fits: impl Fn(&Answer) -> bool) -> Answer {
    let began = Instant::now();
    loop {
        let answer = server.get(path);
        if fits(&answer) {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{} {}", answer.status, answer.text());
        std::thread::yield_now();
    }
}

#[test]
fn a_changed_file_is_published_without_a_restart_and_a_broken_one_is_not() {
    let folder = Folder::new();
    let mut programme = agenda();
    let file = folder.write("agenda.json", programme.to_string());
    let server = start(&folder, &file);
    let first = server.get("/api/agenda");
    let tag = first.header("etag").unwrap().to_owned();

    folder.write("agenda.json", "{ \"version\": ");
    programme["talks"][0]["title"] = json!("Opening, an hour later");
    programme["version"] = json!("2");
    folder.write("elsewhere.json", programme.to_string());
    // A file that cannot be read in between does no harm; a whole one that is put in its place is taken.
    assert_eq!(server.get("/api/agenda").header("etag"), Some(tag.as_str()));
    std::fs::rename(folder.0.join("elsewhere.json"), &file).unwrap();
    let second = eventually(&server, "/api/agenda", |answer| answer.header("etag") != Some(tag.as_str()));
    assert_eq!(second.json()["talks"][0]["title"], "Opening, an hour later");
    assert_eq!(second.json()["talks"][0]["revision"], 1);
    let known = server.ask(&Request::new("GET", "/api/agenda").with("If-None-Match", &tag));
    assert_eq!(known.status, 200, "what a reader has is not the programme any more");

    folder.write("agenda.json", "<!doctype html>");
    let kept = server.get("/api/agenda");
    assert_eq!((kept.status, kept.header("etag")), (200, second.header("etag")));
}

#[test]
fn what_changed_since_a_version_is_told_also_after_a_restart() {
    let folder = Folder::new();
    let mut programme = agenda();
    let version = programme["version"].as_str().unwrap().to_owned();
    let file = folder.write("agenda.json", programme.to_string());
    let path = format!("/api/agenda/changes?since={version}");
    assert_eq!(start(&folder, &file).get(&path).json(), json!({"from": version, "to": version, "talks": [], "gone": []}));

    // The publisher forgets to count, while nobody serves.
    let before = programme["talks"][0].clone();
    programme["talks"][0]["start"] = json!("2026-11-24T09:15:00+00:00");
    programme["talks"][0]["end"] = json!("2026-11-24T10:15:00+00:00");
    folder.write("agenda.json", programme.to_string());
    let server = start(&folder, &file);
    let told = server.get(&path);
    assert_eq!(told.header("access-control-allow-origin"), Some("*"));
    let told = told.json();
    assert_eq!(told["to"], server.get("/api/agenda").json()["version"]);
    assert_ne!(told["to"], json!(version), "two states never share a name");
    let moved = json!([{"kind": "moved", "start": before["start"], "end": before["end"]}]);
    assert_eq!(told["talks"], json!([{"id": before["id"], "title": before["title"], "changes": moved}]));
    assert_eq!(server.get("/api/agenda/changes?since=never").problem(), (404, "not-found".into()));
    assert_eq!(server.get("/api/agenda/changes").status, 400);
}

#[test]
fn a_file_of_another_system_is_served_as_the_contracts() {
    let folder = Folder::new();
    let calendar = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:From a calendar\r\nBEGIN:VEVENT\r\nUID:first\r\nSUMMARY:First\r\nDTSTART:20261024T100000\r\n\
        DTEND:20261024T104500\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let file = folder.write("programme.ics", calendar);
    let database = folder.0.join("conference.sqlite");
    let server = Server::start(&database, &["--programme-file", file.to_str().unwrap(), "--zone", "Europe/Berlin"]);
    let agenda = server.get("/api/agenda").json();
    assert_eq!(agenda["event"], json!({ "name": "From a calendar", "zone": "Europe/Berlin" }));
    assert_eq!((&agenda["talks"][0]["id"], &agenda["talks"][0]["start"]), (&json!("first"), &json!("2026-10-24T10:00:00+02:00")));
}
