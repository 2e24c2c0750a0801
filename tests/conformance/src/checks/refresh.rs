//! Refresh tokens that an app holds itself, where a provider gives it some: each is used once, and one that comes again ends the sign-in that it
//! belongs to. Not: the backend's own sessions (`lifetime`, `rotation`), nor how the app takes care of its tokens.

use super::Subject;
use super::browser::at_once;
use super::organisation::split;
use crate::check::{Check, Feature, Profile, Role};
use crate::description::{Minted, Refresh};
use crate::http::{Request, Target};
use crate::walk::escaped;
use crate::{Fault, Verdict, ensure};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

pub(super) const CHECKS: &[Check] = &[Check::new(
    "SESS-16",
    Profile::Full,
    "a refresh token is used once, and one that comes again ends the sign-in that it belongs to",
    "whoever copied a token from a delegate's browser stays signed in beside them for months, and nobody notices",
    each_is_used_once,
)
.from(&["V10.4.5", "RFC 9700 4.14.2"], &["T25"])
.needs(&[Feature::Refresh], &[Role::Ordinary])];

/// Tabs of one browser that find their token old at the same time.
const TABS: usize = 10;
/// Clocks of whole seconds.
const ROUND: Duration = Duration::from_secs(1);

/// What a provider says to a refresh token.
enum Said {
    /// With this status and OAuth's word for it.
    Refused(u16, String),
    /// It stays as it is.
    Same,
    /// Another one is used from now on.
    Next(String),
}

/// The token endpoint, and the program that signs the persona in there.
struct Provider<'s> {
    subject: &'s Subject,
    target: Target,
    path: String,
    described: &'s Refresh,
    minted: &'s Minted,
    made: Mutex<BTreeSet<String>>,
}

impl<'s> Provider<'s> {
    fn of(subject: &'s Subject) -> Result<Self, Fault> {
        let missing = |what: &str| Fault::Missing(what.into());
        let described = subject.description.refresh.as_ref().ok_or_else(|| missing("[refresh] in the description"))?;
        let minted = subject.person(Role::Ordinary)?.refresh.as_ref();
        let minted = minted.ok_or_else(|| missing("a refresh token of the persona ordinary (`refresh`)"))?;
        let (place, path) = split(&described.token_endpoint).ok_or_else(|| missing("a token_endpoint that is an address"))?;
        Ok(Self { subject, target: subject.target.moved_to(&place)?, path, described, minted, made: Mutex::default() })
    }

    /// The refresh token of another sign-in.
    fn sign_in(&self) -> Result<String, Fault> {
        let token = self.minted.make()?;
        self.keep_secret(&token, "$REFRESH_TOKEN");
        let is_new = self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone());
        let advice = "a program that prints another refresh token each time (`refresh.command` of the persona ordinary)";
        if is_new { Ok(token) } else { Err(Fault::Missing(advice.into())) }
    }

    /// As it is, and as it stands in a form.
    fn keep_secret(&self, token: &str, name: &str) {
        self.subject.recorder.keep_secret(token, name);
        self.subject.recorder.keep_secret(&escaped(token), name);
    }

    fn refresh(&self, token: &str) -> Result<Said, Fault> {
        let client = escaped(&self.described.client_id);
        let form = format!("grant_type=refresh_token&refresh_token={}&client_id={client}", escaped(token));
        let request = Request::page("POST", &self.path)
            .without("X-Plenary")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Accept", "application/json")
            .body(form);
        let answer = self.target.ask(&request)?;
        let given = answer.json();
        let word = |member: &str| given[member].as_str().unwrap_or_default();
        match answer.status {
            200 => {
                ["access_token", "id_token"].iter().for_each(|member| self.keep_secret(word(member), "$TOKEN"));
                let next = word("refresh_token");
                self.keep_secret(next, "$REFRESH_TOKEN");
                Ok(if next.is_empty() || next == token { Said::Same } else { Said::Next(next.to_owned()) })
            }
            status @ (400 | 401 | 403 | 429) => Ok(Said::Refused(status, word("error").chars().take(40).collect())),
            status @ (404 | 405) => Err(Fault::Missing(format!("the token endpoint: {} answers {status}", self.described.token_endpoint))),
            status => Err(Fault::Broken(format!("a refresh is answered with {status}"))),
        }
    }

    fn is_refused(&self, token: &str) -> Result<bool, Fault> {
        match self.refresh(token)? {
            Said::Refused(429, _) => Err(too_often()),
            Said::Refused(..) => Ok(true),
            Said::Same | Said::Next(_) => Ok(false),
        }
    }

    /// Until a used token is taken for a copy.
    fn wait(&self) {
        if self.described.grace > 0 {
            sleep(Duration::from_secs(self.described.grace) + ROUND);
        }
    }
}

/// The token that follows one that must be taken.
fn next(said: Said, which: &str) -> Result<String, Fault> {
    match said {
        Said::Next(next) => Ok(next),
        Said::Same => Err(Fault::Broken(format!("{which} is still good after it was used: a copy works for as long as it lives"))),
        Said::Refused(429, _) => Err(too_often()),
        Said::Refused(status, word) => Err(Fault::Broken(format!("{which} is refused: {status} {word}"))),
    }
}

fn too_often() -> Fault {
    Fault::Missing("wider quotas for refreshes during the run".into())
}

/// SESS-16.
pub fn each_is_used_once(subject: &Subject) -> Verdict {
    let provider = Provider::of(subject)?;
    let copied = provider.sign_in()?;
    let second = match provider.refresh(&copied)? {
        Said::Refused(status, word) if status != 429 => {
            return Err(Fault::Missing(format!("a refresh token that is taken: the one that was made is answered with {status} {word}")));
        }
        said => next(said, "a refresh token")?,
    };
    let newest = next(provider.refresh(&second)?, "the refresh token that came last")?;
    provider.wait();
    ensure!(provider.is_refused(&copied)?, "a refresh token that was used before is taken again");
    let goes_on = "after a used refresh token came again the newest one goes on: a thief and the owner stay signed in side by side";
    ensure!(provider.is_refused(&newest)?, "{goes_on}");
    // Who has to sign in again must be able to.
    let anew = next(provider.refresh(&provider.sign_in()?)?, "after that the refresh token of a new sign-in")?;
    many_at_once(&provider, &anew)
}

/// Several tabs with one token: no more than one line of tokens comes of it.
fn many_at_once(provider: &Provider<'_>, token: &str) -> Verdict {
    let mut lines = BTreeSet::new();
    for said in at_once((0..TABS).map(|_| || provider.refresh(token)).collect())? {
        match said {
            Said::Next(next) => {
                lines.insert(next);
            }
            Said::Same => return Err(Fault::Broken("asked at the same time, a refresh token stays the same".into())),
            Said::Refused(..) => {}
        }
    }
    ensure!(!lines.is_empty(), "of {TABS} refreshes at once none is answered with tokens");
    provider.wait();
    let mut go_on = 0;
    for line in &lines {
        go_on += usize::from(!provider.is_refused(line)?);
    }
    ensure!(go_on <= 1, "after {TABS} refreshes at once {go_on} lines of tokens go on side by side, and a copy is in no way noticed");
    // Without a time for answers that were lost, a second use is a copy, and ends the sign-in.
    let is_out = go_on == 0 && provider.described.grace > 0;
    ensure!(
        !is_out,
        "{TABS} refreshes at once end the sign-in, though a used token may come again for {} seconds",
        provider.described.grace
    );
    Ok(())
}
