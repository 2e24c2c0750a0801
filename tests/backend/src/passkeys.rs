//! What judges authenticators here: webauthn-rs, for the one place at which people reach the app. Not: whose challenge it is, how often it
//! counts and what it opens, which are rules (`plenary::conference::passkeys`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use plenary::conference::passkeys::{Assertion, Claim, CredentialId, Offer, Owner, Registered, UserHandle, Verifier};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid,
    Webauthn, WebauthnBuilder, WebauthnError,
};

/// As long as a ceremony lives (WebAuthn Level 3 §15.1 recommends five minutes, also for people who need longer).
const PATIENCE: Duration = Duration::from_secs(300);

/// Passkeys of one origin. Another origin, port or subdomain is refused.
#[derive(Debug)]
pub struct Authenticators {
    webauthn: Webauthn,
}

impl Authenticators {
    /// `None` where WebAuthn offers nothing: the RP ID must be a domain, and the page must have come by TLS or from `localhost`.
    pub fn at(url: &str, conference: &str) -> Option<Self> {
        let mut origin = Url::parse(url).ok()?;
        // A passkey belongs to a whole origin, in whatever folder of it the app is.
        origin.set_path("");
        let domain = origin.domain()?;
        if origin.scheme() != "https" && domain != "localhost" {
            return None;
        }
        let builder = WebauthnBuilder::new(domain, &origin).ok()?.rp_name(conference).timeout(PATIENCE);
        Some(Self { webauthn: builder.build().ok()? })
    }
}

/// The part of a passkey's record that the rules want to know.
#[derive(Deserialize)]
struct Flags {
    cred: BackedUp,
}

/// See [`Flags`].
#[derive(Deserialize)]
struct BackedUp {
    backup_state: bool,
}

/// The part of the client data that webauthn-rs leaves to others when it judges a signature.
#[derive(Deserialize)]
struct Framed {
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// What a browser says about a new passkey beside the authenticator's own words.
#[derive(Deserialize)]
struct Said {
    #[serde(default, rename = "clientExtensionResults")]
    extensions: Value,
}

impl Said {
    /// The browser knows that the device will not find it by itself, so that nobody could sign in by it.
    fn is_lost(&self) -> bool {
        self.extensions.pointer("/credProps/rk") == Some(&Value::Bool(false))
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn is_synced(record: &str) -> Option<bool> {
    read::<Flags>(record).map(|flags| flags.cred.backup_state)
}

fn offer(options: &impl serde::Serialize, amend: impl FnOnce(&mut Value), kept: &impl serde::Serialize) -> Option<Offer> {
    let mut options = serde_json::to_value(options).ok()?.get_mut("publicKey")?.take();
    amend(&mut options);
    Some(Offer { options: options.to_string(), kept: serde_json::to_string(kept).ok()? })
}

impl Verifier for Authenticators {
    fn offer_registration(&self, owner: &Owner<'_>) -> Option<Offer> {
        let registered = owner.registered.iter().map(|id| CredentialID::from(id.0.clone())).collect();
        let handle = Uuid::from_bytes(owner.handle.0);
        let (options, kept) = self.webauthn.start_passkey_registration(handle, owner.account, owner.name, Some(registered)).ok()?;
        // The library leaves it to the device whether it can find the passkey by itself; here nobody types an address, so it must.
        let amend = |options: &mut Value| {
            options["authenticatorSelection"]["residentKey"] = json!("required");
            options["authenticatorSelection"]["requireResidentKey"] = json!(true);
        };
        offer(&options, amend, &kept)
    }

    fn registered(&self, kept: &str, answer: &str) -> Option<Registered> {
        let (kept, made): (PasskeyRegistration, RegisterPublicKeyCredential) = (read(kept)?, read(answer)?);
        if read::<Said>(answer)?.is_lost() {
            return None;
        }
        let passkey = self.webauthn.finish_passkey_registration(&made, &kept).ok()?;
        let record = serde_json::to_string(&passkey).ok()?;
        Some(Registered { credential: CredentialId(passkey.cred_id().to_vec()), synced: is_synced(&record)?, record })
    }

    fn offer_assertion(&self, among: &[CredentialId]) -> Option<Offer> {
        let (options, kept) = self.webauthn.start_discoverable_authentication().ok()?;
        let allowed: Vec<_> = among.iter().map(|id| json!({"type": "public-key", "id": URL_SAFE_NO_PAD.encode(&id.0)})).collect();
        offer(&options, |options| options["allowCredentials"] = Value::Array(allowed), &kept)
    }

    fn claimed(&self, answer: &str) -> Option<Claim> {
        let signed: PublicKeyCredential = read(answer)?;
        let owner = signed.get_user_unique_id().and_then(|handle| handle.try_into().ok()).map(UserHandle);
        Some(Claim { credential: CredentialId(signed.get_credential_id().to_vec()), owner })
    }

    fn asserted(&self, kept: &str, record: &str, answer: &str) -> Assertion {
        let (Some(kept), Some(mut passkey), Some(signed)) =
            (read::<DiscoverableAuthentication>(kept), read::<Passkey>(record), read::<PublicKeyCredential>(answer))
        else {
            return Assertion::Refused;
        };
        // Signing in happens at top level only: a page of somebody else that frames the app cannot have meant it.
        if !serde_json::from_slice::<Framed>(&signed.response.client_data_json).is_ok_and(|framed| !framed.cross_origin) {
            return Assertion::Refused;
        }
        let judged = match self.webauthn.finish_discoverable_authentication_v2(&signed, kept, &passkey) {
            Ok(judged) => judged,
            // The signature was looked at before the counter, so that only a holder of the key can raise the alarm.
            Err(WebauthnError::CredentialPossibleCompromise) => return Assertion::Cloned,
            Err(_) => return Assertion::Refused,
        };
        if !judged.user_verified() || passkey.update_credential(&judged).is_none() {
            return Assertion::Refused;
        }
        match serde_json::to_string(&passkey) {
            Ok(record) => Assertion::Proved { record, synced: judged.backup_state() },
            Err(_) => Assertion::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_offered_only_where_webauthn_offers_them() {
        for good in ["https://app.example.org", "https://app.example.org:8443", "http://localhost:8080"] {
            assert!(Authenticators::at(good, "Conference").is_some(), "{good}");
        }
        for bad in ["http://127.0.0.1:8080", "https://127.0.0.1", "https://[::1]", "http://app.example.org", "nonsense"] {
            assert!(Authenticators::at(bad, "Conference").is_none(), "{bad}");
        }
    }

    #[test]
    fn a_new_passkey_must_be_found_by_the_device_with_the_person_verified() {
        let owner =
            Owner { handle: UserHandle([7; 16]), account: "ada@example.org", name: "Ada", registered: vec![CredentialId(vec![1, 2, 3])] };
        let asked = Authenticators::at("https://app.example.org", "Conference").unwrap().offer_registration(&owner).unwrap();
        let options: Value = serde_json::from_str(&asked.options).unwrap();
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["requireResidentKey"], true);
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        assert_eq!((&options["attestation"], &options["rp"]["id"]), (&json!("none"), &json!("app.example.org")));
        assert_eq!(options["user"]["id"], URL_SAFE_NO_PAD.encode([7; 16]));
        assert_eq!(options["excludeCredentials"][0]["id"], "AQID");
        assert!(!asked.kept.contains("ada@"));
    }
}
