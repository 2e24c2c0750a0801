//! `/me/access-log`, `/me/incidents`, `/reports/over-share`: who saw what of the viewer, what incidents did to them, and what their app found beyond
//! the contract. Not: the noting, which the rules do with every answer.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::{json, misplaced};
use crate::http::guard::Signed;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::domain::access::{By, RecordQuery};
use plenary::domain::over_share::OverShare;
use plenary::domain::privacy::Field;
use plenary::wire::access::{AccessLog, Incident, Incidents};
use plenary::wire::over_share::Report;
use serde::Deserialize;

/// The query of `GET /me/access-log`.
#[derive(Deserialize)]
pub(super) struct Part {
    by: Option<String>,
    field: Option<String>,
    cursor: Option<String>,
    #[serde(rename = "as")]
    form: Option<String>,
}

/// `GET /me/access-log`: a page, or with `as=csv` the whole as a file.
pub(super) async fn log(State(desk): State<Desk>, Signed(viewer): Signed, Query(part): Query<Part>) -> Result<Response, Failure> {
    let unknown = |member| Failure::Invalid(vec![misplaced(member, "unknown")]);
    let by = match part.by.as_deref() {
        None | Some("person") => By::Person,
        Some("time") => By::Time,
        Some(_) => return Err(unknown("by")),
    };
    let field = part.field.map(|key| Field::from_key(&key).ok_or_else(|| unknown("field"))).transpose()?;
    match part.form.as_deref() {
        None => {}
        // The table is always the whole; a wish that makes no sense is refused with it as well.
        Some("csv") => return file(desk.ask(move |rules| rules.record_csv(&viewer, now())).await?),
        Some(_) => return Err(unknown("as")),
    }
    let query = RecordQuery { by, field, cursor: part.cursor.filter(|cursor| !cursor.is_empty()) };
    let record = desk.ask(move |rules| rules.record(&viewer, &query, now())).await?;
    answer::json(StatusCode::OK, &AccessLog::from(record))
}

fn file(csv: String) -> Result<Response, Failure> {
    let mut response = Response::new(Body::from(csv));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"who-saw-what.csv\""));
    Ok(response)
}

/// `GET /me/incidents`.
pub(super) async fn incidents(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let told = desk.ask(move |rules| rules.own_incidents(&viewer)).await?;
    answer::json(StatusCode::OK, &Incidents { incidents: told.into_iter().map(Incident::from).collect() })
}

/// `POST /reports/over-share`: counted for the organisers, and told in the log at once.
pub(super) async fn over_share(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let sent: Report = json(&headers, body).await?;
    let report = OverShare::try_from(sent).map_err(|fault| Failure::Invalid(vec![misplaced(fault.0, "unknown")]))?;
    if report.is_empty() {
        return Err(Failure::Invalid(vec![misplaced("members", "unknown")]));
    }
    let report = desk.ask(move |rules| rules.report_over_share(&viewer, &report, now()).map(|()| report)).await?;
    let members: Vec<&str> = report.members().map(|(name, _)| name).collect();
    crate::log::line("over_share_reported", &[("place", &report.place.key()), ("members", &members.join(","))]);
    Ok(answer::done())
}
