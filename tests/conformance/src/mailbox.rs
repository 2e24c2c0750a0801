//! Everybody's inbox at the test's mail server (maildev and its REST interface), and how a proof is read from a mail. Not: sending one.

use crate::http::{Request, Target};
use crate::{Fault, ensure};
use serde_json::Value;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longest wait for a mail.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(30);

/// The inbox of everybody to whom one sender writes.
#[derive(Clone)]
pub struct Mailbox {
    page: Target,
    /// Only mails from this address, where it is given: several backends may share a mail server.
    sender: Option<String>,
}

/// A mail as it arrived.
#[derive(Clone)]
pub struct Mail {
    /// What the server calls it.
    id: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl Mailbox {
    /// The inbox whose page is at this address.
    pub fn at(page: &str, sender: Option<String>) -> Result<Self, Fault> {
        Ok(Self { page: Target::parse(page)?, sender })
    }

    /// Mails to this address that nobody took yet.
    pub fn to(&self, address: &str) -> Result<Vec<Mail>, Fault> {
        let answer = self.page.get("/api/email")?;
        ensure!(answer.status == 200, "the inbox answers {}", answer.status);
        let all = answer.json();
        let has = |people: &Value, wanted: &str| {
            people
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["address"].as_str().is_some_and(|a| a.eq_ignore_ascii_case(wanted))))
        };
        let ours = |mail: &&Value| has(&mail["to"], address) && self.sender.as_ref().is_none_or(|sender| has(&mail["from"], sender));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let read = |mail: &Value| Mail { id: text(&mail["id"]), subject: text(&mail["subject"]), text: text(&mail["text"]) };
        Ok(all.as_array().into_iter().flatten().filter(ours).map(read).collect())
    }

    /// The next mail to this address that holds a code, once it is there; it is taken out. Mails that only tell something stay.
    pub fn next(&self, address: &str) -> Result<Mail, Fault> {
        self.take(address, |mail| mail.code().is_ok())
    }

    /// The next mail to this address that tells something and holds no code, once it is there; it is taken out.
    pub fn notice(&self, address: &str) -> Result<Mail, Fault> {
        self.take(address, |mail| mail.code().is_err())
    }

    fn take(&self, address: &str, is_wanted: impl Fn(&Mail) -> bool) -> Result<Mail, Fault> {
        let begun = Instant::now();
        loop {
            if let Some(mail) = self.to(address)?.into_iter().find(&is_wanted) {
                self.page.ask(&Request::new("DELETE", &format!("/api/email/{}", mail.id)))?;
                return Ok(mail);
            }
            ensure!(begun.elapsed() < PATIENCE, "no mail arrived within {} seconds", PATIENCE.as_secs());
            sleep(PAUSE);
        }
    }
}

impl Mail {
    /// The code: it stands alone on a line.
    pub fn code(&self) -> Result<String, Fault> {
        let is_code = |line: &&str| {
            let bare = line.replace(['-', ' '], "");
            (6..=12).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        self.text.lines().map(str::trim).find(is_code).map(str::to_owned).ok_or_else(|| Fault::Broken("the mail holds no code".into()))
    }

    /// The link.
    pub fn link(&self) -> Result<String, Fault> {
        let mut words = self.text.split_whitespace();
        words.find(|word| word.starts_with("http")).map(str::to_owned).ok_or_else(|| Fault::Broken("the mail holds no link".into()))
    }

    /// The link's secret. It must stand in the fragment, which no browser sends to any server.
    pub fn link_token(&self) -> Result<String, Fault> {
        let link = self.link()?;
        let (place, token) = link.split_once('#').ok_or_else(|| Fault::Broken("the link has no fragment".into()))?;
        ensure!(!place.contains('?'), "the link has a query, which servers and proxies write down");
        Ok(token.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_token_are_read_as_a_person_reads_them() {
        let mail = |text: &str| Mail { id: String::new(), subject: String::new(), text: text.into() };
        let good = mail("HELLO YOU,\n\nthis is it:\n\nABCD2345\n\nOr open\nhttp://a.example/sign-in/link#0ff1ce\n");
        assert_eq!((good.code().unwrap(), good.link_token().unwrap()), ("ABCD2345".into(), "0ff1ce".into()));
        assert!(mail("http://a.example/link?token=1#x").link_token().is_err());
        assert!(mail("http://a.example/link/0ff1ce").link_token().is_err());
        assert!(mail("no code").code().is_err());
    }
}
