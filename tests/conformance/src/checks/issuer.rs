//! The provider that hands out tokens: what it says about itself and what it lets itself be asked. Not: how the backend uses it
//! (`organisation`).

use super::Subject;
use super::organisation::split;
use crate::check::{Check, Feature, Profile};
use crate::http::{Answer, Request, Target};
use crate::walk::escaped;
use crate::{Fault, Verdict, ensure};
use serde_json::Value;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "OIDC-01",
        Profile::Safe,
        "the provider says about itself who it is, and that it takes the safe way",
        "the backend may be made to trust somebody else's word about who a delegate is",
        says_who_it_is,
    )
    .from(&["V10.5.3", "V10.4.6", "RFC 8414 3.3"], &["T37"])
    .needs(&[Feature::Organisation], &[]),
    Check::new(
        "OIDC-09",
        Profile::Full,
        "the provider sends people back to the registered address and to no other",
        "a link with the employer's own address sends the answer that signs a delegate in to somebody else",
        only_the_registered_address,
    )
    .from(&["V10.4.1", "RFC 9700 2.1"], &["T36", "T37"])
    .needs(&[Feature::Organisation], &[]),
    Check::new(
        "OIDC-10",
        Profile::Full,
        "the provider hands out nothing by a web address, and no code without a proof of who began",
        "tokens stand in histories and logs, and whoever reads there acts as the delegate",
        no_short_ways,
    )
    .from(&["V10.4.4", "V10.4.6", "RFC 9700 2.1.2", "RFC 9700 2.4"], &["T37"])
    .needs(&[Feature::Organisation], &[]),
];

/// An S256 challenge of nothing that anybody knows.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Issuer<'s> {
    subject: &'s Subject,
    metadata: Value,
    client: String,
    redirect: String,
}

impl<'s> Issuer<'s> {
    fn of(subject: &'s Subject) -> Result<Self, Fault> {
        let missing = |what: &str| Fault::Missing(format!("{what} under [auth] in the description"));
        let auth = &subject.description.auth;
        let named = auth.issuer.clone().ok_or_else(|| missing("issuer"))?;
        let client = auth.client_id.clone().ok_or_else(|| missing("client_id"))?;
        let redirect = auth.redirect_uri.clone().ok_or_else(|| missing("redirect_uri"))?;
        let place = format!("{}/.well-known/openid-configuration", named.trim_end_matches('/'));
        let answer = asked(subject, &place)?;
        ensure!(answer.status == 200, "the provider's metadata are answered with {}", answer.status);
        let metadata = answer.json();
        ensure!(metadata["issuer"] == named.as_str(), "the provider calls itself {}, not {named}", metadata["issuer"]);
        Ok(Self { subject, metadata, client, redirect })
    }

    fn names(&self, member: &str, word: &str) -> bool {
        self.metadata[member].as_array().is_some_and(|words| words.iter().any(|found| found == word))
    }

    /// What becomes of a request for a sign-in.
    fn ask(&self, response_type: &str, redirect: &str, challenge: &str) -> Result<Answer, Fault> {
        let endpoint = self.metadata["authorization_endpoint"].as_str().unwrap_or_default();
        let separator = if endpoint.contains('?') { '&' } else { '?' };
        let (client, kind, back) = (escaped(&self.client), escaped(response_type), escaped(redirect));
        let wish = format!("client_id={client}&response_type={kind}&redirect_uri={back}&scope=openid&state=conformance&nonce=conformance");
        asked(self.subject, &format!("{endpoint}{separator}{wish}{challenge}"))
    }
}

fn asked(subject: &Subject, address: &str) -> Result<Answer, Fault> {
    let (place, path) = split(address).ok_or_else(|| Fault::Broken(format!("{address} is no address")))?;
    Ok(subject.target.moved_to(&place)?.ask(&Request::page("GET", &path))?)
}

fn pkce() -> String {
    format!("&code_challenge={CHALLENGE}&code_challenge_method=S256")
}

/// OIDC-01.
pub fn says_who_it_is(subject: &Subject) -> Verdict {
    let issuer = Issuer::of(subject)?;
    for member in ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"] {
        let address = issuer.metadata[member].as_str().unwrap_or_default();
        let here = split(address).map(|(place, _)| Target::parse(&place).is_ok_and(|target| target.is_loopback()));
        ensure!(address.starts_with("https://") || here == Some(true), "{member} is {address:?}, which is no https address");
        ensure!(!address.contains(['#', '*']), "{member} is {address:?}");
    }
    ensure!(issuer.names("response_types_supported", "code"), "the provider does not offer codes");
    ensure!(issuer.names("code_challenge_methods_supported", "S256"), "the provider does not take PKCE with S256");
    ensure!(!issuer.names("id_token_signing_alg_values_supported", "none"), "the provider hands out what nobody signed");
    Ok(())
}

/// Whether somebody is sent to this address, with or without an answer.
fn leads_to(answer: &Answer, address: &str) -> bool {
    (300..400).contains(&answer.status) && answer.header("location").is_some_and(|location| location.starts_with(address))
}

/// OIDC-09.
pub fn only_the_registered_address(subject: &Subject) -> Verdict {
    let issuer = Issuer::of(subject)?;
    let registered = issuer.redirect.clone();
    let honest = issuer.ask("code", &registered, &pkce())?;
    ensure!((200..400).contains(&honest.status), "an honest request is answered with {}", honest.status);
    let (place, path) = split(&registered).ok_or_else(|| Fault::Missing("a redirect_uri that is an address".into()))?;
    let host = place.split("://").nth(1).unwrap_or_default();
    for other in [
        "https://attacker.example/".to_owned(),
        format!("{registered}/x"),
        format!("{registered}/../x"),
        format!("{registered}%2f..%2fx"),
        format!("{registered}?x=1"),
        format!("{registered}#x"),
        format!("https://{host}.attacker.example{path}"),
        format!("https://attacker.example@{host}{path}"),
        format!("{place}@attacker.example{path}"),
        format!("{place}/"),
        registered.to_uppercase(),
        format!("{registered}, https://attacker.example/"),
        "*".to_owned(),
    ] {
        let answer = issuer.ask("code", &other, &pkce())?;
        let is_sent = (300..400).contains(&answer.status)
            && answer.header("location").is_some_and(|location| location.contains("attacker") || location.contains("code="));
        ensure!(!is_sent && !leads_to(&answer, &other), "people are sent back to {other}");
    }
    Ok(())
}

/// OIDC-10.
pub fn no_short_ways(subject: &Subject) -> Verdict {
    let issuer = Issuer::of(subject)?;
    for short in ["token", "id_token", "id_token token", "code token", "code id_token", "code id_token token"] {
        ensure!(!issuer.names("response_types_supported", short), "the provider offers {short:?}");
        let answer = issuer.ask(short, &issuer.redirect, &pkce())?;
        let told = answer.header("location").unwrap_or_default();
        ensure!(
            !told.contains("access_token=") && !told.contains("id_token="),
            "asked for {short:?}, the provider puts a token into an address"
        );
    }
    for grant in ["password", "implicit"] {
        ensure!(!issuer.names("grant_types_supported", grant), "the provider offers the grant {grant:?}");
    }
    let plain = format!("&code_challenge={CHALLENGE}&code_challenge_method=plain");
    for (challenge, what) in [(String::new(), "without a proof of who began"), (plain, "with a proof that everybody can read")] {
        let answer = issuer.ask("code", &issuer.redirect, &challenge)?;
        let is_given = answer.header("location").is_some_and(|location| location.contains("code="));
        ensure!(!is_given, "{what} the provider hands out a code");
    }
    Ok(())
}
