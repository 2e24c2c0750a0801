//! Somebody of the suite, and what is made for them for the length of a run. Not: what they do.

use crate::check::Role;
use crate::{Fault, Verdict};
use serde::Deserialize;
use std::process::Command;

/// Longest time for which a used refresh token may be taken again: answers are lost within seconds.
const LONGEST_GRACE: u64 = 60;

/// Somebody of the suite.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their address.
    #[serde(default)]
    pub email: String,
    /// A token that was made for the run; without it they sign in by a mailed code.
    pub token: Option<String>,
    /// The same, from the environment, so that it stands in no file.
    pub token_env: Option<String>,
    /// The same, printed by a program: for tokens that live for minutes.
    pub token_command: Option<Vec<String>>,
    /// A refresh token of a sign-in that was made for the run.
    pub refresh: Option<Minted>,
}

/// Something secret that was made for the run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Minted {
    /// As it stands in the file.
    Token(String),
    /// A variable of the environment holds it.
    Env(String),
    /// A program prints it, another one each time.
    Command(Vec<String>),
}

/// Where an app refreshes the tokens that it holds itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The provider's token endpoint.
    pub token_endpoint: String,
    /// The app's name there; it keeps no secret.
    pub client_id: String,
    /// Seconds for which a token that was used is taken again, for an answer that was lost.
    #[serde(default)]
    pub grace: u64,
}

impl Person {
    /// How a token for them is made, where one is.
    pub fn minted(&self) -> Option<Minted> {
        let token = self.token.clone().map(Minted::Token);
        token.or_else(|| self.token_env.clone().map(Minted::Env)).or_else(|| self.token_command.clone().map(Minted::Command))
    }

    /// Whether there is one way in for them.
    pub(super) fn check(&self, role: Role) -> Verdict {
        let ways = [self.token.is_some(), self.token_env.is_some(), self.token_command.is_some()];
        crate::ensure!(!self.email.is_empty() || ways.contains(&true), "the persona {role} has neither an address nor a token");
        crate::ensure!(ways.iter().filter(|way| **way).count() <= 1, "the persona {role} has more than one token");
        Ok(())
    }
}

impl Minted {
    /// Has it made.
    pub fn make(&self) -> Result<String, Fault> {
        match self {
            Self::Token(token) => Ok(token.clone()),
            Self::Env(name) => std::env::var(name).map_err(|_| Fault::Missing(format!("the environment's {name}"))),
            Self::Command(command) => {
                let (program, arguments) = command.split_first().ok_or_else(|| Fault::Missing("a program that prints a token".into()))?;
                let printed = Command::new(program).args(arguments).output()?;
                if !printed.status.success() {
                    return Err(Fault::Missing(format!("a token: {program} ended with {}", printed.status)));
                }
                Ok(String::from_utf8_lossy(&printed.stdout).trim().to_owned())
            }
        }
    }
}

impl Refresh {
    pub(super) fn check(&self) -> Verdict {
        let is_address = ["https://", "http://"].iter().any(|scheme| self.token_endpoint.starts_with(scheme));
        crate::ensure!(is_address, "refresh.token_endpoint is no address");
        crate::ensure!(!self.client_id.is_empty(), "refresh.client_id is empty");
        crate::ensure!(
            self.grace <= LONGEST_GRACE,
            "refresh.grace is longer than {LONGEST_GRACE} seconds: by then nobody waits for an answer"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_for_a_run_comes_from_one_place() {
        let made = |command: &[&str]| Minted::Command(command.iter().map(|word| (*word).to_owned()).collect()).make();
        assert_eq!(made(&["printf", " abc\\n"]), Ok("abc".into()));
        assert!(matches!(made(&["false"]), Err(Fault::Missing(_))) && matches!(made(&[]), Err(Fault::Missing(_))));
        assert!(matches!(Minted::Env("NO_SUCH_NAME_IN_ANY_ENVIRONMENT".into()).make(), Err(Fault::Missing(_))));
        let person = Person { token: Some("x".into()), ..Person::default() };
        assert_eq!(person.minted(), Some(Minted::Token("x".into())));
        assert!(person.check(Role::Victim).is_ok() && Person::default().check(Role::Victim).is_err());
    }
}
