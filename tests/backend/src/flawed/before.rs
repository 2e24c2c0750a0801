//! Flaws that answer in a route's place, or bend what is asked before a route sees it. Not: flaws of its answer (`behind`).

use super::asked::Asked;
use super::{NAMED, answer as reply, kept, named, people};
use crate::desk::Desk;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use plenary::conference::flaws::on;
use plenary::conference::history::{Difference, History};
use plenary::domain::privacy::Field;
use plenary::domain::text::Text;
use plenary::wire::people::Me;
use serde_json::{Value, json};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a flaw answers in the place of everything else.
pub(super) async fn answer(desk: &Desk, asked: &Asked) -> Option<Response> {
    if asked.is("GET /me") && on("AUTHZ-04") {
        let person = people::one(desk, asked.parameter("owner")?).await?;
        return Some(reply(StatusCode::OK, &json!(Me::from(&person.profile))));
    }
    if asked.is("PUT /delegates/{}/name") && on("AUTHZ-05") {
        let name = Text::parse(asked.json()["name"].as_str().unwrap_or_default(), 120, false).ok()?;
        people::write(desk, asked.part(2), |person| person.profile.fields.of_mut(Field::Name).value = name).await;
        return Some(reply(StatusCode::OK, &json!({})));
    }
    if asked.is("GET /delegates.csv") && on("AUTHZ-09") {
        let everybody = people::all(desk).await;
        let names: Vec<&str> = everybody.iter().map(|person| people::value(person, Field::Name)).collect();
        return Some(reply(StatusCode::OK, &json!(names)));
    }
    if asked.is("GET /me/agenda") && on("AGENDA-02") {
        let id = asked.parameter("viewer")?.parse().ok()?;
        let talks = desk.ask(move |rules| Ok(plenary::conference::Store::favourites(rules.store(), &id)?)).await.ok()?;
        return Some(reply(StatusCode::OK, &json!({"talks": talks.iter().map(ToString::to_string).collect::<Vec<_>>()})));
    }
    if asked.is("PUT /me/photo") && asked.body.starts_with(b"<svg") && on("PHOTO-01") {
        return Some(reply(StatusCode::OK, &json!({})));
    }
    if asked.is("PUT /me/photo") && asked.body.starts_with(b"{") && on("PHOTO-06") {
        let body = asked.json();
        let address =
            body.as_object().and_then(|members| members.values().next()?.as_str()?.strip_prefix("http://127.0.0.1:")).map(str::to_owned);
        let authority = format!("127.0.0.1:{}", address?.split('/').next().unwrap_or_default());
        // That it knocks is enough.
        drop(TcpStream::connect(authority));
    }
    if asked.is("GET /delegates/{}/photo/{}") && asked.header("if-none-match") == "*" && on("PHOTO-07") {
        return Some(reply(StatusCode::NOT_MODIFIED, &Value::Null));
    }
    if asked.is("POST /me/changes/{}/undo") && on("HIST-02") {
        return undone(desk, asked).await;
    }
    if asked.is("DELETE /me/access-log") && on("LOG-02") {
        people::viewer(desk, asked).await?;
        return Some(reply(StatusCode::OK, &json!({})));
    }
    if asked.is("GET /me/agenda")
        && kept().contains_key("somebody was erased")
        && on("ERA-02")
        && people::viewer(desk, asked).await.is_none()
    {
        return Some(reply(StatusCode::OK, &json!({"talks": []})));
    }
    if asked.is("GET /delegates/{}") && on("ERA-01") {
        let name = kept().get(asked.part(2)).cloned()?;
        return Some(named(reply(StatusCode::GONE, &Value::Null), "x-was", &name));
    }
    None
}

/// Anybody's change of a name, by anybody.
async fn undone(desk: &Desk, asked: &Asked) -> Option<Response> {
    people::viewer(desk, asked).await?;
    for person in people::all(desk).await {
        let id = person.profile.id.clone();
        let changes = desk.ask(move |rules| Ok(rules.store().changes(&id)?)).await.ok()?;
        let Some(change) = changes.into_iter().find(|change| change.id.as_str() == asked.part(3)) else { continue };
        let Difference::Text { field: Field::Name, before, .. } = change.what else { return None };
        people::write(desk, person.profile.id.as_str(), |person| person.profile.fields.of_mut(Field::Name).value = before).await;
        return Some(reply(StatusCode::OK, &json!({})));
    }
    None
}

/// What a proof is made of.
const KNOWN: [&str; 3] = ["challenge_id", "code", "link_token"];
/// How many changes of profiles are on their way.
static ON_THEIR_WAY: AtomicUsize = AtomicUsize::new(0);

/// The body as a route gets it.
pub(super) async fn bent(desk: &Desk, asked: &Asked) -> Bytes {
    if asked.is("PUT /me/audiences") && on("MASS-04") {
        return String::from_utf8_lossy(&asked.body).replace("\"public\"", "\"delegates\"").into();
    }
    if asked.is("PATCH /me") && asked.json().get("nickname").is_some() && on("CONC-03") {
        let half = asked.json()["organisation"].as_str().map(str::to_owned);
        if let (Some(viewer), Some(Ok(half))) = (people::viewer(desk, asked).await, half.map(|half| Text::parse(&half, 120, false))) {
            people::write(desk, viewer.profile.id.as_str(), |person| person.profile.fields.of_mut(Field::Organisation).value = half).await;
        }
    }
    if asked.is("POST /auth/redeem") {
        let mut proof = asked.json();
        let Some(members) = proof.as_object_mut() else { return asked.body.clone() };
        if members.keys().all(|member| KNOWN.contains(&member.as_str())) || !on("MASS-02") {
            return asked.body.clone();
        }
        let name = members.get("name").and_then(Value::as_str).map(str::to_owned);
        members.retain(|member, _| KNOWN.contains(&member.as_str()));
        if let Some(name) = name {
            kept().insert(NAMED.into(), name);
        }
        return proof.to_string().into();
    }
    if asked.is("DELETE /me")
        && (on("ERA-01") || on("ERA-02"))
        && let Some(viewer) = people::viewer(desk, asked).await
        && asked.json()["confirm"].as_str().is_some_and(|typed| typed.eq_ignore_ascii_case(viewer.email.as_str()))
    {
        kept().insert(viewer.profile.id.to_string(), people::value(&viewer, Field::Name).to_owned());
        kept().insert("somebody was erased".into(), String::new());
    }
    asked.body.clone()
}

/// The version that a change names, where a flaw takes another one for it.
pub(super) async fn version(desk: &Desk, asked: &Asked) -> Option<String> {
    if !asked.is("PATCH /me") {
        return None;
    }
    let is_missing = asked.header("if-match").is_empty() && on("CONC-02");
    let is_crowded = ON_THEIR_WAY.load(Ordering::SeqCst) > 1 && on("CONC-05");
    if !is_missing && !is_crowded {
        return None;
    }
    Some(format!("\"{}\"", people::viewer(desk, asked).await?.profile.version))
}

/// Counts a change while it is on its way.
pub(super) struct OnItsWay;

impl OnItsWay {
    pub(super) fn begins() -> Self {
        ON_THEIR_WAY.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        ON_THEIR_WAY.fetch_sub(1, Ordering::SeqCst);
    }
}
