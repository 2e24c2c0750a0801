//! Whatever ends sessions ends all that it says, with everything that was under way in them, and nothing else. Not: a single sign-out
//! (`sessions`).

use super::Subject;
use super::browser::{is_in, is_out, opens_nothing};
use super::devices::own_id;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Verdict, ensure};
use serde_json::json;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "LOGOUT-03",
        Profile::Full,
        "signing out everywhere ends every session of the person, and nobody else's",
        "a delegate who fears that somebody is in their account cannot get them out",
        everywhere,
    )
    .from(&["V7.5.2", "V7.4.1"], &["T14"])
    .needs(&[Feature::MailedProof], &[Role::Connection, Role::Ordinary]),
    Check::new(
        "LOGOUT-04",
        Profile::Full,
        "a fresh proof that was under way dies with its session",
        "a code that was asked for before the sign-out still opens something after it",
        under_way,
    )
    .from(&["V7.4.1", "V6.6.2"], &["T15", "T19"])
    .needs(&[Feature::MailedProof, Feature::StepUp], &[Role::Ordinary])
    .beside(&["STEP-06"]),
    Check::new(
        "LOGOUT-05",
        Profile::Full,
        "ending all others ends all others",
        "a delegate who ends every other session keeps a stranger in their account",
        all_others,
    )
    .from(&["V7.5.2", "V7.4.3"], &["T23"])
    .needs(&[Feature::MailedProof, Feature::Devices], &[Role::Connection])
    .beside(&["STEP-04"]),
    Check::new(
        "LOGOUT-06",
        Profile::Full,
        "\"this was not me\" ends the others and every proof that was mailed",
        "a stranger who was noticed comes back with a code that they had asked for before",
        not_me,
    )
    .from(&["V7.5.2", "V7.4.3"], &["T23"])
    .needs(&[Feature::MailedProof, Feature::Devices], &[Role::Connection]),
    Check::new(
        "LOGOUT-07",
        Profile::Full,
        "signing out on one device leaves the others, and works once",
        "a delegate who signs out on a shared computer loses the app on their phone",
        one_device,
    )
    .from(&["V7.4.1"], &["T14"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["SESS-11"]),
];

/// LOGOUT-03.
pub fn everywhere(subject: &Subject) -> Verdict {
    let other = subject.signed_in(Role::Ordinary)?;
    let devices = [subject.anew(Role::Connection)?, subject.anew(Role::Connection)?];
    let [first, second] = &devices;
    is_in(second, "before signing out everywhere")?;
    let status = first.ask(&Request::new("POST", "/auth/logout-all"))?.status;
    ensure!((200..300).contains(&status), "signing out everywhere is answered with {status}");
    for device in &devices {
        is_out(device, "after signing out everywhere")?;
    }
    is_in(&other, "after somebody else signed out everywhere")
}

/// LOGOUT-04.
pub fn under_way(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let started = persona.ask(&Request::new("POST", "/auth/step-up/start"))?;
    ensure!(started.status == 202, "POST /auth/step-up/start is answered with {}", started.status);
    let code = subject.inbox()?.next(subject.address(Role::Ordinary)?)?.code()?;
    let before = persona.copied();
    persona.ask(&Request::new("POST", "/auth/logout"))?;
    let proof = json!({"challenge_id": started.json()["challenge_id"], "code": code});
    for browser in [&persona, &before] {
        let status = browser.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof))?.status;
        ensure!((400..500).contains(&status), "a fresh proof after the sign-out is answered with {status}");
        is_out(browser, "after a fresh proof that was begun before the sign-out")?;
        opens_nothing(browser, &proof, "the code of a fresh proof in the place of a sign-in")?;
    }
    Ok(())
}

/// LOGOUT-05.
pub fn all_others(subject: &Subject) -> Verdict {
    let (here, other) = (subject.anew(Role::Connection)?, subject.anew(Role::Connection)?);
    is_in(&other, "before the others are ended")?;
    let status = here.ask(&Request::new("DELETE", "/me/sessions"))?.status;
    ensure!((200..300).contains(&status), "ending all others is answered with {status}");
    is_out(&other, "after all others were ended")?;
    is_in(&here, "after ending all others")
}

/// LOGOUT-06.
pub fn not_me(subject: &Subject) -> Verdict {
    let (here, stranger) = (subject.anew(Role::Connection)?, subject.anew(Role::Connection)?);
    let waiting = subject.asked(Role::Connection)?;
    let id = own_id(&stranger)?;
    let status = here.ask(&Request::new("POST", &format!("/me/sessions/{id}/disown")))?.status;
    ensure!((200..300).contains(&status), "\"this was not me\" is answered with {status}");
    is_out(&stranger, "after \"this was not me\"")?;
    opens_nothing(&waiting.browser, &waiting.proof()?, "a code that was mailed before \"this was not me\"")?;
    opens_nothing(&waiting.browser, &json!({"link_token": waiting.mail.link_token()?}), "a link of before \"this was not me\"")?;
    is_in(&here, "after saying \"this was not me\"")
}

/// LOGOUT-07.
pub fn one_device(subject: &Subject) -> Verdict {
    let (stays, leaves) = (subject.signed_in(Role::Ordinary)?, subject.anew(Role::Ordinary)?);
    let copy = leaves.copied();
    leaves.ask(&Request::new("POST", "/auth/logout"))?;
    let again = copy.ask(&Request::new("POST", "/auth/logout"))?.status;
    ensure!(again == 401, "signing out with a session that is over is answered with {again}");
    is_in(&stays, "after signing out on another device")
}
