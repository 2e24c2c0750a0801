//! Documents that are known by a mark, and files that are asked for as a stranger would: a programme of another system, the organiser's settings. Not: what
//! is in them.

use super::exchange::{Deadlines, Received, exchange};
use super::{ApiError, judge};
use gloo_net::http::RequestBuilder;
use web_sys::{RequestCache, RequestCredentials};

/// What tells a document from its next version: its `ETag`, or a fingerprint of its text where none is to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

impl Mark {
    pub(crate) fn new(etag: Option<String>, text: &str) -> Self {
        // FNV-1a: nobody gains by a collision, and it is three lines.
        let fingerprint =
            || text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        Self(etag.unwrap_or_else(|| fingerprint().to_string()))
    }
}

/// A document as its publisher wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// JSON, XML or another text.
    pub text: String,
    /// Tells it from its next version.
    pub mark: Mark,
}

/// Fetches a programme of another system by its address: without cookies and without any header that would need the publisher's consent
/// (CORS `*` is enough), following redirects. What did not change is not sent again: the browser asks with the `ETag` it kept.
/// `None`: it is still the one that is known.
pub async fn fetch_programme(url: &str, known: Option<&Mark>) -> Result<Option<Document>, ApiError> {
    judge::file_document(fetch_plain(url, Deadlines::FILE).await?, known)
}

/// Fetches a file of the app's own origin, as fresh as the host has it.
pub async fn fetch_file(path: &str) -> Result<String, ApiError> {
    judge::file(fetch_plain(path, Deadlines::API).await?)
}

async fn fetch_plain(url: &str, deadlines: Deadlines) -> Result<Received, ApiError> {
    let request = RequestBuilder::new(url).credentials(RequestCredentials::Omit).cache(RequestCache::NoCache);
    let received = exchange(request, None, deadlines).await?;
    judge::status(&received)?;
    Ok(received)
}
