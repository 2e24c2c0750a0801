//! What can go wrong between the app and a backend. Not: the words for it, which are in `text`.

use crate::domain::problem::{FieldProblem, Said};
use crate::domain::profile::Profile;
use crate::oidc::SignInFault;

/// A failed request, told apart by what the person should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// No answer at all: offline, DNS, refused, reset, too slow.
    Unreachable,
    /// Somebody else answered: a captive portal's page or a proxy. Never a sign-out, never kept.
    Intercepted,
    /// The backend says that this session is over (401 as problem+json from the API; nothing else counts).
    SessionExpired,
    /// The session's proof is older than five minutes and this action needs a fresh one.
    StepUpRequired,
    /// The organisers hold the account: it is read, not changed.
    Held,
    /// Not for this viewer.
    Forbidden,
    /// The organisation vouches for somebody to whom no account here belongs.
    NotJoined,
    /// A sign-in through an issuer came to nothing.
    SignIn(SignInFault),
    /// Does not exist, or not for this viewer.
    NotFound,
    /// Another device saved first; the profile as it is now, where the backend sent it.
    Conflict(Option<Box<Profile>>),
    /// Something must be corrected.
    Invalid(Vec<FieldProblem>),
    /// Not taken, for reasons that the backend says in its own words.
    Refused(Vec<Said>),
    /// Asked too often.
    TooManyRequests {
        /// Seconds to wait, where the backend says.
        retry_after: Option<u32>,
    },
    /// Down for a while.
    Unavailable {
        /// Seconds to wait, where the backend says.
        retry_after: Option<u32>,
    },
    /// The backend failed, or does not take such a question at all (`4xx`).
    Server {
        /// HTTP status.
        status: u16,
    },
    /// A part of the app that is loaded on demand is gone: a newer release has replaced it.
    Outdated,
    /// The backend answered JSON that is not what the contract says; the member, never its value.
    Malformed {
        /// Which member or type.
        member: String,
    },
}

/// Whether asking again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Soon; with jitter.
    Soon,
    /// Not before that many seconds.
    After(u32),
    /// Not by itself.
    Never,
}

impl ApiError {
    /// Whether the same request can succeed later without anybody changing anything.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Unreachable | Self::Intercepted => Retry::Soon,
            Self::TooManyRequests { retry_after } | Self::Unavailable { retry_after } => retry_after.map_or(Retry::Soon, Retry::After),
            Self::Server { status } if *status >= 500 => Retry::Soon,
            Self::Server { .. }
            | Self::SessionExpired
            | Self::StepUpRequired
            | Self::Held
            | Self::Forbidden
            | Self::NotJoined
            | Self::SignIn(_)
            | Self::NotFound
            | Self::Conflict(_)
            | Self::Invalid(_)
            | Self::Refused(_)
            | Self::Outdated
            | Self::Malformed { .. } => Retry::Never,
        }
    }
}

impl From<SignInFault> for ApiError {
    fn from(fault: SignInFault) -> Self {
        Self::SignIn(fault)
    }
}
