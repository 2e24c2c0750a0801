//! `/me/sessions`: where the viewer is signed in, and how they end it there. Nothing here asks for a fresh proof: whoever is afraid of somebody in
//! their account acts at once. Not: this device's own sign-out (`sign_in`).

use super::{answer, entrance};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::guard::{Signed, Watched};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use plenary::domain::id::SessionId;
use plenary::wire::devices::{Disowned, Ended, OwnSession, SessionRemaining, Sessions};

/// `GET /me/session`: whether the session still lives, and how long. Asking is no use of it.
pub(super) async fn watch(Watched(remaining): Watched) -> Result<Response, Failure> {
    answer::json(StatusCode::OK, &SessionRemaining::from(remaining))
}

/// `GET /me/sessions`.
pub(super) async fn list(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let sessions = desk.ask(move |rules| rules.sessions(&viewer, now())).await?;
    let own = |session: plenary::conference::OwnSession| OwnSession {
        id: session.id.to_string(),
        label: session.label.to_string(),
        created: session.created,
        seen: session.seen,
        current: session.current,
    };
    answer::json(StatusCode::OK, &Sessions { now: now(), sessions: sessions.into_iter().map(own).collect() })
}

/// `DELETE /me/sessions`: every one but the one that asks.
pub(super) async fn end_others(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let sessions = desk.ask(move |rules| rules.end_others(&viewer)).await?;
    answer::json(StatusCode::OK, &Ended { sessions })
}

/// `DELETE /me/sessions/{id}`.
pub(super) async fn end(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    let is_own = desk.ask(move |rules| rules.end_one(&viewer, &id)).await?;
    if is_own { entrance::left(&desk, answer::done()) } else { Ok(answer::done()) }
}

/// `POST /me/sessions/{id}/disown`: "this wasn't me".
pub(super) async fn disown(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    let ended = desk.ask(move |rules| rules.disown(&viewer, &id, now())).await?;
    let response = answer::json(StatusCode::OK, &Disowned { sessions: ended.sessions, letters: ended.letters, ways: ended.ways })?;
    ended.notices.into_iter().for_each(|notice| desk.post.tell(notice));
    if ended.is_own { entrance::left(&desk, response) } else { Ok(response) }
}

// What cannot be a name names nobody's session.
fn named(id: &str) -> Result<SessionId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}
