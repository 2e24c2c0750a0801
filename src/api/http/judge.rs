//! What an answer means. Pure. An answer counts as the backend's only if it is JSON: what a captive portal or a proxy says is
//! [`ApiError::Intercepted`], which never signs anybody out.

use super::exchange::Received;
use super::retry::retry_after;
use super::{ApiError, Document, Mark};
use crate::domain::profile::Profile;
use crate::wire::people::Me;
use crate::wire::problem::{HELD, NOT_JOINED, SESSION_REQUIRED, STEP_UP_REQUIRED};
use crate::wire::refusal::Refusal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// `412` carries the profile as it is now, so that both versions can be shown.
#[derive(Deserialize)]
struct Stale {
    #[serde(default)]
    current: Option<Me>,
}

/// Is it a success?
pub(super) fn status(received: &Received) -> Result<(), ApiError> {
    if received.redirect {
        return Err(ApiError::Intercepted);
    }
    if matches!(received.status, 200..=299) {
        return Ok(());
    }
    let refusal = refusal(received);
    let is_problem = refusal.is_some() && is_problem(&received.content_type);
    let kind = refusal.as_ref().filter(|_| is_problem).and_then(|refusal| refusal.kind.as_deref());
    // A backend that is not of the contract says why in JSON of its own; no network that wants to be signed in to does.
    let is_meant = is_problem || refusal.as_ref().is_some_and(|refusal| refusal.is_meant);
    Err(match received.status {
        401 if kind == Some(SESSION_REQUIRED) => ApiError::SessionExpired,
        // 401 to a token, which the issuer must make afresh (RFC 9470), 403 to a cookie.
        401 | 403 if kind == Some(STEP_UP_REQUIRED) => ApiError::StepUpRequired,
        401 if is_meant && !is_problem => ApiError::SessionExpired,
        403 if kind == Some(NOT_JOINED) => ApiError::NotJoined,
        403 if kind == Some(HELD) => ApiError::Held,
        403 if is_meant => ApiError::Forbidden,
        404 | 410 => ApiError::NotFound,
        409 | 412 if is_meant => ApiError::Conflict(current(&received.text)),
        400 | 413 | 415 | 422 => not_taken(received.status, refusal),
        429 => ApiError::TooManyRequests { retry_after: wait(received) },
        503 => ApiError::Unavailable { retry_after: wait(received) },
        0..=199 | 300..=399 | 401 | 403 | 407 | 511 => ApiError::Intercepted,
        status => ApiError::Server { status },
    })
}

/// What was sent is not what the backend takes: what to correct, or in its own words why.
fn not_taken(status: u16, refusal: Option<Refusal>) -> ApiError {
    match refusal {
        Some(Refusal { problems, .. }) if !problems.is_empty() => ApiError::Invalid(problems),
        Some(Refusal { said, .. }) if !said.is_empty() => ApiError::Refused(said),
        Some(_) | None => ApiError::Server { status },
    }
}

/// The JSON of a success.
pub(super) fn json<T: DeserializeOwned>(received: &Received) -> Result<T, ApiError> {
    if !is_json(&received.content_type) || received.text.trim().is_empty() {
        return Err(ApiError::Intercepted);
    }
    serde_json::from_str(&received.text).map_err(|fault| ApiError::Malformed { member: culprit::<T>(&fault) })
}

/// A success without anything to tell: 204, or JSON that is not looked at.
pub(super) fn done(received: &Received) -> Result<(), ApiError> {
    if (received.text.is_empty() && received.status != 200) || is_json(&received.content_type) {
        Ok(())
    } else {
        Err(ApiError::Intercepted)
    }
}

/// The text of a JSON document, unless the reader has it already.
pub(super) fn document(received: Received, known: Option<&Mark>) -> Result<Option<Document>, ApiError> {
    if !is_json(&received.content_type) || received.text.trim().is_empty() {
        return Err(ApiError::Intercepted);
    }
    Ok(marked(received.text, received.etag, known))
}

/// A file of another system, unless the reader has it already.
pub(super) fn file_document(received: Received, known: Option<&Mark>) -> Result<Option<Document>, ApiError> {
    let etag = received.etag.clone();
    let text = file(received)?;
    Ok(marked(text, etag, known))
}

fn marked(text: String, etag: Option<String>, known: Option<&Mark>) -> Option<Document> {
    let mark = Mark::new(etag, &text);
    (known != Some(&mark)).then_some(Document { text, mark })
}

/// The text of a file. Hosts label JSON in many ways; a page of HTML is never what was asked for.
pub(super) fn file(received: Received) -> Result<String, ApiError> {
    let page = media_type(&received.content_type) == "text/html" && received.text.trim_start().starts_with('<');
    if page || received.text.trim().is_empty() { Err(ApiError::Intercepted) } else { Ok(received.text) }
}

/// A text of this media type: a network that wants to be signed in to answers with pages.
#[cfg(feature = "personal")]
pub(super) fn text(received: Received, kind: &str) -> Result<String, ApiError> {
    if media_type(&received.content_type) == kind { Ok(received.text) } else { Err(ApiError::Intercepted) }
}

/// A page of the backend's that is the viewer's own file: whole, and by its own name, since a network that wants to be signed in to answers with pages.
#[cfg(feature = "personal")]
pub(super) fn page(received: Received, name: &str) -> Result<String, ApiError> {
    let is_named = received.text.contains(&format!("<meta name=\"{name}\""));
    if media_type(&received.content_type) != "text/html" || !is_named {
        return Err(ApiError::Intercepted);
    }
    if received.text.trim_end().ends_with("</html>") { Ok(received.text) } else { Err(ApiError::Unreachable) }
}

/// A contact card, whole.
#[cfg(feature = "personal")]
pub(super) fn card(received: Received) -> Result<String, ApiError> {
    if media_type(&received.content_type) != "text/vcard" || !received.text.starts_with("BEGIN:VCARD") {
        return Err(ApiError::Intercepted);
    }
    if received.text.trim_end().ends_with("END:VCARD") { Ok(received.text) } else { Err(ApiError::Unreachable) }
}

fn refusal(received: &Received) -> Option<Refusal> {
    is_json(&received.content_type).then(|| Refusal::read(&received.text)).flatten()
}

fn is_problem(content_type: &str) -> bool {
    media_type(content_type) == "application/problem+json"
}

fn current(text: &str) -> Option<Box<Profile>> {
    serde_json::from_str::<Stale>(text).ok()?.current.and_then(|me| me.try_into().ok()).map(Box::new)
}

fn wait(received: &Received) -> Option<u32> {
    received.retry_after.as_deref().and_then(|text| retry_after(text, received.now))
}

fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

pub(super) fn is_json(content_type: &str) -> bool {
    let kind = media_type(content_type);
    kind == "application/json" || kind.ends_with("+json")
}

/// The missing member, or the type that could not be read. Never the rest of serde's sentence: it can hold the value.
fn culprit<T>(fault: &serde_json::Error) -> String {
    let sentence = fault.to_string();
    let missing = sentence.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let kind = std::any::type_name::<T>();
    missing.unwrap_or_else(|| kind.rsplit("::").next().unwrap_or(kind)).to_owned()
}

#[cfg(test)]
mod tests;
