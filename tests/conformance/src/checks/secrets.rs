//! Whatever opens something is long, random and in no address. Not: how it is used.

use super::Subject;
use crate::check::{Check, Feature, Profile, Role};
use crate::statistics::bits;
use crate::{Verdict, ensure};
use std::collections::BTreeSet;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHN-07",
        Profile::Full,
        "mailed secrets are random, and stand in no address that a server sees",
        "whoever reads a server's log, or works out how codes are made, gets into accounts",
        mailed_secrets,
    )
    .from(&["V14.2.1", "V6.5.3", "V6.5.4"], &["T04"])
    .needs(&[Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "SESS-05",
        Profile::Full,
        "sessions are named by at least 128 bits of chance",
        "somebody who works out how sessions are named uses other people's",
        session_names,
    )
    .from(&["V7.2.3"], &["T23"])
    .needs(&[Feature::MailedProof, Feature::Cookies], &[Role::Ordinary]),
];

/// Six digits, which are 19.9 bits and are taken for twenty; what more a code needs is that tries are counted.
const BITS_OF_CODES: u32 = 19;
/// 128, of which the last letter of a Base64 text holds two and is not counted.
pub(super) const BITS_OF_TOKENS: u32 = 126;

fn judge(secrets: &[String], least: u32, what: &str) -> Verdict {
    let different: BTreeSet<&String> = secrets.iter().collect();
    ensure!(!secrets.is_empty() && different.len() == secrets.len(), "{what} repeat themselves");
    let bits = bits(secrets);
    ensure!(bits >= least, "{what} hold {bits} bits of chance, fewer than {least}");
    Ok(())
}

/// AUTHN-07.
pub fn mailed_secrets(subject: &Subject) -> Verdict {
    let harvest = subject.harvest()?;
    judge(&harvest.codes, BITS_OF_CODES, "codes")?;
    // That a token stands in the fragment, where no server sees it, is what reading it demands.
    judge(&harvest.tokens, BITS_OF_TOKENS, "the tokens of links")?;
    ensure!(harvest.links.len() == 1, "what stands before the fragment of a link differs from mail to mail");
    ensure!(
        harvest.links.iter().all(|link| link.starts_with("https://") || subject.target.is_loopback()),
        "links do not begin with https://"
    );
    for challenge in &harvest.challenges {
        let is_told = |secret: &String| challenge.contains(secret.as_str()) || secret.contains(challenge.as_str());
        ensure!(!harvest.codes.iter().chain(&harvest.tokens).any(is_told), "the name of a sign-in tells its code");
    }
    Ok(())
}

/// SESS-05.
pub fn session_names(subject: &Subject) -> Verdict {
    let harvest = subject.harvest()?;
    ensure!(harvest.sessions.len() == harvest.codes.len(), "not every sign-in set one cookie that opens the account");
    judge(&harvest.sessions, BITS_OF_TOKENS, "session cookies")?;
    for told in harvest.codes.iter().chain(&harvest.tokens).chain(&harvest.challenges) {
        ensure!(!harvest.sessions.iter().any(|session| session.contains(told.as_str())), "a session is named after what was mailed");
    }
    Ok(())
}
