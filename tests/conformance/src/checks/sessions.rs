//! A session from its mail to its end. Not: who may be seen in it.

use super::{Subject, envelope};
use crate::http::Request;
use crate::mailbox::Mailbox;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::json;

const PRIVATE: [&str; 6] = ["/me", "/me/agenda", "/me/calendar", "/me/preview?as=delegate", "/delegates", "/delegates/d1"];

fn mailbox(subject: &Subject) -> Result<&Mailbox, Fault> {
    subject.mailbox.as_ref().ok_or_else(|| Fault::Missing("--inbox".into()))
}

/// AUTHN-04.
pub fn a_scanner_spends_nothing(subject: &Subject) -> Verdict {
    let mut asker = Persona::stranger(&subject.target);
    asker.email = subject.email()?.to_owned();
    let (_, mail) = asker.start(mailbox(subject)?)?;
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
    let mut asker = Persona::stranger(&subject.target);
    asker.email = subject.email()?.to_owned();
    let started = asker.begin()?;
    let code = mailbox(subject)?.next(&asker.email)?.code()?;
    let redeemed = asker.redeem(&json!({"challenge_id": started.json()["challenge_id"], "code": code}))?;
    ensure!(redeemed.all("set-cookie").next().is_some(), "no session cookie");
    for line in started.all("set-cookie").chain(redeemed.all("set-cookie")) {
        let attributes: Vec<String> = line.split(';').skip(1).map(|part| part.trim().to_lowercase()).collect();
        let name = line.split('=').next().unwrap_or_default();
        for wanted in ["httponly", "samesite=strict", "path=/"] {
            ensure!(attributes.iter().any(|found| found == wanted), "the cookie {name} lacks {wanted}");
        }
        ensure!(!attributes.iter().any(|found| found.starts_with("domain")), "the cookie {name} has a domain");
        if line.starts_with("__Host-") || !envelope::is_loopback(subject) {
            ensure!(line.starts_with("__Host-"), "the cookie {name} has no __Host- prefix");
            ensure!(attributes.iter().any(|found| found == "secure"), "the cookie {name} lacks secure");
        }
    }
    Ok(())
}

/// CACHE-01.
pub fn private_answers_are_not_stored(subject: &Subject) -> Verdict {
    let persona = subject.persona()?;
    for path in PRIVATE {
        let answer = persona.get(path)?;
        let cache = answer.header("cache-control").unwrap_or_default();
        ensure!(cache.contains("no-store") && !cache.contains("public"), "{path}: Cache-Control is {cache:?}");
        ensure!(answer.header("vary").is_some_and(|vary| vary.to_lowercase().contains("cookie")), "{path}: Vary does not name Cookie");
    }
    Ok(())
}

/// LOGOUT-01.
pub fn sign_out_clears(subject: &Subject) -> Verdict {
    let persona = subject.persona()?;
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
    let persona = subject.persona()?;
    let stolen = persona.copied();
    ensure!(stolen.get("/me")?.status == 200, "a second tab is not signed in");
    persona.ask(&Request::new("POST", "/auth/logout"))?;
    for path in PRIVATE {
        let status = stolen.get(path)?.status;
        ensure!(status == 401, "after sign-out the old cookie gets {status} at {path}");
    }
    Ok(())
}
