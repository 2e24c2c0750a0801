//! How long a session lives, on the instance that hurries. Not: what ends one before its time (`devices`).

use super::Subject;
use super::browser::{is_in, is_out, told, wait_until};
use crate::check::{Check, Feature, Profile, Role};
use crate::{Fault, Verdict, ensure};
use std::time::{Duration, Instant};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "SESS-02",
        Profile::Full,
        "a session that nobody uses ends",
        "a phone that was lost, or a computer that was left, stays signed in for whoever finds it",
        unused_ones_end,
    )
    .from(&["V7.3.1"], &["T22"])
    .needs(&[Feature::Sessions], &[Role::Ordinary])
    .beside(&["SESS-12"]),
    Check::new(
        "SESS-03",
        Profile::Full,
        "every session ends, used or not",
        "whoever copied a session reads along for as long as they keep asking",
        all_of_them_end,
    )
    .from(&["V7.3.2"], &["T22"])
    .needs(&[Feature::Sessions], &[Role::Ordinary]),
    Check::new(
        "SESS-12",
        Profile::Full,
        "looking at how long a session lives keeps no session alive",
        "a page that was left open keeps its session for as long as the computer runs",
        looking_is_no_use,
    )
    .from(&["V7.3.1"], &["T22"])
    .needs(&[Feature::Sessions], &[Role::Ordinary]),
];

const PAUSE: Duration = Duration::from_millis(100);
/// Clocks of whole seconds.
const ROUND: Duration = Duration::from_millis(1100);

/// SESS-02.
pub fn unused_ones_end(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let (idle, absolute) = (told(limits.session_idle, "session_idle")?, limits.session_absolute.map(Duration::from_secs));
    let persona = hurried.anew(Role::Ordinary)?;
    let begun = Instant::now();
    let mut latest = Instant::now();
    while begun.elapsed() < idle + ROUND {
        let status = persona.get("/me")?.status;
        // A machine that stood still for seconds proves nothing.
        let stood_still = latest.elapsed() + ROUND > idle;
        ensure!(status == 200 || stood_still, "a session in use is answered with {status}");
        if status != 200 {
            return Err(Fault::Missing("a machine that does not stand still".into()));
        }
        latest = Instant::now();
        std::thread::sleep(PAUSE);
    }
    wait_until(latest + idle + ROUND);
    if absolute.is_some_and(|absolute| begun.elapsed() + ROUND > absolute) {
        return Err(Fault::Missing("a longer session_absolute on the hurried instance, or a faster machine".into()));
    }
    is_out(&persona, "after the time for which a session may lie unused")
}

/// SESS-03.
pub fn all_of_them_end(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let absolute = told(limits.session_absolute, "session_absolute")?;
    let persona = hurried.anew(Role::Ordinary)?;
    let begun = Instant::now();
    if subject.has(Feature::StepUp).is_ok()
        && let Ok(inbox) = subject.inbox()
    {
        let proved = persona.step_up(inbox)?.status;
        ensure!((200..300).contains(&proved), "the fresh proof is answered with {proved}");
    }
    is_in(&persona, "at the beginning")?;
    while persona.get("/me")?.status == 200 {
        ensure!(begun.elapsed() < absolute + 2 * ROUND, "a session in use goes on after the time at which every session ends");
        std::thread::sleep(PAUSE);
    }
    is_out(&persona, "after the time at which every session ends")
}

/// SESS-12.
pub fn looking_is_no_use(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let idle = told(limits.session_idle, "session_idle")?;
    let persona = hurried.anew(Role::Ordinary)?;
    let begun = Instant::now();
    let first = persona.get("/me/session")?.status;
    if matches!(first, 404 | 405 | 501) {
        return Err(Fault::Missing("GET /me/session, which tells a page how long its session lives".into()));
    }
    ensure!(first == 200, "GET /me/session is answered with {first}");
    while persona.get("/me/session")?.status == 200 {
        ensure!(begun.elapsed() < idle + 2 * ROUND, "a session that is only looked at goes on");
        std::thread::sleep(PAUSE);
    }
    is_out(&persona, "after it was only looked at")
}
