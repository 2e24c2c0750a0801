//! Back from an organisation's provider: an answer is taken once, where it was asked for, from whom it was asked. A provider of tests that sends its
//! one person straight back lets this be judged with answers that are real. Not: the way there (`organisation`).

use super::Subject;
use super::organisation::{Leaving, NEEDS};
use crate::check::{Check, Profile};
use crate::http::Answer;
use crate::persona::Persona;
use crate::walk::escaped;
use crate::{Fault, Verdict, ensure, random_letters};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "OIDC-05",
        Profile::Full,
        "an answer is taken only in the browser that began",
        "a link can sign a delegate in to somebody else's account, and what they enter there is read",
        in_the_browser_that_began,
    )
    .from(&["V10.2.1", "RFC 9700 4.7"], &["T37"])
    .needs(NEEDS, &[]),
    Check::new("OIDC-06", Profile::Full, "an answer is taken once", "whoever finds the address in a history signs in with it again", once)
        .from(&["V10.4.2", "V10.2.1"], &["T37"])
        .needs(NEEDS, &[]),
    Check::new(
        "OIDC-07",
        Profile::Full,
        "an answer that names another provider is refused",
        "a provider that was broken into gets the keys to the accounts of all others",
        another_provider,
    )
    .from(&["V10.2.2", "RFC 9207"], &["T37"])
    .needs(NEEDS, &[]),
    Check::new(
        "OIDC-08",
        Profile::Full,
        "no token of the provider reaches the browser",
        "a script in the browser, or the next person at it, acts as the delegate at their employer",
        no_token_arrives,
    )
    .from(&["V10.1.1", "RFC 9700 2.5"], &["T38"])
    .needs(NEEDS, &[]),
    Check::new(
        "OIDC-11",
        Profile::Full,
        "the code of one sign-in does not finish another",
        "whoever steals a code puts it into a sign-in of their own and is that delegate",
        a_code_of_another,
    )
    .from(&["V10.2.1", "V10.5.1", "RFC 9700 4.5"], &["T37"])
    .needs(NEEDS, &[])
    .beside(&["OIDC-02", "OIDC-03"]),
];

fn returns(browser: &Persona, query: &str) -> Result<Answer, Fault> {
    Ok(browser.get(&format!("/auth/oidc/callback?{query}"))?)
}

fn is_welcome(answer: &Answer) -> bool {
    let location = answer.header("location").unwrap_or_default();
    (300..400).contains(&answer.status) && !location.contains("problem=") && !location.contains("error")
}

fn is_refused(browser: &Persona, query: &str, what: &str) -> Verdict {
    let answer = returns(browser, query)?;
    ensure!(!is_welcome(&answer) && (300..500).contains(&answer.status), "{what} is taken: {}", answer.status);
    ensure!(browser.get("/me")?.status == 401, "{what} opens a session");
    Ok(())
}

/// A real answer is taken, so that it says something when another one is not.
fn is_taken(browser: &Persona, query: &str) -> Result<Answer, Fault> {
    let answer = returns(browser, query)?;
    let location = answer.header("location").unwrap_or_default();
    ensure!(is_welcome(&answer), "a real answer of the provider is answered with {} to {location:?}", answer.status);
    Ok(answer)
}

/// A query with another value.
fn with(query: &str, name: &str, value: &str) -> String {
    let others = query.split('&').filter(|pair| !pair.starts_with(&format!("{name}=")));
    others.map(str::to_owned).chain([format!("{name}={value}")]).collect::<Vec<_>>().join("&")
}

/// OIDC-05.
pub fn in_the_browser_that_began(subject: &Subject) -> Verdict {
    let browser = subject.stranger();
    let back = Leaving::of(&browser, "")?.back()?;
    is_refused(&subject.stranger(), &back, "an answer in a browser that began nothing")?;
    let other = subject.stranger();
    Leaving::of(&other, "")?;
    is_refused(&other, &back, "an answer in a browser that began another sign-in")?;
    is_refused(&browser.copied(), &with(&back, "state", &random_letters(64)), "an answer to a sign-in that nobody began")?;
    is_taken(&browser, &back)?;
    Ok(())
}

/// OIDC-06.
pub fn once(subject: &Subject) -> Verdict {
    let browser = subject.stranger();
    let before = browser.copied();
    let back = Leaving::of(&browser, "")?.back()?;
    let began = browser.copied();
    is_taken(&browser, &back)?;
    for again in [began, before, subject.stranger()] {
        is_refused(&again, &back, "an answer, a second time,")?;
    }
    Ok(())
}

/// OIDC-07.
pub fn another_provider(subject: &Subject) -> Verdict {
    let browser = subject.stranger();
    is_taken(&browser, &Leaving::of(&browser, "")?.back()?)?;
    for other in ["https://attacker.example", ""] {
        let browser = subject.stranger();
        let back = Leaving::of(&browser, "")?.back()?;
        is_refused(&browser, &with(&back, "iss", &escaped(other)), "an answer that names another provider")?;
    }
    let browser = subject.stranger();
    let back = Leaving::of(&browser, "")?.back()?;
    is_refused(&browser, &format!("{back}&iss=https%3A%2F%2Fattacker.example&iss=x"), "an answer that names several providers")
}

/// OIDC-08.
pub fn no_token_arrives(subject: &Subject) -> Verdict {
    let browser = subject.stranger();
    let leaving = Leaving::of(&browser, "")?;
    let taken = is_taken(&browser, &leaving.back()?)?;
    let waiting = browser.get("/auth/oidc/join")?;
    for (what, answer) in [("the way to the provider", &leaving.answer), ("the way back", &taken), ("what waits for a code", &waiting)] {
        let text = String::from_utf8_lossy(&answer.bytes()).into_owned();
        // Every signed token begins with the letters of `{"`.
        let is_token = text
            .split(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
            .any(|word| word.starts_with("eyJ") && word.contains('.'));
        ensure!(!is_token, "{what} holds a token");
        for name in ["access_token", "id_token", "refresh_token", "client_secret", "code_verifier"] {
            ensure!(!text.contains(name), "{what} names {name}");
        }
    }
    Ok(())
}

/// OIDC-11. Two sign-ins in one browser, so that it is the code that is wrong and nothing else.
pub fn a_code_of_another(subject: &Subject) -> Verdict {
    let browser = subject.stranger();
    is_taken(&browser, &Leaving::of(&browser, "")?.back()?)?;
    let (first, second) = (Leaving::of(&browser, "")?.back()?, Leaving::of(&browser, "")?.back()?);
    let code = first.split('&').find_map(|pair| pair.strip_prefix("code=")).unwrap_or_default();
    is_refused(&browser.copied(), &with(&second, "code", code), "the code of another sign-in")
}
