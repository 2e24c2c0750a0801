//! An authenticator in software that does as it is told, also wrongly (WebAuthn Level 3 §6): every field is what it will say next.
//! Not: any judgement, which is the server's.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Flags of authenticator data (§6.1).
pub(crate) const PRESENT: u8 = 0x01;
pub(crate) const VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(crate) key: SigningKey,
    pub(crate) credential: Vec<u8>,
    /// What it was told to know its owner by.
    pub(crate) handle: Option<Vec<u8>>,
    pub(crate) origin: String,
    pub(crate) rp: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    /// Instead of the challenge in the options.
    pub(crate) challenge: Option<String>,
    pub(crate) cross_origin: bool,
    /// Whether the browser says that the device will find it by itself.
    pub(crate) discoverable: bool,
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    /// The same seed makes the same key.
    pub(crate) fn new(seed: u8, origin: &str, rp: &str) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential: vec![seed; 32],
            handle: None,
            origin: origin.into(),
            rp: rp.into(),
            flags: PRESENT | VERIFIED,
            counter: 1,
            challenge: None,
            cross_origin: false,
            discoverable: true,
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = self.challenge.clone().unwrap_or_else(|| options["challenge"].as_str().unwrap().to_owned());
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.cross_origin}).to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.rp.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// `RegistrationResponseJSON`, with attestation `none`.
    pub(crate) fn make(&mut self, options: &Value) -> Value {
        self.handle = Some(URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap());
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut data = self.data(self.flags | HAS_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.credential.len()).unwrap().to_be_bytes());
        data.extend(&self.credential);
        // COSE_Key: {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053 §7.1.1).
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        // {"fmt": "none", "attStmt": {}, "authData": data}.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {"credProps": {"rk": self.discoverable}},
            "response": {
                "attestationObject": text(attestation),
                "clientDataJSON": text(self.client_data("webauthn.create", options)),
                "transports": ["internal"],
            },
        })
    }

    /// `AuthenticationResponseJSON`; counts.
    pub(crate) fn sign(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let (client, data) = (self.client_data("webauthn.get", options), self.data(self.flags));
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client)[..]].concat());
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": text(data),
                "clientDataJSON": text(client),
                "signature": text(signature.to_der()),
                "userHandle": self.handle.as_ref().map(text),
            },
        })
    }
}
