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
use plenary_conformance::walk::{escaped, unescaped};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

pub const SECRET: &str = "a secret of the tests";

/// Who comes back with a code.
struct Person {
    subject: String,
    email: String,
    /// What was asked with.
    nonce: String,
    /// Of the verifier that must come with the code; empty: any.
    challenge: String,
}

type Codes = Arc<Mutex<HashMap<String, Person>>>;

pub struct Provider {
    pub issuer: String,
    codes: Codes,
    flaw: Flaw,
}

/// What is wrong with it on purpose.
#[derive(Clone, Default)]
struct Flaw {
    name: Option<&'static str>,
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Flaw {
    /// Whether this one is. It is asked last, where it would change something.
    fn is(&self, name: &str) -> bool {
        self.asked.lock().unwrap().insert(name.to_owned());
        self.name == Some(name)
    }
}

/// The client as it is registered.
pub const CLIENT: &str = "plenary";

impl Provider {
    pub fn start() -> Self {
        Self::sending_back_to(None, None)
    }

    /// One that sends whoever comes by a browser straight back to this address, which is registered, as a person whom nobody knows; with a flaw,
    /// named after the check that must find it.
    pub fn sending_back_to(registered: Option<&'static str>, flaw: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let (codes, flaw) = (Codes::default(), Flaw { name: flaw, ..Flaw::default() });
        let (own, waiting, wrong) = (issuer.clone(), codes.clone(), flaw.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &own, &waiting, (registered, &wrong));
            }
        });
        Self { issuer, codes, flaw }
    }

    /// Which flaws it was asked about.
    pub fn asked_about(&self) -> BTreeSet<String> {
        self.flaw.asked.lock().unwrap().clone()
    }

    /// What a backend is started with.
    pub fn flags(&self) -> [&str; 6] {
        ["--oidc-issuer", &self.issuer, "--oidc-client-id", CLIENT, "--oidc-name", "Example Ministry"]
    }

    /// The way back, for somebody who was sent to `address`.
    pub fn proved(&self, address: &str, subject: &str, email: &str) -> String {
        let code = plenary_conformance::random_letters(24);
        let person =
            Person { subject: subject.into(), email: email.into(), nonce: asked(address, "nonce").unwrap(), challenge: String::new() };
        self.codes.lock().unwrap().insert(code.clone(), person);
        format!("/auth/oidc/callback?code={code}&state={}&iss={}", asked(address, "state").unwrap(), escaped(&self.issuer))
    }

    /// From the press of the button to where in the app this browser lands.
    pub fn lands(&self, browser: &Persona, subject: &str, email: &str) -> String {
        let there = browser.get("/auth/oidc/start").unwrap().header("location").unwrap().to_owned();
        let back = self.proved(&there, subject, email);
        browser.ask(&Request::new("GET", &back)).unwrap().header("location").unwrap().to_owned()
    }
}

/// A parameter of an address, as it stands there.
fn asked(address: &str, name: &str) -> Option<String> {
    let query = address.split_once('?')?.1;
    let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(key, _)| *key == name);
    values.next().map(|(_, value)| value.to_owned()).filter(|_| values.next().is_none())
}

/// The way back of somebody who was sent here, where everything is as it must be.
fn sends_back(address: &str, issuer: &str, codes: &Codes, registered: &str, flaw: &Flaw) -> Option<String> {
    let is = |name: &str, wanted: &str| asked(address, name).is_some_and(|found| unescaped(&found) == wanted);
    let redirect = unescaped(&asked(address, "redirect_uri")?);
    let is_registered = redirect == registered || (redirect.starts_with(registered) && flaw.is("OIDC-09"));
    let is_proved = is("code_challenge_method", "S256") || flaw.is("OIDC-10");
    if !is_registered || !is("client_id", CLIENT) || !is("response_type", "code") || !is_proved {
        return None;
    }
    let code = plenary_conformance::random_letters(24);
    let (nonce, challenge) = (asked(address, "nonce")?, asked(address, "code_challenge").unwrap_or_default());
    let person = Person { subject: "sub-conformance".into(), email: "nobody.at.all@example.org".into(), nonce, challenge };
    codes.lock().unwrap().insert(code.clone(), person);
    Some(format!("{redirect}?code={code}&state={}&iss={}", asked(address, "state")?, escaped(issuer)))
}

/// What a code is worth, once, to whoever has the verifier that belongs to it.
fn exchanged(form: &str, issuer: &str, codes: &Codes) -> Option<Value> {
    let member = |name: &str| form.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default();
    let person = codes.lock().unwrap().remove(member("code"))?;
    let verified = URL_SAFE_NO_PAD.encode(Sha256::digest(member("code_verifier").as_bytes()));
    let is_theirs = person.challenge.is_empty() || person.challenge == verified;
    is_theirs.then(|| tokens(issuer, &person.subject, &person.email, &person.nonce))
}

fn answer(mut stream: TcpStream, issuer: &str, codes: &Codes, (registered, flaw): (Option<&str>, &Flaw)) {
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
    let address = path.split(' ').nth(1).unwrap_or_default();
    let (mut status, mut location) = ("200 OK", String::new());
    let said = match address.split('?').next().unwrap_or_default() {
        "/jwks" => keys(),
        "/token" => exchanged(&String::from_utf8(body).unwrap(), issuer, codes).unwrap_or_else(|| {
            status = "400 Bad Request";
            json!({"error": "invalid_grant"})
        }),
        "/auth" => {
            let back = registered.and_then(|registered| sends_back(address, issuer, codes, registered, flaw));
            status = if back.is_some() { "303 See Other" } else { "400 Bad Request" };
            location = back.map(|back| format!("Location: {back}\r\n")).unwrap_or_default();
            json!({})
        }
        _ => description(issuer, flaw),
    };
    let text = said.to_string();
    let head = format!("HTTP/1.1 {status}\r\n{location}Content-Type: application/json\r\nContent-Length: {}\r\n", text.len());
    let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{text}").as_bytes());
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

fn description(issuer: &str, flaw: &Flaw) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "code_challenge_methods_supported": [if flaw.is("OIDC-01") { "plain" } else { "S256" }],
        "authorization_response_iss_parameter_supported": true,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })
}
