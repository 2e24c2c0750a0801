//! `/connections`: codes, questions, answers, gifts. Not: who may ask or give, which the rules decide.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::{json, misplaced};
use crate::http::guard::Signed;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use plenary::domain::connection;
use plenary::domain::id::ConnectionId;
use plenary::wire::connections::{Ask, Contacts, Made, Offer, ShownCode};

/// `POST /connections/code`: a code for somebody else to type or scan.
pub(super) async fn show(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let (code, expires_in) = desk.ask(move |rules| rules.show_code(&viewer, now())).await?;
    answer::json(StatusCode::OK, &ShownCode { code: code.expose().to_owned(), expires_in })
}

/// `POST /connections`: the code of somebody else.
pub(super) async fn ask(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let Ask { token } = json(&headers, body).await?;
    let id = desk.ask(move |rules| rules.ask(&viewer, &token, now())).await?;
    answer::json(StatusCode::CREATED, &Made { id: id.to_string() })
}

/// `GET /connections`.
pub(super) async fn list(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let contacts = desk.ask(move |rules| rules.contacts(&viewer, now())).await?;
    answer::json(StatusCode::OK, &Contacts::from(&contacts))
}

/// `PUT /connections/{id}/gift`: puts the question, says yes to one, or changes what is given.
pub(super) async fn give(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let id = named(&id)?;
    let offer: Offer = json(&headers, body).await?;
    let offer = connection::Offer::try_from(offer)
        .map_err(|plenary::wire::Malformed(member)| Failure::Invalid(vec![misplaced(member, "unknown")]))?;
    let notices = desk.ask(move |rules| rules.give(&viewer, &id, offer, now())).await?;
    notices.into_iter().for_each(|notice| desk.post.tell(notice));
    Ok(answer::done())
}

/// `DELETE /connections/{id}/gift`: what the viewer gives ends; what the other one gives stays.
pub(super) async fn take_back(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    desk.ask(move |rules| rules.take_back(&viewer, &id, now())).await?;
    Ok(answer::done())
}

/// `DELETE /connections/{id}`: the end for both, or no to a question, or the question taken back.
pub(super) async fn end(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    desk.ask(move |rules| rules.end_connection(&viewer, &id, now())).await?;
    Ok(answer::done())
}

// What cannot be a name names nothing.
fn named(id: &str) -> Result<ConnectionId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}
