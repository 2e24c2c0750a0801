//! `GET /me/session`, and `/me/sessions` with what ends them. Not: this device's own sign-out (`sign_in`).

use super::{ApiError, Http};
use crate::domain::device::Remaining;
use crate::wire::devices::SessionRemaining;
#[cfg(feature = "personal")]
use {
    super::malformed,
    crate::api::http::Body,
    crate::domain::device::{DeviceSession, Ending},
    crate::domain::id::SessionId,
    crate::wire::devices::{Disowned, Ended, Sessions},
};

pub(super) async fn watch(http: Http) -> Result<Remaining, ApiError> {
    let remaining: SessionRemaining = http.get("/me/session").answer().await?;
    Ok(remaining.into())
}

#[cfg(feature = "personal")]
pub(super) async fn list(http: Http) -> Result<Vec<DeviceSession>, ApiError> {
    let sent: Sessions = http.get("/me/sessions").answer().await?;
    sent.try_into().map_err(malformed)
}

#[cfg(feature = "personal")]
pub(super) async fn end(http: Http, id: SessionId) -> Result<(), ApiError> {
    match http.delete(&format!("/me/sessions/{id}")).done().await {
        // It had ended already, which is what was wanted.
        Err(ApiError::NotFound) => Ok(()),
        outcome => outcome,
    }
}

#[cfg(feature = "personal")]
pub(super) async fn end_others(http: Http) -> Result<u32, ApiError> {
    let ended: Ended = http.delete("/me/sessions").answer().await?;
    Ok(ended.sessions)
}

#[cfg(feature = "personal")]
pub(super) async fn disown(http: Http, id: SessionId) -> Result<Ending, ApiError> {
    let ended: Disowned = http.post(&format!("/me/sessions/{id}/disown"), Body::Nothing).answer().await?;
    Ok(ended.into())
}
