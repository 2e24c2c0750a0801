//! The right to be forgotten: after an erasing nobody gets a byte, nothing opens the account, and there is a receipt. Not: copies (`rights`).

use super::Subject;
use super::with::{EVERYWHERE, bob, is_silent, until_stale};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::json;
use std::thread::sleep;
use std::time::{Duration, Instant};

const NEEDED: &[Feature] = &[Feature::Erasure, Feature::MailedProof];
const TWO: &[Role] = &[Role::Erasable, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "ERA-01",
        Profile::Destructive,
        "of somebody who was erased nobody gets a byte, by whatever route",
        "people who left are still shown, searched and exported: to those whom they left",
        nobody_gets_a_byte,
    )
    .from(&["GDPR Art. 17", "V14.2.2"], &["T50"])
    .needs(NEEDED, TWO),
    Check::new(
        "ERA-02",
        Profile::Destructive,
        "every session, mailed code and private address of somebody who was erased is dead",
        "an open session goes on acting for somebody who no longer exists",
        nothing_opens_the_account,
    )
    .from(&["V7.4.2", "GDPR Art. 17"], &["T50"])
    .needs(NEEDED, TWO),
    Check::new(
        "ERA-03",
        Profile::Destructive,
        "whoever comes back under the same address finds nothing of before",
        "what was erased is only hidden, and comes back to whoever gets that address",
        nothing_comes_back,
    )
    .from(&["GDPR Art. 17"], &["T50"])
    .needs(NEEDED, TWO),
    Check::new(
        "ERA-04",
        Profile::Destructive,
        "an erasing is acknowledged with a reference, a time and what stays, and why",
        "nobody can prove that they asked, or learn what is still kept of them",
        there_is_a_receipt,
    )
    .from(&["GDPR Art. 12", "GDPR Art. 17"], &["T50"])
    .needs(NEEDED, TWO),
    Check::new(
        "ERA-05",
        Profile::Destructive,
        "an account is erased only by its owner, with a fresh proof, on purpose",
        "somebody at an open computer, or another site, wipes a delegate out",
        only_on_purpose,
    )
    .from(&["V7.5.3", "V3.5.1"], &["T24", "T34"])
    .needs(NEEDED, TWO),
];

/// ERA-01.
pub fn nobody_gets_a_byte(subject: &Subject) -> Verdict {
    let (erased, bob) = (subject.erased()?, subject.proved(Role::Ordinary)?);
    let planted = &erased.planted;
    for (who, whose) in [(&*bob, "another delegate"), (&subject.stranger(), "a stranger")] {
        is_silent(subject, planted, who, &[], &EVERYWHERE).map_err(|why| named(why, whose))?;
    }
    for role in [Role::Connection, Role::Organiser].into_iter().filter(|role| subject.address(*role).is_ok()) {
        is_silent(subject, planted, &*subject.signed_in(role)?, &[], &EVERYWHERE).map_err(|why| named(why, &role.to_string()))?;
    }
    for path in [format!("/delegates/{}", planted.id), format!("/delegates/{}/photo/{}", planted.id, planted.photo)] {
        let status = bob.get(&path)?.status;
        ensure!(matches!(status, 404 | 410), "an old address of somebody who was erased is answered with {status}");
    }
    Ok(())
}

fn named(why: Fault, whose: &str) -> Fault {
    match why {
        Fault::Broken(why) => Fault::Broken(format!("{whose}: {why}")),
        Fault::Missing(_) | Fault::Absent(_) => why,
    }
}

/// ERA-02.
pub fn nothing_opens_the_account(subject: &Subject) -> Verdict {
    let erased = subject.erased()?;
    for (who, which) in [(&*erased.planted.persona, "the session that asked for it"), (&erased.elsewhere, "another session")] {
        for path in ["/me", "/me/agenda", "/delegates"] {
            let status = who.get(path)?.status;
            ensure!(status == 401, "{which} gets {status} at {path} after the erasing");
        }
        let status = who.share(&json!({"listed": false}))?.status;
        ensure!(status == 401, "{which} changes something after the erasing: {status}");
    }
    let late = erased.waiting.browser.redeem(&erased.waiting.proof()?)?;
    ensure!((400..500).contains(&late.status), "a code that was mailed before the erasing is answered with {}", late.status);
    ensure!(erased.waiting.browser.get("/me")?.status == 401, "a code that was mailed before the erasing opens something");
    if !erased.calendar.is_empty() {
        let answer = subject.stranger().ask(&Request::page("GET", &erased.calendar))?;
        ensure!(matches!(answer.status, 404 | 410), "the calendar of somebody who was erased is answered with {}", answer.status);
    }
    Ok(())
}

/// ERA-03.
pub fn nothing_comes_back(subject: &Subject) -> Verdict {
    let erased = subject.erased()?;
    let (email, inbox) = (subject.address(Role::Erasable)?, subject.inbox()?);
    let browser = Persona::asking(&subject.target, email);
    let started = browser.begin()?;
    // Once somebody who asked later has their mail, one to the erased address would have arrived.
    subject.asked(Role::Ordinary)?;
    sleep(Duration::from_secs(1));
    let Some(mail) = inbox.to(email)?.into_iter().find(|mail| mail.code().is_ok()) else { return Ok(()) };
    subject.put_away(Role::Erasable, 1)?;
    // Anybody may join here: then whoever comes is new.
    let entered = browser.redeem(&json!({"challenge_id": started.json()["challenge_id"], "code": mail.code()?}))?;
    ensure!(entered.status < 500, "coming back is answered with {}", entered.status);
    let search =
        erased.planted.texts.fields.iter().map(|(_, text)| text.as_str()).chain([erased.planted.id.as_str(), &erased.planted.texts.star]);
    for path in ["/me", "/me/agenda", "/me/changes", "/me/consents", "/me/access-log"] {
        let answer = browser.get(path)?;
        let whole = answer.json().to_string();
        let back = search.clone().find(|text| !text.is_empty() && whole.contains(*text));
        ensure!(back.is_none(), "{path} of whoever comes back holds what was erased");
    }
    Ok(())
}

/// ERA-04.
pub fn there_is_a_receipt(subject: &Subject) -> Verdict {
    let erased = subject.erased()?;
    let receipt = erased.receipt.json();
    let reference = receipt["reference"].as_str().unwrap_or_default();
    ensure!(reference.len() >= 6, "the receipt has no reference");
    ensure!(receipt["at"].as_i64().unwrap_or_default() > 1_700_000_000, "the receipt has no time");
    let Some(kept) = receipt["kept"].as_array() else {
        return Err(Fault::Broken("the receipt does not say whether anything stays".into()));
    };
    let is_whole = |one: &serde_json::Value| ["what", "why"].iter().all(|key| one[*key].as_str().is_some_and(|text| text.len() > 3));
    ensure!(kept.iter().all(is_whole), "the receipt names something that stays without saying why");
    ensure!(!receipt.to_string().contains(subject.address(Role::Erasable)?), "the receipt repeats the address");
    // Others may be on their way: of the devices that signed in, of what was changed.
    let begun = Instant::now();
    let arrived = || {
        let all = subject.inbox()?.to(subject.address(Role::Erasable)?)?;
        Ok::<_, Fault>(all.iter().any(|mail| format!("{} {}", mail.subject, mail.text).contains(reference)))
    };
    while !arrived()? {
        ensure!(begun.elapsed() < Duration::from_secs(20), "no last mail has the receipt's reference");
        sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// ERA-05.
pub fn only_on_purpose(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let Some(age) = limits.step_up_age else { return Err(Fault::Missing("step_up_age of the hurried instance".into())) };
    let (erased, email) = (subject.erased()?, subject.address(Role::Erasable)?);
    ensure!(
        erased.unconfirmed.iter().all(|status| (400..500).contains(status)),
        "an erasing that names nobody is answered with {:?}",
        erased.unconfirmed
    );
    let stranger = subject.stranger().ask(&Request::new("DELETE", "/me").json(&json!({"confirm": email})))?;
    ensure!(stranger.status == 401, "a stranger's erasing is answered with {}", stranger.status);
    let persona = hurried.anew(Role::Erasable)?;
    let erase = Request::new("DELETE", "/me").json(&json!({"confirm": email}));
    let forged = persona.ask(&erase.clone().with("Sec-Fetch-Site", "cross-site").with("Origin", "https://evil.example"))?;
    ensure!((400..500).contains(&forged.status), "an erasing by another site is answered with {}", forged.status);
    until_stale(&persona, age)?;
    let stale = persona.ask(&erase)?;
    ensure!(matches!(stale.status, 401 | 403), "an erasing with an old proof is answered with {}", stale.status);
    ensure!(stale.problem() == "step-up-required", "an erasing with an old proof is refused for another reason: {}", stale.problem());
    let other = bob(subject)?.ask(&erase)?;
    ensure!((400..500).contains(&other.status), "somebody else's erasing is answered with {}", other.status);
    ensure!(persona.get("/me")?.status == 200, "the account was erased all the same");
    Ok(())
}
