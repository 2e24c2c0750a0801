//! `GET /incidents`, which everybody may read, and what the viewer has read of it. Not: how it is signed (`crate::board`).

use super::answer;
use crate::desk::{Desk, now};
use crate::http::guard::Signed;
use crate::http::{Failure, body};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::domain::bulletin::ReadMark;
use plenary::wire::bulletins::{ReadNotice, ReadNotices, Reading};

/// Anybody's page may read it. A copy on the way is ten seconds old at most: pages ask every half a minute, and it has to arrive within one.
const OPEN: [(HeaderName, &str); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Date"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (header::CACHE_CONTROL, "public, max-age=10"),
    (header::CONTENT_TYPE, "application/json"),
];

/// `GET /incidents`; asks neither the rules nor the database.
pub(super) async fn feed(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    let board = desk.board.borrow().clone();
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|tag| board.tag == tag.trim().trim_start_matches("W/"));
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(board.bytes.clone()) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let answer = response.headers_mut();
    for (name, value) in OPEN {
        answer.insert(name, HeaderValue::from_static(value));
    }
    if is_known {
        answer.remove(header::CONTENT_TYPE);
    }
    answer.insert(header::ETAG, board.tag.clone());
    response
}

/// `GET /me/notices`.
pub(super) async fn read(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let marks = desk.ask(move |rules| rules.read_marks(&viewer)).await?;
    answer::json(StatusCode::OK, &ReadNotices { notices: marks.iter().map(ReadNotice::from).collect() })
}

/// `PUT /me/notices/{id}`; doing it twice is doing it once.
pub(super) async fn mark(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let Reading { revision } = body::json(&headers, body).await?;
    let mark = ReadMark { id: id.parse().map_err(|_| Failure::NotFound)?, revision };
    desk.ask(move |rules| rules.mark_read(&viewer, &mark, now())).await?;
    Ok(answer::done())
}
