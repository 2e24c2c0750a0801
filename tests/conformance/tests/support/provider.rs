//! An honest OpenID provider on loopback for a backend's tests: no page, no accounts; whoever holds the address that it was asked by says who they
//! are. Not: one that lies, which the tests in the browser have.
#![allow(dead_code, unreachable_pub, reason = "each test program includes it whole and uses a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

pub const SECRET: &str = "a secret of the tests";

/// Who comes back with a code: subject, address and the nonce that was asked with.
type Codes = Arc<Mutex<HashMap<String, [String; 3]>>>;

pub struct Provider {
    pub issuer: String,
    codes: Codes,
}

impl Provider {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let codes = Codes::default();
        let (own, waiting) = (issuer.clone(), codes.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &own, &waiting);
            }
        });
        Self { issuer, codes }
    }

    /// What a backend is started with.
    pub fn flags(&self) -> [&str; 6] {
        ["--oidc-issuer", &self.issuer, "--oidc-client-id", "plenary", "--oidc-name", "Example Ministry"]
    }

    /// The way back, for somebody who was sent to `address`.
    pub fn proved(&self, address: &str, subject: &str, email: &str) -> String {
        let asked = |name: &str| {
            let query = address.split_once('?').unwrap().1;
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).unwrap().1.to_owned()
        };
        let code = plenary_conformance::random_letters(24);
        self.codes.lock().unwrap().insert(code.clone(), [subject.into(), email.into(), asked("nonce")]);
        format!("/auth/oidc/callback?code={code}&state={}", asked("state"))
    }

    /// From the press of the button to where in the app this browser lands.
    pub fn lands(&self, browser: &Persona, subject: &str, email: &str) -> String {
        let there = browser.get("/auth/oidc/start").unwrap().header("location").unwrap().to_owned();
        let back = self.proved(&there, subject, email);
        browser.ask(&Request::new("GET", &back)).unwrap().header("location").unwrap().to_owned()
    }
}

fn answer(mut stream: TcpStream, issuer: &str, codes: &Codes) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut path, mut length) = (String::new(), 0);
    reader.read_line(&mut path).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let said = if path.contains("/jwks") {
        keys()
    } else if path.contains("/token") {
        let form = String::from_utf8(body).unwrap();
        let code = form.split('&').find_map(|pair| pair.strip_prefix("code=")).unwrap();
        let [subject, email, nonce] = codes.lock().unwrap().remove(code).unwrap();
        tokens(issuer, &subject, &email, &nonce)
    } else {
        description(issuer)
    };
    let text = said.to_string();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", text.len());
    let _ = stream.write_all(format!("{head}{text}").as_bytes());
}

fn key() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).unwrap()
}

fn tokens(issuer: &str, subject: &str, email: &str, nonce: &str) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let claims = json!({
        "iss": issuer, "aud": "plenary", "sub": subject, "email": email, "email_verified": true, "nonce": nonce, "iat": now, "exp": now + 300,
    });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "ES256", "kid": "k1"})), part(&claims));
    let signature: Signature = key().sign(signed.as_bytes());
    let id_token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
    json!({"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": id_token})
}

fn keys() -> Value {
    let point = key().verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&bytes[1..33]), URL_SAFE_NO_PAD.encode(&bytes[33..65]));
    json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "k1", "x": x, "y": y}]})
}

fn description(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })
}
