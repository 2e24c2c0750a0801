//! The whole server in a folder of a site: every address that it answers, and every address that it hands out, has the folder before it. Not: the app, which
//! learns its folder in the browser (`tests/e2e/specs/folder.spec.ts`).
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use support::{Folder, Request, Server, invite, sign_in};

const BASE: &str = "/2027/app";
const PAGE: &str = "<!doctype html><html><head><link href=\"./a.css\"><script src=\"./boot-0123456789abcdef.js\"></script></head><body>shell</body></html>";

fn start(folder: &Folder, flags: &[&str]) -> Server {
    folder.write("dist/index.html", PAGE);
    folder.write("dist/boot-0123456789abcdef.js", "boot()");
    let dist = folder.0.join("dist");
    let flags = [&["--dist", dist.to_str().unwrap(), "--base", "/2027/app/", "--demo"], flags].concat();
    Server::start(&folder.0.join("conference.sqlite"), &flags)
}

fn at(path: &str) -> String {
    format!("{BASE}{path}")
}

#[test]
fn everything_is_below_the_folder_and_nothing_beside_it() {
    let folder = Folder::new();
    let server = start(&folder, &[]);
    for screen in ["", "/", "/grid", "/talks/x", "/sign-in/link", "/no/such/screen/", "/profile"] {
        let answer = server.get(&at(screen));
        assert_eq!(answer.status, 200, "{screen}");
        let page = answer.text();
        assert!(
            page.contains("src=\"/2027/app/boot-0123456789abcdef.js\"") && page.contains("href=\"/2027/app/a.css\""),
            "{screen}: {page}"
        );
    }
    assert_eq!(server.get(&at("/boot-0123456789abcdef.js")).text(), "boot()");
    assert_eq!(server.get(&at("/api/config")).status, 200);
    assert_eq!(server.get(&at("/api/me")).problem().0, 401);
    assert_eq!(server.get(&at("/config.json")).json()["backend"], "/2027/app/api");
    for elsewhere in
        ["/", "/api/config", "/config.json", "/boot-0123456789abcdef.js", "/2027", "/2027/", "/2027/apple/", "/2027/app2/api/me"]
    {
        let answer = server.get(elsewhere);
        assert_eq!(answer.problem(), (404, "not-found".into()), "{elsewhere}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{elsewhere}");
    }
    // Whether a screen is personal is asked of the rest of the path.
    let policy = |path: &str| server.get(&at(path)).header("content-security-policy").unwrap().to_owned();
    assert_eq!(policy("/"), policy("/profile"), "nobody may frame either");
    assert!(server.get(&at("/")).text().contains("application/ld+json"), "the conference says what it is at its own start");
}

#[test]
fn a_session_a_calendar_and_a_way_back_know_the_folder() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada");
    let server = start(&folder, &["--public-url", "http://localhost:1"]);
    let session = sign_in(&database, "ada@example.org");
    let cookie = session.replacen("plenary=", "plenary.2027.app=", 1);
    let me = |cookie: &str| server.ask(&Request::new("GET", &at("/api/me")).with("Cookie", cookie)).status;
    assert_eq!((me(&cookie), me(&session)), (200, 401), "another conference of this site has the other name");
    let made = server.ask(&Request::new("POST", &at("/api/me/calendar")).with("Cookie", &cookie));
    let address = made.json()["url"].as_str().unwrap().to_owned();
    let path = address.strip_prefix("http://localhost:1").unwrap();
    assert!(path.starts_with("/2027/app/api/calendar/"), "{path}");
    assert_eq!(server.get(path).status, 200);
    let out = server.ask(&Request::new("POST", &at("/api/auth/logout")).with("Cookie", &cookie));
    let taken = out.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, line)| line.as_str()).collect::<Vec<_>>();
    assert!(taken.iter().any(|line| line.starts_with("plenary.2027.app=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")), "{taken:?}");
    assert_eq!(out.header("clear-site-data"), Some("\"cache\""), "what waits in the storage of another folder stays");
    // Without an organisation this leads to the sign-in page, in the same way as every other outcome.
    for (to, led) in [
        ("/2027/app/profile", "/2027/app/sign-in?to=%2Fprofile"),
        ("/profile", "/2027/app/sign-in?to=%2Fprofile"),
        ("/2026/app/profile", "/2027/app/sign-in"),
        ("/2027/app//evil.example", "/2027/app/sign-in"),
    ] {
        let away = server.get(&at(&format!("/api/auth/oidc/start?return_to={to}")));
        assert_eq!((away.status, away.header("location")), (303, Some(led)), "{to}");
    }
}

#[test]
fn a_folder_that_a_recipe_could_not_name_is_refused() {
    for (base, is_fit) in [
        ("/", true),
        ("/2027/app", true),
        ("/a_b-c/", true),
        ("2027/app", false),
        ("/2027//app", false),
        ("/api", false),
        ("/api/x", false),
        ("/a b", false),
        ("/../x", false),
        ("/a;b", false),
    ] {
        let mut program = support::program();
        let said = program.args(["--check", "--insecure-loopback", "--listen", "127.0.0.1:0", "--base", base]).output().unwrap();
        assert_eq!(said.status.success(), is_fit, "{base}: {}", String::from_utf8_lossy(&said.stderr));
    }
}
