//! The forms of a successful answer. Not: refusals.

use crate::http::Failure;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::domain::profile::Profile;
use plenary::wire::people::Me;
use serde::Serialize;

/// JSON. `no-store` comes from the envelope.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Result<Response, Failure> {
    let bytes = serde_json::to_vec(body).map_err(|_| Failure::Server)?;
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// The viewer's profile with its version as the strong `ETag` that an edit sends back.
pub(super) fn profile(profile: &Profile) -> Result<Response, Failure> {
    versioned(json(StatusCode::OK, &Me::from(profile))?, profile.version)
}

/// The answer with its strong `ETag`.
pub(super) fn versioned(mut response: Response, version: u64) -> Result<Response, Failure> {
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).map_err(|_| Failure::Server)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// Done, and there is nothing to say.
pub(super) fn done() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
