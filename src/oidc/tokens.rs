//! The answer of a token endpoint (RFC 6749, 5). Not: what the ID token in it claims (`claims`).

use super::fault::SignInFault;
use serde::Deserialize;

/// Opens the backend for minutes. It cannot be printed, copied or compared, and its text is exposed for one header alone.
pub struct AccessToken(String);

/// Gets the next access token, once. It cannot be printed, copied or compared.
pub struct RefreshToken(String);

impl AccessToken {
    /// The header `Authorization` (RFC 6750, 2.1).
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl RefreshToken {
    /// For the token endpoint and the place where tokens are given back.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// What a code or a refresh token was exchanged for.
pub struct Tokens {
    /// For the backend.
    pub access: AccessToken,
    /// For the next ones; `None`: this sign-in ends with the access token.
    pub refresh: Option<RefreshToken>,
    /// Who it is; may be missing in the answer to a refresh.
    pub id_token: Option<String>,
    /// Seconds that the access token is good for, by the issuer's word.
    pub expires_in: u32,
}

/// Where the issuer does not say; a backend takes none that lives longer than ten minutes.
const ASSUMED_SECONDS: u32 = 300;

#[derive(Deserialize)]
struct Body {
    access_token: String,
    token_type: String,
    refresh_token: Option<String>,
    id_token: Option<String>,
    expires_in: Option<u32>,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// The only characters of a token (RFC 6750, 2.1), so that it can neither end a header nor begin another.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'='))
}

impl Tokens {
    /// Reads a success.
    pub fn read(text: &str) -> Result<Self, SignInFault> {
        let Body { access_token, token_type, refresh_token, id_token, expires_in } =
            serde_json::from_str(text).map_err(|_| SignInFault::Malformed)?;
        // A token that must be used in another way (DPoP, MAC) would be refused, or worse, taken.
        if !token_type.eq_ignore_ascii_case("Bearer") || !is_token(&access_token) {
            return Err(SignInFault::Malformed);
        }
        let refresh = refresh_token.filter(|token| !token.is_empty()).map(RefreshToken);
        Ok(Self { access: AccessToken(access_token), refresh, id_token, expires_in: expires_in.unwrap_or(ASSUMED_SECONDS) })
    }
}

/// Whether a token endpoint said that this code or refresh token opens nothing (any more), as opposed to being broken or busy.
pub fn refused(status: u16, text: &str) -> bool {
    matches!(status, 400 | 401) && serde_json::from_str::<Refused>(text).is_ok_and(|refused| refused.error == "invalid_grant")
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_bearer_tokens_of_harmless_characters_are_taken() {
        let good = Tokens::read(r#"{"access_token":"a.b-c","token_type":"bearer","expires_in":60,"refresh_token":"r"}"#).ok().unwrap();
        assert_eq!((good.access.header().as_str(), good.expires_in), ("Bearer a.b-c", 60));
        assert_eq!(good.refresh.as_ref().map(RefreshToken::expose), Some("r"));
        for bad in [
            r#"{"access_token":"a","token_type":"DPoP"}"#,
            r#"{"access_token":"a\r\nX: y","token_type":"Bearer"}"#,
            r#"{"access_token":"","token_type":"Bearer"}"#,
            r#"{"token_type":"Bearer"}"#,
            "<html>",
        ] {
            assert_eq!(Tokens::read(bad).err(), Some(SignInFault::Malformed), "{bad}");
        }
        assert_eq!(Tokens::read(r#"{"access_token":"a","token_type":"Bearer"}"#).ok().unwrap().expires_in, ASSUMED_SECONDS);
    }

    #[test]
    fn a_broken_issuer_signs_nobody_out() {
        assert!(refused(400, r#"{"error":"invalid_grant"}"#));
        assert!(!refused(400, r#"{"error":"temporarily_unavailable"}"#));
        assert!(!refused(500, r#"{"error":"invalid_grant"}"#));
        assert!(!refused(400, "<html>Wi-Fi</html>"));
    }
}
