//! `POST /auth/…`: from an address by a mailed proof to a session, and out again. Not: whether a proof is good.

use super::answer;
use super::entrance::{self, enter, set_cookie};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::json;
use crate::http::cookies::Cookie;
use crate::http::device::ThisDevice;
use crate::http::guard::{FromTheApp, Signed, Source};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use plenary::conference::{Proof, RECOVERY_SECONDS, Started, Viewer};
use plenary::domain::id::ChallengeId;
use plenary::domain::problem::{Fault, FieldProblem, Input};
use plenary::domain::text::Email;
use plenary::wire::problem::InputProblem;
use plenary::wire::sign_in::{Redeem, RedeemCode, Start, Started as StartedBody};

pub(super) fn invalid(input: Input, fault: Fault) -> Failure {
    Failure::Invalid(vec![InputProblem::from(&FieldProblem { input, fault })])
}

pub(super) fn started(started: &Started) -> Result<Response, Failure> {
    let body = StartedBody { challenge_id: started.challenge.to_string(), expires_in: started.expires_in };
    answer::json(StatusCode::ACCEPTED, &body)
}

/// `POST /auth/start`: the same answer for every address, before any mail is sent.
pub(super) async fn start(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let Start { email } = json(&headers, body).await?;
    let email = Email::parse(&email).map_err(|fault| invalid(Input::SignInEmail, Fault::Text(fault)))?;
    let begun = desk.ask(move |rules| rules.start_sign_in(&email, &device, &source, now())).await?;
    let mut response = started(&begun)?;
    set_cookie(&mut response, desk.jar().set(Cookie::Browser, begun.browser.expose(), begun.expires_in))?;
    if let Some(letter) = begun.letter {
        desk.post.send(letter);
    }
    Ok(response)
}

/// `POST /auth/redeem`: from a mailed proof to a session. Answers the viewer's profile.
pub(super) async fn redeem(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (challenge, secret) = match json(&headers, body).await? {
        Redeem::Code(proof) => (Some(challenge_id(&proof.challenge_id)?), proof.code),
        Redeem::Link(proof) => (None, proof.link_token),
    };
    let browser = desk.jar().read(&headers, Cookie::Browser);
    let verifier = browser.clone();
    let earlier = desk.jar().read(&headers, Cookie::Session);
    let (granted, standing) = desk
        .ask(move |rules| {
            let proof = match challenge {
                Some(challenge) => Proof::Code { challenge, code: &secret },
                None => Proof::Link { token: &secret },
            };
            let granted = rules.redeem(proof, verifier.as_deref(), device, &source, now())?;
            entrance::leave_earlier(rules, earlier.as_deref())?;
            let standing = entrance::standing(rules, &granted.viewer)?;
            Ok((granted, standing))
        })
        .await?;
    let mut response = entrance::me(&standing)?;
    enter(&desk, &mut response, granted)?;
    // It stays as long as the same proof would open the door again, should this answer not arrive whole.
    let verifier = match browser.filter(|value| value.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        Some(verifier) => desk.jar().set(Cookie::Browser, &verifier, RECOVERY_SECONDS),
        None => desk.jar().clear(Cookie::Browser),
    };
    set_cookie(&mut response, verifier)?;
    Ok(response)
}

// A malformed id names no challenge: the same answer as a wrong code.
pub(super) fn challenge_id(text: &str) -> Result<ChallengeId, Failure> {
    text.parse().map_err(|_| invalid(Input::Proof, Fault::ProofRefused))
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
    enter(&desk, &mut response, granted)?;
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
    entrance::left(desk, answer::done())
}
