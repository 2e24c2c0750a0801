//! The fresh proof itself: whose it is, what it opens, how it may be guessed. Not: what needs one (`step`), nor what it is worth after its session
//! (`ending`).

use super::Subject;
use super::browser::{is_in, opens_nothing, other_code};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "STEP-06",
        Profile::Full,
        "a fresh proof counts only for who asked, and opens no session",
        "a code that was mailed for a small question opens the whole account, or somebody else's",
        proof_of_one_session,
    )
    .from(&["V6.6.2", "V7.5.3"], &["T24"])
    .needs(&[Feature::StepUp, Feature::MailedProof], &[Role::Ordinary, Role::Connection])
    .beside(&["LOGOUT-04"]),
    Check::new(
        "STEP-07",
        Profile::Full,
        "the code of a fresh proof cannot be guessed, and who guesses keeps nobody from hiding something",
        "whoever finds an unlocked phone tries codes until one fits, and then has the whole account",
        cannot_be_guessed,
    )
    .from(&["V6.6.3", "V7.5.3"], &["T02", "T24"])
    .needs(&[Feature::StepUp, Feature::MailedProof], &[Role::Ordinary]),
];

/// More than anybody may try.
const MANY: usize = 20;

/// STEP-06.
pub fn proof_of_one_session(subject: &Subject) -> Verdict {
    let (mine, other) = (subject.anew(Role::Ordinary)?, subject.anew(Role::Connection)?);
    let start = |who: &Persona| -> Result<(Value, String), Fault> {
        let started = who.ask(&Request::new("POST", "/auth/step-up/start"))?;
        ensure!(started.status == 202, "POST /auth/step-up/start is answered with {}", started.status);
        Ok((started.json()["challenge_id"].clone(), subject.inbox()?.next(&who.email)?.code()?))
    };
    let door = subject.asked(Role::Ordinary)?;
    let ((challenge, code), (others, others_code)) = (start(&mine)?, start(&other)?);
    let finish = |who: &Persona, challenge: &Value, code: &str| -> Result<u16, Fault> {
        Ok(who.ask(&Request::new("POST", "/auth/step-up/finish").json(&json!({"challenge_id": challenge, "code": code})))?.status)
    };
    for (status, what) in [
        (finish(&other, &challenge, &code)?, "somebody else's fresh proof"),
        (finish(&other, &others, &code)?, "somebody else's code"),
        (finish(&mine, &challenge, &others_code)?, "a code of somebody else"),
        (finish(&mine, &json!(door.challenge), &door.mail.code()?)?, "the code of a sign-in"),
    ] {
        ensure!((400..500).contains(&status), "{what} is answered with {status}");
    }
    opens_nothing(&subject.stranger(), &json!({"challenge_id": challenge, "code": code}), "the code of a fresh proof at the door")?;
    let own = finish(&mine, &challenge, &code)?;
    ensure!((200..300).contains(&own), "one's own fresh proof is answered with {own}");
    let again = finish(&mine, &challenge, &code)?;
    ensure!((400..500).contains(&again), "a fresh proof a second time is answered with {again}");
    Ok(())
}

/// STEP-07.
pub fn cannot_be_guessed(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let started = persona.ask(&Request::new("POST", "/auth/step-up/start"))?;
    ensure!(started.status == 202, "POST /auth/step-up/start is answered with {}", started.status);
    let code = subject.inbox()?.next(&persona.email)?.code()?;
    let finish = |code: &str| {
        let proof = json!({"challenge_id": started.json()["challenge_id"], "code": code});
        persona.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof))
    };
    for _ in 0..MANY {
        let status = finish(&other_code(&code))?.status;
        ensure!((400..500).contains(&status), "a wrong code is answered with {status}");
    }
    let status = finish(&code)?.status;
    ensure!((400..500).contains(&status), "the right code after {MANY} wrong ones is answered with {status}");
    is_in(&persona, "after wrong codes")?;
    let hidden = persona.share(&json!({"listed": false}))?.status;
    ensure!((200..300).contains(&hidden), "after wrong codes hiding is answered with {hidden}");
    Ok(())
}
