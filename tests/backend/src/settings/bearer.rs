//! The settings about access tokens, which belong together. Not: what they are used for.

use super::{Misconfigured, Settings};
use crate::organisation::is_protected;

impl Settings {
    /// Half an issuer is none, and one that could be listened to neither.
    pub(super) fn check_bearer(&self) -> Result<(), Misconfigured> {
        match (&self.bearer_issuer, &self.bearer_audience) {
            (None, None) if self.bearer_origins.is_empty() => Ok(()),
            (Some(issuer), Some(_)) if is_protected(issuer) => Ok(()),
            (Some(_), Some(_)) => {
                Err(Misconfigured::Combination("'bearer_issuer' must begin with https:// (plain HTTP only for an issuer on this machine)"))
            }
            (None, None) | (Some(_), None) | (None, Some(_)) => {
                Err(Misconfigured::Combination("'bearer_issuer' and 'bearer_audience' belong together, and 'bearer_origins' to them"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_configured_whole_and_by_tls_or_not_at_all() {
        let set = |issuer: Option<&str>, audience: Option<&str>, origins: &[&str]| {
            Settings {
                bearer_issuer: issuer.map(str::to_owned),
                bearer_audience: audience.map(str::to_owned),
                bearer_origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
                insecure_loopback: true,
                ..Settings::default()
            }
            .check()
            .is_ok()
        };
        assert!(set(None, None, &[]));
        assert!(set(Some("https://id.example.org"), Some("api"), &["https://app.example.org"]));
        assert!(set(Some("http://127.0.0.1:9"), Some("api"), &[]));
        assert!(!set(Some("https://id.example.org"), None, &[]));
        assert!(!set(None, Some("api"), &[]));
        assert!(!set(None, None, &["https://app.example.org"]));
        assert!(!set(Some("http://id.example.org"), Some("api"), &[]));
    }
}
