//! Everything a route can answer instead of what was asked, and its form on the wire (RFC 9457). Not: success.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary::conference::Refusal;
use plenary::domain::profile::Profile;
use plenary::wire::people::Me;
use plenary::wire::problem::{HELD, INVALID, InputProblem, NOT_JOINED, Problem, SESSION_REQUIRED, STEP_UP_REQUIRED};
use serde::Serialize;

/// Why a request was not done.
#[derive(Debug, Clone)]
pub enum Failure {
    /// Not JSON, or JSON with a member twice.
    Malformed,
    /// No session, or one that ended.
    SessionRequired,
    /// Needs a proof that is at most five minutes old.
    StepUpRequired,
    /// A cookie and a token at once.
    TwoCredentials,
    /// A token is good, but no account here belongs to its subject.
    NotJoined,
    /// The organisers hold the account.
    Held,
    /// As [`Failure::StepUpRequired`], to a token: the issuer makes the next one.
    FreshTokenRequired,
    /// A change without the header that another site cannot send.
    CrossSite,
    /// Nothing is here, or nothing for this viewer.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The body did not arrive in time.
    TimedOut,
    /// Another device saved first; the profile as it is now.
    Stale(Box<Profile>),
    /// More bytes than the route takes.
    TooLarge,
    /// Not `application/json`.
    MediaType,
    /// Something must be corrected; nothing was applied.
    Invalid(Vec<InputProblem>),
    /// A change of the profile without `If-Match`.
    PreconditionRequired,
    /// Asked too often.
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Broken on this side; the log says where.
    Server,
    /// Busy for a moment.
    Unavailable {
        /// Seconds to wait.
        retry_after: u32,
    },
}

/// A [`Problem`] with the one extension member of the contract.
#[derive(Serialize)]
struct Body {
    #[serde(flatten)]
    problem: Problem,
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<Me>,
}

impl Failure {
    /// The closest failure for a status that a library answered by itself.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => Self::TimedOut,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::MediaType,
            status if status.is_client_error() => Self::Malformed,
            _ => Self::Server,
        }
    }

    fn terms(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Malformed => (StatusCode::BAD_REQUEST, "/problems/malformed", "The request cannot be read"),
            Self::SessionRequired => (StatusCode::UNAUTHORIZED, SESSION_REQUIRED, "Sign in first"),
            Self::StepUpRequired => (StatusCode::FORBIDDEN, STEP_UP_REQUIRED, "A fresh proof is needed"),
            Self::TwoCredentials => (StatusCode::BAD_REQUEST, "/problems/two-credentials", "A cookie and a token were sent at once"),
            Self::NotJoined => (StatusCode::FORBIDDEN, NOT_JOINED, "No account here belongs to this token"),
            Self::Held => (StatusCode::FORBIDDEN, HELD, "The organisers hold this account"),
            Self::FreshTokenRequired => (StatusCode::UNAUTHORIZED, STEP_UP_REQUIRED, "A fresh proof is needed"),
            Self::CrossSite => (StatusCode::FORBIDDEN, "/problems/cross-site", "The request does not come from the app"),
            Self::NotFound => (StatusCode::NOT_FOUND, "/problems/not-found", "Nothing is here"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "/problems/method-not-allowed", "This method is not offered here"),
            Self::TimedOut => (StatusCode::REQUEST_TIMEOUT, "/problems/timed-out", "The request took too long to arrive"),
            Self::Stale(_) => (StatusCode::PRECONDITION_FAILED, "/problems/stale", "It was changed since it was read"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "/problems/too-large", "The request is too large"),
            Self::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "/problems/media-type", "The body must be application/json"),
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID, "Something must be corrected"),
            Self::PreconditionRequired => (StatusCode::PRECONDITION_REQUIRED, "/problems/precondition-required", "If-Match is needed"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "/problems/too-many-requests", "Asked too often"),
            Self::Server => (StatusCode::INTERNAL_SERVER_ERROR, "/problems/server", "Something failed on the server"),
            Self::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "/problems/unavailable", "Busy for a moment"),
        }
    }

    /// The answer, once the request's id is known.
    pub fn into_problem(self, request_id: &str) -> Response {
        let (status, kind, title) = self.terms();
        let (errors, current, retry_after) = match self {
            Self::Invalid(errors) => (errors, None, None),
            Self::Stale(profile) => (Vec::new(), Some(Me::from(&*profile)), None),
            Self::TooMany { retry_after } | Self::Unavailable { retry_after } => (Vec::new(), None, Some(retry_after)),
            Self::Malformed
            | Self::SessionRequired
            | Self::StepUpRequired
            | Self::TwoCredentials
            | Self::NotJoined
            | Self::Held
            | Self::FreshTokenRequired
            | Self::CrossSite
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::TimedOut
            | Self::TooLarge
            | Self::MediaType
            | Self::PreconditionRequired
            | Self::Server => (Vec::new(), None, None),
        };
        let problem = Problem { kind: kind.into(), title: title.into(), status: status.as_u16(), request_id: request_id.into(), errors };
        let body = serde_json::to_vec(&Body { problem, current }).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            // Part of the body may still be on its way, and must not be read as the next request.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl IntoResponse for Failure {
    /// Only the status for now: [`super::envelope`] writes the body, because it knows the request's id.
    fn into_response(self) -> Response {
        let mut response = self.terms().0.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl<E: std::fmt::Display> From<Refusal<E>> for Failure {
    fn from(refusal: Refusal<E>) -> Self {
        match refusal {
            Refusal::SessionRequired => Self::SessionRequired,
            Refusal::StepUpRequired => Self::StepUpRequired,
            Refusal::Held => Self::Held,
            Refusal::NotFound => Self::NotFound,
            Refusal::Stale(profile) => Self::Stale(profile),
            Refusal::Invalid(problems) => Self::Invalid(problems.iter().map(InputProblem::from).collect()),
            Refusal::TooMany { retry_after } => Self::TooMany { retry_after },
            Refusal::Store(fault) => {
                crate::log::line("store_fault", &[("fault", &fault)]);
                Self::Server
            }
        }
    }
}
