//! A JWT access token (RFC 9068), believed or refused. Pure. Not: where the keys come from (`issuer`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::JsonWebKey;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Seconds by which two honest clocks may differ.
const LENIENCE: i64 = 30;
/// A token cannot be taken back, so it may not live longer than this (seconds; contract, "Credential").
const LONGEST_LIFE: i64 = 600;

/// Why a token is not believed; for the log, which never sees the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Not a signed JWT, or members that cannot be read.
    Shape,
    /// An algorithm that is not on the list: `none` and every secret key among them (OWASP ASVS 5.0 V9.1.2).
    Algorithm,
    /// Another kind of token, such as an ID token (RFC 9068, 4).
    Kind,
    /// No key of the issuer has this name; it may be new.
    UnknownKey,
    /// Not signed by the issuer.
    Signature,
    /// Of another issuer.
    Issuer,
    /// For somebody else.
    Audience,
    /// Over, not yet valid, or from the future.
    Time,
    /// Lives longer than a token may that nobody can take back.
    LongLived,
    /// Does not say when the person proved who they are (`auth_time`), by which sessions are told apart and steps up are judged.
    NoProofTime,
}

/// What is left of a token that is believed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Claims {
    /// `sub`.
    pub(super) subject: String,
    /// `client_id`.
    pub(super) client: String,
    /// `auth_time`.
    pub(super) authenticated: i64,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Payload {
    iss: String,
    sub: String,
    aud: Audience,
    client_id: String,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    auth_time: Option<i64>,
}

/// Believes a token, or says why not. The signature is looked at before any claim.
pub(super) fn read(token: &str, keys: &CoreJsonWebKeySet, issuer: &str, audience: &str, now: i64) -> Result<Claims, Doubt> {
    let mut parts = token.split('.');
    let (Some(head), Some(body), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Doubt::Shape);
    };
    let header: Header = part(head)?;
    let algorithm = match header.alg.as_str() {
        "RS256" => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        "ES256" => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        "EdDSA" => CoreJwsSigningAlgorithm::EdDsa,
        _ => return Err(Doubt::Algorithm),
    };
    let kind = header.typ.unwrap_or_default().to_ascii_lowercase();
    // What must be understood (RFC 7515, 4.1.11) is nothing that we do.
    if header.crit.is_some() || !matches!(kind.as_str(), "at+jwt" | "application/at+jwt") {
        return Err(Doubt::Kind);
    }
    let named = keys.keys().iter().filter(|key| match &header.kid {
        Some(name) => key.key_id().is_some_and(|id| id.as_str() == name),
        None => true,
    });
    let mut named = named.peekable();
    if named.peek().is_none() {
        return Err(Doubt::UnknownKey);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Doubt::Shape)?;
    let signed = format!("{head}.{body}");
    if !named.any(|key| key.verify_signature(&algorithm, signed.as_bytes(), &signature).is_ok()) {
        return Err(Doubt::Signature);
    }
    judge(part(body)?, issuer, audience, now)
}

fn judge(payload: Payload, issuer: &str, audience: &str, now: i64) -> Result<Claims, Doubt> {
    let Payload { iss, sub, aud, client_id, exp, iat, nbf, auth_time } = payload;
    if iss != issuer {
        return Err(Doubt::Issuer);
    }
    let is_meant = match aud {
        Audience::One(name) => name == audience,
        Audience::Many(names) => names.iter().any(|name| name == audience),
    };
    if !is_meant {
        return Err(Doubt::Audience);
    }
    if now >= exp.saturating_add(LENIENCE)
        || now < iat.saturating_sub(LENIENCE)
        || nbf.is_some_and(|from| now < from.saturating_sub(LENIENCE))
    {
        return Err(Doubt::Time);
    }
    if exp.saturating_sub(iat) > LONGEST_LIFE {
        return Err(Doubt::LongLived);
    }
    if sub.is_empty() || client_id.is_empty() {
        return Err(Doubt::Shape);
    }
    let authenticated = auth_time.ok_or(Doubt::NoProofTime)?;
    if authenticated > now + LENIENCE {
        return Err(Doubt::Time);
    }
    Ok(Claims { subject: sub, client: client_id, authenticated })
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Doubt> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Doubt::Shape)?;
    serde_json::from_slice(&bytes).map_err(|_| Doubt::Shape)
}

#[cfg(test)]
mod tests;
