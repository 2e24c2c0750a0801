//! Everybody's inbox, at a mail server (maildev and its REST interface) or through a program that fetches mails; and how a proof is read from
//! one. Not: sending any.

use crate::http::{Request, Target};
use crate::walk::escaped;
use crate::{Fault, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longest wait for a mail.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(30);

/// The inbox of everybody to whom one sender writes.
#[derive(Clone)]
pub struct Mailbox(Source);

#[derive(Clone)]
enum Source {
    /// `sender`: only mails from this address, where it is given: several backends may share a mail server.
    Maildev { page: Target, sender: Option<String> },
    /// Prints every mail to the address that is its last argument. What was taken is remembered here.
    Program { command: Vec<String>, taken: Arc<Mutex<BTreeSet<String>>> },
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
        Ok(Self(Source::Maildev { page: Target::parse(page)?, sender }))
    }

    /// What a program prints: a JSON list of `{"id", "subject", "text"}`.
    pub fn of_program(command: Vec<String>) -> Self {
        Self(Source::Program { command, taken: Arc::default() })
    }

    /// Mails to this address that nobody took yet.
    pub fn to(&self, address: &str) -> Result<Vec<Mail>, Fault> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let read = |mail: &Value| Mail { id: text(&mail["id"]), subject: text(&mail["subject"]), text: text(&mail["text"]) };
        match &self.0 {
            Source::Maildev { page, sender } => {
                // The server looks for what it is asked for; whoever takes its whole list waits for every mail that others got.
                let sender_alone = sender.as_ref().map(|sender| format!("&from.address={}", escaped(sender))).unwrap_or_default();
                let answer = page.get(&format!("/api/email?to.address={}{sender_alone}", escaped(address)))?;
                ensure!(answer.status == 200, "the inbox answers {}", answer.status);
                let has = |people: &Value, wanted: &str| {
                    let named = |one: &Value| one["address"].as_str().is_some_and(|a| a.eq_ignore_ascii_case(wanted));
                    people.as_array().is_some_and(|all| all.iter().any(named))
                };
                let ours = |mail: &&Value| has(&mail["to"], address) && sender.as_ref().is_none_or(|sender| has(&mail["from"], sender));
                Ok(answer.json().as_array().into_iter().flatten().filter(ours).map(read).collect())
            }
            Source::Program { command, taken } => {
                let (program, arguments) = command.split_first().ok_or_else(|| Fault::Missing("a program that fetches mails".into()))?;
                let printed = Command::new(program).args(arguments).arg(address).output()?;
                ensure!(printed.status.success(), "the program that fetches mails ended with {}", printed.status);
                let all: Value = serde_json::from_slice(&printed.stdout).unwrap_or_default();
                ensure!(all.is_array(), "the program that fetches mails printed no list");
                let taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(all.as_array().into_iter().flatten().map(read).filter(|mail| !taken.contains(&mail.id)).collect())
            }
        }
    }

    /// Takes everything out that this sender wrote, to whomever: every list of a mail server holds all that is left in it.
    pub fn clear(&self) -> Result<(), Fault> {
        let Source::Maildev { page, sender: Some(sender) } = &self.0 else { return Ok(()) };
        let all = page.get(&format!("/api/email?from.address={}", escaped(sender)))?.json();
        for mail in all.as_array().into_iter().flatten() {
            page.ask(&Request::new("DELETE", &format!("/api/email/{}", mail["id"].as_str().unwrap_or_default())))?;
        }
        Ok(())
    }

    fn take_out(&self, mail: &Mail) -> Result<(), Fault> {
        match &self.0 {
            Source::Maildev { page, .. } => page.ask(&Request::new("DELETE", &format!("/api/email/{}", mail.id))).map(|_| ())?,
            Source::Program { taken, .. } => {
                taken.lock().unwrap_or_else(PoisonError::into_inner).insert(mail.id.clone());
            }
        }
        Ok(())
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
                self.take_out(&mail)?;
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
