//! Whether a page of somebody else keeps a session from ending for want of use, by asking in the name of whoever is signed in. Not: when a session ends.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use support::{Folder, Request, Server, invite, sign_in};

const HOUR: i64 = 3600;

struct House {
    server: Server,
    cookie: String,
    raw: rusqlite::Connection,
    _folder: Folder,
}

impl House {
    fn open() -> Self {
        let folder = Folder::new();
        folder.write("app/index.html", "<!doctype html><title>shell</title>");
        let database = invite(&folder, "ada@example.org\n");
        let server =
            Server::start(&database, &["--dist", folder.0.join("app").to_str().unwrap(), "--frame-ancestors", "https://www.example.org"]);
        let cookie = sign_in(&database, "ada@example.org");
        let raw = rusqlite::Connection::open(&database).unwrap();
        Self { server, cookie, raw, _folder: folder }
    }

    fn seen(&self) -> i64 {
        self.raw.query_row("SELECT coalesce(seen, created) FROM session", [], |row| row.get(0)).unwrap()
    }

    /// Nobody used the session for some hours.
    fn wait(&self) -> i64 {
        self.raw.execute("UPDATE session SET seen = coalesce(seen, created) - ?1", [5 * HOUR]).unwrap();
        self.seen()
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> u16 {
        let request = Request::new(method, path).with("Cookie", &self.cookie);
        let request = headers.iter().fold(request, |request, (name, value)| request.with(name, value));
        self.server.ask(&request).status
    }
}

/// A browser says where a request comes from; a cookie that is held to its own site is sent from another origin of that site.
#[test]
fn what_pages_of_another_origin_ask_is_no_use_of_a_session() {
    let house = House::open();
    let before = house.wait();
    for site in ["same-site", "cross-site"] {
        for (mode, destination) in
            [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "script"), ("websocket", "empty")]
        {
            let from = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)];
            for path in ["/api/me", "/api/me/session", "/api/me/sessions", "/api/delegates", "/api/me/agenda", "/api/me/access-log"] {
                assert_eq!(house.ask("GET", path, &from), 403, "{site} {mode} {path}");
                // A form, which can name no header of its own.
                assert_eq!(house.ask("POST", path, &from) / 100, 4, "{site} {mode} {path}");
            }
            // What is the same for everybody asks nothing about who it is for.
            for path in ["/", "/grid", "/profile", "/api/agenda", "/api/config", "/api/incidents"] {
                house.ask("GET", path, &from);
            }
        }
    }
    assert_eq!(house.seen(), before, "as if nobody had asked");
    assert_eq!(house.ask("GET", "/api/me", &[("Sec-Fetch-Site", "same-origin"), ("X-Plenary", "1")]), 200);
    assert!(house.seen() > before + HOUR, "the app's own page does use it");
}
