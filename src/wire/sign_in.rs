//! Signing in and out, as JSON. Not: cookies, which scripts never see.

use super::rights::PolicyRef;
use serde::{Deserialize, Serialize};

/// `GET /config`: what the app needs to know before anybody signs in. Public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// The conference's name.
    pub event: String,
    /// IANA zone of the venue.
    pub zone: Option<String>,
    /// Ways to sign in: `email`, `passkey`, `oidc`. Names that nobody knows are ignored.
    pub sign_in: Vec<String>,
    /// What people call the organisation whose sign-in `oidc` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Which privacy policy is in force; its words are at `GET /policy`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyRef>,
    /// The public key of `GET /incidents`, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_key: Option<String>,
}

/// `POST /auth/start`. Answered with [`Started`] whether the address is known or not.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Where the proof should be sent.
    pub email: String,
}

/// `202` to [`Start`] and to `POST /auth/step-up/start`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Names the challenge.
    pub challenge_id: String,
    /// Seconds until it is dead.
    pub expires_in: u32,
}

/// `POST /auth/redeem` and `POST /auth/step-up/finish`: exactly one proof, never an address.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Redeem {
    /// The mailed code, typed into the browser that asked or another.
    Code(RedeemCode),
    /// The token of the mailed link; works only in the browser that asked.
    Link(RedeemLink),
}

/// See [`Redeem::Code`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedeemCode {
    /// The challenge that the code was mailed for.
    pub challenge_id: String,
    /// Eight characters; spaces, hyphens and case do not matter.
    pub code: String,
}

/// See [`Redeem::Link`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedeemLink {
    /// From the fragment of the link.
    pub link_token: String,
}
