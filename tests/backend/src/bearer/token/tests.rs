//! Tokens as attackers make them, and one good of each kind. Every bad one differs from a good one in exactly one thing.

use super::*;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://id.example.org";
const AUDIENCE: &str = "https://api.example.org";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn public(seed: u8, kid: &str) -> Value {
    let point = key(seed).verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid,
            "x": URL_SAFE_NO_PAD.encode(&bytes[1..33]), "y": URL_SAFE_NO_PAD.encode(&bytes[33..65]) })
}

fn keys() -> CoreJsonWebKeySet {
    serde_json::from_value(json!({ "keys": [public(7, "k1"), public(8, "k2")] })).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn with(mut base: Value, change: &Value) -> Value {
    for (name, value) in change.as_object().unwrap() {
        match value {
            Value::Null => drop(base.as_object_mut().unwrap().remove(name)),
            value => base[name] = value.clone(),
        }
    }
    base
}

/// Signed with the key of this seed; `null` takes a member out.
fn token(header: &Value, claims: &Value, seed: u8) -> String {
    let header = with(json!({ "alg": "ES256", "typ": "at+jwt", "kid": "k1" }), header);
    let claims = with(
        json!({ "iss": ISSUER, "sub": "s-ada", "aud": AUDIENCE, "client_id": "plenary", "iat": NOW, "exp": NOW + 300, "auth_time": NOW - 60 }),
        claims,
    );
    let signed = format!("{}.{}", encoded(&header), encoded(&claims));
    let signature: Signature = key(seed).sign(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn judged(header: Value, claims: Value) -> Result<Claims, Doubt> {
    read(&token(&header, &claims, 7), &keys(), ISSUER, AUDIENCE, NOW)
}

#[test]
fn a_token_of_the_issuer_for_this_backend_is_believed() {
    let claims = Claims { subject: "s-ada".into(), client: "plenary".into(), authenticated: NOW - 60 };
    assert_eq!(judged(json!({}), json!({})), Ok(claims));
    assert!(judged(json!({ "typ": "application/AT+jwt" }), json!({})).is_ok());
    assert!(judged(json!({ "kid": null }), json!({})).is_ok());
    assert!(judged(json!({}), json!({ "aud": ["x", AUDIENCE] })).is_ok());
    assert!(judged(json!({}), json!({ "exp": NOW - 29, "iat": NOW - 300 })).is_ok(), "clocks differ");
}

#[test]
fn one_wrong_thing_is_enough_authn_09() {
    for (header, claims, doubt) in [
        (json!({ "alg": "none" }), json!({}), Doubt::Algorithm),
        (json!({ "alg": "None" }), json!({}), Doubt::Algorithm),
        (json!({ "alg": "HS256" }), json!({}), Doubt::Algorithm),
        (json!({ "alg": "RS1" }), json!({}), Doubt::Algorithm),
        (json!({ "alg": "RS256" }), json!({}), Doubt::Signature),
        (json!({ "alg": "EdDSA" }), json!({}), Doubt::Signature),
        (json!({ "typ": "JWT" }), json!({}), Doubt::Kind),
        (json!({ "typ": null }), json!({}), Doubt::Kind),
        (json!({ "crit": ["b64"], "b64": false }), json!({}), Doubt::Kind),
        (json!({ "kid": "k3" }), json!({}), Doubt::UnknownKey),
        (json!({ "kid": "k2" }), json!({}), Doubt::Signature),
        (json!({}), json!({ "iss": "https://evil.example" }), Doubt::Issuer),
        (json!({}), json!({ "iss": "https://id.example.org/" }), Doubt::Issuer),
        (json!({}), json!({ "aud": "https://other.example.org" }), Doubt::Audience),
        (json!({}), json!({ "aud": [] }), Doubt::Audience),
        (json!({}), json!({ "exp": NOW - 30, "iat": NOW - 300 }), Doubt::Time),
        (json!({}), json!({ "iat": NOW + 31, "exp": NOW + 300 }), Doubt::Time),
        (json!({}), json!({ "nbf": NOW + 31 }), Doubt::Time),
        (json!({}), json!({ "exp": NOW + 601 }), Doubt::LongLived),
        (json!({}), json!({ "exp": i64::MAX }), Doubt::LongLived),
        (json!({}), json!({ "auth_time": null }), Doubt::NoProofTime),
        (json!({}), json!({ "auth_time": NOW + 31 }), Doubt::Time),
        (json!({}), json!({ "sub": null }), Doubt::Shape),
        (json!({}), json!({ "sub": "" }), Doubt::Shape),
        (json!({}), json!({ "exp": null }), Doubt::Shape),
        (json!({}), json!({ "exp": "soon" }), Doubt::Shape),
    ] {
        assert_eq!(judged(header.clone(), claims.clone()), Err(doubt), "{header} {claims}");
    }
}

#[test]
fn a_signature_of_somebody_else_or_none_opens_nothing_v9_1_1() {
    let read = |token: &str| read(token, &keys(), ISSUER, AUDIENCE, NOW);
    assert_eq!(read(&token(&json!({}), &json!({}), 9)), Err(Doubt::Signature));
    let good = token(&json!({}), &json!({}), 7);
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let other = encoded(
        &json!({ "iss": ISSUER, "sub": "s-eve", "aud": AUDIENCE, "client_id": "plenary", "iat": NOW, "exp": NOW + 300, "auth_time": NOW }),
    );
    assert_eq!(read(&format!("{head}.{other}.{signature}")), Err(Doubt::Signature));
    assert_eq!(read(&format!("{signed}.")), Err(Doubt::Signature));
    let none = encoded(&json!({ "alg": "none", "typ": "at+jwt" }));
    assert_eq!(read(&format!("{none}.{body}.")), Err(Doubt::Algorithm));
    for shape in ["", "a", "a.b", "a.b.c", "..", &good[..good.len() / 2], &format!("{good}.x"), "é.é.é"] {
        assert_eq!(read(shape), Err(Doubt::Shape), "{shape}");
    }
}

/// A public key is no secret: who signs with it as if it were one (HS256) has signed nothing (RFC 8725, 2.1).
#[test]
fn the_public_key_is_no_password_authn_09() {
    let jwk = public(7, "k1").to_string();
    let signed = format!("{}.{}", encoded(&json!({ "alg": "HS256", "typ": "at+jwt", "kid": "k1" })), encoded(&json!({ "iss": ISSUER })));
    for secret in [jwk.as_bytes(), STANDARD.encode(&jwk).as_bytes()] {
        let signature = hmac_sha256(secret, signed.as_bytes());
        let forged = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        assert_eq!(read(&forged, &keys(), ISSUER, AUDIENCE, NOW), Err(Doubt::Algorithm));
    }
    // Nor does a key that the issuer should never have shown make one.
    let shown: CoreJsonWebKeySet = serde_json::from_value(json!({ "keys": [{ "kty": "oct", "kid": "k1", "k": "c2VjcmV0" }] })).unwrap();
    assert!(matches!(read(&token(&json!({}), &json!({}), 7), &shown, ISSUER, AUDIENCE, NOW), Err(Doubt::Signature | Doubt::UnknownKey)));
}

fn hmac_sha256(secret: &[u8], message: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut block = [0; 64];
    let short = if secret.len() > 64 { Sha256::digest(secret).to_vec() } else { secret.to_vec() };
    block[..short.len()].copy_from_slice(&short);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}
