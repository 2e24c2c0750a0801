//! What the organisers tell everybody: by one command into the feed, signed, while nothing else works, and by mail also through a kill (INC-01, T51). Not: what
//! the app shows of it, which is in the journeys.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use support::notices::{INCIDENT, eventually, feed, told};
use support::{ADA, BELA, Backend, CHIOMA, PATIENT};

#[test]
fn inc_01_one_command_is_in_the_signed_feed_of_everybody_t51() {
    let backend = Backend::start(&[]);
    assert_eq!(feed(&backend)["notices"], json!([]));
    let id = told(&backend, &INCIDENT);
    let answer = backend.ask(&Request::new("GET", "/incidents").with("Origin", "https://elsewhere.example"));
    let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
    assert_eq!((header("access-control-allow-origin").as_str(), header("cache-control").as_str()), ("*", "public, max-age=10"));
    let key = answer.json()["key"].clone();
    assert_eq!(backend.ask(&Request::new("GET", "/config")).json()["notice_key"], key);
    assert_eq!(backend.ask(&Request::page("GET", "/config.json")).json()["notices"]["key"], key);
    let tag = header("etag");
    let known = |tag: &str| backend.ask(&Request::new("GET", "/incidents").with("If-None-Match", tag)).status;
    assert_eq!((known(&tag), known("\"other\"")), (304, 200));

    let notice = feed(&backend)["notices"][0].clone();
    assert_eq!((&notice["kind"], &notice["standing"], &notice["title"]), (&json!("incident"), &json!("open"), &json!("A list was lost")));
    told(&backend, &["--withdraw", &id, "--text", "It was found.", "--mail", "nobody"]);
    let notice = feed(&backend)["notices"][0].clone();
    assert_eq!((&notice["standing"], &notice["revision"], &notice["text"]), (&json!("withdrawn"), &json!(2), &json!("It was found.")));
}

#[test]
fn inc_01_the_feed_answers_while_nobody_can_sign_in_t51() {
    let backend = Backend::start(&PATIENT);
    told(&backend, &INCIDENT);
    let database = rusqlite::Connection::open(backend.database()).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Request::new("POST", "/auth/start").json(&json!({"email": ADA}));
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| backend.ask(&start).status);
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(2) {
            assert_eq!(feed(&backend)["notices"][0]["title"], "A list was lost");
        }
        assert!(waits.join().unwrap() >= 500, "nobody could sign in meanwhile");
    });
}

#[test]
fn what_was_read_is_kept_for_one_person_also_after_a_kill() {
    let mut backend = Backend::start(&PATIENT);
    let id = told(&backend, &INCIDENT);
    let (mut ada, bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    let read = |who: &Persona, id: &str, body: &Value| who.ask(&Request::new("PUT", &format!("/me/notices/{id}")).json(body)).unwrap();
    let status = |answer: Answer| answer.status;
    assert_eq!(status(read(&ada, &id, &json!({"revision": 1}))), 204);
    backend.kill();
    backend.restart();
    ada.target = backend.target.clone();
    assert_eq!(ada.get("/me/notices").unwrap().json(), json!({"notices": [{"id": id, "revision": 1}]}));
    let mut bela = bela;
    bela.target = backend.target.clone();
    assert_eq!(bela.get("/me/notices").unwrap().json(), json!({"notices": []}));
    for (wrong, revision, expected) in [(id.as_str(), 2, 404), ("nothing", 1, 404), ("..", 1, 404), (id.as_str(), -1, 422)] {
        assert_eq!(status(read(&bela, wrong, &json!({"revision": revision}))), expected, "{wrong} {revision}");
    }
    assert_eq!(status(read(&bela, &id, &json!({"revision": 1, "delegate": ada.id().unwrap()}))), 422);
    assert!(backend.errand(&["announce"]).unwrap().contains("read by 1"));
}

#[test]
fn a_slip_of_the_organiser_tells_nobody_anything() {
    let backend = Backend::start(&[]);
    let elsewhere = backend.database().with_file_name("mistyped.sqlite");
    let mistyped = [&["announce", "--database", elsewhere.to_str().unwrap()], &INCIDENT[..]].concat();
    assert!(backend.errand(&mistyped).unwrap_err().contains("there is no database"));
    assert!(!elsewhere.exists(), "nothing was made");
    let long = "x".repeat(2001);
    for (flags, named) in [
        (&["--kind", "incident", "--title", "T", "--text", "X"][..], "--mail"),
        (&["--kind", "storm", "--title", "T", "--text", "X", "--mail", "all"], "--kind"),
        (&["--kind", "incident", "--text", "X", "--mail", "all"], "--title"),
        (&["--kind", "incident", "--title", "T", "--text", &long, "--mail", "all"], "--text"),
        (&["--kind", "incident", "--title", "T\u{202e}", "--text", "X", "--mail", "all"], "--title"),
        (&["--kind", "incident", "--title", "T", "--text-file", "/no/such/file", "--mail", "all"], "--text-file"),
        (&["--kind", "incident", "--title", "T", "--text", "X", "--mail", "affected"], "--incident"),
        (&["--kind", "incident", "--title", "T", "--text", "X", "--mail", "all", "--incident", "nothing"], "--incident"),
        (&["--update", "nothing", "--text", "X", "--mail", "all"], "--update"),
        (&["--withdraw", "nothing", "--text", "X", "--mail", "all"], "--withdraw"),
    ] {
        let why = backend.errand(&[&["announce"], flags].concat()).unwrap_err();
        assert!(why.contains(named), "{named}: {why}");
    }
    assert_eq!(backend.errand(&["announce"]).unwrap().trim(), "Nothing was told yet.");
}

#[test]
fn those_who_were_affected_get_a_mail_and_nobody_else() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    assert_eq!(ada.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    assert_eq!(bela.get(&format!("/delegates/{}", ada.id().unwrap())).unwrap().status, 200);
    let (from, to) = ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z");
    let said =
        backend.errand(&["incident", "--from", from, "--to", to, "--text", "Somebody looked.", "--viewer", &bela.id().unwrap()]).unwrap();
    let incident = said.split_whitespace().nth(1).unwrap().to_owned();
    let words = ["--kind", "incident", "--title", "Somebody looked", "--text", "At one page."];
    told(&backend, &[&words[..], &["--incident", &incident, "--mail", "affected"]].concat());
    assert_eq!(feed(&backend)["notices"][0]["incident"], incident.as_str());
    let mails = |address: &str| {
        let all = backend.mailbox.to(address).unwrap();
        all.into_iter().filter(|mail| mail.subject.starts_with("Incident at ")).collect::<Vec<_>>()
    };
    let mail = eventually("the mail", || mails(ADA).pop());
    assert!(mail.text.contains("At one page.") && mail.text.contains("Who saw what") && mail.code().is_err(), "{}", mail.text);
    // What comes later has overtaken nothing: hers was the only one that waited.
    eventually("the end", || backend.errand(&["announce"]).unwrap().contains(" 0 mails wait").then_some(()));
    assert_eq!((mails(BELA).len(), mails(CHIOMA).len()), (0, 0));
}

#[test]
fn mails_go_on_after_a_kill_and_none_is_lost() {
    let mut backend = Backend::start(&[]);
    backend.kill();
    let said = backend.errand(&["announce", "--kind", "announcement", "--title", "To all", "--text", "X", "--mail", "all"]).unwrap();
    assert!(said.contains("mails wait"), "{said}");
    let database = rusqlite::Connection::open(backend.database()).unwrap();
    // Two thousand would take minutes.
    database
        .execute("DELETE FROM bulletin_mail WHERE number NOT IN (SELECT number FROM bulletin_mail ORDER BY number LIMIT 60)", [])
        .unwrap();
    let mut query = database.prepare("SELECT email FROM person JOIN bulletin_mail ON delegate = id").unwrap();
    let wanted: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(wanted.len(), 60);
    let left = || database.query_row("SELECT COUNT(*) FROM bulletin_mail", [], |row| row.get::<_, u32>(0)).unwrap();
    backend.restart();
    eventually("the first mails", || (left() < 55).then_some(()));
    backend.kill();
    assert!(left() > 0, "killed in the middle");
    backend.restart();
    eventually("the last mail", || (left() == 0).then_some(()));
    let got: BTreeMap<&str, usize> = wanted.iter().map(|address| (address.as_str(), backend.mailbox.to(address).unwrap().len())).collect();
    assert!(got.values().all(|count| *count >= 1), "lost: {got:?}");
    assert!(got.values().sum::<usize>() <= 61, "the one under way at the kill may come twice, and no other");
}
