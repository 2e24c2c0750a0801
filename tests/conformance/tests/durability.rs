//! What was acknowledged is there after the program was killed in the middle of writing. Not: a power cut, which a test cannot make.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request, Target};
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use support::{ADA, BELA, Backend, CHIOMA, MINISTER, PATIENT};

const ROUNDS: usize = 6;
/// Acknowledged changes in a round before the kill; others are under way at that moment.
const ENOUGH: usize = 60;

/// What one person was told is saved, and what was under way when the connection broke.
#[derive(Default)]
struct Told {
    stars: BTreeSet<String>,
    maybe: BTreeSet<String>,
    organisation: Option<String>,
    audience: Option<&'static str>,
    next: (Option<String>, Option<&'static str>),
}

fn sent(cookie: &str, target: &Target, request: Request) -> Option<Answer> {
    let answer = target.ask(&request.with("Cookie", cookie)).ok()?;
    assert!(answer.status < 500, "{}", answer.status);
    Some(answer)
}

/// Writes until the program is gone.
fn write(cookie: &str, target: &Target, round: usize, told: &mut Told, acknowledged: &AtomicUsize) -> Option<()> {
    for count in 0.. {
        let star = format!("talk.{round}.{count}");
        told.maybe.insert(star.clone());
        assert_eq!(sent(cookie, target, Request::new("PUT", &format!("/me/agenda/{star}")))?.status, 204);
        told.maybe.remove(&star);
        told.stars.insert(star);

        let organisation = format!("round {round}, change {count}");
        told.next.0 = Some(organisation.clone());
        let tag = sent(cookie, target, Request::new("GET", "/me"))?.header("etag")?.to_owned();
        let change = Request::new("PATCH", "/me").with("If-Match", &tag).json(&json!({"organisation": organisation}));
        assert_eq!(sent(cookie, target, change)?.status, 200);
        told.organisation = Some(organisation);

        let audience = if count % 2 == 0 { "connections" } else { "only_me" };
        told.next.1 = Some(audience);
        let change = Request::new("PUT", "/me/audiences").json(&json!({"fields": {"biography": audience}}));
        assert_eq!(sent(cookie, target, change)?.status, 200);
        told.audience = Some(audience);
        acknowledged.fetch_add(3, Ordering::SeqCst);
    }
    None
}

fn is_kept(persona: &Persona, told: &mut Told) {
    let me = persona.get("/me").unwrap();
    assert_eq!(me.status, 200, "the session survives");
    let fields: Value = me.json()["fields"].clone();
    let organisation = fields["organisation"]["value"].as_str().map(str::to_owned);
    assert!(organisation == told.organisation || organisation == told.next.0, "{organisation:?} is neither saved nor under way");
    let audience = fields["biography"]["audience"].as_str();
    assert!(audience == told.audience || audience == told.next.1, "{audience:?} is neither saved nor under way");
    // What is there now is what counts as saved in the next round.
    told.organisation = organisation;
    told.audience = ["only_me", "connections"].into_iter().find(|key| Some(*key) == audience);

    let stars = persona.get("/me/agenda").unwrap().json();
    let stars: BTreeSet<String> = stars["talks"].as_array().unwrap().iter().map(|talk| talk.as_str().unwrap().to_owned()).collect();
    assert!(told.stars.is_subset(&stars), "lost: {:?}", told.stars.difference(&stars));
    for unasked in stars.difference(&told.stars) {
        assert!(told.maybe.contains(unasked), "{unasked} was never sent");
    }
    told.stars = stars;
}

#[test]
fn what_was_acknowledged_survives_a_kill_in_the_middle_of_writing() {
    let mut backend = Backend::start(&PATIENT);
    let mut people: Vec<(Persona, Told)> = [ADA, BELA, CHIOMA, MINISTER].map(|email| (backend.sign_in(email), Told::default())).into();
    for (persona, told) in &mut people {
        let fields = persona.get("/me").unwrap().json()["fields"].clone();
        told.organisation = fields["organisation"]["value"].as_str().map(str::to_owned);
        told.audience = if fields["biography"]["audience"] == "only_me" { Some("only_me") } else { None };
        if told.audience.is_none() {
            assert_eq!(persona.share(&json!({"fields": {"biography": "only_me"}})).unwrap().status, 200);
            told.audience = Some("only_me");
        }
    }
    for round in 0..ROUNDS {
        let acknowledged = AtomicUsize::new(0);
        let target = backend.target.clone();
        std::thread::scope(|scope| {
            for (persona, told) in &mut people {
                let (acknowledged, target, cookie) = (&acknowledged, &target, persona.cookie());
                scope.spawn(move || write(&cookie, target, round, told, acknowledged));
            }
            let begun = Instant::now();
            // A writer that gave up says why once the others are gone, too.
            while acknowledged.load(Ordering::SeqCst) < ENOUGH && begun.elapsed() < Duration::from_secs(20) {
                std::thread::sleep(Duration::from_millis(2));
            }
            backend.kill();
        });
        assert!(acknowledged.into_inner() >= ENOUGH, "too slow to prove anything");
        let database = rusqlite::Connection::open(backend.database()).unwrap();
        let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok", "round {round}");
        drop(database);
        backend.restart();
        for (persona, told) in &mut people {
            persona.target = backend.target.clone();
            is_kept(persona, told);
        }
    }
}

#[test]
fn a_sign_in_under_way_and_a_sign_out_survive_a_kill() {
    let mut backend = Backend::start(&PATIENT);
    let mut asker = backend.stranger();
    asker.email = ADA.to_owned();
    let (challenge, mail) = asker.start(&backend.mailbox).unwrap();
    let (mut gone, mut stays) = (backend.sign_in(CHIOMA), backend.sign_in(CHIOMA));
    let mut stolen = gone.copied();
    assert_eq!(gone.ask(&Request::new("POST", "/auth/logout")).unwrap().status, 204);
    backend.kill();
    backend.restart();
    for persona in [&mut asker, &mut gone, &mut stays, &mut stolen] {
        persona.target = backend.target.clone();
    }
    assert_eq!((stolen.get("/me").unwrap().status, stays.get("/me").unwrap().status), (401, 200));
    let proof = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(asker.redeem(&proof).unwrap().status, 200);
    assert_eq!(asker.get("/me").unwrap().status, 200);
    assert_eq!(asker.redeem(&proof).unwrap().status, 422, "nor does it work twice");
}
