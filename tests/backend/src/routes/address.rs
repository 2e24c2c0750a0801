//! `/me/email`: another address for the account, which counts once its mail is read. Not: the step back (`history`).

use super::history;
use super::sign_in::{challenge_id, invalid, started};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::json;
use crate::http::guard::Signed;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use plenary::domain::privacy::Field;
use plenary::domain::problem::{Fault, Input};
use plenary::domain::text::Email;
use plenary::wire::sign_in::{RedeemCode, Start};

/// `POST /me/email`: a code to the new address; the same answer where another account has it.
pub(super) async fn start(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let Start { email } = json(&headers, body).await?;
    let email = Email::parse(&email).map_err(|fault| invalid(Input::Field(Field::Email), Fault::Text(fault)))?;
    let begun = desk.ask(move |rules| rules.start_address(&viewer, &email, now())).await?;
    let response = started(&begun)?;
    if let Some(letter) = begun.letter {
        desk.post.send(letter);
    }
    Ok(response)
}

/// `POST /me/email/confirm`: from now on the address is the account's, and the one before is told.
pub(super) async fn finish(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let RedeemCode { challenge_id: id, code } = json(&headers, body).await?;
    let challenge = challenge_id(&id)?;
    history::saved(&desk, desk.ask(move |rules| rules.finish_address(&viewer, &challenge, &code, now())).await?)
}
