//! The private calendar address over HTTP: made, fetched, changed under its readers, revoked. Not: the file's grammar, nor who may have one.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::Store;
use plenary_backend::store::Sqlite;
use serde_json::{Value, json};
use std::path::PathBuf;
use support::{Answer, Folder, Request, Server, invite, sign_in};

const AGENDA: &str = include_str!("../../contract/golden/agenda.json");

struct Venue {
    folder: Folder,
    database: PathBuf,
    server: Server,
    cookie: String,
}

impl Venue {
    fn open() -> Self {
        let folder = Folder::new();
        let database = invite(&folder, "ada@example.org;Ada\n");
        let server = serve(&folder, &database, &serde_json::from_str(AGENDA).unwrap());
        let cookie = sign_in(&database, "ada@example.org");
        Self { folder, database, server, cookie }
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        self.server.ask(&Request::new(method, path).with("Cookie", &self.cookie))
    }

    /// The path of a new address.
    fn subscribe(&self) -> String {
        let made = self.ask("POST", "/api/me/calendar");
        assert_eq!(made.status, 201);
        let url = made.json()["url"].as_str().unwrap().to_owned();
        let path = url.strip_prefix(&format!("http://{}", self.server.address)).unwrap().to_owned();
        assert_eq!(path.len(), "/api/calendar/.ics".len() + 64, "256 bits");
        path
    }

    /// As a calendar program asks: without a cookie and without the app's header.
    fn fetch(&self, path: &str) -> Answer {
        self.server.ask(&Request::new("GET", path).without("X-Plenary"))
    }
}

fn serve(folder: &Folder, database: &std::path::Path, programme: &Value) -> Server {
    let file = folder.write("agenda.json", programme.to_string());
    Server::start(database, &["--programme-file", file.to_str().unwrap()])
}

#[test]
fn whoever_has_the_address_reads_the_starred_talks_until_it_is_revoked() {
    let venue = Venue::open();
    assert_eq!(venue.ask("GET", "/api/me/calendar").json(), json!({"subscription": null}));
    let (opening, other) = ("t1", "t2");
    assert_eq!(venue.ask("PUT", &format!("/api/me/agenda/{opening}")).status, 204);
    let path = venue.subscribe();

    let file = venue.fetch(&path);
    assert_eq!((file.status, file.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert_eq!(file.header("cache-control"), Some("private, no-cache"));
    assert_eq!(file.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(file.header("access-control-allow-origin"), None);
    let text = file.text();
    assert!(text.contains(&format!("UID:{opening}@")) && !text.contains(&format!("UID:{other}@")), "{text}");
    assert!(!text.to_lowercase().contains("ada"), "nothing about the person: {text}");
    let again = venue.server.ask(&Request::new("GET", &path).with("If-None-Match", file.header("etag").unwrap()));
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = venue.server.ask(&Request::new("HEAD", &path));
    assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, file.header("etag")));

    let standing = venue.ask("GET", "/api/me/calendar");
    let subscription = standing.json()["subscription"].clone();
    assert!(subscription["since"].is_string() && subscription["fetched"].is_string());
    assert!(!standing.text().contains(&path[14..30]), "the address is told once");

    let second = venue.subscribe();
    assert_eq!(venue.fetch(&path).status, 404, "a new address takes the place of the old one");
    assert_eq!(venue.ask("POST", "/api/auth/logout-all").status, 204);
    assert_eq!(venue.fetch(&second).status, 200, "a calendar program signs in nowhere");
    let cookie = sign_in(&venue.database, "ada@example.org");
    assert_eq!(venue.server.ask(&Request::new("DELETE", "/api/me/calendar").with("Cookie", &cookie)).status, 204);
    let revoked = venue.fetch(&second);
    let guessed = venue.fetch(&format!("/api/calendar/{}.ics", "0".repeat(64)));
    let odd = venue.fetch("/api/calendar/x");
    for answer in [&revoked, &guessed, &odd] {
        assert_eq!(answer.problem(), (404, "not-found".into()));
        let form = |answer: &Answer| answer.headers.iter().filter(|(name, _)| name != "date").cloned().collect::<Vec<_>>();
        assert_eq!(form(answer), form(&guessed));
    }
}

#[test]
fn making_and_revoking_needs_the_viewer_and_the_app() {
    let venue = Venue::open();
    let path = venue.subscribe();
    for method in ["GET", "POST", "DELETE"] {
        assert_eq!(venue.server.ask(&Request::new(method, "/api/me/calendar")).problem().0, 401, "{method}");
    }
    for method in ["POST", "DELETE"] {
        let elsewhere = Request::new(method, "/api/me/calendar").with("Cookie", &venue.cookie).without("X-Plenary");
        assert_eq!(venue.server.ask(&elsewhere).problem(), (403, "cross-site".into()), "{method}");
    }
    assert_eq!(venue.fetch(&path).status, 200);
    for method in ["PUT", "POST", "DELETE"] {
        assert_eq!(venue.server.ask(&Request::new(method, &path)).status, 405, "{method}");
    }
}

#[test]
fn talks_that_moved_or_left_the_programme_move_and_are_called_off_in_calendars() {
    let mut venue = Venue::open();
    for talk in ["t1", "t2"] {
        assert_eq!(venue.ask("PUT", &format!("/api/me/agenda/{talk}")).status, 204);
    }
    let path = venue.subscribe();
    let before = venue.fetch(&path).text();
    let sequences = |text: &str, number: u32| text.matches(&format!("SEQUENCE:{number}\r\n")).count();
    assert_eq!((sequences(&before, 0), sequences(&before, 2), before.matches("STATUS:CONFIRMED").count()), (1, 1, 2), "{before}");

    let mut programme: Value = serde_json::from_str(AGENDA).unwrap();
    programme["version"] = json!("2");
    programme["talks"].as_array_mut().unwrap().retain(|talk| talk["id"] != "t2");
    let moved = programme["talks"].as_array_mut().unwrap().iter_mut().find(|talk| talk["id"] == "t1").unwrap();
    moved["end"] = json!("2026-11-24T12:00:00+00:00");
    venue.server = serve(&venue.folder, &venue.database, &programme);
    let after = venue.fetch(&path).text();
    let event = |id: &str| after.split("BEGIN:VEVENT").find(|event| event.contains(&format!("UID:{id}@"))).unwrap().to_owned();
    assert!(event("t1").contains("SEQUENCE:1\r\n") && event("t1").contains("STATUS:CONFIRMED"));
    assert!(event("t2").contains("SEQUENCE:3\r\n") && event("t2").contains("STATUS:CANCELLED"));
    let uid = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(uid(&before), uid(&after));
}

#[test]
fn the_secret_is_kept_nowhere_t38() {
    let venue = Venue::open();
    let path = venue.subscribe();
    venue.fetch(&path);
    let secret = path.trim_start_matches("/api/calendar/").trim_end_matches(".ics").to_owned();
    let kept = Sqlite::open(&venue.database).unwrap();
    let ada = kept.person_by_email("ada@example.org").unwrap().unwrap();
    assert!(kept.subscription(&ada.profile.id).unwrap().is_some());
    drop(venue.server);
    for file in std::fs::read_dir(&venue.folder.0).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
    }
}
