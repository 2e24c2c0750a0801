//! Who is signed in where an issuer's access token is shown instead of a cookie. Not: whether the token is good, which was checked before
//! anything here is asked.
//!
//! One sign-in at the issuer (`iss`, `sub`, `client_id`, `auth_time`) is one session here, however many tokens and tabs it has: it stands in the
//! list of devices, idles, ends after the same time, and ends at once when somebody signs it out. What was ended stays so: a token that is
//! still good opens nothing any more, and only a new sign-in at the issuer begins another session (OWASP ASVS 5.0 V7.4.1).

use super::device::{DEVICE_SECONDS, told};
use super::entropy::id;
use super::identity::Subject;
use super::secret::{bearer_digest, hex};
use super::store::Session;
use super::{Conference, DeviceLabel, Entropy, Notice, Refusal, Ruling, Store, Viewer};
use crate::domain::device::Remaining;
use crate::domain::id::DelegateId;

/// What a good access token says.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Who it is at the issuer.
    pub subject: Subject,
    /// The app that it was made for (`client_id`).
    pub client: String,
    /// Unix seconds at which they last proved there who they are (`auth_time`).
    pub authenticated: i64,
    /// What the device is called in the owner's list.
    pub label: DeviceLabel,
}

/// Whose a token is.
#[derive(Debug)]
pub enum Owner {
    /// A delegate's, whose session lives; and what there is to tell them, where it begins with this token.
    Viewer(Viewer, Option<Notice>),
    /// Nobody's here: no account was joined with it.
    NotJoined,
}

/// Notes of what was seen are kept for so long (seconds), whatever the limits say.
const REMEMBERED: u32 = 7 * 24 * 3600;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Who shows this token. The first one of a sign-in opens its session, no later one does; and its owner is told, as of any new device: nothing tells
    /// the device from one that somebody else holds.
    pub fn viewer_by_token(&mut self, shown: &Shown, now: i64) -> Ruling<Owner, S> {
        let Some((session, notice)) = self.session_of_token(shown, now)? else { return Ok(Owner::NotJoined) };
        if session.seen.is_none_or(|seen| now - seen >= i64::from(self.limits.seen_every)) {
            self.keep_session(&Session { seen: Some(now), ..session.clone() })?;
        }
        Ok(Owner::Viewer(Viewer { id: session.delegate, digest: session.digest, proved: session.proved }, notice))
    }

    /// Whose session this token has and how long it goes on; as for a cookie, asking is no use of it. `None`: nobody was joined with it.
    pub fn watch_token(&mut self, shown: &Shown, now: i64) -> Ruling<Option<(DelegateId, Remaining, Option<Notice>)>, S> {
        let Some((session, notice)) = self.session_of_token(shown, now)? else { return Ok(None) };
        let remaining = self.remaining(&session, now);
        Ok(Some((session.delegate, remaining, notice)))
    }

    fn session_of_token(&mut self, shown: &Shown, now: i64) -> Ruling<Option<(Session, Option<Notice>)>, S> {
        let Some(identity) = self.store.identity(&shown.subject)? else { return Ok(None) };
        let delegate = identity.delegate;
        let person = self.store.person(&delegate)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::SessionRequired)?;
        let longest = i64::from(self.limits.session_absolute.min(REMEMBERED));
        let authenticated = shown.authenticated.min(now);
        if now - authenticated >= longest {
            return Err(Refusal::SessionRequired);
        }
        let Subject { issuer, subject } = &shown.subject;
        let digest = bearer_digest(issuer, subject, &shown.client, shown.authenticated);
        let session = match self.store.session(&digest)? {
            Some(session) if session.delegate == delegate && !self.is_over(&session, now) => (session, None),
            Some(_) => {
                self.store.end_session(&digest)?;
                return Err(Refusal::SessionRequired);
            }
            // What was met before has been ended: by its owner, by time, by hand.
            None if self.store.count_event(&format!("token {}", hex(&digest)), now, now - i64::from(REMEMBERED))? > 1 => {
                return Err(Refusal::SessionRequired);
            }
            None => {
                let session = Session {
                    digest,
                    id: id(&mut self.entropy),
                    delegate,
                    // It has no cookie by which it could be known again.
                    device: digest,
                    label: shown.label,
                    created: now,
                    proved: authenticated,
                    seen: None,
                    expires: authenticated + longest,
                };
                self.store.put_session(&session)?;
                let familiarity = self.store.recognise_device(&session.delegate, &digest, now, now - i64::from(DEVICE_SECONDS))?;
                let notice = told(familiarity, shown.label).map(|what| Notice { to: person.email, at: now, what });
                (session, notice)
            }
        };
        Ok(Some(session))
    }
}
