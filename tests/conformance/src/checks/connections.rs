//! How two people come to exchange contact details: a code that one shows, a question, an answer. Not: what is given (`gifts`), nor blocks.

use super::Subject;
use super::tie::{Tie, code, done, offer};
use super::with::{bob, comparable};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;
use std::thread::sleep;
use std::time::Duration;

const NEEDED: &[Feature] = &[Feature::Connections, Feature::Directory, Feature::Audiences, Feature::Profile];
const TWO: &[Role] = &[Role::Victim, Role::Connection];
const THREE: &[Role] = &[Role::Victim, Role::Connection, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CONN-01",
        Profile::Full,
        "a code that somebody shows works once, and is worth nothing to anybody after two minutes",
        "whoever photographs a code on a screen asks in the name of the hall all day",
        a_code_works_once,
    )
    .from(&["V6.5.1", "V6.5.5"], &["T02"])
    .needs(NEEDED, THREE),
    Check::new(
        "CONN-02",
        Profile::Full,
        "a code is dead once its time is over",
        "a code from yesterday's photograph still opens a door",
        a_code_ends,
    )
    .from(&["V6.5.5"], &["T02"])
    .needs(&[Feature::Connections, Feature::MailedProof], TWO),
    Check::new(
        "CONN-03",
        Profile::Full,
        "whoever asks gets nothing before the other one said yes",
        "a code seen on a screen is enough to get somebody's number",
        asking_gives_nothing,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T08"])
    .needs(NEEDED, TWO),
    Check::new(
        "CONN-06",
        Profile::Full,
        "a no is not told to whoever asked",
        "people say yes because the other one would see their no",
        a_no_is_silent,
    )
    .from(&["GDPR Art. 25"], &["T05"])
    .needs(NEEDED, TWO),
    Check::new(
        "CONN-07",
        Profile::Full,
        "nobody answers, changes or ends a connection of others",
        "a stranger says yes in a delegate's name",
        connections_of_others,
    )
    .from(&["V8.2.2"], &["T09", "T10"])
    .needs(NEEDED, THREE),
];

/// CONN-01.
pub fn a_code_works_once(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let bela = subject.signed_in(Role::Connection)?;
    let (shown, expires_in) = code(&planted.persona)?;
    ensure!(shown.trim().len() >= 6, "a code of {} signs can be guessed", shown.len());
    ensure!((1..=120).contains(&expires_in), "a code is said to work for {expires_in} seconds");
    ensure!(code(&planted.persona)?.0 != shown, "two codes are the same");
    let ask = |who: &crate::persona::Persona, token: &str| who.ask(&Request::new("POST", "/connections").json(&json!({"token": token})));
    let (shown, _) = code(&planted.persona)?;
    let own = ask(&planted.persona, &shown)?;
    ensure!((400..500).contains(&own.status), "one's own code is answered with {}", own.status);
    let (shown, _) = code(&planted.persona)?;
    let first = ask(&bela, &shown)?;
    done(&first, "a code that is shown")?;
    let id = first.json()["id"].as_str().unwrap_or_default().to_owned();
    let (again, never) = (ask(&bob, &shown)?, ask(&bob, &random_letters(shown.len()).to_uppercase())?);
    ensure!((400..500).contains(&again.status), "a code that was used is answered to somebody else with {}", again.status);
    ensure!(comparable(&again) == comparable(&never), "a code that was used is told from one that never was");
    ensure!((400..500).contains(&ask(&bela, &shown)?.status), "a code works twice for the same person");
    done(&bela.ask(&Request::new("DELETE", &format!("/connections/{id}")))?, "taking a question back")
}

/// CONN-02.
pub fn a_code_ends(subject: &Subject) -> Verdict {
    let (hurried, _) = subject.hurried()?;
    let (alice, bela) = (hurried.anew(Role::Victim)?, hurried.anew(Role::Connection)?);
    let (shown, expires_in) = code(&alice)?;
    if expires_in > 10 {
        return Err(Fault::Missing("an instance ([hurried]) whose shown codes end within ten seconds".into()));
    }
    let ask = |token: &str| bela.ask(&Request::new("POST", "/connections").json(&json!({"token": token})));
    // In time it works; and signs of life keep the sessions open that end within seconds there.
    done(&ask(&shown)?, "a code that is shown")?;
    let (late, _) = code(&alice)?;
    for _ in 0..=expires_in {
        sleep(Duration::from_millis(1000));
        ensure!(bela.get("/me")?.status == 200, "the session ended before the code");
    }
    let answer = ask(&late)?;
    ensure!((400..500).contains(&answer.status), "a code is answered with {} after its time", answer.status);
    Ok(())
}

/// CONN-03.
pub fn asking_gives_nothing(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bela = subject.proved(Role::Connection)?;
    let search = planted.search(&[])?;
    let (shown, _) = code(&planted.persona)?;
    ensure!(search.find(shown.as_bytes()).is_none(), "the code holds something of whoever shows it");
    let tie = Tie::ask(&planted.persona, &bela, &["name"])?;
    ensure!(search.find(&tie.asked.bytes()).is_none(), "whoever asks is told whom they ask");
    for path in ["/connections".to_owned(), format!("/delegates/{}", planted.id), format!("/connections/{}", tie.id), "/me/export".into()] {
        let hit = search.find(&bela.get(&path)?.bytes());
        ensure!(hit.is_none(), "before a yes {path} gives {}", hit.map_or(String::new(), |hit| hit.name));
    }
    // The one who is asked sees who asks, or the question could not be answered.
    let asks = planted.persona.get("/connections")?.json()["requests"].to_string();
    ensure!(asks.contains(&tie.id), "whoever is asked does not see the question");
    tie.end(&bela)
}

/// CONN-06.
pub fn a_no_is_silent(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bela = subject.proved(Role::Connection)?;
    let tie = Tie::ask(&planted.persona, &bela, &["name"])?;
    let seen = || Ok::<_, Fault>(bela.get("/connections")?.json());
    let before = seen()?;
    ensure!(before["asked"].to_string().contains(&tie.id), "whoever asked does not find their question");
    tie.end(&planted.persona)?;
    ensure!(seen()? == before, "whoever asked can read the no off GET /connections");
    ensure!(!planted.persona.get("/connections")?.json()["requests"].to_string().contains(&tie.id), "the question is still put after a no");
    let again = offer(&bela, &tie.id, &["name"], "hour")?;
    ensure!(again.status < 500, "another offer after a no is answered with {}", again.status);
    ensure!(
        !planted.persona.get("/connections")?.json()["requests"].to_string().contains(&tie.id),
        "after a no the same question comes again"
    );
    tie.end(&bela)
}

/// CONN-07.
pub fn connections_of_others(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (bela, bob) = (subject.proved(Role::Connection)?, subject.proved(Role::Ordinary)?);
    let tie = Tie::ask(&planted.persona, &bela, &["name"])?;
    let refused = |what: &str, status: u16| -> Verdict {
        ensure!(matches!(status, 403..=405), "{what} a connection of others is answered with {status}");
        Ok(())
    };
    refused("giving in", offer(&bob, &tie.id, &["name"], "open")?.status)?;
    for path in [format!("/connections/{}/gift", tie.id), format!("/connections/{}", tie.id)] {
        refused("ending", bob.ask(&Request::new("DELETE", &path))?.status)?;
    }
    refused("reading", bob.get(&format!("/connections/{}", tie.id))?.status)?;
    // The one who asked cannot say yes in the other's place either.
    offer(&bela, &tie.id, &["name"], "open")?;
    let own = bela.get("/connections")?.json();
    ensure!(!own["connections"].to_string().contains(&tie.id), "whoever asks can say yes themselves");
    ensure!(planted.persona.get("/connections")?.json()["requests"].to_string().contains(&tie.id), "somebody else changed the question");
    tie.give(&planted.persona, &["phone"], "open")?;
    refused("ending", bob.ask(&Request::new("DELETE", &format!("/connections/{}", tie.id)))?.status)?;
    ensure!(tie.seen_by(&bela)?["delegate"]["phone"].is_string(), "somebody else ended a connection");
    tie.end(&bela)
}
