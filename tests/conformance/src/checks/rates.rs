//! How often somebody may ask, before they are told to wait. These checks use quotas up, so they are the last of a run. Not: guessing
//! (`guessing`).

use super::Subject;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request, Target};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "RATE-03",
        Profile::Destructive,
        "the directory cannot be walked in a rush",
        "one curious delegate copies everybody who takes part within seconds",
        the_directory_takes_time,
    )
    .from(&["V2.4.1"], &["T06"])
    .needs(&[Feature::Directory, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "RATE-05",
        Profile::Destructive,
        "fresh proofs cannot be asked for without end",
        "a forgotten browser, or somebody at it, fills a delegate's mailbox",
        fresh_proofs_are_counted,
    )
    .from(&["V2.4.1", "V6.3.1"], &["T48"])
    .needs(&[Feature::StepUp, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "RATE-01",
        Profile::Destructive,
        "one mailbox cannot be flooded, known or not, however its address is spelt",
        "anybody can bury a delegate's mailbox in sign-in mails",
        one_mailbox,
    )
    .from(&["V6.3.1"], &["T48"])
    .needs(&[Feature::MailedProof], &[Role::Organiser, Role::Victim]),
    Check::new(
        "RATE-06",
        Profile::Destructive,
        "one network cannot try address after address",
        "a program can go through a list of addresses and have each of them written to",
        one_network,
    )
    .from(&["V6.3.1"], &["T05", "T48"])
    .needs(&[Feature::MailedProof], &[])
    .beside(&["RATE-07", "RATE-04"]),
    Check::new(
        "RATE-02",
        Profile::Destructive,
        "proofs cannot be tried in bulk",
        "a program can try proofs for as many accounts as it likes",
        proofs_in_bulk,
    )
    .from(&["V6.6.3"], &["T02"])
    .needs(&[Feature::MailedProof], &[])
    .beside(&["RATE-04"]),
    Check::new(
        "RATE-07",
        Profile::Destructive,
        "what a client writes about its own address changes nothing",
        "a program that lies about where it is may ask for as much as it likes",
        lies_about_the_network,
    )
    .from(&["V6.3.1", "V4.1.3"], &["T02", "T48"])
    .needs(&[Feature::MailedProof], &[]),
    Check::new(
        "RATE-04",
        Profile::Destructive,
        "whoever has to wait is told how long, in the form of every refusal",
        "thousands of phones that are not told to wait ask again at once, until nothing works for anybody",
        told_to_wait,
    )
    .from(&["RFC 6585 4", "RFC 9457", "V16.5.1"], &["T48"])
    .needs(&[Feature::MailedProof], &[]),
];

/// More mails to one address within a minute than anybody needs.
const PER_MAILBOX: usize = 20;
/// More of anything else.
const PER_NETWORK: usize = 130;
const PAGES: usize = 300;
const PEOPLE: usize = 600;

/// Asks until it is too often: how many were answered before, and the refusal.
fn until_refused(most: usize, what: &str, mut ask: impl FnMut() -> Result<Answer, Fault>) -> Result<(usize, Answer), Fault> {
    for count in 0..=most {
        let answer = ask()?;
        if answer.status == 429 {
            return Ok((count, answer));
        }
        ensure!(answer.status < 500, "{what} is answered with {}", answer.status);
    }
    Err(Fault::Broken(format!("{what} is never refused, not after {most} times")))
}

fn start(target: &Target, email: &str) -> Result<Answer, Fault> {
    Ok(target.ask(&Request::new("POST", "/auth/start").json(&json!({"email": email})))?)
}

fn redeem_nothing(target: &Target) -> Result<Answer, Fault> {
    Persona::stranger(target).redeem(&json!({"challenge_id": random_letters(32), "code": random_letters(8).to_uppercase()}))
}

/// Uses up what one network may start.
fn exhaust_starts(target: &Target) -> Result<Answer, Fault> {
    let refused = until_refused(PER_NETWORK, "POST /auth/start with ever new addresses", || {
        start(target, &format!("{}@example.org", random_letters(9)))
    })?;
    Ok(refused.1)
}

/// RATE-01.
pub fn one_mailbox(subject: &Subject) -> Verdict {
    let target = subject.narrow()?.target;
    let (flooded, witness) = (subject.address(Role::Organiser)?, subject.address(Role::Victim)?);
    subject.empty(Role::Organiser)?;
    let (answered, _) = until_refused(PER_MAILBOX, "POST /auth/start with one address", || start(&target, flooded))?;
    for spelling in [flooded.to_uppercase(), format!(" {flooded}"), capitalised(flooded)] {
        let status = start(&target, &spelling)?.status;
        ensure!(matches!(status, 422 | 429), "the same address, spelt another way, is answered with {status}");
    }
    let nobody = format!("{}@example.org", random_letters(12));
    let (unknown, _) = until_refused(PER_MAILBOX, "POST /auth/start with an unknown address", || start(&target, &nobody))?;
    ensure!(unknown.abs_diff(answered) <= answered.max(1), "an unknown address is answered {unknown} times, a known one {answered} times");
    // Asked for last: once this mail is there, the others have arrived or never will.
    let other = start(&target, witness)?.status;
    ensure!(other == 202, "the address of somebody else is answered with {other}");
    subject.put_away(Role::Victim, 1)?;
    let mails = subject.inbox()?.to(flooded)?.into_iter().filter(|mail| mail.code().is_ok()).count();
    ensure!(mails <= answered, "{answered} sign-ins were answered and {mails} mails were sent");
    subject.empty(Role::Organiser)
}

fn capitalised(address: &str) -> String {
    let mut letters = address.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// RATE-02.
pub fn proofs_in_bulk(subject: &Subject) -> Verdict {
    let target = subject.narrow()?.target;
    until_refused(PER_NETWORK, "POST /auth/redeem with ever new proofs", || redeem_nothing(&target))?;
    let status = Persona::stranger(&target).redeem(&json!({"link_token": random_letters(64)}))?.status;
    ensure!(status == 429, "while codes are refused, links are answered with {status}");
    Ok(())
}

/// RATE-03.
pub fn the_directory_takes_time(subject: &Subject) -> Verdict {
    let persona = subject.narrow()?.anew(Role::Ordinary)?;
    until_refused(PAGES, "GET /delegates", || Ok(persona.get("/delegates?limit=1")?))?;
    until_refused(PEOPLE, "GET /delegates/{id}", || Ok(persona.get(&format!("/delegates/{}", random_letters(32)))?))?;
    let own = persona.get("/me")?.status;
    ensure!(own == 200, "whoever looked at too many people gets {own} for their own profile");
    Ok(())
}

/// RATE-05.
pub fn fresh_proofs_are_counted(subject: &Subject) -> Verdict {
    let persona = subject.narrow()?.anew(Role::Ordinary)?;
    until_refused(PER_NETWORK, "POST /auth/step-up/start", || Ok(persona.ask(&Request::new("POST", "/auth/step-up/start"))?))?;
    let hidden = persona.share(&json!({"listed": false}))?.status;
    ensure!((200..300).contains(&hidden), "whoever asked for too many proofs cannot hide themselves: {hidden}");
    subject.empty(Role::Ordinary)
}

/// RATE-06.
pub fn one_network(subject: &Subject) -> Verdict {
    let target = subject.narrow()?.target;
    exhaust_starts(&target)?;
    let status = start(&target, &format!("{}@example.org", random_letters(9)))?.status;
    ensure!(status == 429, "after too many sign-ins another one is answered with {status}");
    Ok(())
}

/// RATE-07.
pub fn lies_about_the_network(subject: &Subject) -> Verdict {
    let target = subject.narrow()?.target;
    exhaust_starts(&target)?;
    for header in ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"] {
        let value = if header == "Forwarded" { "for=203.0.113.7" } else { "203.0.113.7" };
        let email = format!("{}@example.org", random_letters(9));
        let request = Request::new("POST", "/auth/start").json(&json!({"email": email})).with(header, value);
        let status = target.ask(&request)?.status;
        ensure!(status == 429, "with {header} a network that must wait is answered with {status}");
    }
    Ok(())
}

/// RATE-04.
pub fn told_to_wait(subject: &Subject) -> Verdict {
    let target = subject.narrow()?.target;
    let (_, redeem) = until_refused(PER_NETWORK, "POST /auth/redeem with ever new proofs", || redeem_nothing(&target))?;
    for (what, answer) in [("a sign-in", exhaust_starts(&target)?), ("a proof", redeem)] {
        let wait = answer.header("retry-after").unwrap_or_default();
        ensure!(wait.parse::<u64>().is_ok_and(|seconds| seconds >= 1), "{what} too many: Retry-After is {wait:?}");
        ensure!(answer.media_type() == "application/problem+json", "{what} too many: answered as {:?}", answer.media_type());
        ensure!(
            answer.json()["status"] == 429 && answer.json()["title"].is_string(),
            "{what} too many: the problem does not say what it is"
        );
        let cache = answer.header("cache-control").unwrap_or_default();
        ensure!(cache.contains("no-store"), "{what} too many: the refusal may be kept, Cache-Control is {cache:?}");
    }
    Ok(())
}
