//! The policy, consents, receipts and complaints as JSON. Not: the copy of everything, which is a file for its owner and is not read back.

use super::Malformed;
use crate::domain::policy::{Policy, PolicyMark};
use crate::domain::rights::{Consent, ConsentStep, Filed, Kept, Receipt};
use crate::domain::text::Text;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

/// Which policy, in `GET /config` and wherever one is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRef {
    /// What the organisers call it.
    pub version: String,
    /// SHA-256 of its text, hexadecimal.
    pub hash: String,
}

/// `GET /policy`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyBody {
    /// What the organisers call it.
    pub version: String,
    /// SHA-256 of `text`, hexadecimal.
    pub hash: String,
    /// Its words, as plain text.
    pub text: String,
    /// Who is responsible for the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// Their address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// `GET /me/consents`, and the answer to `POST`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Consents {
    /// The policy that is in force.
    pub policy: PolicyRef,
    /// Every step, the newest first.
    pub consents: Vec<ConsentEntry>,
}

/// One of [`Consents`].
#[derive(Clone, Serialize, Deserialize)]
pub struct ConsentEntry {
    /// Of the policy.
    pub version: String,
    /// Of the policy's text.
    pub hash: String,
    /// `false`: taken back.
    pub given: bool,
    /// Unix seconds.
    pub at: i64,
    /// On which device.
    pub device: String,
}

/// `POST /me/consents`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// `false`: everything is hidden from everybody.
    pub given: bool,
    /// To which policy; needed to give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// `DELETE /me`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erase {
    /// The address of the account, typed.
    pub confirm: String,
}

/// The answer to `DELETE /me`.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReceiptBody {
    /// By which both sides speak of it.
    pub reference: String,
    /// Unix seconds.
    pub at: i64,
    /// What stays.
    pub kept: Vec<KeptEntry>,
}

/// One of [`ReceiptBody::kept`].
#[derive(Clone, Serialize, Deserialize)]
pub struct KeptEntry {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// `POST /complaints`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complain {
    /// In their words.
    pub text: String,
}

/// The answer to `POST /complaints`.
#[derive(Clone, Serialize, Deserialize)]
pub struct FiledBody {
    /// By which both sides speak of it.
    pub reference: String,
    /// Unix seconds.
    pub at: i64,
}

impl From<&PolicyMark> for PolicyRef {
    fn from(mark: &PolicyMark) -> Self {
        Self { version: mark.version.clone(), hash: mark.hash.clone() }
    }
}

impl From<PolicyBody> for Policy {
    fn from(PolicyBody { version, hash, text, controller, contact }: PolicyBody) -> Self {
        Self { mark: PolicyMark { version, hash }, text, controller, contact }
    }
}

impl From<&Receipt> for ReceiptBody {
    fn from(Receipt { reference, at, kept }: &Receipt) -> Self {
        let kept = kept.iter().map(|Kept { what, why }| KeptEntry { what: what.clone(), why: why.clone() });
        Self { reference: reference.clone(), at: at.unix(), kept: kept.collect() }
    }
}

impl From<ReceiptBody> for Receipt {
    fn from(ReceiptBody { reference, at, kept }: ReceiptBody) -> Self {
        let kept = kept.into_iter().map(|KeptEntry { what, why }| Kept { what, why });
        Self { reference, at: Moment::new(at, 0), kept: kept.collect() }
    }
}

impl From<FiledBody> for Filed {
    fn from(FiledBody { reference, at }: FiledBody) -> Self {
        Self { reference, at: Moment::new(at, 0) }
    }
}

impl TryFrom<ConsentEntry> for Consent {
    type Error = Malformed;

    fn try_from(ConsentEntry { version, hash, given, at, device }: ConsentEntry) -> Result<Self, Malformed> {
        let device = Text::parse(&device, 80, false).ok().flatten().ok_or(Malformed("device"))?;
        let step = if given { ConsentStep::Given } else { ConsentStep::Withdrawn };
        Ok(Self { policy: PolicyMark { version, hash }, step, at: Moment::new(at, 0), device })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_is_read_and_a_device_that_cannot_be_shown_is_refused() {
        let golden = include_str!("../../tests/contract/golden/consents.json");
        let sent: Consents = serde_json::from_str(golden).unwrap();
        let (written, meant): (serde_json::Value, serde_json::Value) =
            (serde_json::to_value(&sent).unwrap(), serde_json::from_str(golden).unwrap());
        assert_eq!(written, meant);
        let read: Vec<Consent> = sent.consents.iter().cloned().map(Consent::try_from).collect::<Result<_, _>>().unwrap();
        assert_eq!(read.iter().map(|one| one.step).collect::<Vec<_>>(), [ConsentStep::Withdrawn, ConsentStep::Given]);
        assert_eq!(read[1].policy.version, "plenary-1");
        let bad = ConsentEntry { device: "a\u{202e}b".into(), ..sent.consents[0].clone() };
        assert!(Consent::try_from(bad).is_err());
    }

    #[test]
    fn a_receipt_survives_the_journey() {
        let kept = vec![Kept { what: "a".into(), why: "b".into() }];
        let receipt = Receipt { reference: "E-ABC".into(), at: Moment::new(1_790_000_000, 0), kept };
        assert_eq!(Receipt::from(ReceiptBody::from(&receipt)), receipt);
    }
}
