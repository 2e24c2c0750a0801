//! A session from its mail to its end. Not: who may be seen in it.

use super::Subject;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Verdict, ensure};
use serde_json::json;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHN-04",
        Profile::Full,
        "a mail scanner gets no session and spends no link",
        "the program that a company's mail server uses to look at links may sign in as the delegate, or lock them out",
        a_scanner_spends_nothing,
    )
    .from(&["V6.5.1", "RFC 9110 9.2.1"], &["T03"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["AUTHN-17"]),
    Check::new(
        "SESS-07",
        Profile::Full,
        "cookies have every protecting attribute",
        "a script, another site or somebody on the same Wi-Fi may take over a delegate's session",
        cookie_attributes,
    )
    .from(&["V3.3.1", "V3.3.2", "V3.3.3", "V3.3.4"], &["T38"])
    .needs(&[Feature::Cookies, Feature::MailedProof], &[Role::Ordinary])
    .beside(&["CONTRACT-01"]),
    Check::new(
        "CACHE-01",
        Profile::Safe,
        "private answers are not stored",
        "the next person at a shared computer may read what a delegate saw",
        private_answers_are_not_stored,
    )
    .from(&["V14.3.2"], &["T17", "T18"])
    .needs(&[], &[Role::Ordinary])
    .beside(&["EXP-01", "INC-01"]),
    Check::new(
        "LOGOUT-01",
        Profile::Full,
        "sign-out clears the cookie and the site's storage",
        "a delegate who signs out on a shared computer leaves their session there",
        sign_out_clears,
    )
    .from(&["V7.4.1", "V14.3.1"], &["T14"])
    .needs(&[Feature::Cookies, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "LOGOUT-02",
        Profile::Full,
        "an old cookie is worth nothing after sign-out",
        "signing out does not help against somebody who copied the session",
        sign_out_revokes,
    )
    .from(&["V7.4.1"], &["T15"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary])
    .beside(&["LOGOUT-04", "LOGOUT-07", "SESS-11"]),
];

const PRIVATE: [&str; 6] = ["/me", "/me/agenda", "/me/calendar", "/me/preview?as=delegate", "/delegates", "/delegates/d1"];

/// AUTHN-04.
pub fn a_scanner_spends_nothing(subject: &Subject) -> Verdict {
    let asker = Persona::asking(&subject.target, subject.address(Role::Ordinary)?);
    let (_, mail) = asker.start(subject.inbox()?)?;
    let (link, token) = (mail.link()?, mail.link_token()?);
    ensure!(token.len() >= 22, "the link's token is shorter than 128 bits can be written");
    // The link may lead to another place than the API is reached at in this test; what counts is what its path does here.
    let path = link.split('#').next().unwrap_or_default().splitn(4, '/').nth(3).unwrap_or_default();
    for method in ["HEAD", "GET", "GET", "GET"] {
        let request = Request::page(method, &format!("/{path}")).with("User-Agent", "Mozilla/5.0 (compatible; MailScanner/1.0)");
        let answer = subject.target.ask(&request)?;
        ensure!(answer.header("set-cookie").is_none(), "{method} of the link sets a cookie");
        ensure!(!(300..400).contains(&answer.status), "{method} of the link leads elsewhere");
    }
    let proof = json!({"link_token": token});
    let stranger = Persona::stranger(&subject.target);
    let elsewhere = stranger.redeem(&proof)?;
    ensure!((400..500).contains(&elsewhere.status), "another browser gets in by the link: {}", elsewhere.status);
    ensure!(stranger.get("/me")?.status == 401, "another browser is signed in");
    let here = asker.redeem(&proof)?;
    ensure!(matches!(here.status, 200 | 204), "the browser that asked does not get in by the link: {}", here.status);
    ensure!(asker.get("/me")?.status == 200, "the browser that asked is not signed in");
    // Before that it may: the answer could have been lost.
    ensure!(asker.redeem(&proof)?.status >= 400, "the link works twice");
    Ok(())
}

/// SESS-07.
pub fn cookie_attributes(subject: &Subject) -> Verdict {
    let asker = Persona::asking(&subject.target, subject.address(Role::Ordinary)?);
    let started = asker.begin()?;
    let code = subject.inbox()?.next(&asker.email)?.code()?;
    let redeemed = asker.redeem(&json!({"challenge_id": started.json()["challenge_id"], "code": code}))?;
    ensure!(redeemed.all("set-cookie").next().is_some(), "no session cookie");
    for line in started.all("set-cookie").chain(redeemed.all("set-cookie")) {
        let attributes: Vec<String> = line.split(';').skip(1).map(|part| part.trim().to_lowercase()).collect();
        let name = line.split('=').next().unwrap_or_default();
        for wanted in ["httponly", "samesite=strict", "path=/"] {
            ensure!(attributes.iter().any(|found| found == wanted), "the cookie {name} lacks {wanted}");
        }
        ensure!(!attributes.iter().any(|found| found.starts_with("domain")), "the cookie {name} has a domain");
        if line.starts_with("__Host-") || !subject.target.is_loopback() {
            ensure!(line.starts_with("__Host-"), "the cookie {name} has no __Host- prefix");
            ensure!(attributes.iter().any(|found| found == "secure"), "the cookie {name} lacks secure");
        }
    }
    Ok(())
}

/// CACHE-01.
pub fn private_answers_are_not_stored(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    for path in PRIVATE.into_iter().filter(|path| subject.offers(path)) {
        let answer = persona.get(path)?;
        ensure!(answer.status == 200 || path != "/me", "GET /me is answered with {}", answer.status);
        if answer.status >= 400 && subject.has(Feature::Shapes).is_err() {
            // A refusal is nothing private.
            continue;
        }
        let cache = answer.header("cache-control").unwrap_or_default();
        ensure!(cache.contains("no-store") && !cache.contains("public"), "{path}: Cache-Control is {cache:?}");
        // An answer to a request with a token no cache gives to the next one by itself (RFC 9111, 3.5).
        let varies = answer.header("vary").is_some_and(|vary| vary.to_lowercase().contains("cookie"));
        ensure!(varies || !subject.is_by_cookie(), "{path}: Vary does not name Cookie");
    }
    Ok(())
}

/// LOGOUT-01.
pub fn sign_out_clears(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let answer = persona.ask(&Request::new("POST", "/auth/logout"))?;
    ensure!((200..300).contains(&answer.status), "sign-out is answered with {}", answer.status);
    // One by which the device is known again may stay.
    let gone = |line: &str| line.to_lowercase().contains("max-age=0");
    ensure!(answer.all("set-cookie").any(gone), "the cookie is not cleared");
    ensure!(persona.get("/me")?.status == 401, "what is left of the cookies opens the account");
    let cleared = answer.header("clear-site-data").unwrap_or_default();
    ensure!(cleared.contains("\"storage\"") || cleared.contains("\"*\""), "Clear-Site-Data is {cleared:?}");
    Ok(())
}

/// LOGOUT-02.
pub fn sign_out_revokes(subject: &Subject) -> Verdict {
    let persona = subject.anew(Role::Ordinary)?;
    let stolen = persona.copied();
    ensure!(stolen.get("/me")?.status == 200, "a second tab is not signed in");
    persona.ask(&Request::new("POST", "/auth/logout"))?;
    for path in PRIVATE.into_iter().filter(|path| subject.offers(path)) {
        let status = stolen.get(path)?.status;
        ensure!(status == 401, "after sign-out the old cookie gets {status} at {path}");
    }
    Ok(())
}
