//! What an ID token claims, and whether it is believed (OpenID Connect Core 1.0, 3.1.3.7 and 12.2). Not: its signature; see the parent.

use super::base64url;
use super::fault::SignInFault;
use serde::Deserialize;

/// Seconds by which the clocks of an issuer's machines may differ. The device's own clock plays no part at all.
const LEEWAY: i64 = 300;

/// Who signed in, as the issuer names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// `sub`: names the person at this issuer for good.
    pub subject: String,
}

/// What an ID token must say.
pub struct Expected<'a> {
    /// `iss`.
    pub issuer: &'a str,
    /// `aud`, and `azp` where there is one.
    pub client_id: &'a str,
    /// `nonce`; `None` for a refresh, where it may be missing and is not asked for.
    pub nonce: Option<&'a str>,
    /// `sub`, where it is known.
    pub subject: Option<&'a str>,
    /// Whether the person must have proved themselves just now.
    pub is_fresh: bool,
    /// Unix seconds by the token endpoint's own clock (`Date`); `None`: it shows none, and the moment of issue stands for now. The answer has
    /// just come over TLS to a question of this page, with its nonce in it, so it cannot be an old one.
    pub now: Option<i64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    azp: Option<String>,
    nonce: Option<String>,
    auth_time: Option<f64>,
}

impl Identity {
    /// Believes an ID token, or says why not.
    pub fn read(id_token: &str, expected: &Expected<'_>) -> Result<Self, SignInFault> {
        let claims = claims(id_token).ok_or(SignInFault::Malformed)?;
        if claims.iss != expected.issuer {
            return Err(SignInFault::OtherIssuer);
        }
        let (is_meant, is_shared) = match &claims.aud {
            Audience::One(name) => (name == expected.client_id, false),
            Audience::Many(names) => (names.iter().any(|name| name == expected.client_id), names.len() > 1),
        };
        let is_ours = match &claims.azp {
            Some(party) => party == expected.client_id,
            None => !is_shared,
        };
        if !is_meant || !is_ours {
            return Err(SignInFault::OtherApp);
        }
        if expected.nonce.is_some() && claims.nonce.as_deref() != expected.nonce {
            return Err(SignInFault::OtherSignIn);
        }
        if claims.sub.is_empty() || expected.subject.is_some_and(|known| known != claims.sub) {
            return Err(SignInFault::OtherPerson);
        }
        let (exp, iat) = (claims.exp as i64, claims.iat as i64);
        let now = expected.now.unwrap_or(iat);
        if exp <= now - LEEWAY || exp <= iat || (now - iat).abs() > LEEWAY {
            return Err(SignInFault::Expired);
        }
        let proved = claims.auth_time.map(|at| at as i64);
        if expected.is_fresh && proved.is_none_or(|proved| (now - proved).abs() > LEEWAY) {
            return Err(SignInFault::NotFresh);
        }
        Ok(Self { subject: claims.sub })
    }
}

fn claims(id_token: &str) -> Option<Claims> {
    let mut parts = id_token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&base64url::decode(payload)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const NOW: i64 = 1_800_000_000;

    fn token(change: Value) -> String {
        let mut claims = json!({
            "iss": "https://id.example.org", "sub": "ada", "aud": "plenary", "nonce": "n", "iat": NOW, "exp": NOW + 600, "auth_time": NOW - 10,
        });
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        format!("e30.{}.c2ln", base64url::encode(claims.to_string().as_bytes()))
    }

    fn expected() -> Expected<'static> {
        let (issuer, client_id) = ("https://id.example.org", "plenary");
        Expected { issuer, client_id, nonce: Some("n"), subject: None, is_fresh: true, now: Some(NOW) }
    }

    fn read(change: Value) -> Result<Identity, SignInFault> {
        Identity::read(&token(change), &expected())
    }

    #[test]
    fn a_token_is_believed_only_where_every_claim_fits_t37() {
        assert_eq!(read(json!({})), Ok(Identity { subject: "ada".into() }));
        assert!(read(json!({ "aud": ["plenary"] })).is_ok());
        assert!(read(json!({ "aud": ["plenary", "other"], "azp": "plenary" })).is_ok());
        for (change, fault) in [
            (json!({ "iss": "https://evil.example" }), SignInFault::OtherIssuer),
            (json!({ "iss": "https://id.example.org/" }), SignInFault::OtherIssuer),
            (json!({ "aud": "other" }), SignInFault::OtherApp),
            (json!({ "aud": [] }), SignInFault::OtherApp),
            (json!({ "aud": ["plenary", "other"] }), SignInFault::OtherApp),
            (json!({ "aud": ["plenary", "other"], "azp": "other" }), SignInFault::OtherApp),
            (json!({ "azp": "other" }), SignInFault::OtherApp),
            (json!({ "nonce": "another" }), SignInFault::OtherSignIn),
            (json!({ "nonce": null }), SignInFault::OtherSignIn),
            (json!({ "sub": "" }), SignInFault::OtherPerson),
            (json!({ "exp": NOW - 301 }), SignInFault::Expired),
            (json!({ "exp": NOW - 1, "iat": NOW }), SignInFault::Expired),
            (json!({ "iat": NOW - 301 }), SignInFault::Expired),
            (json!({ "iat": NOW + 301, "exp": NOW + 900 }), SignInFault::Expired),
            (json!({ "auth_time": NOW - 301 }), SignInFault::NotFresh),
            (json!({ "auth_time": null }), SignInFault::NotFresh),
            (json!({ "exp": "soon" }), SignInFault::Malformed),
            (json!({ "sub": 7 }), SignInFault::Malformed),
        ] {
            assert_eq!(read(change.clone()), Err(fault), "{change}");
        }
    }

    #[test]
    fn what_is_no_token_is_none() {
        for bad in ["", "a.b", "a.b.c.d", "e30.###.x", "e30.e30.x"] {
            assert_eq!(Identity::read(bad, &expected()), Err(SignInFault::Malformed), "{bad}");
        }
    }

    #[test]
    fn without_a_clock_of_the_issuer_the_moment_of_issue_is_now_t49() {
        let expected = Expected { now: None, is_fresh: false, ..expected() };
        assert!(Identity::read(&token(json!({ "iat": 1_000, "exp": 1_600 })), &expected).is_ok());
        assert_eq!(Identity::read(&token(json!({ "iat": 1_000, "exp": 1_000 })), &expected), Err(SignInFault::Expired));
    }

    #[test]
    fn a_refresh_stays_with_the_same_person() {
        let later = Expected { nonce: None, subject: Some("ada"), is_fresh: false, ..expected() };
        assert!(Identity::read(&token(json!({ "nonce": null })), &later).is_ok());
        assert_eq!(Identity::read(&token(json!({ "sub": "eve" })), &later), Err(SignInFault::OtherPerson));
    }
}
