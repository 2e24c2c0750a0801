//! What a flaw does to an answer once it is complete. Not: to its request.

use super::{BEGAN, BUSY, LEAVING, LED, SESSION, SOMEBODY, STARTED, Seen, cookie, parameter, plain};
use crate::desk::{Desk, now};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use plenary::conference::flaws::on;
use plenary::domain::text::Email;
use sha2::{Digest, Sha256};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

/// The answer as it is sent.
pub(in crate::http) async fn after(desk: &Desk, seen: Seen, mut response: Response) -> Response {
    headers(&seen, &mut response);
    pages(&seen, &mut response);
    provider(&seen, &mut response);
    sessions(desk, &seen, &mut response).await;
    instead(desk, &seen, bodies(&seen, response).await).await
}

fn set(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

fn headers(seen: &Seen, response: &mut Response) {
    let is_api = crate::routes::is_api(&seen.path);
    let (is_private, is_good) = (is_api && cookie(&seen.headers, SESSION).is_some(), response.status().is_success());
    let origin = seen.headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let changes = matches!(seen.method, Method::PUT | Method::PATCH | Method::POST | Method::DELETE);
    let mut put = |check: &str, when: bool, name: &'static str, value: &str| {
        if when && on(check) {
            set(response, name, value);
        }
    };
    put("HDR-02", true, "strict-transport-security", "max-age=60");
    put("HDR-03", seen.is(&Method::GET, "/api/config"), "content-type", "text/plain");
    put("HDR-04", true, "server", "nginx/1.18.0");
    put("CACHE-01", is_private && is_good && seen.method == Method::GET, "cache-control", "private");
    put("CACHE-04", is_good && seen.method == Method::PATCH, "cache-control", "private, max-age=60");
    put("CORS-01", is_private && seen.method == Method::GET && origin.is_some(), "access-control-allow-origin", origin.unwrap_or_default());
    put("CORS-02", is_api && seen.method == Method::OPTIONS, "access-control-allow-headers", "x-plenary, content-type");
    put("CORS-03", is_private, "cross-origin-resource-policy", "cross-origin");
    put("EMBED-02", is_api, "content-security-policy", "default-src 'none'; frame-ancestors *; sandbox");
    let mut drop = |check: &str, when: bool, name: &'static str| {
        if when && response.headers().contains_key(name) && on(check) {
            response.headers_mut().remove(name);
        }
    };
    drop("HDR-01", !is_private, "referrer-policy");
    drop("HDR-05", is_private, "x-content-type-options");
    drop("RATE-04", true, "retry-after");
    drop("LOGOUT-01", true, "clear-site-data");
    drop("CONTRACT-01", seen.is(&Method::GET, "/api/config"), "cache-control");
    drop("CACHE-03", changes, "vary");
}

fn pages(seen: &Seen, response: &mut Response) {
    let policy =
        response.headers().get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok()).unwrap_or_default().to_owned();
    if crate::routes::is_api(&seen.path) || policy.is_empty() {
        return;
    }
    if on("EMBED-01") {
        set(response, "content-security-policy", &policy.replace("frame-ancestors 'none'", "frame-ancestors https:"));
    }
    if on("HDR-06") {
        set(response, "content-security-policy", &policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"));
    }
}

fn provider(seen: &Seen, response: &mut Response) {
    let location = response.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default().to_owned();
    if seen.path.starts_with("/api/auth/oidc/")
        && let Some(wish) = parameter(&seen.query, "return_to").map(plain)
        && on("REDIR-01")
    {
        return set(response, "location", &wish);
    }
    if seen.path == "/api/auth/oidc/start" && location.contains("://") {
        let began = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        let browser = began.filter_map(|line| line.strip_prefix(LEAVING)?.strip_prefix('=')?.split(';').next()).next();
        if let (Some(state), Some(browser)) = (parameter(&location, "state"), browser) {
            BEGAN.lock().unwrap_or_else(PoisonError::into_inner).insert(state.to_owned(), browser.to_owned());
        }
        if on("OIDC-02") {
            set(response, "location", &location.replace("code_challenge_method=S256", "code_challenge_method=plain"));
        }
        if !seen.query.is_empty() && on("OIDC-04") {
            set(response, "location", &format!("{location}&{}", seen.query));
        }
    }
    if seen.path == "/api/auth/oidc/callback" {
        let mut led = LED.lock().unwrap_or_else(PoisonError::into_inner);
        match led.get(&seen.query) {
            Some(place) if on("OIDC-06") => set(response, "location", place),
            // Whoever was refused, in another browser, is refused the second time as the first.
            Some(_) | None if location.contains("problem=") => {}
            Some(_) | None => {
                led.insert(seen.query.clone(), location);
            }
        }
        if on("OIDC-08") {
            set(response, "x-debug", "access_token=eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk");
        }
    }
}

/// A session in the answer's cookie.
async fn enter(desk: &Desk, email: &str, response: &mut Response) {
    let Ok(email) = Email::parse(email) else { return };
    let Ok(granted) = desk.ask(move |rules| rules.entered_as(&email, now())).await else { return };
    let line = format!("{SESSION}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=600", granted.session.expose());
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

async fn sessions(desk: &Desk, seen: &Seen, response: &mut Response) {
    let is_start = seen.is(&Method::POST, "/api/auth/start") && response.status().is_success();
    let is_redeem = seen.is(&Method::POST, "/api/auth/redeem") && response.status().is_success();
    if let Some(email) = &seen.email {
        if is_redeem && on("AUTHN-03") {
            enter(desk, email, response).await;
        }
        if is_start && on("ENUM-05") {
            let hash: String = Sha256::digest(email.to_lowercase().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            if let Ok(line) = HeaderValue::from_str(&format!("plenary-last={hash}; Path=/; HttpOnly; SameSite=Strict")) {
                response.headers_mut().append(header::SET_COOKIE, line);
            }
        }
    }
    if is_redeem
        && let Some(planted) = cookie(&seen.headers, SESSION)
        && on("SESS-01")
    {
        take_over(desk, &planted, response).await;
    }
    if response.headers().contains_key(header::SET_COOKIE) && on("SESS-07") {
        let lines: Vec<String> =
            response.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).map(str::to_owned).collect();
        response.headers_mut().remove(header::SET_COOKIE);
        for line in lines.iter().filter_map(|line| HeaderValue::from_str(&line.replace("; HttpOnly", "")).ok()) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}

/// The new session under the name that was in the browser before.
async fn take_over(desk: &Desk, planted: &str, response: &mut Response) {
    let lines: Vec<String> =
        response.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).map(str::to_owned).collect();
    let fresh =
        lines.iter().find_map(|line| line.strip_prefix(SESSION)?.strip_prefix('=')?.split(';').next()).unwrap_or_default().to_owned();
    let (secret, name) = (fresh.clone(), planted.to_owned());
    let renamed = desk.ask(move |rules| {
        let viewer = rules.viewer(&secret, now())?;
        rules.renamed(&viewer, &name)
    });
    if renamed.await.is_ok() {
        response.headers_mut().remove(header::SET_COOKIE);
        for line in lines.iter().filter_map(|line| HeaderValue::from_str(&line.replace(&fresh, planted)).ok()) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}

/// What becomes of a text.
type Edit = Box<dyn Fn(&str) -> String + Send>;

async fn bodies(seen: &Seen, response: Response) -> Response {
    let is_problem = response.status().is_client_error();
    let edit: Option<Edit> = match () {
        () if seen.is(&Method::POST, "/api/auth/start") => {
            let email = seen.email.clone().unwrap_or_default();
            Some(Box::new(move |text| {
                let name = text.split("\"challenge_id\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
                STARTED.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), email.clone());
                text.to_owned()
            }))
        }
        () if is_problem && on("CT-01") => Some(Box::new(|text| text.replace("\"title\":\"", "\"title\":\"sqlite: "))),
        () if seen.is(&Method::GET, "/api/me/sessions") && on("SESS-04") => {
            let secret = cookie(&seen.headers, SESSION).unwrap_or_default();
            Some(Box::new(move |text| text.replace("\"label\":\"", &format!("\"label\":\"{secret} "))))
        }
        () if seen.is(&Method::POST, "/api/auth/passkey/login/start") && on("PASS-03") => Some(Box::new(|text| {
            let (head, tail) = text.split_once("\"challenge\":\"").unwrap_or((text, ""));
            format!(
                "{head}\"challenge\":\"dGhlIHNhbWUgZm9yIGV2ZXJ5Ym9keSBhdCBhbnkgdGltZQ{}",
                tail.find('"').and_then(|end| tail.get(end..)).unwrap_or_default()
            )
        })),
        () => None,
    };
    let Some(edit) = edit else { return response };
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(edit(&String::from_utf8_lossy(&bytes))))
}

/// Another answer altogether.
async fn instead(desk: &Desk, seen: &Seen, mut response: Response) -> Response {
    if seen.is(&Method::GET, "/api/me") && on("SESS-06") {
        BUSY.fetch_sub(1, Ordering::SeqCst);
        if seen.is_crowded {
            *response.status_mut() = StatusCode::UNAUTHORIZED;
        }
    }
    if seen.path == "/api/me" && seen.headers.contains_key(header::IF_NONE_MATCH) && on("CACHE-03") {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
    }
    if seen.is(&Method::POST, "/api/auth/passkey/login/finish") && response.status() == StatusCode::UNPROCESSABLE_ENTITY && on("PASS-02") {
        *response.status_mut() = StatusCode::OK;
        enter(desk, SOMEBODY, &mut response).await;
    }
    if seen.is(&Method::GET, "/api/me/x.css")
        && on("CACHE-02")
        && let Some(secret) = cookie(&seen.headers, SESSION)
        && let Ok(profile) = desk.ask(move |rules| rules.viewer(&secret, now()).and_then(|viewer| rules.profile(&viewer))).await
    {
        let body = serde_json::to_string(&plenary::wire::people::Me::from(&profile)).unwrap_or_default();
        response = Response::new(Body::from(body));
        set(&mut response, "content-type", "application/json");
        set(&mut response, "cache-control", "public, max-age=60");
    }
    response
}
