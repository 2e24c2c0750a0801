//! Flaws that are in what is answered or asked, and not in a rule: a layer around the routes, which only the program with flaws has. Not: anything of a
//! normal build; the flaws of the rules stand where the rules are (`plenary::conference::flaws`).

mod asked;
mod before;
mod behind;
mod people;

use crate::desk::Desk;
use asked::Asked;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More than anything that the suite sends.
const BYTES: usize = 256 * 1024 * 1024;

/// What one request leaves for a later one.
static KEPT: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// Under which a name is kept that came with a proof.
const NAMED: &str = "a name came with the proof";

fn kept() -> MutexGuard<'static, BTreeMap<String, String>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Around every route.
pub(crate) async fn wrap(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BYTES).await else { return answer(StatusCode::PAYLOAD_TOO_LARGE, &Value::Null) };
    let asked = Asked::of(&parts, body);
    if let Some(flawed) = before::answer(&desk, &asked).await {
        return flawed;
    }
    let _counted = asked.is("PATCH /me").then(before::OnItsWay::begins);
    let bent = before::bent(&desk, &asked).await;
    if let Some(version) = before::version(&desk, &asked).await.and_then(|version| HeaderValue::from_str(&version).ok()) {
        parts.headers.insert(header::IF_MATCH, version);
    }
    let response = next.run(Request::from_parts(parts, Body::from(bent))).await;
    behind::changed(&desk, &asked, response).await
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// With another body.
async fn rewritten(response: Response, write: impl FnOnce(Bytes) -> Vec<u8>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, BYTES).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(write(bytes)))
}

/// With another text.
async fn retold(response: Response, write: impl FnOnce(String) -> String) -> Response {
    rewritten(response, |bytes| write(String::from_utf8_lossy(&bytes).into_owned()).into_bytes()).await
}

/// With another JSON body.
async fn remade(response: Response, make: impl FnOnce(&mut Value)) -> Response {
    rewritten(response, |bytes| {
        let Ok(mut value) = serde_json::from_slice(&bytes) else { return bytes.into() };
        make(&mut value);
        value.to_string().into_bytes()
    })
    .await
}

/// With another header.
fn named(mut response: Response, name: &'static str, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
    response
}
