//! Sign-in through an organisation's provider, as the backend begins it. Not: how it takes people back (`way_back`), nor the provider itself
//! (`issuer`).

use super::Subject;
use super::secrets::BITS_OF_TOKENS;
use crate::check::{Check, Feature, Profile};
use crate::http::{Answer, Request, Target};
use crate::persona::Persona;
use crate::statistics::bits;
use crate::walk::{escaped, unescaped};
use crate::{Fault, Verdict, ensure};

pub(super) const NEEDS: &[Feature] = &[Feature::Organisation];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "OIDC-02",
        Profile::Full,
        "a sign-in through an organisation is begun for a code, and with a proof of who began it (PKCE, S256)",
        "whoever gets hold of an answer on its way signs in with it",
        a_proof_of_who_began,
    )
    .from(&["V10.4.6", "RFC 7636", "RFC 9700 2.1.1"], &["T37"])
    .needs(NEEDS, &[]),
    Check::new(
        "OIDC-03",
        Profile::Full,
        "state and nonce are there, long and new each time",
        "a link can sign a delegate in to somebody else's account, without their noticing",
        state_and_nonce,
    )
    .from(&["V10.2.1", "V10.5.1"], &["T37"])
    .needs(NEEDS, &[]),
    Check::new(
        "OIDC-04",
        Profile::Full,
        "people are sent back to one address, whatever is asked",
        "the answer that signs a delegate in is sent to a page of somebody else",
        one_address_back,
    )
    .from(&["V10.4.1", "RFC 9700 2.1"], &["T36", "T37"])
    .needs(NEEDS, &[])
    .beside(&["REDIR-01"]),
];

/// The address at the provider to which a browser is sent, and its parameters.
pub(super) struct Leaving {
    pub(super) address: String,
    pub(super) answer: Answer,
}

impl Leaving {
    /// At the press of the button.
    pub(super) fn of(browser: &Persona, query: &str) -> Result<Self, Fault> {
        let answer = browser.get(&format!("/auth/oidc/start{query}"))?;
        let address = answer.header("location").unwrap_or_default().to_owned();
        ensure!((300..400).contains(&answer.status), "GET /auth/oidc/start is answered with {}", answer.status);
        if address.starts_with('/') {
            return Err(Fault::Missing("an organisation's provider that can be reached, or `organisation` among what is absent".into()));
        }
        Ok(Self { address, answer })
    }

    /// As it stands in the address.
    fn get(&self, name: &str) -> Result<&str, Fault> {
        let query = self.address.split_once('?').map_or("", |(_, query)| query);
        let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(key, _)| *key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Ok(value),
            (None, _) => Err(Fault::Broken(format!("the address at the provider has no {name}"))),
            (Some(_), Some(_)) => Err(Fault::Broken(format!("the address at the provider has more than one {name}"))),
        }
    }

    /// The query with which the provider sends its person back.
    pub(super) fn back(&self) -> Result<String, Fault> {
        let missing = || Fault::Missing("a provider of tests that sends its person straight back, without a page".into());
        let (place, path) = split(&self.address).ok_or_else(missing)?;
        let answer = Target::parse(&place)?.ask(&Request::page("GET", &path))?;
        let location = answer.header("location").filter(|_| (300..400).contains(&answer.status)).ok_or_else(missing)?;
        let query = location.split_once('?').map(|(_, query)| query.to_owned()).ok_or_else(missing)?;
        if query.contains("code=") { Ok(query) } else { Err(missing()) }
    }
}

/// Origin and path of an address.
pub(super) fn split(address: &str) -> Option<(String, String)> {
    let (scheme, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    Some((format!("{scheme}://{host}"), format!("/{path}")))
}

/// OIDC-02.
pub fn a_proof_of_who_began(subject: &Subject) -> Verdict {
    let mut challenges = Vec::new();
    for _ in 0..3 {
        let leaving = Leaving::of(&subject.stranger(), "")?;
        ensure!(leaving.get("response_type")? == "code", "what is asked for is {}", leaving.get("response_type")?);
        ensure!(leaving.get("code_challenge_method")? == "S256", "the method of PKCE is {}", leaving.get("code_challenge_method")?);
        let challenge = leaving.get("code_challenge")?.to_owned();
        ensure!(challenge.len() == 43, "code_challenge is no SHA-256");
        ensure!(!challenges.contains(&challenge), "two sign-ins have one code_challenge");
        challenges.push(challenge);
    }
    Ok(())
}

/// OIDC-03.
pub fn state_and_nonce(subject: &Subject) -> Verdict {
    let (mut states, mut nonces) = (Vec::new(), Vec::new());
    for _ in 0..24 {
        let leaving = Leaving::of(&subject.stranger(), "")?;
        states.push(leaving.get("state")?.to_owned());
        nonces.push(leaving.get("nonce")?.to_owned());
    }
    for (what, values) in [("state", &states), ("nonce", &nonces)] {
        let bits = bits(values);
        ensure!(bits >= BITS_OF_TOKENS, "{what} holds {bits} bits of chance");
    }
    ensure!(!states.iter().zip(&nonces).any(|(state, nonce)| state == nonce), "state and nonce are one");
    Ok(())
}

/// OIDC-04.
pub fn one_address_back(subject: &Subject) -> Verdict {
    let first = Leaving::of(&subject.stranger(), "")?;
    let address = first.get("redirect_uri")?;
    let named = subject
        .description
        .auth
        .redirect_uri
        .clone()
        .unwrap_or_else(|| format!("{}{}", subject.target.origin(), subject.target.place("/auth/oidc/callback")));
    ensure!(unescaped(address) == named, "people are sent back to {}, not to {named}", unescaped(address));
    for wish in ["redirect_uri", "return_to", "callback"] {
        for evil in ["https://attacker.example/", "//attacker.example", "/auth/oidc/callback/../x"] {
            let leaving = Leaving::of(&subject.stranger(), &format!("?{wish}={}", escaped(evil)))?;
            ensure!(leaving.get("redirect_uri")? == address, "{wish} decides where people are sent back to");
            ensure!(!leaving.address.contains("attacker"), "{wish} is handed on to the provider");
        }
    }
    for (header, value) in
        [("X-Forwarded-Host", "attacker.example"), ("Forwarded", "host=attacker.example"), ("Origin", "https://attacker.example")]
    {
        let request = Request::new("GET", "/auth/oidc/start").with(header, value);
        let location = subject.target.ask(&request)?.header("location").unwrap_or_default().to_owned();
        ensure!(!location.contains("attacker"), "{header} decides where people are sent back to");
    }
    Ok(())
}
