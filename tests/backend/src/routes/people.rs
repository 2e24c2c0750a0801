//! What the viewer does about somebody else: a card for the address book, a block, a report to the organisers. Not: the other one's own doing.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::{json, misplaced};
use crate::http::guard::Signed;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::domain::connection::{REPORT_LIMIT, ReportReason};
use plenary::domain::id::DelegateId;
use plenary::domain::problem::{Fault, FieldProblem, Input};
use plenary::domain::text::Text;
use plenary::wire::blocks::{Blocks, Filed, Report};

/// `GET /delegates/{id}/card`.
pub(super) async fn card(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    let card = desk.ask(move |rules| rules.card(&viewer, &id, now())).await?;
    let mut response = Response::new(Body::from(card));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/vcard; charset=utf-8"));
    // No name in the file's name: it is told to whatever keeps a list of downloads.
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"contact.vcf\""));
    Ok(response)
}

/// `GET /blocks`.
pub(super) async fn blocks(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let blocks = desk.ask(move |rules| rules.blocks(&viewer, now())).await?;
    answer::json(StatusCode::OK, &Blocks::from(blocks.as_slice()))
}

/// `POST /blocks/{id}`.
pub(super) async fn block(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    desk.ask(move |rules| rules.block(&viewer, &id, now())).await?;
    Ok(answer::done())
}

/// `DELETE /blocks/{id}`.
pub(super) async fn unblock(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    desk.ask(move |rules| rules.unblock(&viewer, &id, now())).await?;
    Ok(answer::done())
}

/// `POST /reports`.
pub(super) async fn report(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let Report { delegate, reason, words } = json(&headers, body).await?;
    let reason = ReportReason::from_key(&reason).ok_or_else(|| Failure::Invalid(vec![misplaced("reason", "unknown")]))?;
    let words = Text::parse(words.as_deref().unwrap_or_default(), REPORT_LIMIT, true).map_err(|fault| {
        Failure::Invalid(vec![plenary::wire::problem::InputProblem::from(&FieldProblem {
            input: Input::Report,
            fault: Fault::Text(fault),
        })])
    })?;
    let id = named(&delegate)?;
    let filed = desk.ask(move |rules| rules.report(&viewer, &id, reason, words, now())).await?;
    match &desk.settings.organisers {
        Some(to) => desk.post.report(to.clone(), filed.letter),
        // It is kept, and the command that lists reports shows it.
        None => crate::log::line("report_not_mailed", &[("reason", &"no_organisers")]),
    }
    answer::json(StatusCode::CREATED, &Filed { reference: filed.reference })
}

// What cannot be an id is nobody's.
fn named(id: &str) -> Result<DelegateId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}
