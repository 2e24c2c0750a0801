//! `GET /auth/oidc/start`, `GET /auth/oidc/callback` and `/auth/oidc/join`: by an organisation's provider to a session. Not: whether the
//! provider's word is good (`crate::organisation`), nor whose account it opens.
//!
//! OAuth makes two of them navigations, so a `GET` changes something here. Each is bound to the browser that began and works once: a mail
//! scanner that follows such an address has neither the cookie nor anything to win.

use super::answer;
use super::entrance::{self, enter, set_cookie};
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::json;
use crate::http::cookies::Cookie;
use crate::http::device::ThisDevice;
use crate::http::guard::{FromTheApp, Source};
use crate::log;
use crate::organisation::{Answer, Joining, Leaving, Organisation, Wish, shelf};
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use openidconnect::url::form_urlencoded;
use plenary::conference::identity::{Arrival, Linked, Vouched};
use plenary::domain::base::below;
use plenary::domain::problem::{Fault, FieldProblem, Input};
use plenary::routes::{Route, SignInProblem};
use plenary::wire::identities::{JoinEntry, JoinStanding};
use plenary::wire::problem::InputProblem;
use plenary::wire::sign_in::RedeemCode;

type To = Option<Box<Route>>;

/// 303: the next request is a `GET`, and the address with the code is in no history.
pub(super) fn see_other(address: &str) -> Result<Response, Failure> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(address).map_err(|_| Failure::Server)?);
    Ok(response)
}

fn explain(desk: &Desk, problem: SignInProblem, to: To) -> Result<Response, Failure> {
    see_other(&desk.path_of(&Route::SignInProblem { problem, to }))
}

/// A place in this app, with the folder that it is in or without; or nowhere.
fn return_to(desk: &Desk, query: Option<String>) -> To {
    let query = query.unwrap_or_default();
    let value = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "return_to").map(|(_, value)| value.into_owned())?;
    Route::parse_return(below(&desk.settings.base, &value).unwrap_or(&value)).map(Box::new)
}

/// `GET /auth/oidc/start`: off to the provider, at the press of a button of ours. A page of somebody else could only start a sign-in that its
/// visitor did not ask for, so it is led to the sign-in page instead.
pub(super) async fn start(
    State(desk): State<Desk>,
    Source(source): Source,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let to = return_to(&desk, query);
    let is_ours = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let Some(organisation) = desk.organisation.clone().filter(|_| is_ours) else {
        return see_other(&desk.path_of(&Route::SignIn(to)));
    };
    match desk.ask(move |rules| rules.leave_for_provider(&source, now())).await {
        Err(Failure::TooMany { .. }) => return explain(&desk, SignInProblem::Busy, to),
        admitted => admitted?,
    }
    let earlier = desk.jar().read(&headers, Cookie::Session);
    match leave(&desk, &organisation, &headers, Wish::SignIn { device, earlier }, to.as_deref().cloned()).await? {
        Ok((address, cookie)) => {
            let mut response = see_other(&address)?;
            set_cookie(&mut response, Some(cookie))?;
            Ok(response)
        }
        Err(problem) => explain(&desk, problem, to),
    }
}

/// The address at the provider, and the cookie that binds the way back to this browser. Several tabs may be on their way at once: they share
/// the cookie, and each has a `state` of its own.
pub(super) async fn leave(
    desk: &Desk,
    organisation: &Organisation,
    headers: &HeaderMap,
    wish: Wish,
    to: Option<Route>,
) -> Result<Result<(String, HeaderValue), SignInProblem>, Failure> {
    let state = shelf::secret();
    let (address, errand) = match organisation.provider.begin(state.clone()).await {
        Ok(begun) => begun,
        Err(fault) => {
            log::line("oidc_failed", &[("at", &"start"), ("reason", &fault.reason())]);
            return Ok(Err(fault.problem()));
        }
    };
    let is_ours = |value: &String| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let browser = desk.jar().read(headers, Cookie::Organisation).filter(is_ours).unwrap_or_else(shelf::secret);
    if !organisation.leaving.put(&state, &browser, Leaving { wish, to, errand }, now()) {
        return Ok(Err(SignInProblem::Busy));
    }
    let cookie = desk.jar().set(Cookie::Organisation, &browser, shelf::SECONDS).ok_or(Failure::Server)?;
    Ok(Ok((address.to_string(), cookie)))
}

/// `GET /auth/oidc/callback`: back from the provider. Every outcome is a page of the app.
pub(super) async fn callback(
    State(desk): State<Desk>,
    method: Method,
    Source(source): Source,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    // A `HEAD` would use up what the `GET` after it needs.
    if method != Method::GET {
        return Err(Failure::MethodNotAllowed);
    }
    let Some(answer) = Answer::read(&query.unwrap_or_default()) else { return explain(&desk, SignInProblem::Refused, None) };
    let Some(organisation) = desk.organisation.clone() else { return explain(&desk, SignInProblem::Expired, None) };
    let browser = desk.jar().read(&headers, Cookie::Organisation);
    let Some(leaving) = browser.and_then(|browser| organisation.leaving.take(&answer.state, &browser, now())) else {
        return explain(&desk, SignInProblem::Expired, None);
    };
    let to = leaving.to.map(Box::new);
    match organisation.provider.finish(answer, leaving.errand).await {
        Ok(vouched) => match leaving.wish {
            Wish::Link(viewer) => link(&desk, viewer, vouched).await,
            Wish::SignIn { device, earlier } => {
                let trust = organisation.trust;
                let (subject, email) = (vouched.subject.clone(), vouched.address.clone());
                let arrived = desk.ask(move |rules| {
                    let arrival = rules.arrive(vouched, trust, device, &source, now())?;
                    if matches!(arrival, Arrival::SignedIn(_)) {
                        entrance::leave_earlier(rules, earlier.as_deref())?;
                    }
                    Ok(arrival)
                });
                match arrived.await {
                    Err(Failure::TooMany { .. }) => explain(&desk, SignInProblem::Busy, to),
                    Err(failure) => Err(failure),
                    Ok(Arrival::NotKnown) => explain(&desk, SignInProblem::NotKnown, to),
                    Ok(Arrival::NoAddress) => explain(&desk, SignInProblem::NoAddress, to),
                    Ok(Arrival::SignedIn(entered)) => {
                        let mut response = see_other(&desk.path_of(&Route::SignInDone(to)))?;
                        enter(&desk, &mut response, entered.granted)?;
                        if let Some(notice) = entered.notice {
                            desk.post.tell(notice);
                        }
                        Ok(response)
                    }
                    Ok(Arrival::Join(started)) => {
                        let mut response = see_other(&desk.path_of(&Route::SignInJoin(to)))?;
                        let expires = now() + i64::from(started.expires_in);
                        let email = email.map(|email| email.as_str().to_owned()).unwrap_or_default();
                        let verifier = started.browser.expose();
                        let waits = Joining { subject, email, challenge: started.challenge, expires };
                        organisation.joining.put(verifier, verifier, waits, now());
                        set_cookie(&mut response, desk.jar().set(Cookie::Join, verifier, started.expires_in))?;
                        if let Some(letter) = started.letter {
                            desk.post.send(letter);
                        }
                        Ok(response)
                    }
                }
            }
        },
        Err(fault) => {
            log::line("oidc_failed", &[("at", &"callback"), ("reason", &fault.reason())]);
            explain(&desk, fault.problem(), to)
        }
    }
}

async fn link(desk: &Desk, viewer: plenary::conference::Viewer, vouched: Vouched) -> Result<Response, Failure> {
    match desk.ask(move |rules| rules.link(&viewer, vouched.subject, now())).await {
        Ok(Linked::Now(notice)) => {
            desk.post.tell(notice);
            see_other(&desk.path_of(&Route::Devices))
        }
        Ok(Linked::Before) => see_other(&desk.path_of(&Route::Devices)),
        Ok(Linked::Elsewhere) => explain(desk, SignInProblem::Taken, Some(Box::new(Route::Devices))),
        Err(Failure::SessionRequired) => explain(desk, SignInProblem::Expired, Some(Box::new(Route::Devices))),
        Err(failure) => Err(failure),
    }
}

/// `GET /auth/oidc/join`: what waits in this browser for a code; the same whether the address is known or not.
pub(super) async fn waiting(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Failure> {
    let at = now();
    let waits = desk.organisation.as_ref().zip(desk.jar().read(&headers, Cookie::Join)).and_then(|(organisation, verifier)| {
        organisation.joining.look(&verifier, &verifier, at, |joining| JoinEntry {
            challenge_id: joining.challenge.to_string(),
            expires_in: u32::try_from(joining.expires - at).unwrap_or(0),
            organisation: organisation.name.clone(),
            email: joining.email.clone(),
        })
    });
    answer::json(StatusCode::OK, &JoinStanding { join: waits })
}

/// `POST /auth/oidc/join`: the mailed code opens a session and joins the two for good. Answers the viewer's profile.
pub(super) async fn join(
    State(desk): State<Desk>,
    _: FromTheApp,
    Source(source): Source,
    ThisDevice(device): ThisDevice,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let refused = || Failure::Invalid(vec![InputProblem::from(&FieldProblem { input: Input::Proof, fault: Fault::ProofRefused })]);
    let RedeemCode { challenge_id, code } = json(&headers, body).await?;
    let organisation = desk.organisation.clone().ok_or_else(refused)?;
    let verifier = desk.jar().read(&headers, Cookie::Join).ok_or_else(refused)?;
    let look =
        |joining: &Joining| (joining.challenge.as_str() == challenge_id).then(|| (joining.subject.clone(), joining.challenge.clone()));
    let (subject, challenge) = organisation.joining.look(&verifier, &verifier, now(), look).flatten().ok_or_else(refused)?;
    let earlier = desk.jar().read(&headers, Cookie::Session);
    let browser = verifier.clone();
    let (entered, standing) = desk
        .ask(move |rules| {
            let entered = rules.join(subject, &challenge, &code, &browser, device, &source, now())?;
            entrance::leave_earlier(rules, earlier.as_deref())?;
            let standing = entrance::standing(rules, &entered.granted.viewer)?;
            Ok((entered, standing))
        })
        .await?;
    organisation.joining.take(&verifier, &verifier, now());
    let mut response = entrance::me(&standing)?;
    enter(&desk, &mut response, entered.granted)?;
    set_cookie(&mut response, desk.jar().clear(Cookie::Join))?;
    if let Some(notice) = entered.notice {
        desk.post.tell(notice);
    }
    Ok(response)
}
