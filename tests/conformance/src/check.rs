//! What a check is: what it proves, why that matters, where it is demanded, what it needs. Not: any check, which are in `checks`.

use crate::Verdict;
use crate::subject::Subject;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a run may do to a backend. Each holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Only reads, and sends no mail: fit for every hour, in production.
    Safe,
    /// Signs its personas in, changes what is theirs and puts it back; about a hundred mails to them.
    Full,
    /// Erases a persona, and uses quotas up until they end by themselves.
    Destructive,
}

/// Whom a check needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Fills in everything and hides all of it.
    Victim,
    /// Any other delegate.
    Ordinary,
    /// Somebody with whom the victim exchanges contact details.
    Connection,
    /// Runs the conference.
    Organiser,
    /// Is erased by the run.
    Erasable,
    /// Was removed by the organisers.
    Disabled,
    /// Belongs to another conference on the same backend.
    Elsewhere,
    /// Has never signed in.
    Fresh,
}

/// What a backend may do without; the description says why it is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Sign-in by a mailed code or link.
    MailedProof,
    /// A session that is a cookie.
    Cookies,
    /// Sessions at all: a sign-in that begins something and does not stand in every request.
    Sessions,
    /// Sign-in through a provider, by the backend.
    Organisation,
    /// Refresh tokens that the app holds itself; where `[refresh]` is not described there are none.
    Refresh,
    /// Sign-in by passkey.
    Passkeys,
    /// `GET /agenda`.
    Agenda,
    /// `/me/agenda`.
    Favourites,
    /// `/me/calendar`.
    Calendar,
    /// `/delegates`.
    Directory,
    /// Portraits.
    Photos,
    /// `PATCH /me`.
    Profile,
    /// `PUT /me/audiences`.
    Audiences,
    /// `GET /me/preview`.
    Preview,
    /// `/auth/step-up`.
    StepUp,
    /// `/me/sessions`.
    Devices,
    /// `GET /me/changes` and the step back.
    History,
    /// A new address, confirmed.
    NewAddress,
    /// `/connections`.
    Connections,
    /// `/blocks`.
    Blocks,
    /// `POST /reports`.
    Reports,
    /// `GET /me/access-log`.
    AccessLog,
    /// `GET /incidents`.
    Incidents,
    /// `GET /me/export`.
    Export,
    /// `DELETE /me`.
    Erasure,
    /// `/me/consents`.
    Consents,
    /// `POST /complaints`.
    Complaints,
    /// Organisers can take a profile out of sight.
    Moderation,
    /// Several conferences on one backend.
    Conferences,
    /// `Idempotency-Key`.
    Idempotency,
    /// The answers have the shapes of the contract.
    Shapes,
    /// The pages of the app come from the same origin.
    Pages,
}

/// One line of the report.
pub struct Check {
    /// Stable.
    pub id: &'static str,
    /// What holds where it passes.
    pub claim: &'static str,
    /// What can happen to people where it fails, for somebody who does not write programs.
    pub harm: &'static str,
    /// Where it is demanded: OWASP ASVS 5.0 (`V6.3.4`), `RFC 9700`, `GDPR Art. 25`.
    pub sources: &'static [&'static str],
    /// The threats that it answers.
    pub threats: &'static [&'static str],
    /// The narrowest profile in which it runs.
    pub profile: Profile,
    /// What the backend must have.
    pub features: &'static [Feature],
    /// Whom it needs.
    pub roles: &'static [Role],
    /// Other checks that see the same flaw.
    pub neighbours: &'static [&'static str],
    /// Asks.
    pub run: fn(&Subject) -> Verdict,
}

/// A source with the standard that it is from.
pub fn spelt_out(source: &str) -> String {
    let is_asvs = source.strip_prefix('V').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if is_asvs { format!("ASVS 5.0 {source}") } else { source.to_owned() }
}

impl Check {
    /// With nothing but what every check has; it runs in `profile` and wider ones.
    pub const fn new(id: &'static str, profile: Profile, claim: &'static str, harm: &'static str, run: fn(&Subject) -> Verdict) -> Self {
        Self { id, claim, harm, sources: &[], threats: &[], profile, features: &[], roles: &[], neighbours: &[], run }
    }

    /// Where it is demanded, in words that say which standard it is: `ASVS 5.0 V6.3.4, GDPR Art. 25`.
    pub fn demanded_by(&self) -> String {
        self.sources.iter().map(|source| spelt_out(source)).collect::<Vec<_>>().join(", ")
    }

    /// Where it is demanded, and the threats that it answers.
    pub const fn from(self, sources: &'static [&'static str], threats: &'static [&'static str]) -> Self {
        Self { sources, threats, ..self }
    }

    /// What and whom it needs.
    pub const fn needs(self, features: &'static [Feature], roles: &'static [Role]) -> Self {
        Self { features, roles, ..self }
    }

    /// Other checks that may fail by the same flaw.
    pub const fn beside(self, neighbours: &'static [&'static str]) -> Self {
        Self { neighbours, ..self }
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("id", &self.id).field("claim", &self.claim).finish_non_exhaustive()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        named(self, f)
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        named(self, f)
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        named(self, f)
    }
}

/// The name in the description's file.
fn named(value: &impl Serialize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => f.write_str(&name),
        Ok(_) | Err(_) => Err(fmt::Error),
    }
}
