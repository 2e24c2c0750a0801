//! What a mailed proof opens: the account that it was mailed for, once, in time, for the sign-in and the browser that asked. Not: how it may be
//! guessed (`guessing`).

use super::Subject;
use super::browser::{is_in, is_out, opened, opens_nothing, told, wait_until};
use crate::check::{Check, Feature, Profile, Role};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;
use std::thread::sleep;
use std::time::{Duration, Instant};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHN-03",
        Profile::Full,
        "a proof opens only the account that it was mailed for",
        "a delegate who signs in may write another name into the request and is that person",
        only_its_own_account,
    )
    .from(&["V6.6.2", "V8.3.1"], &["T01"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary, Role::Victim]),
    Check::new(
        "AUTHN-06",
        Profile::Full,
        "a proof works once",
        "whoever finds an old mail, or sees a code on a screen, gets into the account",
        once,
    )
    .from(&["V6.5.1"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-14", "ENUM-03"]),
    Check::new(
        "AUTHN-10",
        Profile::Full,
        "only people who take part get a proof: nobody whom the organisers removed, nobody unknown",
        "a person who was excluded, or who was never invited, reads who takes part",
        others_stay_out,
    )
    .from(&["V7.4.2", "V6.3.4"], &["T01"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary, Role::Disabled]),
    Check::new(
        "AUTHN-15",
        Profile::Full,
        "a proof dies with its time",
        "a mail that was never used opens the account for whoever reads it weeks later",
        in_time,
    )
    .from(&["V6.5.5"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "AUTHN-16",
        Profile::Full,
        "a code answers only the sign-in that it was mailed for",
        "a stranger who starts a sign-in can finish it with a code that was meant for another one",
        for_its_own_sign_in,
    )
    .from(&["V6.6.2"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "AUTHN-17",
        Profile::Full,
        "a mailed link opens something only in the browser that asked for it",
        "whoever is forwarded a mail, or whose program follows its link, is signed in as the delegate",
        in_its_own_browser,
    )
    .from(&["V6.6.2", "V6.5.1"], &["T03"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-04"]),
];

/// AUTHN-03.
pub fn only_its_own_account(subject: &Subject) -> Verdict {
    let other = subject.signed_in(Role::Victim)?.id()?;
    let others = subject.address(Role::Victim)?;
    let own = subject.signed_in(Role::Ordinary)?.id()?;
    ensure!(own != other, "two personas are one person");
    let asked = subject.asked(Role::Ordinary)?;
    let proof = asked.proof()?;
    for more in [json!({"email": others}), json!({"user_id": other}), json!({"id": other, "delegate": other, "sub": other})] {
        let mut swapped = proof.clone();
        if let (Some(swapped), Some(more)) = (swapped.as_object_mut(), more.as_object()) {
            swapped.extend(more.clone());
        }
        let browser = asked.browser.copied();
        let answer = browser.redeem(&swapped)?;
        let refused = (400..500).contains(&answer.status);
        ensure!(refused || opened(&answer), "a proof beside another person's address is answered with {}", answer.status);
        if opened(&answer) {
            ensure!(browser.id()? == own, "a proof beside another person's address opens another account");
            return Ok(());
        }
    }
    // Everything was refused: that says something only where the proof was good.
    let browser = asked.browser;
    if opened(&browser.redeem(&proof)?) {
        ensure!(browser.id()? == own, "a proof opens another account than the one that it was mailed for");
        return Ok(());
    }
    Err(Fault::Missing("a proof that is still good after it was refused with members too many".into()))
}

/// AUTHN-06.
pub fn once(subject: &Subject) -> Verdict {
    for by_link in [false, true] {
        let asked = subject.asked(Role::Ordinary)?;
        let proof = if by_link { json!({"link_token": asked.mail.link_token()?}) } else { asked.proof()? };
        let (before, what) = (asked.browser.copied(), if by_link { "a link" } else { "a code" });
        let answer = asked.browser.redeem(&proof)?;
        ensure!(opened(&answer), "{what} is answered with {}", answer.status);
        // From the first use of the session on; before it, the answer could have been lost.
        is_in(&asked.browser, "after the sign-in")?;
        opens_nothing(&before, &proof, &format!("{what}, a second time in its own browser,"))?;
        opens_nothing(&subject.stranger(), &proof, &format!("{what}, a second time in another browser,"))?;
        is_in(&asked.browser, "after its proof was tried again")?;
    }
    Ok(())
}

/// AUTHN-10.
pub fn others_stay_out(subject: &Subject) -> Verdict {
    let (removed, inbox) = (subject.address(Role::Disabled)?, subject.inbox()?);
    let started = Persona::asking(&subject.target, removed);
    let challenge = started.begin()?.json()["challenge_id"].clone();
    let unknown = format!("{}@example.org", random_letters(12));
    Persona::asking(&subject.target, &unknown).begin()?;
    // Asked for later, and long after: once these mails are there, the others would be as well, though each goes its own way.
    subject.asked(Role::Ordinary)?;
    sleep(Duration::from_millis(500));
    let asked = subject.asked(Role::Ordinary)?;
    for (address, who) in [(removed, "somebody who was removed"), (&unknown, "an address that nobody has")] {
        for mail in inbox.to(address)? {
            ensure!(mail.code().is_err() && mail.link_token().is_err(), "a proof is mailed to {who}");
        }
    }
    opens_nothing(&started, &json!({"challenge_id": challenge, "code": asked.mail.code()?}), "somebody else's code")?;
    is_out(&started, "as somebody who was removed")
}

/// AUTHN-15.
pub fn in_time(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let expires = told(limits.proof_expires, "proof_expires")?;
    let asked = hurried.asked(Role::Ordinary)?;
    let then = Instant::now() + expires + Duration::from_millis(1100);
    // One that is used in time shows that they work there.
    hurried.anew(Role::Ordinary)?;
    wait_until(then);
    opens_nothing(&asked.browser, &asked.proof()?, "a code after its time")?;
    opens_nothing(&asked.browser, &json!({"link_token": asked.mail.link_token()?}), "a link after its time")
}

/// AUTHN-16.
pub fn for_its_own_sign_in(subject: &Subject) -> Verdict {
    let first = subject.asked(Role::Ordinary)?;
    let (second, others) = (subject.asked(Role::Ordinary)?, subject.asked(Role::Connection)?);
    let code = first.mail.code()?;
    for (asked, what) in [(&second, "another sign-in of the same person"), (&others, "somebody else's sign-in")] {
        opens_nothing(&asked.browser, &json!({"challenge_id": asked.challenge, "code": code}), &format!("a code at {what}"))?;
    }
    opens_nothing(&first.browser, &json!({"code": code}), "a code without its sign-in")?;
    let answer = first.browser.redeem(&first.proof()?)?;
    ensure!(opened(&answer), "a code at its own sign-in is answered with {}", answer.status);
    Ok(())
}

/// AUTHN-17.
pub fn in_its_own_browser(subject: &Subject) -> Verdict {
    let asked = subject.asked(Role::Ordinary)?;
    let link = json!({"link_token": asked.mail.link_token()?});
    // One that asked for a mail of its own, so that it holds everything that a browser can hold, but for this sign-in.
    let other = subject.asked(Role::Ordinary)?;
    opens_nothing(&other.browser, &link, "a link in a browser that asked for another one")?;
    opens_nothing(&subject.stranger(), &link, "a link in a browser that asked for none")?;
    let answer = asked.browser.redeem(&link)?;
    ensure!(opened(&answer), "a link in its own browser is answered with {}", answer.status);
    is_in(&asked.browser, "after the link")
}
