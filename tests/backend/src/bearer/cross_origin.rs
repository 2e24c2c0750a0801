//! What an app on another origin needs to ask this backend with its tokens: cross-origin answers (CORS), and refusals in the words of RFC 6750
//! and RFC 9470. Not: cookies, which no other origin ever gets to use.

use super::shown;
use crate::desk::Desk;
use crate::http::Failure;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers to a preflight, beside the origin.
const ALLOWED: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE"),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Plenary, X-Plenary-Viewer",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "600"),
];

/// What a page may read of an answer.
const EXPOSED: &str = "Date, ETag, Retry-After, WWW-Authenticate";

/// Around every route. Without an issuer it does nothing.
pub async fn wrap(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let Some(issuer) = desk.issuer.clone().filter(|_| crate::routes::is_api(request.uri().path())) else { return next.run(request).await };
    let origin =
        request.headers().get(header::ORIGIN).cloned().filter(|origin| issuer.origins.iter().any(|known| origin == known.as_str()));
    let is_preflight = request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_shown = shown(request.headers()).is_some();
    let mut response = match &origin {
        Some(_) if is_preflight => preflight(),
        Some(_) | None => next.run(request).await,
    };
    challenge(&mut response, is_shown, desk.settings.limits.step_up_age);
    let headers = response.headers_mut();
    if is_shown {
        // A browser takes neither where a token was shown, and there is no cookie to take away.
        headers.remove(header::SET_COOKIE);
        headers.remove("clear-site-data");
    }
    if let Some(origin) = origin {
        // Never with credentials: a cookie of ours must not travel from there.
        headers.entry(header::ACCESS_CONTROL_ALLOW_ORIGIN).or_insert(origin);
        headers.entry(header::ACCESS_CONTROL_EXPOSE_HEADERS).or_insert(HeaderValue::from_static(EXPOSED));
    }
    vary(headers);
    response
}

fn preflight() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    for (name, value) in ALLOWED {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Says on a refusal which token would be taken.
fn challenge(response: &mut Response, is_shown: bool, fresh: u32) {
    let words = match response.extensions().get::<Failure>() {
        Some(Failure::SessionRequired) if is_shown => "Bearer error=\"invalid_token\"".to_owned(),
        Some(Failure::SessionRequired) => "Bearer".to_owned(),
        Some(Failure::TwoCredentials) => "Bearer error=\"invalid_request\"".to_owned(),
        // A cookie gets its fresh proof from us and hears 403; a token gets it from the issuer (RFC 9470, 3).
        Some(Failure::StepUpRequired) if is_shown => {
            let headers = std::mem::take(response.headers_mut());
            *response = Failure::FreshTokenRequired.into_response();
            response.headers_mut().extend(headers);
            format!("Bearer error=\"insufficient_user_authentication\", max_age=\"{fresh}\"")
        }
        Some(_) | None => return,
    };
    if let Ok(words) = HeaderValue::from_str(&words) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, words);
    }
}

/// What is kept of an answer is good for the same origin and the same token only.
fn vary(headers: &mut HeaderMap) {
    let before = headers.get(header::VARY).and_then(|value| value.to_str().ok()).unwrap_or("Cookie").to_owned();
    if let Ok(words) = HeaderValue::from_str(&format!("{before}, Origin, Authorization")) {
        headers.insert(header::VARY, words);
    }
}
