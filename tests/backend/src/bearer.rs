//! Access tokens of an issuer instead of a cookie, for an app on a static host: `Authorization: Bearer` (RFC 6750, RFC 9068). Not: whose account
//! a token opens (`plenary::conference::bearer`).

mod cross_origin;
mod issuer;
mod token;

pub use cross_origin::wrap;
pub use issuer::Issuer;

use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::cookies::Cookie;
use crate::http::device::label;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use plenary::conference::Viewer;
use plenary::conference::bearer::{Owner, Shown};
use plenary::conference::identity::Subject;
use plenary::domain::device::Remaining;
use plenary::domain::id::DelegateId;

/// More than any issuer's token; a longer one is not looked at.
const MOST_BYTES: usize = 8 * 1024;

/// The token of a request. Another scheme than `Bearer` is somebody else's, such as a proxy's.
fn shown(headers: &HeaderMap) -> Option<&[u8]> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, token) = value.split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"bearer ").then_some(token)
}

/// What a good token says; `None`: none is shown, or no issuer is configured whose it could be. A token beside a cookie is refused: which of the two
/// people asks would be a guess.
async fn believed(desk: &Desk, parts: &Parts) -> Result<Option<Shown>, Failure> {
    let Some(issuer) = &desk.issuer else { return Ok(None) };
    let Some(token) = shown(&parts.headers) else { return Ok(None) };
    if desk.jar().read(&parts.headers, Cookie::Session).is_some() || parts.headers.get_all(header::AUTHORIZATION).iter().count() > 1 {
        return Err(Failure::TwoCredentials);
    }
    let token = std::str::from_utf8(token).ok().filter(|token| token.len() <= MOST_BYTES).ok_or(Failure::SessionRequired)?;
    let claims = issuer.believed(token, now()).await?;
    Ok(Some(Shown {
        subject: Subject { issuer: issuer.name().to_owned(), subject: claims.subject },
        client: claims.client,
        authenticated: claims.authenticated,
        label: label(&parts.headers),
    }))
}

/// Who shows a token.
pub(crate) async fn viewer(desk: &Desk, parts: &Parts) -> Result<Option<Viewer>, Failure> {
    let Some(shown) = believed(desk, parts).await? else { return Ok(None) };
    match desk.ask(move |rules| rules.viewer_by_token(&shown, now())).await? {
        Owner::Viewer(viewer, notice) => {
            notice.into_iter().for_each(|notice| desk.post.tell(notice));
            Ok(Some(viewer))
        }
        Owner::NotJoined => Err(Failure::NotJoined),
    }
}

/// Whose session a token has, and how long it goes on; asking is no use of it.
pub(crate) async fn watched(desk: &Desk, parts: &Parts) -> Result<Option<(DelegateId, Remaining)>, Failure> {
    let Some(shown) = believed(desk, parts).await? else { return Ok(None) };
    let (delegate, remaining, notice) = desk.ask(move |rules| rules.watch_token(&shown, now())).await?.ok_or(Failure::NotJoined)?;
    notice.into_iter().for_each(|notice| desk.post.tell(notice));
    Ok(Some((delegate, remaining)))
}
