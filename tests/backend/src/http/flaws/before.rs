//! What a flaw does to a request before anybody looks at it. Not: to its answer.

use super::{BEGAN, BUSY, LEAVING, SESSION, SOMEBODY, STARTED, Seen, cookie, parameter, plain};
use crate::desk::{Desk, now};
use crate::store::Sqlite;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use plenary::conference::flaws::{knows, on};
use plenary::domain::text::Email;
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

const SIGN: HeaderName = HeaderName::from_static("x-plenary");
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The request as it goes on, and what is remembered of it.
pub(in crate::http) async fn before(desk: &Desk, mut request: Request) -> (Request, Seen) {
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
    let mut seen =
        Seen { method: request.method().clone(), path, query, headers: request.headers().clone(), email: None, is_crowded: false };
    if seen.is(&Method::GET, "/api/me") && on("SESS-06") {
        seen.is_crowded = BUSY.fetch_add(1, Ordering::SeqCst) > 0;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    pretend(&seen, &mut request);
    cookies(&seen, &mut request);
    provider(desk, &seen, &mut request);
    if seen.is(&Method::GET, "/api/auth/logout")
        && on("CSRF-04")
        && let Some(secret) = cookie(&seen.headers, SESSION)
    {
        // A link that signs out.
        let _ = desk.ask(move |rules| rules.viewer(&secret, now()).and_then(|viewer| rules.sign_out(viewer))).await;
    }
    if seen.headers.contains_key(header::COOKIE) {
        elsewhere(desk, &seen, &mut request).await;
    }
    if let Some(email) = claimed(&seen) {
        enter(desk, &email, &mut request).await;
    }
    if matches!(seen.path.as_str(), "/api/auth/start" | "/api/auth/redeem") {
        request = with_address(request, &mut seen).await;
    }
    (request, seen)
}

/// Signs of where a request comes from.
fn pretend(seen: &Seen, request: &mut Request) {
    let is_door = matches!(seen.path.as_str(), "/api/auth/start" | "/api/auth/redeem");
    let kind = seen.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let is_form = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"].iter().any(|form| kind.starts_with(form));
    let changes = !matches!(seen.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers_mut();
    let unsigned = match (is_door, is_form) {
        (true, _) => "CSRF-05",
        (false, true) => "CSRF-02",
        (false, false) => "CSRF-01",
    };
    if changes && !headers.contains_key(SIGN) && on(unsigned) {
        headers.insert(SIGN, HeaderValue::from_static("1"));
    }
    if is_form && on("CSRF-02") {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    if headers.contains_key(SITE) && on(if is_door { "CSRF-05" } else { "CSRF-03" }) {
        headers.remove(SITE);
    }
    if headers.contains_key("x-plenary-viewer") && on("SESS-09") {
        headers.remove("x-plenary-viewer");
    }
    let told = seen.headers.get("x-forwarded-for").and_then(|address| address.to_str().ok()?.parse::<IpAddr>().ok());
    if let Some(address) = told.filter(|_| on("RATE-07")) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 1)));
    }
}

/// Which session a request belongs to.
fn cookies(seen: &Seen, request: &mut Request) {
    let lines: Vec<&str> = seen.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok()).collect();
    let pairs = lines.iter().flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (mut kept, mut is_bent): (Vec<(&str, &str)>, bool) = (Vec::new(), false);
    for (name, value) in pairs {
        let is_second = kept.iter().any(|(known, _)| *known == name) && on("SESS-08");
        let is_earlier = seen.path == "/api/auth/redeem" && name == SESSION && on("SESS-11");
        is_bent |= is_second || is_earlier;
        if !is_second && !is_earlier {
            kept.push((name, value));
        }
    }
    if is_bent {
        let line = kept.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        request.headers_mut().remove(header::COOKIE);
        if let Ok(line) = HeaderValue::from_str(&line) {
            request.headers_mut().insert(header::COOKIE, line);
        }
    }
}

/// The way back from a provider.
fn provider(desk: &Desk, seen: &Seen, request: &mut Request) {
    if seen.path != "/api/auth/oidc/callback" {
        return;
    }
    let began: BTreeMap<String, String> = BEGAN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if seen.query.contains("state=")
        && on("OIDC-05")
        && let Some(browser) = parameter(&seen.query, "state").and_then(|state| began.get(state))
        && let Ok(line) = HeaderValue::from_str(&format!("{LEAVING}={browser}"))
    {
        request.headers_mut().insert(header::COOKIE, line);
    }
    if on("OIDC-07") {
        let issuer = desk.settings.oidc_issuer.clone().unwrap_or_default();
        let others = seen.query.split('&').filter(|pair| !pair.starts_with("iss="));
        let query = others.map(str::to_owned).chain([format!("iss={issuer}")]).collect::<Vec<_>>().join("&");
        if let Ok(uri) = format!("{}?{query}", seen.path).parse::<Uri>() {
            *request.uri_mut() = uri;
        }
    }
}

/// Whom a request says that it comes from, where that is believed.
fn claimed(seen: &Seen) -> Option<String> {
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let is_junk = header("authorization").is_some_and(|value| matches!(value.as_str(), "Bearer null" | "Bearer undefined"));
    let started = || STARTED.lock().unwrap_or_else(PoisonError::into_inner).get(header("authorization")?.strip_prefix("Bearer ")?).cloned();
    match () {
        () if started().is_some() && on("AUTHN-01") => started(),
        () if (seen.headers.contains_key("x-email") || seen.query.contains("email=")) && on("AUTHN-02") => {
            header("x-email").or_else(|| parameter(&seen.query, "email").map(plain))
        }
        () if seen.query.contains("admin=true") && on("AUTHN-08") => Some(SOMEBODY.into()),
        () if is_junk && on("AUTHN-09") => Some(SOMEBODY.into()),
        () => None,
    }
}

/// A session of the conference beside this one is taken for one of this conference, as where both keep them in one table.
async fn elsewhere(desk: &Desk, seen: &Seen, request: &mut Request) {
    let (Some(session), Ok(beside)) = (cookie(&seen.headers, SESSION), std::env::var("PLENARY_BESIDE")) else { return };
    let asked = session.clone();
    let is_known = desk.ask(move |rules| Ok(knows(rules.store(), &asked)?)).await.unwrap_or(true);
    if !is_known && on("AUTHZ-10") && Sqlite::open(Path::new(&beside)).and_then(|store| knows(&store, &session)).unwrap_or_default() {
        request.headers_mut().remove(header::COOKIE);
        enter(desk, SOMEBODY, request).await;
    }
}

/// Puts somebody's session into a request that has none.
async fn enter(desk: &Desk, email: &str, request: &mut Request) {
    let Ok(email) = Email::parse(email) else { return };
    let Ok(granted) = desk.ask(move |rules| rules.entered_as(&email, now())).await else { return };
    if cookie(request.headers(), SESSION).is_none()
        && let Ok(line) = HeaderValue::from_str(&format!("{SESSION}={}", granted.session.expose()))
    {
        request.headers_mut().insert(header::COOKIE, line);
        request.headers_mut().remove(header::AUTHORIZATION);
    }
}

/// Reads the address in a body, and takes it out of one that may not have any.
async fn with_address(request: Request, seen: &mut Seen) -> Request {
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, 65_536).await.unwrap_or_default();
    let mut read: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    seen.email = read["email"].as_str().map(str::to_owned);
    let is_extra = seen.path == "/api/auth/redeem" && read.as_object_mut().is_some_and(|members| members.remove("email").is_some());
    if is_extra && on("AUTHN-03") {
        parts.headers.remove(header::CONTENT_LENGTH);
        return Request::from_parts(parts, Body::from(read.to_string()));
    }
    Request::from_parts(parts, Body::from(bytes))
}
