//! Which request belongs to which session: names are changed with every proof, and nobody's request is taken for another's. Not: how long a
//! session lives (`lifetime`).

use super::Subject;
use super::browser::{at_once, is_in, is_out, opened};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Verdict, ensure};
use serde_json::json;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "SESS-01",
        Profile::Full,
        "a session that was in the browser before the sign-in opens nothing after it",
        "whoever used a shared computer first, or planted something in it, gets into the account of who signs in next",
        nothing_from_before,
    )
    .from(&["V7.2.4"], &["T21"])
    .needs(&[Feature::Cookies, Feature::MailedProof], &[Role::Ordinary])
    .beside(&["SESS-11"]),
    Check::new(
        "SESS-06",
        Profile::Full,
        "many requests at once neither end a session nor need another one",
        "a delegate who opens the app in several tabs is thrown out, again and again",
        many_tabs,
    )
    .from(&["V15.4.2"], &["T25"])
    .needs(&[], &[Role::Ordinary]),
    Check::new(
        "SESS-08",
        Profile::Full,
        "two sessions in one request are none",
        "whoever can slip a cookie into a delegate's browser decides whose account they are in",
        two_are_none,
    )
    .from(&["V7.2.1", "RFC 6265 8.6"], &["T21"])
    .needs(&[Feature::Cookies, Feature::MailedProof], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "SESS-09",
        Profile::Full,
        "a request that was made for one person is not answered for another",
        "a tab that still shows one delegate changes the profile of who signed in after them",
        another_viewer,
    )
    .from(&["V7.2.1", "V8.2.2"], &["T20"])
    .needs(&[Feature::Cookies, Feature::Shapes], &[Role::Ordinary, Role::Connection]),
    Check::new(
        "SESS-10",
        Profile::Full,
        "a fresh proof gives the session a new name and ends the old one",
        "whoever copied a session before keeps what its owner proved after",
        a_proof_renames,
    )
    .from(&["V7.2.4", "V7.5.3"], &["T21"])
    .needs(&[Feature::Cookies, Feature::MailedProof, Feature::StepUp], &[Role::Ordinary]),
    Check::new(
        "SESS-11",
        Profile::Full,
        "signing in over a session ends that session",
        "the session of who used a shared computer before goes on, though somebody else is signed in there",
        over_another,
    )
    .from(&["V7.2.4"], &["T20", "T21"])
    .needs(&[Feature::Cookies, Feature::MailedProof], &[Role::Ordinary]),
];

/// SESS-01.
pub fn nothing_from_before(subject: &Subject) -> Verdict {
    let signed_in = subject.signed_in(Role::Ordinary)?.cookie();
    let asked = subject.asked(Role::Ordinary)?;
    let before = asked.browser.copied();
    let has = asked.browser.cookie();
    // Every cookie that is the session, with a value of somebody else's choice.
    let mut names = Vec::new();
    for pair in signed_in.split("; ") {
        if subject.target.ask(&Request::new("GET", "/me").with("Cookie", pair))?.status == 200 {
            names.extend(pair.split('=').next());
        }
    }
    ensure!(!names.is_empty(), "no cookie alone is the session");
    let planted: String = names.iter().map(|name| format!("{name}={}; ", "f00d".repeat(16))).collect();
    let cookie = format!("{planted}{has}");
    let redeemed =
        subject.target.ask(&Request::new("POST", "/auth/redeem").with("Cookie", cookie.trim_end_matches("; ")).json(&asked.proof()?))?;
    ensure!(opened(&redeemed), "the mailed code in a browser with planted cookies is answered with {}", redeemed.status);
    let given: Vec<&str> = redeemed.all("set-cookie").collect();
    ensure!(!given.is_empty(), "the sign-in sets no cookie");
    ensure!(!given.iter().any(|line| line.contains(&"f00d".repeat(16))), "the sign-in takes over a planted session");
    let own = given.iter().filter_map(|line| line.split(';').next()).collect::<Vec<_>>().join("; ");
    let status = subject.target.ask(&Request::new("GET", "/me").with("Cookie", &own))?.status;
    ensure!(status == 200, "with the cookies of the sign-in GET /me is answered with {status}");
    let status = subject.target.ask(&Request::new("GET", "/me").with("Cookie", planted.trim_end_matches("; ")))?.status;
    ensure!(status == 401, "with the planted cookies GET /me is answered with {status}");
    is_out(&before, "with the cookies of before the sign-in")
}

/// SESS-06.
pub fn many_tabs(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Ordinary)?;
    let tabs: Vec<_> = (0..10).map(|_| persona.copied()).collect();
    for answer in at_once(tabs.iter().map(|tab| || Ok(tab.get("/me")?)).collect())? {
        ensure!(answer.status == 200, "one of ten requests at once is answered with {}", answer.status);
    }
    for tab in tabs {
        is_in(&tab, "after ten requests at once")?;
    }
    is_in(&persona, "after ten requests at once")
}

/// SESS-08.
pub fn two_are_none(subject: &Subject) -> Verdict {
    let (one, other) = (subject.signed_in(Role::Ordinary)?.cookie(), subject.signed_in(Role::Connection)?.cookie());
    let me = Request::new("GET", "/me");
    for cookie in [&one, &other] {
        let status = subject.target.ask(&me.clone().with("Cookie", cookie))?.status;
        ensure!(status == 200, "one session alone is answered with {status}");
    }
    for (first, second) in [(&one, &other), (&other, &one)] {
        let together = me.clone().with("Cookie", &format!("{first}; {second}"));
        let apart = me.clone().with("Cookie", first).with("Cookie", second);
        for (request, what) in [(together, "in one header"), (apart, "in two headers")] {
            let status = subject.target.ask(&request)?.status;
            ensure!(matches!(status, 400 | 401), "two sessions {what} are answered with {status}");
        }
    }
    Ok(())
}

/// SESS-09.
pub fn another_viewer(subject: &Subject) -> Verdict {
    let (one, other) = (subject.signed_in(Role::Ordinary)?, subject.signed_in(Role::Connection)?);
    let (ones, others) = (one.id()?, other.id()?);
    let own = one.ask(&Request::new("GET", "/me").with("X-Plenary-Viewer", &ones))?.status;
    ensure!(own == 200, "a request that names its own viewer is answered with {own}");
    for request in [
        Request::new("GET", "/me"),
        Request::new("GET", "/delegates"),
        Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"pronouns": "x"})),
        Request::new("PUT", "/me/audiences").json(&json!({"listed": false})),
        Request::new("POST", "/auth/step-up/start"),
    ] {
        let answer = one.ask(&request.clone().with("X-Plenary-Viewer", &others))?;
        ensure!(answer.status == 401, "{} {} for another viewer is answered with {}", request.method, request.path, answer.status);
    }
    Ok(())
}

/// SESS-10.
pub fn a_proof_renames(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let old = persona.copied();
    let finished = persona.step_up(subject.inbox()?)?;
    ensure!((200..300).contains(&finished.status), "the fresh proof is answered with {}", finished.status);
    is_in(&persona, "after the fresh proof")?;
    ensure!(persona.cookie() != old.cookie(), "after a fresh proof the session has the name of before");
    is_out(&old, "with the name of before a fresh proof")
}

/// SESS-11.
pub fn over_another(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let old = persona.copied();
    is_in(&old, "in a second tab")?;
    let (challenge, mail) = persona.start(subject.inbox()?)?;
    let answer = persona.redeem(&json!({"challenge_id": challenge, "code": mail.code()?}))?;
    ensure!(opened(&answer), "the mailed code is answered with {}", answer.status);
    is_in(&persona, "after the second sign-in")?;
    is_out(&old, "with the session over which somebody signed in")
}
