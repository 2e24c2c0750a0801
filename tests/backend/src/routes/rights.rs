//! `GET /policy`, `/me/consents`, `GET /me/export`, `DELETE /me`, `POST /complaints`. Not: what any of it means, which are the rules.

use super::{answer, entrance};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::{json, misplaced};
use crate::http::guard::Signed;
use crate::mail::plain;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::conference::rights::{Complaint, Consent, Export, Filed};
use plenary::domain::policy::PolicyMark;
use plenary::domain::rights::{ConsentStep, Form};
use plenary::wire::rights::{Agreement, Complain, ConsentEntry, Consents, Erase, FiledBody, PolicyBody, PolicyRef, ReceiptBody};
use serde::Deserialize;
use std::time::Instant;

/// The query of `GET /policy`.
#[derive(Deserialize)]
pub(super) struct Which {
    version: Option<String>,
}

/// `GET /policy`: the one in force, or one to which somebody agreed before.
pub(super) async fn policy(State(desk): State<Desk>, Query(Which { version }): Query<Which>) -> Result<Response, Failure> {
    let found = desk.ask(move |rules| {
        let version = version.unwrap_or_else(|| rules.policy().version.clone());
        Ok(rules.store().policy(&version)?)
    });
    let (PolicyMark { version, hash }, text) = found.await?.ok_or(Failure::NotFound)?;
    let settings = &desk.settings;
    let contact = settings.organisers.as_ref().map(|email| email.as_str().to_owned());
    let mut response = answer::json(StatusCode::OK, &PolicyBody { version, hash, text, controller: settings.controller.clone(), contact })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    Ok(response)
}

fn consents(policy: &PolicyMark, steps: Vec<Consent>) -> Result<Response, Failure> {
    let step = |consent: Consent| ConsentEntry {
        version: consent.policy.version,
        hash: consent.policy.hash,
        given: consent.step == ConsentStep::Given,
        at: consent.at,
        device: consent.label.to_string(),
    };
    answer::json(StatusCode::OK, &Consents { policy: PolicyRef::from(policy), consents: steps.into_iter().map(step).collect() })
}

/// `GET /me/consents`.
pub(super) async fn list_consents(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let (policy, steps) = desk.ask(move |rules| Ok((rules.policy().clone(), rules.consents(&viewer)?))).await?;
    consents(&policy, steps)
}

/// `POST /me/consents`.
pub(super) async fn consent(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let Agreement { given, version } = json(&headers, body).await?;
    let version = match (given, version) {
        (true, None) => return Err(Failure::Invalid(vec![misplaced("version", "empty")])),
        (true, version) => version,
        (false, _) => None,
    };
    let asked = desk.ask(move |rules| {
        let steps = match version {
            Some(version) => rules.agree(&viewer, &version, now())?,
            None => rules.withdraw(&viewer, now())?,
        };
        Ok((rules.policy().clone(), steps))
    });
    let (policy, steps) = asked.await?;
    consents(&policy, steps)
}

/// The query of `GET /me/export`.
#[derive(Deserialize)]
pub(super) struct In {
    #[serde(rename = "as", default)]
    form: Option<String>,
}

/// `GET /me/export`: piece by piece, so that a copy is never whole in memory, and others are answered in between.
pub(super) async fn export(State(desk): State<Desk>, Signed(viewer): Signed, Query(In { form }): Query<In>) -> Result<Response, Failure> {
    let form = match form.as_deref() {
        None => Form::Json,
        Some(key) => Form::from_key(key).ok_or_else(|| Failure::Invalid(vec![misplaced("as", "unknown")]))?,
    };
    let event = desk.settings.name.clone().unwrap_or_default();
    let turn = desk.copies.begin(&viewer.id, Instant::now()).map_err(|retry_after| Failure::TooMany { retry_after })?;
    let (export, notice) = desk.ask(move |rules| rules.begin_export(&viewer, form, &event, now())).await?;
    // Read before the answer begins: an error is still an error then.
    let (first, export) = piece(&desk, export).await?;
    desk.post.tell(notice);
    // The turn ends with the stream, also where the reader hangs up.
    let rest = futures_util::stream::unfold((desk, turn, Some((first, export))), |(desk, turn, ready)| async move {
        let (text, export) = ready?;
        let text = text?;
        let next = if turn.goes_on(Instant::now()) { piece(&desk, export).await.ok() } else { None };
        match next {
            Some(next) => Some((Ok(text), (desk, turn, Some(next)))),
            // The connection breaks, and nobody takes half a copy for a whole one.
            None => Some((Err(std::io::Error::other("the copy was not finished")), (desk, turn, None))),
        }
    });
    let mut response = Response::new(Body::from_stream(rest));
    let (media_type, disposition) = match form {
        Form::Json => ("application/json", "attachment; filename=\"my-data.json\""),
        Form::Page => ("text/html; charset=utf-8", "attachment; filename=\"my-data.html\""),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    Ok(response)
}

async fn piece(desk: &Desk, mut export: Export) -> Result<(Option<String>, Export), Failure> {
    desk.ask(move |rules| Ok((rules.next_piece(&mut export)?, export))).await
}

/// `DELETE /me`: the account and everything of it; the receipt in the answer and in one last mail.
pub(super) async fn erase(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let Erase { confirm } = json(&headers, body).await?;
    let erased = desk.ask(move |rules| rules.erase(&viewer, &confirm, now())).await?;
    let event = desk.settings.name.as_deref().unwrap_or_default();
    std::iter::once(&erased.email).chain(&erased.waiting).for_each(|address| desk.post.forget(address));
    desk.post.write(plain::farewell(&erased.email, &erased.receipt, event));
    entrance::left(&desk, answer::json(StatusCode::OK, &ReceiptBody::from(&erased.receipt))?)
}

/// The most letters of a key by which an app says that it sends something again.
const KEY: usize = 255;

/// `Idempotency-Key`, where there is one.
fn key(headers: &HeaderMap) -> Result<Option<String>, Failure> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let key = key.to_str().ok().filter(|key| (1..=KEY).contains(&key.len()));
    key.map(|key| Some(key.to_owned())).ok_or_else(|| Failure::Invalid(vec![misplaced("Idempotency-Key", "malformed")]))
}

/// `POST /complaints`: kept, mailed to whoever is responsible, and answered with the reference. One that is sent again under its key is answered as
/// it was, and mailed to nobody.
pub(super) async fn complain(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let Complain { text } = json(&headers, body).await?;
    let key = key(&headers)?;
    let filed = desk.ask(move |rules| match key {
        Some(key) => rules.complain_once(&viewer, &text, &key, now()),
        None => rules.complain(&viewer, &text, now()).map(Filed::Now),
    });
    let complaint = match filed.await? {
        Filed::Now(complaint) => complaint,
        Filed::Before(complaint) => return filed_as(&complaint),
    };
    match &desk.settings.organisers {
        Some(to) => desk.post.write(plain::complaint(to, &complaint, desk.settings.name.as_deref().unwrap_or_default())),
        None => crate::log::line("complaint_waits", &[("reference", &complaint.reference), ("read_it_by", &"plenary-backend complaints")]),
    }
    filed_as(&complaint)
}

fn filed_as(complaint: &Complaint) -> Result<Response, Failure> {
    answer::json(StatusCode::CREATED, &FiledBody { reference: complaint.reference.clone(), at: complaint.at })
}
