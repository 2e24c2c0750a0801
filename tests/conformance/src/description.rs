//! The file that describes a backend to the suite (`target.toml`): where it is, who its personas are and how they sign in, what it does not
//! have, which of its routes have other names. Not: what is asked.

mod person;
mod places;
#[cfg(test)]
mod tests;

pub use person::{Minted, Person, Refresh};
pub use places::Routes;

use crate::Fault;
use crate::check::{Feature, Role};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Most requests of a run where the file does not say.
const REQUESTS: u64 = 60_000;

/// A backend, as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// What the report calls it.
    #[serde(default)]
    pub name: String,
    /// Where the API begins.
    pub base: String,
    /// What `/.well-known/plenary-conformance` of its origin answers, which says that whoever runs it agrees.
    pub consent: Option<String>,
    /// Most requests of a run.
    #[serde(default = "requests")]
    pub requests: u64,
    /// How sessions are carried.
    #[serde(default)]
    pub auth: Auth,
    /// Where the personas' mails arrive.
    pub mailbox: Option<Inbox>,
    /// Who they are. They belong to the suite: what they hold is overwritten.
    #[serde(default)]
    pub personas: BTreeMap<Role, Person>,
    /// Contract path -> its path here.
    #[serde(default)]
    pub routes: BTreeMap<String, String>,
    /// What is not there, and why.
    #[serde(default)]
    pub absent: BTreeMap<Feature, String>,
    /// The same program with short limits: sessions that end within seconds.
    pub hurried: Option<Instance>,
    /// The same program with the quotas of every day, which the run uses up; without it they are used up here, at the end.
    pub narrow: Option<Instance>,
    /// Where the persona `elsewhere` signs in: the same program with another conference. Without it they sign in here.
    pub elsewhere: Option<Instance>,
    /// What the organisers do by programs of their own.
    pub organisers: Option<Organisers>,
    /// Where the app refreshes tokens that it holds itself, if it does.
    pub refresh: Option<Refresh>,
    /// Addresses of further logs and exports that are searched for what is hidden.
    #[serde(default)]
    pub searched: Vec<String>,
}

/// How a request says who sends it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// `cookie` or `bearer`.
    #[serde(default)]
    pub mode: Mode,
    /// The header that every change carries in `cookie` mode, as `Name: value`.
    #[serde(default = "sign")]
    pub sign: String,
    /// The header that carries a token that was made for the run, as `Name: value` with `{token}` in it. As a `Cookie` it may be several.
    #[serde(default = "carried")]
    pub carried: String,
    /// The issuer of tokens, where its metadata shall be judged.
    pub issuer: Option<String>,
    /// The client by which the issuer is asked.
    pub client_id: Option<String>,
    /// Where the issuer may send people back to.
    pub redirect_uri: Option<String>,
}

/// What carries a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A cookie.
    #[default]
    Cookie,
    /// A token in `Authorization`.
    Bearer,
}

/// Where mails arrive.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Inbox {
    /// The page of a maildev.
    Maildev(String),
    /// A program that gets an address as its last argument and prints the mails to it as a JSON list of `{"id", "subject", "text"}`.
    Command(Vec<String>),
}

/// Another instance of the same program with the same personas.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// Where its API begins.
    pub base: String,
    /// Seconds until an unused session ends.
    pub session_idle: Option<u64>,
    /// Seconds until any session ends.
    pub session_absolute: Option<u64>,
    /// Seconds until a mailed proof is dead.
    pub proof_expires: Option<u64>,
    /// Seconds for which a proof is fresh enough to widen.
    pub step_up_age: Option<u64>,
}

/// Programs of the organisers, on the machine of the run.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisers {
    /// Takes a delegate, whose id is its last argument, out of everybody's sight.
    #[serde(default)]
    pub hold: Vec<String>,
    /// Puts them back.
    #[serde(default)]
    pub release: Vec<String>,
    /// Records an incident: everything that a delegate, whose id is its last argument, was shown of late.
    #[serde(default)]
    pub incident: Vec<String>,
}

impl Default for Auth {
    fn default() -> Self {
        Self { mode: Mode::Cookie, sign: sign(), carried: carried(), issuer: None, client_id: None, redirect_uri: None }
    }
}

fn sign() -> String {
    "X-Plenary: 1".into()
}

fn carried() -> String {
    "Authorization: Bearer {token}".into()
}

fn requests() -> u64 {
    REQUESTS
}

impl Description {
    /// Reads the file's text.
    pub fn parse(toml: &str) -> Result<Self, Fault> {
        let description: Self = toml::from_str(toml).map_err(|why| Fault::Broken(format!("the description cannot be read: {why}")))?;
        for (role, person) in &description.personas {
            person.check(*role)?;
        }
        for (feature, why) in &description.absent {
            crate::ensure!(why.trim().len() >= 10, "absent.{feature} needs a reason that a reader can judge");
        }
        description.refresh.as_ref().map_or(Ok(()), Refresh::check)?;
        let carried = &description.auth.carried;
        crate::ensure!(carried.contains(':') && carried.contains("{token}"), "auth.carried names no header, or has no {{token}} in it");
        Routes::of(&description.routes)?;
        Ok(description)
    }

    /// Of a backend that was described by an address alone.
    pub fn at(base: &str) -> Self {
        Self {
            name: String::new(),
            base: base.to_owned(),
            consent: None,
            requests: REQUESTS,
            auth: Auth::default(),
            mailbox: None,
            personas: BTreeMap::new(),
            routes: BTreeMap::new(),
            absent: BTreeMap::new(),
            hurried: None,
            narrow: None,
            elsewhere: None,
            organisers: None,
            refresh: None,
            searched: Vec::new(),
        }
    }

    /// What the report calls it.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.base } else { &self.name }
    }
}
