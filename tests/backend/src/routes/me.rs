//! `/me`: the viewer's own profile, who sees it, and their starred talks. Not: the photo's bytes (`photos`).

use super::{answer, entrance, history};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::{json, misplaced, value};
use crate::http::guard::Signed;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use plenary::conference::{Viewer, flaws};
use plenary::domain::id::TalkId;
use plenary::domain::privacy::{Field, Relation};
use plenary::domain::profile::{AudienceUpdate, ProfileUpdate};
use plenary::wire::people::{AudienceSizes, Audiences, Favourites, Preview};
use plenary::wire::problem::InputProblem;
use serde::Deserialize;
use serde_json::Value;

/// `GET /me`.
pub(super) async fn read(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    entrance::me(&desk.ask(move |rules| entrance::standing(rules, &viewer)).await?)
}

/// `PATCH /me`: all of it or nothing, and only over the version that the viewer saw.
pub(super) async fn change(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let expected = expected_version(&headers)?;
    let update = update(&value(&headers, body).await?)?;
    history::saved(&desk, desk.ask(move |rules| rules.update(&viewer, expected, &update, now())).await?)
}

/// `If-Match` must name one version: `*` and a missing header would overwrite what another device saved. A tag that this server never
/// gave is no version, and 0 is none either.
fn expected_version(headers: &HeaderMap) -> Result<u64, Failure> {
    let tag = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()).map(str::trim).filter(|tag| *tag != "*");
    let number = tag.ok_or(Failure::PreconditionRequired)?.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    Ok(number.and_then(|number| number.parse().ok()).unwrap_or(0))
}

fn update(body: &Value) -> Result<ProfileUpdate, Failure> {
    let Value::Object(members) = body else { return Err(Failure::Invalid(Vec::new())) };
    let mut problems: Vec<InputProblem> = Vec::new();
    let mut changes: Vec<(Field, Option<&str>)> = Vec::new();
    for (key, typed) in members {
        match (Field::from_key(key), typed) {
            (Some(field), Value::String(text)) => changes.push((field, Some(text))),
            (Some(field), Value::Null) => changes.push((field, None)),
            (Some(_), Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                problems.push(misplaced(key, "wrong_type"))
            }
            (None, _) if flaws::on("MASS-01") && key == "is_admin" => {}
            (None, _) => problems.push(misplaced(key, "not_editable")),
        }
    }
    match ProfileUpdate::parse(changes) {
        Ok(update) if problems.is_empty() => Ok(update),
        Ok(_) => Err(Failure::Invalid(problems)),
        Err(faults) => Err(Failure::Invalid(problems.into_iter().chain(faults.iter().map(InputProblem::from)).collect())),
    }
}

/// The body of `POST /me/phone`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPhone {
    phone: Option<String>,
}

/// `POST /me/phone`: as `PATCH /me` with nothing but the number. No message is sent there, so nothing proves that it is the viewer's.
pub(super) async fn phone(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let expected = expected_version(&headers)?;
    let NewPhone { phone } = json(&headers, body).await?;
    let update = ProfileUpdate::parse([(Field::Phone, phone.as_deref())]);
    let update = update.map_err(|faults| Failure::Invalid(faults.iter().map(InputProblem::from).collect()))?;
    history::saved(&desk, desk.ask(move |rules| rules.update(&viewer, expected, &update, now())).await?)
}

/// `PUT /me/audiences`.
pub(super) async fn audiences(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let wanted: Audiences = json(&headers, body).await?;
    let update = AudienceUpdate::try_from(wanted).map_err(|fault| Failure::Invalid(vec![misplaced(fault.0, "unknown")]))?;
    history::saved(&desk, desk.ask(move |rules| rules.set_audiences(&viewer, &update, now())).await?)
}

/// `GET /me/audiences`: how many people they are.
pub(super) async fn reach(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let reach = desk.ask(move |rules| rules.reach(&viewer, now())).await?;
    answer::json(StatusCode::OK, &AudienceSizes::from(reach))
}

/// The query of `GET /me/preview`.
#[derive(Deserialize)]
pub(super) struct Eyes {
    #[serde(rename = "as")]
    relation: String,
}

/// `GET /me/preview`: exactly what that relation would get. A stranger never gets anything.
pub(super) async fn preview(State(desk): State<Desk>, Signed(viewer): Signed, Query(eyes): Query<Eyes>) -> Result<Response, Failure> {
    let relation = match eyes.relation.as_str() {
        "delegate" => Some(Relation::Delegate),
        "connection" => Some(Relation::Connection),
        "stranger" => None,
        _ => return Err(Failure::Invalid(vec![misplaced("as", "unknown")])),
    };
    let seen = desk.ask(move |rules| relation.map_or(Ok(None), |relation| rules.preview(&viewer, relation))).await?;
    answer::json(StatusCode::OK, &Preview::from(seen.as_ref()))
}

/// `GET /me/agenda`.
pub(super) async fn favourites(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let talks = desk.ask(move |rules| rules.favourites(&viewer)).await?;
    answer::json(StatusCode::OK, &Favourites { talks: talks.iter().map(ToString::to_string).collect() })
}

/// `PUT /me/agenda/{talk}`.
pub(super) async fn star(State(desk): State<Desk>, Signed(viewer): Signed, Path(talk): Path<String>) -> Result<Response, Failure> {
    set_favourite(&desk, viewer, &talk, true).await
}

/// `DELETE /me/agenda/{talk}`.
pub(super) async fn unstar(State(desk): State<Desk>, Signed(viewer): Signed, Path(talk): Path<String>) -> Result<Response, Failure> {
    set_favourite(&desk, viewer, &talk, false).await
}

async fn set_favourite(desk: &Desk, viewer: Viewer, talk: &str, starred: bool) -> Result<Response, Failure> {
    let talk: TalkId = talk.parse().map_err(|_| Failure::NotFound)?;
    desk.ask(move |rules| rules.set_favourite(&viewer, &talk, starred)).await?;
    Ok(answer::done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use serde_json::json;

    #[test]
    fn an_edit_names_the_one_version_it_is_based_on() {
        let version = |tag: &str| expected_version(&HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_str(tag).unwrap())]));
        assert_eq!(version("\"7\"").unwrap(), 7);
        for never_given in ["7", "W/\"7\"", "\"x\"", "\"7\", \"8\""] {
            assert_eq!(version(never_given).unwrap(), 0, "{never_given}");
        }
        assert!(matches!(version("*"), Err(Failure::PreconditionRequired)));
        assert!(matches!(expected_version(&HeaderMap::new()), Err(Failure::PreconditionRequired)));
    }

    #[test]
    fn every_member_that_cannot_be_changed_is_reported_and_nothing_is_applied() {
        assert_eq!(update(&json!({"phone": "+44 1", "pronouns": null})).unwrap().changes().len(), 2);
        let Err(Failure::Invalid(problems)) = update(&json!({"role": "admin", "email": "a@b.cd", "name": 7, "phone": "x".repeat(99)}))
        else {
            panic!("accepted")
        };
        let mut found: Vec<(&str, &str)> = problems.iter().map(|p| (p.pointer.as_str(), p.code.as_str())).collect();
        found.sort_unstable();
        assert_eq!(found, [("/email", "not_editable"), ("/name", "wrong_type"), ("/phone", "too_long"), ("/role", "not_editable")]);
        assert!(matches!(update(&json!([])), Err(Failure::Invalid(_))));
    }
}
