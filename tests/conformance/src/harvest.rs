//! Secrets of many sign-ins of one persona, gathered once for every check that judges their chance: each costs a mail. Not: the judgement.

use crate::check::Role;
use crate::http::Request;
use crate::persona::Persona;
use crate::subject::Subject;
use crate::{Fault, ensure};
use serde_json::json;
use std::collections::BTreeSet;

/// So many, that a place which changes by chance is told from one that does not.
const SIGN_INS: usize = 24;

/// By what they are.
#[derive(Debug, Clone, Default)]
pub struct Harvest {
    /// Mailed codes.
    pub codes: Vec<String>,
    /// What stands in the fragments of mailed links.
    pub tokens: Vec<String>,
    /// Mailed links without their fragments.
    pub links: BTreeSet<String>,
    /// Names of sign-ins, which the browser is told.
    pub challenges: Vec<String>,
    /// Session cookies.
    pub sessions: Vec<String>,
}

impl Harvest {
    /// From sign-ins whose sessions are ended again.
    pub fn of(subject: &Subject) -> Result<Self, Fault> {
        let (mut all, inbox) = (Self::default(), subject.inbox()?);
        for _ in 0..SIGN_INS {
            let persona = Persona::asking(&subject.target, subject.address(Role::Ordinary)?);
            let (challenge, mail) = persona.start(inbox)?;
            let before = cookies(&persona);
            let redeemed = persona.redeem(&json!({"challenge_id": challenge, "code": mail.code()?}))?;
            ensure!(matches!(redeemed.status, 200 | 204), "the mailed code is answered with {}", redeemed.status);
            // Whichever cookie opens the account by itself is the session.
            let after = cookies(&persona).into_iter().filter(|pair| !before.contains(pair));
            for (name, value) in after {
                let alone = subject.target.ask(&Request::new("GET", "/me").with("Cookie", &format!("{name}={value}")))?;
                if alone.status == 200 {
                    all.sessions.push(value);
                }
            }
            all.codes.push(mail.code()?);
            all.tokens.push(mail.link_token()?);
            all.links.insert(mail.link()?.split('#').next().unwrap_or_default().to_owned());
            all.challenges.push(challenge);
            persona.ask(&Request::new("POST", "/auth/logout"))?;
        }
        Ok(all)
    }
}

fn cookies(persona: &Persona) -> Vec<(String, String)> {
    let pair = |part: &str| part.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    persona.cookie().split("; ").filter_map(pair).collect()
}
