//! The door does not say who has a key: not by its answers, not by its cookies, not by its time. Not: the first of these checks, which stands
//! with the door.

use super::Subject;
use super::door::{shape, start_shape};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::statistics::{mann_whitney_p, median};
use crate::{Fault, Verdict, ensure, random_letters};
use md5::Md5;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::time::Instant;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "ENUM-02",
        Profile::Full,
        "the address of somebody who was removed gets the same answer as any other",
        "anybody can find out whom the organisers excluded",
        removed_looks_alike,
    )
    .from(&["V6.3.8"], &["T05"])
    .needs(&[Feature::MailedProof], &[Role::Disabled]),
    Check::new(
        "ENUM-03",
        Profile::Full,
        "a wrong proof gets one answer, whoever was asked for and whatever is wrong",
        "anybody can find out who takes part by typing a wrong code",
        wrong_proofs_look_alike,
    )
    .from(&["V6.3.8"], &["T05"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "ENUM-04",
        Profile::Full,
        "known and unknown addresses take the same time",
        "anybody with a stopwatch can find out who takes part",
        the_same_time,
    )
    .from(&["V6.3.8"], &["T05"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "ENUM-05",
        Profile::Full,
        "what a started sign-in leaves in the browser is made anew each time and not from the address",
        "whoever looks at a shared computer learns which addresses were typed there",
        nothing_of_the_address,
    )
    .from(&["V6.3.8", "V14.2.6"], &["T05"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
];

/// Sign-ins of each kind that are timed.
const PAIRS: usize = 40;
/// Milliseconds that nobody can tell over a network.
const UNSEEN: f64 = 1.0;

/// Of nobody, as long as a persona's.
fn unknown(like: &str) -> String {
    format!("{}@example.org", random_letters(like.split('@').next().unwrap_or_default().len().max(1)))
}

/// ENUM-02.
pub fn removed_looks_alike(subject: &Subject) -> Verdict {
    let address = subject.address(Role::Disabled)?;
    let removed = start_shape(&subject.target, address)?;
    let other = start_shape(&subject.target, &unknown(address))?;
    ensure!(removed == other, "a removed address is answered with\n  {removed}\nan unknown one with\n  {other}");
    Ok(())
}

/// ENUM-03.
pub fn wrong_proofs_look_alike(subject: &Subject) -> Verdict {
    let ordinary = subject.address(Role::Ordinary)?;
    let (asked, mut shapes) = (subject.asked(Role::Ordinary)?, Vec::new());
    let nobody = Persona::asking(&subject.target, &unknown(ordinary));
    let started = nobody.begin()?.json();
    let wrong = super::browser::other_code(&asked.mail.code()?);
    let mut offer = |what: &'static str, browser: &Persona, proof: serde_json::Value| -> Result<Answer, Fault> {
        let answer = browser.redeem(&proof)?;
        shapes.push((what, shape(&answer)));
        Ok(answer)
    };
    offer("a wrong code for a known address", &asked.browser, json!({"challenge_id": asked.challenge, "code": wrong}))?;
    offer("a wrong code for an unknown address", &nobody, json!({"challenge_id": started["challenge_id"], "code": wrong}))?;
    let made_up = random_letters(asked.challenge.len().max(1));
    offer("a code for a sign-in that nobody started", &subject.stranger(), json!({"challenge_id": made_up, "code": wrong}))?;
    if let Ok(removed) = subject.address(Role::Disabled) {
        let browser = Persona::asking(&subject.target, removed);
        let started = browser.begin()?.json();
        offer("a wrong code for a removed address", &browser, json!({"challenge_id": started["challenge_id"], "code": wrong}))?;
    }
    // And one that is spent.
    let answer = asked.browser.redeem(&asked.proof()?)?;
    ensure!(super::browser::opened(&answer), "the right code is answered with {}", answer.status);
    offer("a code that was used", &subject.stranger(), asked.proof()?)?;
    let Some(((first, wanted), others)) = shapes.split_first() else { return Ok(()) };
    for (what, found) in others {
        ensure!(found == wanted, "{first} is answered with\n  {wanted}\n{what} with\n  {found}");
    }
    Ok(())
}

/// ENUM-04. They are asked in turn, so a busy machine is busy for each alike. Told apart is what is both surely different and different enough to
/// be measured over a network.
pub fn the_same_time(subject: &Subject) -> Verdict {
    let known = subject.address(Role::Ordinary)?;
    let mut addresses = vec![("known", known.to_owned()), ("unknown", unknown(known))];
    if let Ok(removed) = subject.address(Role::Disabled) {
        addresses.push(("removed", removed.to_owned()));
    }
    let mut times = vec![Vec::new(); addresses.len()];
    for round in 0..PAIRS {
        for turn in 0..addresses.len() {
            let kind = (round + turn) % addresses.len();
            let (Some((_, address)), Some(times)) = (addresses.get(kind), times.get_mut(kind)) else { continue };
            let asker = Persona::asking(&subject.target, address);
            let begun = Instant::now();
            asker.begin()?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
    }
    subject.put_away(Role::Ordinary, PAIRS)?;
    let Some((first, others)) = times.split_first() else { return Ok(()) };
    for (other, (name, _)) in others.iter().zip(addresses.iter().skip(1)) {
        let (p, a, b) = (mann_whitney_p(first, other), median(first), median(other));
        let is_seen = (a - b).abs() > UNSEEN && a.max(b) > 1.5 * a.min(b);
        ensure!(p > 1e-4 || !is_seen, "a known address takes {a:.2} ms, a {name} one {b:.2} ms (p = {p:.6})");
    }
    Ok(())
}

/// ENUM-05.
pub fn nothing_of_the_address(subject: &Subject) -> Verdict {
    let address = subject.address(Role::Ordinary)?;
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    for _ in 0..2 {
        let answer = Persona::asking(&subject.target, address).begin()?;
        subject.put_away(Role::Ordinary, 1)?;
        let text = String::from_utf8_lossy(&answer.bytes()).to_lowercase();
        for made in made_of(address) {
            ensure!(!text.contains(&made), "the answer to a started sign-in holds the address, or a number that is made of it");
        }
        let mut left: BTreeSet<String> =
            answer.all("set-cookie").filter_map(|line| Some(line.split(';').next()?.split_once('=')?.1.to_owned())).collect();
        left.extend(answer.json()["challenge_id"].as_str().map(str::to_owned));
        ensure!(!left.is_empty(), "a started sign-in leaves nothing by which it could be finished");
        seen.push(left);
    }
    let repeated = seen.first().zip(seen.get(1)).is_some_and(|(first, second)| !first.is_disjoint(second));
    ensure!(!repeated, "two sign-ins with one address leave the same in the browser");
    let config = subject.target.ask(&Request::new("GET", "/config"))?;
    ensure!(!String::from_utf8_lossy(&config.bytes()).contains(address), "GET /config holds the address");
    Ok(())
}

/// What an address is turned into by those who think that it cannot be turned back.
fn made_of(address: &str) -> Vec<String> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let plain = address.to_lowercase();
    let mut all = vec![
        plain.clone(),
        plain.replace('@', "%40"),
        hex(plain.as_bytes()),
        hex(&Md5::digest(plain.as_bytes())),
        hex(&Sha256::digest(plain.as_bytes())),
    ];
    // Tokens that cut a hash off.
    let cut: Vec<String> = all.iter().skip(3).map(|hash| hash.chars().take(16).collect()).collect();
    all.extend(cut);
    all
}
