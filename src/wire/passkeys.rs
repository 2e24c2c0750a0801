//! Passkeys, as JSON. Options and credentials are carried as the browser's own JSON (WebAuthn Level 3 §5.1, `…OptionsJSON` and
//! `…ResponseJSON`). Not: what is in them, which is between authenticator and backend.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `POST /auth/passkey/{register,login}/start`, `POST /auth/step-up/passkey/start`: a question for an authenticator.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PasskeyQuestion {
    /// Names the ceremony.
    pub ceremony_id: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    pub options: Value,
    /// Seconds until it is dead.
    pub expires_in: u32,
}

/// `POST /auth/passkey/login/finish`, `POST /auth/step-up/passkey/finish`: what an authenticator signed. Never an address.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// The ceremony that it answers.
    pub ceremony_id: String,
    /// `AuthenticationResponseJSON`.
    pub credential: Value,
}

/// `POST /auth/passkey/register/finish`. Answered with [`PasskeyEntry`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// The ceremony that it answers.
    pub ceremony_id: String,
    /// `RegistrationResponseJSON`.
    pub credential: Value,
    /// What its owner calls it; where it is absent or empty, the device that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// `GET /me/passkeys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyList {
    /// The oldest first.
    pub passkeys: Vec<PasskeyEntry>,
    /// As many as anybody may have.
    pub most: usize,
}

/// One of the viewer's passkeys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyEntry {
    /// In addresses.
    pub id: String,
    /// What its owner calls it.
    pub label: String,
    /// Unix seconds of its making.
    pub created: i64,
    /// Unix seconds of its latest use; absent where there was none since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<i64>,
    /// It is kept by an account of the device's maker or a password manager, and so is on several devices.
    pub synced: bool,
}

/// `PATCH /me/passkeys/{id}`. Answered with [`PasskeyEntry`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    /// One line, at most 60 characters.
    pub label: String,
}
