//! The way in, the same for every kind of proof: the cookies of a session that was just granted, the mail about a new device, and the profile
//! with how long the session goes on. Not: any proof.

use super::answer;
use crate::desk::{Desk, Rules, now};
use crate::http::Failure;
use crate::http::cookies::Cookie;
use crate::store::Sqlite;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use plenary::conference::{DEVICE_SECONDS, Granted, Ruling, Viewer};
use plenary::domain::device::Term;
use plenary::domain::profile::Profile;
use plenary::wire::people::{Me, SessionTerm};

/// What the browser is told to forget. Not `"cookies"`: that would sign people out of the organiser's other sites on this domain, and every
/// device would be new.
const FORGET: &str = "\"cache\", \"storage\"";
/// In a folder of a site the storage is also that of the other folders, in which a wish to be hidden may wait for a network: there the app forgets its own.
const FORGET_IN_FOLDER: &str = "\"cache\"";

/// The viewer's profile, and how long their session goes on.
pub(super) struct Standing {
    profile: Profile,
    term: Term,
}

/// Asks the rules for both.
pub(super) fn standing(rules: &Rules, viewer: &Viewer) -> Ruling<Standing, Sqlite> {
    Ok(Standing { profile: rules.profile(viewer)?, term: rules.term(viewer, now())? })
}

/// Whoever was signed in in this browser before is not any more: their cookie is replaced and must not stay good elsewhere. To be called
/// after the new session is granted.
pub(super) fn leave_earlier(rules: &mut Rules, earlier: Option<&str>) -> Ruling<(), Sqlite> {
    match earlier.and_then(|secret| rules.viewer(secret, now()).ok()) {
        Some(viewer) => rules.sign_out(viewer),
        None => Ok(()),
    }
}

/// `GET /me` and the answer to every sign-in.
pub(super) fn me(standing: &Standing) -> Result<Response, Failure> {
    let Standing { profile, term } = standing;
    let body = Me { session: Some(SessionTerm::from(*term)), ..Me::from(profile) };
    answer::versioned(answer::json(StatusCode::OK, &body)?, profile.version)
}

/// Gives the browser its cookies, and the account's owner their mail, which nobody waits for.
pub(super) fn enter(desk: &Desk, response: &mut Response, granted: Granted) -> Result<(), Failure> {
    set_cookie(response, desk.jar().set(Cookie::Session, granted.session.expose(), granted.expires_in))?;
    if let Some(device) = &granted.device {
        set_cookie(response, desk.jar().set(Cookie::Device, device.expose(), DEVICE_SECONDS))?;
    }
    if let Some(notice) = granted.notice {
        desk.post.tell(notice);
    }
    Ok(())
}

/// The session in this browser is over: its cookie goes, and so does what the browser kept.
pub(super) fn left(desk: &Desk, mut response: Response) -> Result<Response, Failure> {
    set_cookie(&mut response, desk.jar().clear(Cookie::Session))?;
    let forget = if desk.settings.base.is_empty() { FORGET } else { FORGET_IN_FOLDER };
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static(forget));
    Ok(response)
}

/// Adds a `Set-Cookie`.
pub(super) fn set_cookie(response: &mut Response, cookie: Option<HeaderValue>) -> Result<(), Failure> {
    response.headers_mut().append(header::SET_COOKIE, cookie.ok_or(Failure::Server)?);
    Ok(())
}
