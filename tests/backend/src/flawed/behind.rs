//! Flaws of what a route answered: a member too many, a header that is missing, a text that was changed on the way. Not: flaws that answer in a route's
//! place (`before`).

use super::asked::Asked;
use super::{answer as reply, kept, named, people, remade, retold, rewritten};
use crate::desk::Desk;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::conference::flaws::on;
use plenary::conference::store::Person;
use plenary::domain::privacy::{Audience, Field};
use plenary::domain::text::Text;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

static STARS: AtomicI64 = AtomicI64::new(0);
/// The latest search that found somebody.
static FOUND: Mutex<Option<(String, Vec<u8>, Instant)>> = Mutex::new(None);

/// The answer as it leaves.
pub(super) async fn changed(desk: &Desk, asked: &Asked, response: Response) -> Response {
    let is_ok = response.status().is_success();
    let response = of_people(desk, asked, response, is_ok).await;
    let response = of_pictures(asked, response, is_ok).await;
    let response = of_everybody(desk, asked, response, is_ok).await;
    of_own(desk, asked, response, is_ok).await
}

async fn of_people(desk: &Desk, asked: &Asked, response: Response, is_ok: bool) -> Response {
    if asked.is("GET /delegates") && is_ok {
        if on("LEAK-02") {
            return remade(response, |page| page["pictures"] = json!("https://www.gravatar.com/avatar/")).await;
        }
        if asked.parameter("q").is_some_and(|words| words.len() > 8) && on("AUTHZ-14") {
            let hidden = people::all(desk).await.into_iter().filter(|person| !person.profile.listed);
            let names: Vec<String> =
                hidden.map(|person| escaped(people::value(&person, Field::Name))).filter(|name| !name.is_empty()).collect();
            let words = asked.parameter("q").unwrap_or_default().to_lowercase();
            let more = names.iter().filter(|name| name.contains(&words)).count();
            return remade(response, |page| page["found"] = json!(page["found"].as_u64().unwrap_or_default() + more as u64)).await;
        }
        if asked.query().starts_with("limit=100&q=") && on("AUTHZ-08") {
            return remembered(asked, response).await;
        }
    }
    if asked.is("GET /delegates/{}") && is_ok {
        if on("XSS-01") {
            return remade(response, |page| {
                if let Some(text) = page["biography"].as_str() {
                    page["biography"] = json!(text.replace('<', "&lt;"));
                }
            })
            .await;
        }
        if on("LEAK-01") {
            let Some(person) = people::one(desk, asked.part(2)).await.filter(|person| person.profile.listed) else { return response };
            let digest: String = Sha256::digest(person.email.as_str().to_lowercase()).iter().map(|byte| format!("{byte:02x}")).collect();
            return named(response, "x-avatar", &digest);
        }
    }
    if asked.is("POST /connections") && is_ok && on("CONN-03") {
        let everybody = people::all(desk).await;
        let shown = kept().get("who shows a code").cloned().unwrap_or_default();
        let name =
            everybody.iter().find(|person| person.profile.id.as_str() == shown).map(|person| people::value(person, Field::Name).to_owned());
        return remade(response, |made| made["name"] = json!(name)).await;
    }
    if asked.is("POST /connections/code")
        && on("CONN-03")
        && let Some(viewer) = people::viewer(desk, asked).await
    {
        kept().insert("who shows a code".into(), viewer.profile.id.to_string());
    }
    response
}

/// A search that found somebody is answered in the same way for some seconds.
async fn remembered(asked: &Asked, response: Response) -> Response {
    rewritten(response, |bytes| {
        let found: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let is_empty = found["delegates"].as_array().is_none_or(Vec::is_empty);
        let mut latest = FOUND.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*latest {
            Some((query, bytes, at)) if is_empty && query == asked.query() && at.elapsed() < Duration::from_secs(9) => bytes.clone(),
            Some(_) | None if is_empty => bytes.into(),
            Some(_) | None => {
                *latest = Some((asked.query().to_owned(), bytes.to_vec(), Instant::now()));
                bytes.into()
            }
        }
    })
    .await
}

/// As the suite writes it in an address.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect::<String>()
        .to_lowercase()
}

async fn of_pictures(asked: &Asked, mut response: Response, is_ok: bool) -> Response {
    if asked.is("PUT /me/photo") && is_ok {
        if on("PHOTO-03") {
            kept().insert("what stood before the picture".into(), String::from_utf8_lossy(&segments(&asked.body)).into_owned());
        }
        if on("PHOTO-05") {
            kept().insert("the file's name".into(), asked.header("slug").to_owned());
        }
    }
    if asked.is("GET /delegates/{}/photo/{}") && is_ok {
        if on("PHOTO-03") {
            let before = kept().get("what stood before the picture").cloned().unwrap_or_default();
            return rewritten(response, |jpeg| {
                let comment: Vec<u8> = before.bytes().take(60_000).collect();
                let length = u16::try_from(comment.len() + 2).unwrap_or(2).to_be_bytes();
                [&jpeg[..2], &[0xff, 0xfe], &length, &comment, &jpeg[2..]].concat()
            })
            .await;
        }
        if on("PHOTO-04") {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
        }
        if on("PHOTO-05") {
            let name = kept().get("the file's name").cloned().unwrap_or_default();
            return named(response, "content-disposition", &format!("inline; filename=\"{name}\""));
        }
    }
    response
}

/// The parts of a JPEG that are not the picture.
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let (mut found, mut at) = (Vec::new(), 2);
    while let Some([0xff, 0xe1 | 0xfe, high, low]) = jpeg.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        found.extend_from_slice(jpeg.get(at + 4..at + 2 + length).unwrap_or_default());
        at += 2 + length;
    }
    found
}

async fn of_everybody(desk: &Desk, asked: &Asked, mut response: Response, is_ok: bool) -> Response {
    if asked.is("GET /config") && is_ok {
        if on("AUTHZ-12") {
            let listed = people::all(desk).await.into_iter().filter(|person| person.profile.listed);
            let names: Vec<String> = listed.map(|person| people::value(&person, Field::Name).to_owned()).collect();
            return remade(response, |config| config["people"] = json!(names)).await;
        }
        if on("LEAK-03") {
            // Not those of random letters: they are the suite's own.
            let all = people::all(desk).await.into_iter().map(|person| person.email.as_str().to_owned());
            let addresses: Vec<String> = all.filter(|address| address.find('@').is_some_and(|at| at < 12)).collect();
            return remade(response, |config| config["people"] = json!(addresses)).await;
        }
        if on("AGENDA-01") {
            return remade(response, |config| config["stars"] = json!(STARS.load(Ordering::SeqCst))).await;
        }
    }
    if is_ok && asked.path.starts_with("/me/agenda/") && on("AGENDA-01") {
        STARS.fetch_add(if asked.line.starts_with("PUT") { 1 } else { -1 }, Ordering::SeqCst);
    }
    if asked.path.starts_with("/calendar/") && is_ok && on("EXP-04") {
        return retold(response, |text| text.replace("\r\n ", "")).await;
    }
    if asked.is("GET /incidents") && is_ok {
        if on("INC-01") {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
        }
        if on("INC-03") {
            return remade(response, |feed| feed["signature"] = json!("0".repeat(128))).await;
        }
    }
    response
}

async fn of_own(desk: &Desk, asked: &Asked, response: Response, is_ok: bool) -> Response {
    if asked.is("GET /me/identities") && is_ok && on("AUTHZ-03") {
        let everybody = people::all(desk).await;
        let titles: Vec<&str> = everybody.iter().map(|person| people::value(person, Field::JobTitle)).collect();
        return remade(response, |own| own["others"] = json!(titles)).await;
    }
    if asked.is("GET /me/changes") && is_ok && on("HIST-01") {
        return remade(response, |list| {
            list["changes"].as_array_mut().into_iter().flatten().for_each(|change| change["device"] = json!(""))
        })
        .await;
    }
    if asked.is("POST /auth/redeem") && is_ok {
        return entered(desk, response).await;
    }
    let is_refused = asked.is("PATCH /me") && response.status() == StatusCode::UNPROCESSABLE_ENTITY;
    let was_taken = (asked.is("PATCH /me") || asked.is("GET /me")) && ["links", "name"].iter().any(|key| kept().contains_key(*key));
    if (is_refused || was_taken) && (on("XSS-02") || on("NAME-01")) {
        return taken(asked, response).await;
    }
    if asked.is("GET /me/incidents") && is_ok && on("INC-02") {
        return remade(response, |told| {
            told["incidents"].as_array_mut().into_iter().flatten().for_each(|one| {
                if let Some(one) = one.as_object_mut() {
                    one.remove("shown");
                }
            })
        })
        .await;
    }
    if asked.is("POST /reports") && is_ok && on("REPORT-01") {
        kept().insert("a report".into(), asked.json()["words"].as_str().unwrap_or_default().to_owned());
    }
    if asked.is("GET /me/notices") && is_ok && on("REPORT-01") {
        let words = kept().get("a report").cloned();
        return remade(response, |own| own["reports"] = json!(words)).await;
    }
    rights(desk, asked, response, is_ok).await
}

/// Writes into the account that a proof opened.
async fn entered(desk: &Desk, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, super::BYTES).await.unwrap_or_default();
    let me: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let id = me["id"].as_str().unwrap_or_default();
    let is_new = people::one(desk, id).await.is_some_and(|person| person.profile.version == 1 && !person.profile.listed);
    if is_new && on("AUTHZ-11") {
        people::write(desk, id, |person| {
            person.profile.fields.of_mut(Field::Name).audience = Audience::Delegates;
            person.profile.listed = true;
        })
        .await;
    }
    let named = kept().remove(super::NAMED);
    if let Some(name) = named.and_then(|name| Text::parse(&name, 120, false).ok().flatten()) {
        people::write(desk, id, |person| person.profile.fields.of_mut(Field::Name).value = Some(name)).await;
    }
    Response::from_parts(parts, axum::body::Body::from(bytes))
}

/// With signs in it that nobody sees, or that turn the others round.
fn is_disguised(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'))
}

/// What should have been refused is told as if it had been taken.
async fn taken(asked: &Asked, response: Response) -> Response {
    let key = if on("XSS-02") { "links" } else { "name" };
    let sent = asked.json()[key].as_str().filter(|text| key == "links" || is_disguised(text)).map(str::to_owned);
    if asked.is("PATCH /me") {
        match sent.filter(|_| response.status() == StatusCode::UNPROCESSABLE_ENTITY) {
            Some(text) => {
                kept().insert(key.into(), text.clone());
                return reply(StatusCode::OK, &json!({"fields": {key: {"value": text}}}));
            }
            None => {
                kept().remove(key);
            }
        }
    }
    let Some(text) = kept().get(key).cloned() else { return response };
    remade(response, |me| me["fields"][key]["value"] = json!(text)).await
}

async fn rights(desk: &Desk, asked: &Asked, response: Response, is_ok: bool) -> Response {
    if asked.is("GET /me/export") && is_ok {
        if on("EXP-01") {
            let Some(viewer) = people::viewer(desk, asked).await else { return response };
            let text = people::value(&viewer, Field::Organisation).to_owned();
            let written = json!(text).to_string();
            return retold(response, |copy| copy.replace(written.trim_matches('"'), "…").replace(&text, "…")).await;
        }
        if asked.query().contains("html") && on("EXP-05") {
            let shown =
                |person: &Person| person.profile.listed && person.profile.fields.of(Field::Organisation).audience == Audience::Delegates;
            let everybody = people::all(desk).await;
            let seen: Vec<&str> =
                everybody.iter().filter(|person| shown(person)).map(|person| people::value(person, Field::Organisation)).collect();
            let seen = json!(seen).to_string();
            return retold(response, |copy| format!("{copy}\n<!-- {seen} -->")).await;
        }
    }
    if asked.is("POST /complaints") && is_ok && on("COMP-01") {
        return remade(response, |filed| filed["reference"] = json!("")).await;
    }
    if asked.is("DELETE /me") && is_ok && on("ERA-04") {
        return remade(response, |receipt| receipt["kept"] = Value::Null).await;
    }
    response
}
