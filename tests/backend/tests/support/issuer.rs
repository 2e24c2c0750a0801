//! An issuer on loopback: its description, its keys, and tokens signed with them, as they should be or not. Not: a sign-in.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Issuer {
    pub url: String,
    asked: Arc<AtomicUsize>,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

impl Issuer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let (own, counter) = (url.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut bytes = [0; 4096];
                let read = stream.read(&mut bytes).unwrap_or(0);
                let head = String::from_utf8_lossy(&bytes[..read]).into_owned();
                counter.fetch_add(1, Ordering::Relaxed);
                let body = if head.contains("/jwks") { keys() } else { description(&own) }.to_string();
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, asked }
    }

    /// Requests so far.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub fn now(&self) -> i64 {
        plenary_backend::desk::now()
    }

    fn made(&self, header: &Value, change: &Value, seed: u8) -> String {
        let mut claims = json!({
            "iss": self.url, "sub": "s-ada", "aud": "api", "client_id": "plenary-app",
            "iat": self.now(), "exp": self.now() + 300, "auth_time": self.now() - 30, "jti": "1",
        });
        for (name, value) in change.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(&claims));
        let signature: Signature = key(seed).sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    /// A good token, but for what is changed; `null` takes a claim out.
    pub fn token(&self, change: &Value) -> String {
        self.made(&json!({ "alg": "ES256", "typ": "at+jwt", "kid": "k1" }), change, 7)
    }

    /// Signed by somebody else.
    pub fn forged(&self, change: &Value) -> String {
        self.made(&json!({ "alg": "ES256", "typ": "at+jwt", "kid": "k1" }), change, 9)
    }

    /// `alg: none`.
    pub fn unsigned(&self, change: &Value) -> String {
        let token = self.made(&json!({ "alg": "none", "typ": "at+jwt" }), change, 7);
        format!("{}.", token.rsplit_once('.').unwrap().0)
    }

    pub fn of_unknown_key(&self) -> String {
        self.made(&json!({ "alg": "ES256", "typ": "at+jwt", "kid": "k9" }), &json!({}), 9)
    }
}

fn keys() -> Value {
    let point = key(7).verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&bytes[1..33]), URL_SAFE_NO_PAD.encode(&bytes[33..65]));
    json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "kid": "k1", "x": x, "y": y }] })
}

fn description(url: &str) -> Value {
    json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/auth"),
        "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })
}
