//! The private calendar address: `/me/calendar` for its owner, `/calendar/{file}` for whoever has it. Not: how a calendar is written
//! (`plenary::calendar`), nor what is in it, which the rules decide.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::guard::{Signed, Source};
use crate::zones::TzDatabase;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::calendar::{Calendar, Event};
use plenary::conference::flaws;
use plenary::conference::store::{Known, Subscription};
use plenary::domain::agenda::Agenda;
use plenary::domain::time::Moment;
use plenary::wire::calendar::{CalendarAddress, CalendarStanding, SubscriptionEntry};
use sha2::{Digest, Sha256};

/// Minutes after which a calendar program should look again. On the day itself an hour is long; most programs ask less often anyway.
const REFRESH: u32 = 30;

/// It is somebody's own: no cache on the way keeps it, and a revoked one is dead at once.
const PRIVATE: [(HeaderName, &str); 4] = [
    (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
    (header::CACHE_CONTROL, "private, no-cache"),
    (header::CONTENT_DISPOSITION, "inline; filename=\"my-sessions.ics\""),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// `GET /me/calendar`.
pub(super) async fn standing(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    offered(&desk)?;
    let found = desk.ask(move |rules| rules.subscription(&viewer)).await?;
    answer::json(StatusCode::OK, &CalendarStanding { subscription: found.as_ref().map(entry) })
}

/// `POST /me/calendar`: a new address, in place of the one before.
pub(super) async fn make(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    offered(&desk)?;
    let secret = desk.ask(move |rules| rules.subscribe(&viewer, now())).await?;
    answer::json(StatusCode::CREATED, &CalendarAddress { url: format!("{}/api/calendar/{}.ics", desk.url, secret.expose()) })
}

/// `DELETE /me/calendar`.
pub(super) async fn revoke(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    if !flaws::on("CAL-02") {
        desk.ask(move |rules| rules.unsubscribe(&viewer)).await?;
    }
    Ok(answer::done())
}

/// `GET /calendar/{file}`: the file's name is the secret and `.ics`. Anything else is looked for just the same, and not found.
pub(super) async fn file(
    State(desk): State<Desk>,
    Source(source): Source,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let secret = file.strip_suffix(".ics").unwrap_or_default().to_owned();
    let secret = if flaws::on("CAL-01") { secret.to_lowercase() } else { secret };
    let known = desk.ask(move |rules| rules.subscribed(&secret, &source, now())).await?;
    let programme = desk.programme();
    let text = calendar(&programme.agenda, known, &desk.url).write(&TzDatabase);
    let print: String = Sha256::digest(&text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = HeaderValue::from_str(&format!("\"{print}\"")).map_err(|_| Failure::Server)?;
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = asked.split(',').map(str::trim).any(|known| known == "*" || tag == known.trim_start_matches("W/"));
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(text) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    for (name, value) in PRIVATE {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// Where the programme is somewhere else, this server does not know when a talk is.
fn offered(desk: &Desk) -> Result<(), Failure> {
    if desk.settings.programme.is_some() { Err(Failure::NotFound) } else { Ok(()) }
}

fn entry(subscription: &Subscription) -> SubscriptionEntry {
    let written = |unix| Moment::new(unix, 0).to_string();
    SubscriptionEntry { since: written(subscription.since), fetched: subscription.fetched.map(written) }
}

/// The starred talks: as the programme has them, or, where it no longer does, called off.
fn calendar(agenda: &Agenda, mut known: Vec<Known>, url: &str) -> Calendar {
    known.sort_by(|a, b| (a.talk.start, &a.talk.id).cmp(&(b.talk.start, &b.talk.id)));
    let event = |known: &Known| match agenda.talk(&known.talk.id) {
        Some(talk) => Event::of(agenda, talk, agenda.texts.here().and_then(|texts| texts.talks.get(&talk.id)), known.changed),
        None => Event::remembered(&known.talk, known.revision, known.changed),
    };
    Calendar {
        name: format!("{}: my sessions", agenda.name),
        conference: agenda.name.clone(),
        zone: agenda.zone.clone(),
        site: Some(url.to_owned()),
        refresh: Some(REFRESH),
        events: known.iter().map(event).collect(),
    }
}
