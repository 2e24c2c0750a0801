//! `POST /auth/passkey/…`, `POST /auth/step-up/passkey/…` and `/me/passkeys`. Not: whether a signature is good, nor what it opens.

use super::entrance::{self, enter, set_cookie};
use super::{answer, sign_in};
use crate::desk::{Desk, Rules, now};
use crate::http::Failure;
use crate::http::body::json;
use crate::http::cookies::Cookie;
use crate::http::device::ThisDevice;
use crate::http::guard::{FromTheApp, Signed, Source};
use crate::passkeys::Authenticators;
use crate::store::Sqlite;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use plenary::conference::passkeys::{Entry, LABEL, Offered, Passkey, Reply};
use plenary::conference::{Granted, Ruling, Viewer};
use plenary::domain::id::PasskeyId;
use plenary::domain::problem::{Fault, Input};
use plenary::domain::text::Text;
use plenary::wire::passkeys::{NewPasskey, PasskeyAnswer, PasskeyEntry, PasskeyList, PasskeyName, PasskeyQuestion};
use std::sync::Arc;

/// Where WebAuthn offers nothing, none of these routes is there.
fn offered_here(desk: &Desk) -> Result<Arc<Authenticators>, Failure> {
    desk.authenticators.clone().ok_or(Failure::NotFound)
}

fn question(offered: &Offered) -> Result<Response, Failure> {
    let options = serde_json::from_str(&offered.options).map_err(|_| Failure::Server)?;
    let body = PasskeyQuestion { ceremony_id: offered.ceremony.to_string(), options, expires_in: offered.expires_in };
    answer::json(StatusCode::OK, &body)
}

fn entry(passkey: &Passkey) -> PasskeyEntry {
    let Passkey { id, label, created, used, synced, .. } = passkey;
    PasskeyEntry { id: id.to_string(), label: label.as_str().to_owned(), created: *created, used: *used, synced: *synced }
}

/// What its owner typed; `None` where that is nothing.
fn label(typed: &str) -> Result<Option<Text>, Failure> {
    Text::parse(typed, LABEL, false).map_err(|fault| sign_in::invalid(Input::Passkey, Fault::Text(fault)))
}

// What cannot be a name names nobody's passkey.
fn named(id: &str) -> Result<PasskeyId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

/// Whoever holds the passkey is in; where it may be a copy, nobody is, and its owner is told.
fn admitted(desk: &Desk, entry: Entry) -> Result<Granted, Failure> {
    match entry {
        Entry::Open(granted) => Ok(granted),
        Entry::Cloned(notice) => {
            crate::log::line("passkey_refused", &[("reason", &"sign_counter")]);
            if let Some(notice) = notice {
                desk.post.tell(notice);
            }
            Err(sign_in::invalid(Input::Proof, Fault::ProofRefused))
        }
    }
}

/// `POST /auth/passkey/login/start`: the same for everybody; no address is named.
pub(super) async fn login_start(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let authenticators = offered_here(&desk)?;
    let browser = desk.jar().read(&headers, Cookie::Ceremony);
    let started = desk.ask(move |rules| rules.start_passkey_sign_in(&*authenticators, browser, &source, now())).await?;
    let mut response = question(&started.offered)?;
    set_cookie(&mut response, desk.jar().set(Cookie::Ceremony, started.browser.expose(), started.offered.expires_in))?;
    Ok(response)
}

/// `POST /auth/passkey/login/finish`: from a signature to a session. Answers the viewer's profile.
pub(super) async fn login_finish(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let authenticators = offered_here(&desk)?;
    let PasskeyAnswer { ceremony_id, credential } = json(&headers, body).await?;
    let (ceremony, credential) = (sign_in::challenge_id(&ceremony_id)?, credential.to_string());
    let browser = desk.jar().read(&headers, Cookie::Ceremony);
    let earlier = desk.jar().read(&headers, Cookie::Session);
    let finish = move |rules: &mut Rules| {
        let reply = Reply { ceremony: &ceremony, answer: &credential };
        let entry = rules.finish_passkey_sign_in(&*authenticators, reply, browser.as_deref(), device, &source, now())?;
        let standing = match &entry {
            Entry::Open(granted) => {
                entrance::leave_earlier(rules, earlier.as_deref())?;
                Some(entrance::standing(rules, &granted.viewer)?)
            }
            Entry::Cloned(_) => None,
        };
        Ok((entry, standing))
    };
    let (entry, standing) = desk.ask(finish).await?;
    let granted = admitted(&desk, entry)?;
    let mut response = entrance::me(&standing.ok_or(Failure::Server)?)?;
    enter(&desk, &mut response, granted)?;
    set_cookie(&mut response, desk.jar().clear(Cookie::Ceremony))?;
    Ok(response)
}

/// Asks the rules for a question to the viewer's own device.
async fn ask(
    desk: &Desk,
    viewer: Viewer,
    start: fn(&mut Rules, &Authenticators, &Viewer, i64) -> Ruling<Offered, Sqlite>,
) -> Result<Response, Failure> {
    let authenticators = offered_here(desk)?;
    question(&desk.ask(move |rules| start(rules, &authenticators, &viewer, now())).await?)
}

/// `POST /auth/step-up/passkey/start`; 404 where the viewer has no passkey.
pub(super) async fn step_up_start(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    ask(&desk, viewer, |rules, authenticators, viewer, now| rules.start_passkey_step_up(authenticators, viewer, now)).await
}

/// `POST /auth/step-up/passkey/finish`: the session is fresh again and has a new secret.
pub(super) async fn step_up_finish(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let authenticators = offered_here(&desk)?;
    let PasskeyAnswer { ceremony_id, credential } = json(&headers, body).await?;
    let (ceremony, credential) = (sign_in::challenge_id(&ceremony_id)?, credential.to_string());
    let entry = desk.ask(move |rules| rules.finish_passkey_step_up(&*authenticators, &viewer, &ceremony, &credential, now())).await?;
    let mut response = answer::done();
    let granted = admitted(&desk, entry)?;
    enter(&desk, &mut response, granted)?;
    Ok(response)
}

/// `POST /auth/passkey/register/start`; needs a fresh proof.
pub(super) async fn register_start(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    ask(&desk, viewer, |rules, authenticators, viewer, now| rules.start_passkey(authenticators, viewer, now)).await
}

/// `POST /auth/passkey/register/finish`: 201 with the new passkey.
pub(super) async fn register_finish(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let authenticators = offered_here(&desk)?;
    let made: NewPasskey = json(&headers, body).await?;
    let ceremony = sign_in::challenge_id(&made.ceremony_id)?;
    let typed = label(made.label.as_deref().unwrap_or_default())?;
    // Where nothing was typed, the device gives its name.
    let label = typed.or(label(&device.label.to_string())?).ok_or(Failure::Server)?;
    let credential = made.credential.to_string();
    let (passkey, notice) =
        desk.ask(move |rules| rules.finish_passkey(&*authenticators, &viewer, &ceremony, &credential, label, now())).await?;
    desk.post.tell(notice);
    answer::json(StatusCode::CREATED, &entry(&passkey))
}

/// `GET /me/passkeys`.
pub(super) async fn list(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    offered_here(&desk)?;
    let most = desk.settings.limits.passkeys_per_delegate;
    let passkeys = desk.ask(move |rules| rules.passkeys(&viewer)).await?;
    answer::json(StatusCode::OK, &PasskeyList { passkeys: passkeys.iter().map(entry).collect(), most })
}

/// `PATCH /me/passkeys/{id}`: another name.
pub(super) async fn rename(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (id, PasskeyName { label: typed }) = (named(&id)?, json(&headers, body).await?);
    let label = label(&typed)?.ok_or_else(|| sign_in::invalid(Input::Passkey, Fault::Empty))?;
    answer::json(StatusCode::OK, &entry(&desk.ask(move |rules| rules.rename_passkey(&viewer, &id, label)).await?))
}

/// `DELETE /me/passkeys/{id}`; needs a fresh proof.
pub(super) async fn remove(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = named(&id)?;
    let notice = desk.ask(move |rules| rules.remove_passkey(&viewer, &id, now())).await?;
    desk.post.tell(notice);
    Ok(answer::done())
}
