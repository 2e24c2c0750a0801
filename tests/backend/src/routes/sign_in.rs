//! `POST /auth/…`: from an address by a mailed proof to a session, and out again. Not: whether a proof is good.

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::json;
use crate::http::cookies::Cookie;
use crate::http::guard::{FromTheApp, Signed, Source};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::conference::{Granted, Proof, Started, Viewer};
use plenary::domain::id::ChallengeId;
use plenary::domain::problem::{Fault, FieldProblem, Input};
use plenary::domain::text::Email;
use plenary::wire::problem::InputProblem;
use plenary::wire::sign_in::{Redeem, RedeemCode, Start, Started as StartedBody};

/// What the browser is told to forget. Not `"cookies"`: that would sign people out of the organiser's other sites on this domain.
const FORGET: &str = "\"cache\", \"storage\"";

fn invalid(input: Input, fault: Fault) -> Failure {
    Failure::Invalid(vec![InputProblem::from(&FieldProblem { input, fault })])
}

fn set_cookie(response: &mut Response, cookie: Option<HeaderValue>) -> Result<(), Failure> {
    response.headers_mut().append(header::SET_COOKIE, cookie.ok_or(Failure::Server)?);
    Ok(())
}

fn started(started: &Started) -> Result<Response, Failure> {
    let body = StartedBody { challenge_id: started.challenge.to_string(), expires_in: started.expires_in };
    answer::json(StatusCode::ACCEPTED, &body)
}

/// `POST /auth/start`: the same answer for every address, before any mail is sent.
pub(super) async fn start(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let Start { email } = json(&headers, body).await?;
    let email = Email::parse(&email).map_err(|fault| invalid(Input::SignInEmail, Fault::Text(fault)))?;
    let begun = desk.ask(move |rules| rules.start_sign_in(&email, &source, now())).await?;
    let mut response = started(&begun)?;
    set_cookie(&mut response, desk.jar().set(Cookie::Browser, begun.browser.expose(), begun.expires_in))?;
    if let Some(letter) = begun.letter {
        desk.post.send(letter);
    }
    Ok(response)
}

/// `POST /auth/redeem`: the only way to a session. Answers the viewer's profile.
pub(super) async fn redeem(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (challenge, secret) = match json(&headers, body).await? {
        Redeem::Code(proof) => (Some(challenge_id(&proof.challenge_id)?), proof.code),
        Redeem::Link(proof) => (None, proof.link_token),
    };
    let browser = desk.jar().read(&headers, Cookie::Browser);
    let earlier = desk.jar().read(&headers, Cookie::Session);
    let (granted, profile) = desk
        .ask(move |rules| {
            let at = now();
            let proof = match challenge {
                Some(challenge) => Proof::Code { challenge, code: &secret },
                None => Proof::Link { token: &secret },
            };
            let granted = rules.redeem(proof, browser.as_deref(), &source, at)?;
            // Whoever was signed in in this browser before is not any more: their cookie is replaced and must not stay good elsewhere.
            if let Some(viewer) = earlier.and_then(|secret| rules.viewer(&secret, at).ok()) {
                rules.sign_out(viewer)?;
            }
            let profile = rules.profile(&granted.viewer)?;
            Ok((granted, profile))
        })
        .await?;
    let mut response = answer::profile(&profile)?;
    enter(&desk, &mut response, &granted)?;
    set_cookie(&mut response, desk.jar().clear(Cookie::Browser))?;
    Ok(response)
}

// A malformed id names no challenge: the same answer as a wrong code.
fn challenge_id(text: &str) -> Result<ChallengeId, Failure> {
    text.parse().map_err(|_| invalid(Input::Proof, Fault::ProofRefused))
}

fn enter(desk: &Desk, response: &mut Response, granted: &Granted) -> Result<(), Failure> {
    set_cookie(response, desk.jar().set(Cookie::Session, granted.session.expose(), granted.expires_in))
}

/// `POST /auth/step-up/start`: a code to the viewer's own address.
pub(super) async fn step_up_start(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let begun = desk.ask(move |rules| rules.start_step_up(&viewer, now())).await?;
    let response = started(&begun)?;
    if let Some(letter) = begun.letter {
        desk.post.send(letter);
    }
    Ok(response)
}

/// `POST /auth/step-up/finish`: the session is fresh again and has a new id.
pub(super) async fn step_up_finish(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let RedeemCode { challenge_id: id, code } = json(&headers, body).await?;
    let challenge = challenge_id(&id)?;
    let granted = desk.ask(move |rules| rules.finish_step_up(&viewer, challenge, &code, now())).await?;
    let mut response = answer::done();
    enter(&desk, &mut response, &granted)?;
    Ok(response)
}

/// `POST /auth/logout`: this device.
pub(super) async fn logout(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    leave(&desk, viewer, false).await
}

/// `POST /auth/logout-all`: every device.
pub(super) async fn logout_all(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    leave(&desk, viewer, true).await
}

async fn leave(desk: &Desk, viewer: Viewer, everywhere: bool) -> Result<Response, Failure> {
    desk.ask(move |rules| if everywhere { rules.sign_out_everywhere(viewer) } else { rules.sign_out(viewer) }).await?;
    let mut response = answer::done();
    set_cookie(&mut response, desk.jar().clear(Cookie::Session))?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static(FORGET));
    Ok(response)
}
