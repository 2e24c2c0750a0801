//! What an issuer says about itself (OpenID Connect Discovery 1.0, RFC 8414), as far as it is used. Not: its keys.

use super::address::is_protected;
use super::fault::SignInFault;
use serde::Deserialize;

/// The addresses of an issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Where the page is sent to.
    pub authorization: String,
    /// Where a code becomes tokens.
    pub token: String,
    /// Where a refresh token is given back (RFC 7009).
    pub revocation: Option<String>,
    /// Where the sign-in at the organisation itself is ended (OpenID Connect RP-Initiated Logout 1.0).
    pub end_session: Option<String>,
    /// Whether answers may come behind `#`, which no server and no log ever sees.
    pub in_fragment: bool,
    /// Whether every answer names its issuer (RFC 9207).
    pub names_itself: bool,
}

/// The document as it stands.
#[derive(Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    response_modes_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Provider {
    /// Reads the description of `issuer`. It must name exactly that issuer (Discovery 4.3) and speak S256 (RFC 9700, 2.1.1).
    pub fn read(text: &str, issuer: &str) -> Result<Self, SignInFault> {
        let Description {
            issuer: named,
            authorization_endpoint: authorization,
            token_endpoint: token,
            revocation_endpoint,
            end_session_endpoint,
            response_modes_supported,
            code_challenge_methods_supported,
            authorization_response_iss_parameter_supported: names_itself,
        } = serde_json::from_str(text).map_err(|_| SignInFault::Description)?;
        if named != issuer {
            return Err(SignInFault::OtherIssuer);
        }
        let speaks_s256 = code_challenge_methods_supported.is_none_or(|methods| methods.iter().any(|method| method == "S256"));
        if !speaks_s256 || !is_protected(&authorization) || !is_protected(&token) {
            return Err(SignInFault::Description);
        }
        let usable = |address: Option<String>| address.filter(|address| is_protected(address));
        Ok(Self {
            authorization,
            token,
            revocation: usable(revocation_endpoint),
            end_session: usable(end_session_endpoint),
            // The default of the specification is both.
            in_fragment: response_modes_supported.is_none_or(|modes| modes.iter().any(|mode| mode == "fragment")),
            names_itself,
        })
    }
}

#[cfg(test)]
pub(super) fn example() -> Provider {
    Provider {
        authorization: "https://id.example.org/auth".into(),
        token: "https://id.example.org/token".into(),
        revocation: None,
        end_session: None,
        in_fragment: true,
        names_itself: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const ISSUER: &str = "https://id.example.org";

    fn described(change: Value) -> Result<Provider, SignInFault> {
        let mut document = json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://id.example.org/auth",
            "token_endpoint": "https://id.example.org/token",
            "code_challenge_methods_supported": ["plain", "S256"],
            "response_modes_supported": ["query", "fragment"],
            "authorization_response_iss_parameter_supported": true,
        });
        for (name, value) in change.as_object().unwrap() {
            document[name] = value.clone();
        }
        Provider::read(&document.to_string(), ISSUER)
    }

    #[test]
    fn a_description_must_be_of_the_configured_issuer_t37() {
        assert_eq!(described(json!({})), Ok(example()));
        for other in ["https://id.example.org/", "https://evil.example", "http://id.example.org", "https://ID.example.org"] {
            assert_eq!(described(json!({ "issuer": other })), Err(SignInFault::OtherIssuer), "{other}");
        }
    }

    #[test]
    fn an_issuer_without_pkce_or_tls_is_not_used_oidc_01() {
        for unfit in [
            json!({ "code_challenge_methods_supported": ["plain"] }),
            json!({ "code_challenge_methods_supported": [] }),
            json!({ "token_endpoint": "http://id.example.org/token" }),
            json!({ "authorization_endpoint": "javascript:alert(1)" }),
            json!({ "token_endpoint": null }),
        ] {
            assert_eq!(described(unfit.clone()), Err(SignInFault::Description), "{unfit}");
        }
        assert_eq!(Provider::read("<html>", ISSUER), Err(SignInFault::Description));
    }

    #[test]
    fn what_is_not_needed_may_be_missing_or_unfit() {
        let provider = described(json!({ "revocation_endpoint": "http://x.example", "response_modes_supported": ["query"] })).unwrap();
        assert_eq!((provider.revocation, provider.in_fragment), (None, false));
    }
}
