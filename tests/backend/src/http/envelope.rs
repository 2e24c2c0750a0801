//! Around every request: its id, its log line, the body of every refusal, the headers that every answer has, the language of the mails that it
//! causes, and a net under panics.
//! Not: what a single route says.

use super::Failure;
use crate::desk::Desk;
use crate::tongue::Tongue;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Instant;

/// What a page of this origin may do. The camera is for codes at the venue, credentials for passkeys; everything else is closed.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), encrypted-media=(), \
    fullscreen=(self), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
    payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), \
    xr-spatial-tracking=()";

/// What every answer has, a page of a web server in front included (`recipes`).
pub(crate) const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Only over TLS.
pub(crate) const STRICT: (HeaderName, &str) = (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");

/// For answers that are no page: nothing in them is ever run or framed.
const INERT: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The outermost layer.
pub async fn wrap(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id();
    let method = request.method().clone();
    let is_api = crate::routes::is_api(request.uri().path());
    // The pattern, not the path: a path says who looked at whom.
    let route = request.extensions().get::<MatchedPath>().map_or("-".to_owned(), |path| path.as_str().to_owned());

    let language = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let tongue = language.map_or(Tongue::English, Tongue::asked);

    #[cfg(feature = "flaws")]
    let (request, seen) = super::flaws::before(&desk, request).await;
    // A task of its own: whoever hangs up stops neither it nor what it still has to tell, such as the mail about what it has just done.
    // It knows the language in which it tells: many routes cause mails, and one that had to hand it on itself could forget to. The answer never
    // depends on it, so that no cache and nobody who listens can tell people apart by it.
    let answered = tokio::spawn(tongue.during(next.run(request))).await;
    let mut response = answered.unwrap_or_else(|_| Failure::Server.into_response());
    if response.status().is_client_error() || response.status().is_server_error() {
        response = explain(response, &id, method == Method::HEAD);
    }
    dress(&desk, &mut response, is_api);
    #[cfg(feature = "flaws")]
    let response = super::flaws::after(&desk, seen, response).await;

    let (status, took) = (response.status().as_u16(), started.elapsed().as_millis());
    crate::log::line("request", &[("id", &id), ("method", &method), ("route", &route), ("status", &status), ("ms", &took)]);
    response
}

/// The refusal's body; headers that the route or the router set (`Allow`, cross-origin headers) stay.
fn explain(mut response: Response, id: &str, is_head: bool) -> Response {
    let status = response.status();
    let failure = response.extensions_mut().remove::<Failure>().unwrap_or_else(|| Failure::of_status(status));
    let mut problem = failure.into_problem(id);
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH && !problem.headers().contains_key(name) {
            problem.headers_mut().append(name.clone(), value.clone());
        }
    }
    if is_head {
        *problem.body_mut() = axum::body::Body::empty();
    }
    problem
}

fn dress(desk: &Desk, response: &mut Response, is_api: bool) {
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    for (name, value) in FIXED {
        default(name, value);
    }
    default(header::CONTENT_SECURITY_POLICY, INERT);
    default(header::CACHE_CONTROL, "no-store");
    if is_api {
        default(header::VARY, "Cookie");
    }
    if !desk.settings.insecure_loopback {
        default(STRICT.0, STRICT.1);
    }
}

fn request_id() -> String {
    let mut bytes = [0; 8];
    // An id that is not unique only makes a log harder to read.
    let _ = getrandom::fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}
