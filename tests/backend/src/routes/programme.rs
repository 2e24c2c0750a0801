//! `GET /config`, `GET /agenda` and what belongs to it: what everybody may read. Not: how the programme came here (`crate::programme`).

use super::answer;
use crate::desk::Desk;
use crate::http::Failure;
use crate::programme::{Encoding, Packed};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::domain::agenda::changes::Changes;
use plenary::domain::time::ZoneName;
use plenary::wire::changes::ChangesDocument;
use plenary::wire::rights::PolicyRef;
use plenary::wire::sign_in::Config;
use serde::Deserialize;

/// Anybody's page may read the programme, and see how fresh it is.
const OPEN: [(HeaderName, &str); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Date"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (header::CACHE_CONTROL, "public, max-age=60"),
    (header::VARY, "Accept-Encoding"),
];

/// `GET /config`.
pub(super) async fn config(State(desk): State<Desk>) -> Result<Response, Failure> {
    let settings = &desk.settings;
    let zone = settings.zone.as_ref().map(ZoneName::as_str).map(str::to_owned);
    let organisation = desk.organisation.as_ref().map(|organisation| organisation.name.clone());
    let ways = [Some("email"), desk.authenticators.as_ref().map(|_| "passkey"), organisation.as_ref().map(|_| "oidc")];
    let sign_in = ways.into_iter().flatten().map(str::to_owned).collect();
    let policy = desk.ask(|rules| Ok(PolicyRef::from(rules.policy()))).await?;
    let (event, notice_key) = (settings.name.clone().unwrap_or_default(), Some(desk.board.borrow().key.to_string()));
    let body = Config { event, zone, sign_in, organisation, policy: Some(policy), notice_key };
    let mut response = answer::json(StatusCode::OK, &body)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    Ok(response)
}

/// `GET /agenda`.
pub(super) async fn agenda(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    sent(&desk.programme().list, &headers)
}

/// `GET /agenda/texts`; the version that the list asks for is in the query only so that a copy of another version is never taken for it.
pub(super) async fn texts(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    sent(&desk.programme().texts, &headers)
}

/// The query of `GET /agenda/changes`.
#[derive(Deserialize)]
pub(super) struct Since {
    since: String,
}

/// `GET /agenda/changes`; a version that is not known any more is 404, and the whole of `/agenda` the way out.
pub(super) async fn changes(State(desk): State<Desk>, Query(Since { since }): Query<Since>) -> Result<Response, Failure> {
    let name = since.clone();
    let seen = desk.ask(move |rules| rules.version(&name)).await?.ok_or(Failure::NotFound)?;
    let programme = desk.programme();
    let document = ChangesDocument::new(&since, &programme.agenda, &Changes::between(&seen, &programme.agenda));
    let mut response = answer::json(StatusCode::OK, &document)?;
    for (name, value) in OPEN {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

fn sent(packed: &Packed, headers: &HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let sent = packed.encoded(Encoding::preferred(text(header::ACCEPT_ENCODING)));
    let is_known = text(header::IF_NONE_MATCH).split(',').any(|tag| packed.is_current(tag.trim()));
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(sent.bytes.clone()) });
    let answer = response.headers_mut();
    for (name, value) in OPEN {
        answer.insert(name, HeaderValue::from_static(value));
    }
    answer.insert(header::ETAG, sent.tag.clone());
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(name) = sent.encoding.name() {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// `OPTIONS /agenda` and what belongs to it: a page elsewhere that sends `If-None-Match` asks first.
pub(super) async fn preflight() -> Response {
    let mut response = answer::done();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
