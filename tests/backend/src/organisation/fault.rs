//! Why a provider's answer opened nothing, for the log and for the word on the sign-in page. Not: what anybody sent.

use super::reach::Unreached;
use openidconnect::{ClaimsVerificationError, SignatureVerificationError};
use plenary::routes::SignInProblem;

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It did not answer, or says that it cannot just now.
    Unreached(Unreached),
    /// The person or the provider said no.
    Declined,
    /// What came is not what it should be; which check failed.
    Untrusted(&'static str),
    /// The token names a key that is not among those we know; they may have changed.
    UnknownKey,
}

impl Fault {
    pub(super) fn of_reach(unreached: Unreached) -> Self {
        match unreached {
            Unreached::Network | Unreached::Broken => Self::Unreached(unreached),
            Unreached::Unprotected => Self::Untrusted("unprotected"),
            Unreached::TooLarge => Self::Untrusted("too_large"),
        }
    }

    /// Of an error in an answer: RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6.
    pub(super) fn of_answer(error: &str) -> Self {
        match error {
            "access_denied" | "login_required" | "interaction_required" | "consent_required" | "account_selection_required" => {
                Self::Declined
            }
            "server_error" | "temporarily_unavailable" => Self::Unreached(Unreached::Broken),
            _ => Self::Untrusted("error_answer"),
        }
    }

    pub(super) fn of_claims(fault: &ClaimsVerificationError) -> Self {
        match fault {
            ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => Self::UnknownKey,
            ClaimsVerificationError::SignatureVerification(_) => Self::Untrusted("signature"),
            ClaimsVerificationError::Expired(_) => Self::Untrusted("time"),
            ClaimsVerificationError::InvalidAudience(_) => Self::Untrusted("aud"),
            ClaimsVerificationError::InvalidIssuer(_) => Self::Untrusted("iss"),
            ClaimsVerificationError::InvalidNonce(_) => Self::Untrusted("nonce"),
            _ => Self::Untrusted("claims"),
        }
    }

    /// For the log: which check, never a value.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Unreached(Unreached::Network) => "unreached",
            Self::Unreached(_) => "unavailable",
            Self::Declined => "declined",
            Self::Untrusted(check) => check,
            Self::UnknownKey => "unknown_key",
        }
    }

    /// For the person.
    pub fn problem(self) -> SignInProblem {
        match self {
            Self::Unreached(_) => SignInProblem::Provider,
            Self::Declined => SignInProblem::Declined,
            Self::Untrusted(_) | Self::UnknownKey => SignInProblem::Refused,
        }
    }
}
