//! Codes cannot be guessed: not one after the other, not all at once, not with ever new mails; and whoever tries locks nobody out. Not: how
//! often mails may be asked for (`rates`).

use super::Subject;
use super::browser::{at_once, is_out, opened, opens_nothing, other_code};
use crate::check::{Check, Feature, Profile, Role};
use crate::subject::Asked;
use crate::{Verdict, ensure};
use serde_json::{Value, json};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHN-05",
        Profile::Full,
        "a code is dead after a few wrong ones",
        "whoever tries codes for long enough gets into a delegate's account",
        one_after_the_other,
    )
    .from(&["V6.6.3", "V6.5.4"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-11"]),
    Check::new(
        "AUTHN-11",
        Profile::Full,
        "trying many codes at the same moment gives no more tries",
        "a program that tries codes all at once gets into a delegate's account before the counting notices",
        all_at_once,
    )
    .from(&["V6.6.3", "V15.4.2"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-05"]),
    Check::new(
        "AUTHN-12",
        Profile::Destructive,
        "a new mail gives no new tries",
        "whoever keeps asking for new codes may guess for as long as they like",
        new_mails_give_no_tries,
    )
    .from(&["V6.6.3", "V6.3.1"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Connection]),
    Check::new(
        "AUTHN-13",
        Profile::Destructive,
        "while codes are locked, the mailed link still opens the account for its owner",
        "anybody who knows an address can keep its owner out of the conference by typing wrong codes",
        the_link_stays_open,
    )
    .from(&["V6.3.1"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Connection]),
    Check::new(
        "AUTHN-14",
        Profile::Full,
        "a code that is used in several places at once opens one session",
        "somebody who looks over a delegate's shoulder gets in together with them",
        one_session,
    )
    .from(&["V6.5.1", "V15.4.2"], &["T02"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-06", "ENUM-03"]),
];

/// More than anybody may try.
const MANY: usize = 20;
/// As many as a lock may need.
const ENOUGH: usize = 10;

fn wrong(asked: &Asked) -> Result<Value, crate::Fault> {
    Ok(json!({"challenge_id": asked.challenge, "code": other_code(&asked.mail.code()?)}))
}

fn try_wrong_ones(asked: &Asked, count: usize) -> Verdict {
    for _ in 0..count {
        let answer = asked.browser.redeem(&wrong(asked)?)?;
        ensure!((400..500).contains(&answer.status), "a wrong code is answered with {}", answer.status);
    }
    Ok(())
}

/// AUTHN-05.
pub fn one_after_the_other(subject: &Subject) -> Verdict {
    let asked = subject.asked(Role::Ordinary)?;
    try_wrong_ones(&asked, MANY)?;
    opens_nothing(&asked.browser, &asked.proof()?, &format!("the right code after {MANY} wrong ones"))?;
    is_out(&asked.browser, "after many wrong codes")
}

/// AUTHN-11.
pub fn all_at_once(subject: &Subject) -> Verdict {
    let asked = subject.asked(Role::Ordinary)?;
    let guesses = (0..MANY).map(|_| wrong(&asked)).collect::<Result<Vec<_>, _>>()?;
    let asks = guesses.iter().map(|guess| || asked.browser.copied().redeem(guess)).collect();
    for answer in at_once(asks)? {
        ensure!((400..500).contains(&answer.status), "a wrong code is answered with {}", answer.status);
    }
    opens_nothing(&asked.browser, &asked.proof()?, &format!("the right code after {MANY} wrong ones at once"))
}

/// AUTHN-12.
pub fn new_mails_give_no_tries(subject: &Subject) -> Verdict {
    let narrow = subject.narrow()?;
    try_wrong_ones(&narrow.asked(Role::Connection)?, ENOUGH)?;
    let again = narrow.asked(Role::Connection)?;
    opens_nothing(&again.browser, &again.proof()?, &format!("the code of a new mail after {ENOUGH} wrong ones"))
}

/// AUTHN-13.
pub fn the_link_stays_open(subject: &Subject) -> Verdict {
    let narrow = subject.narrow()?;
    try_wrong_ones(&narrow.asked(Role::Connection)?, ENOUGH)?;
    let again = narrow.asked(Role::Connection)?;
    let answer = again.browser.redeem(&json!({"link_token": again.mail.link_token()?}))?;
    ensure!(opened(&answer), "after {ENOUGH} wrong codes the link of a new mail is answered with {}", answer.status);
    ensure!(again.browser.get("/me")?.status == 200, "the link opens no session");
    Ok(())
}

/// AUTHN-14.
pub fn one_session(subject: &Subject) -> Verdict {
    for from_other_browsers in [true, false] {
        let asked = subject.asked(Role::Ordinary)?;
        let proof = asked.proof()?;
        let browsers: Vec<_> = (0..5).map(|_| if from_other_browsers { subject.stranger() } else { asked.browser.copied() }).collect();
        at_once(browsers.iter().map(|browser| || browser.redeem(&proof)).collect())?;
        let mut living = 0;
        for browser in &browsers {
            living += usize::from(browser.get("/me")?.status == 200);
        }
        ensure!(living == 1, "one code, offered five times at once, opens {living} sessions");
    }
    Ok(())
}
