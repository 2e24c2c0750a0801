//! The settings about an organisation's sign-in, which belong together. Not: what they are used for.

use super::{Misconfigured, Settings};
use crate::organisation::is_protected;
use plenary::conference::identity::AddressTrust;

/// An organisation whose provider signs people in.
pub struct Oidc<'a> {
    /// As its metadata spells it.
    pub issuer: &'a str,
    /// Who we are there.
    pub client: &'a str,
    /// How we prove it there. From the environment only.
    pub secret: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// How far its addresses are trusted.
    pub trust: AddressTrust,
}

impl Settings {
    /// The organisation, where all of it is configured.
    pub fn oidc(&self) -> Option<Oidc<'_>> {
        let trust = if self.oidc_trust_verified_email { AddressTrust::Directory } else { AddressTrust::Proof };
        Some(Oidc {
            issuer: self.oidc_issuer.as_deref()?,
            client: self.oidc_client_id.as_deref()?,
            secret: self.oidc_client_secret.as_deref()?,
            name: self.oidc_name.as_deref()?,
            trust,
        })
    }

    /// Half an organisation is none, and one that could be listened to neither.
    pub(super) fn check_oidc(&self) -> Result<(), Misconfigured> {
        let parts = [&self.oidc_issuer, &self.oidc_client_id, &self.oidc_name];
        let given = parts.iter().filter(|part| part.is_some()).count();
        if (given != 0 && given != parts.len()) || (given == 0 && self.oidc_client_secret.is_some()) {
            return Err(Misconfigured::Combination(
                "'oidc_issuer', 'oidc_client_id', 'oidc_name' and the environment's PLENARY_OIDC_CLIENT_SECRET belong together",
            ));
        }
        if given == 0 && self.oidc_trust_verified_email {
            return Err(Misconfigured::Combination("'oidc_trust_verified_email' is about an organisation: set 'oidc_issuer' too"));
        }
        match &self.oidc_issuer {
            Some(issuer) if !is_protected(issuer) => {
                Err(Misconfigured::Combination("'oidc_issuer' must begin with https:// (plain HTTP only for a provider on this machine)"))
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: Option<&str>, secret: Option<&str>, is_trusted: bool) -> Settings {
        Settings {
            oidc_issuer: issuer.map(str::to_owned),
            oidc_client_id: issuer.map(|_| "plenary".into()),
            oidc_name: issuer.map(|_| "Example Ministry".into()),
            oidc_client_secret: secret.map(str::to_owned),
            oidc_trust_verified_email: is_trusted,
            insecure_loopback: true,
            ..Settings::default()
        }
    }

    #[test]
    fn an_organisation_is_configured_whole_and_by_tls_or_not_at_all() {
        let good = settings(Some("https://login.example.org"), Some("s"), false).check().unwrap();
        assert_eq!(good.oidc().unwrap().trust, AddressTrust::Proof);
        assert!(settings(None, None, false).check().unwrap().oidc().is_none());
        let without = settings(Some("https://login.example.org"), None, false).check().unwrap();
        assert!(without.oidc().is_none() && without.awaited() == ["PLENARY_OIDC_CLIENT_SECRET"], "only serving needs the secret");
        let trusting = settings(Some("http://localhost:9"), Some("s"), true).check().unwrap();
        assert_eq!(trusting.oidc().unwrap().trust, AddressTrust::Directory);
        let bad = [
            settings(None, Some("s"), false),
            settings(None, None, true),
            settings(Some("http://login.example.org"), Some("s"), false),
            settings(Some("login.example.org"), Some("s"), false),
        ];
        for bad in bad {
            assert!(bad.check().is_err());
        }
    }
}
