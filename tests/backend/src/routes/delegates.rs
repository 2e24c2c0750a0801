//! `/delegates`: other people, as far as they share themselves with the viewer. Not: what is shared, which the rules decide.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::misplaced;
use crate::http::guard::Signed;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use plenary::domain::delegate::{DirectoryQuery, Initial};
use plenary::domain::id::DelegateId;
use plenary::domain::privacy::Field;
use plenary::wire::people::{Directory, Person};
use serde::Deserialize;

/// People in a page where the query does not say.
const PAGE: usize = 50;

/// The query of `GET /delegates`. Other parameters are ignored: there is no way to sort or filter by what is not disclosed.
#[derive(Deserialize)]
pub(super) struct Part {
    #[serde(default)]
    q: String,
    #[serde(default)]
    letter: String,
    #[serde(default)]
    organisation: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// `GET /delegates`.
pub(super) async fn directory(State(desk): State<Desk>, Signed(viewer): Signed, Query(part): Query<Part>) -> Result<Response, Failure> {
    let mut letters = part.letter.chars();
    let letter = letters.next();
    if letters.next().is_some() {
        return Err(Failure::Invalid(vec![misplaced("letter", "too_long")]));
    }
    let initial = letter.map(|letter| Initial::read(letter).ok_or(Failure::Invalid(vec![misplaced("letter", "unknown")]))).transpose()?;
    let text = part.q.chars().take(100).collect();
    let organisation = Some(part.organisation).filter(|name| !name.is_empty() && name.chars().count() <= Field::Organisation.limit());
    let query = DirectoryQuery { text, initial, organisation, cursor: part.cursor.filter(|cursor| !cursor.is_empty()) };
    let limit = part.limit.unwrap_or(PAGE);
    let page = desk.ask(move |rules| rules.directory(&viewer, &query, limit, now())).await?;
    answer::json(StatusCode::OK, &Directory::from(&page))
}

/// `GET /delegates/{id}`.
pub(super) async fn delegate(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: DelegateId = id.parse().map_err(|_| Failure::NotFound)?;
    let delegate = desk.ask(move |rules| rules.delegate(&viewer, &id, now())).await?;
    answer::json(StatusCode::OK, &Person::from(&delegate))
}
