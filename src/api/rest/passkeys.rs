//! `/auth/passkey/…`, `/auth/step-up/passkey/…` and `/me/passkeys`. The session is a cookie, as after every other way in.

use super::{ApiError, Http, SignedIn, malformed, me, signed_in};
use crate::api::Answer;
use crate::api::http::{Body, Credential};
use crate::api::passkeys::{Ceremony, OwnPasskeys, Passkey, Passkeys, Signed};
use crate::domain::id::PasskeyId;
use crate::domain::text::Text;
use crate::domain::time::Moment;
use crate::wire::Malformed;
use crate::wire::passkeys::{NewPasskey, PasskeyAnswer, PasskeyEntry, PasskeyList, PasskeyName, PasskeyQuestion};
use serde_json::Value;
use std::rc::Rc;

/// [`Passkeys`] of whoever the browser's cookie belongs to.
struct RestPasskeys {
    http: Http,
}

/// Where the app signs people in by itself, on a site of its own, a passkey for the backend's site is none for the app's.
pub(super) fn of(http: &Http) -> Option<Rc<dyn Passkeys>> {
    match http.credential() {
        Credential::Cookie => Some(Rc::new(RestPasskeys { http: http.clone() })),
        Credential::Token(_) | Credential::Last(_) | Credential::Nobody => None,
    }
}

/// `POST /auth/passkey/login/start`.
pub(super) async fn begin(http: Http) -> Result<Ceremony, ApiError> {
    ask(http, "/auth/passkey/login/start").await
}

/// `POST /auth/passkey/login/finish`.
pub(super) async fn enter(http: Http, signed: Signed) -> Result<SignedIn, ApiError> {
    let proof = answer(&signed)?;
    let profile = match http.post("/auth/passkey/login/finish", Body::json(&proof)).answer_or_done().await? {
        Some(sent) => me::profile(sent)?,
        None => me::read(http.clone()).await?,
    };
    Ok(signed_in(&http, profile))
}

async fn ask(http: Http, path: &str) -> Result<Ceremony, ApiError> {
    let PasskeyQuestion { ceremony_id, options, expires_in } = http.post(path, Body::Nothing).answer().await?;
    let id = ceremony_id.parse().map_err(|_| malformed(Malformed("ceremony_id")))?;
    Ok(Ceremony { id, options: options.to_string(), expires_in })
}

fn credential(signed: &Signed) -> Result<Value, ApiError> {
    serde_json::from_str(signed.response.as_json()).map_err(|_| malformed(Malformed("credential")))
}

fn answer(signed: &Signed) -> Result<PasskeyAnswer, ApiError> {
    Ok(PasskeyAnswer { ceremony_id: signed.ceremony.to_string(), credential: credential(signed)? })
}

fn passkey(sent: PasskeyEntry) -> Result<Passkey, ApiError> {
    let label = Text::parse(&sent.label, 200, false).ok().flatten().ok_or(malformed(Malformed("label")))?;
    let id = sent.id.parse().map_err(|_| malformed(Malformed("id")))?;
    let at = |unix| Moment::new(unix, 0);
    Ok(Passkey { id, label, created: at(sent.created), used: sent.used.map(at), synced: sent.synced })
}

impl Passkeys for RestPasskeys {
    fn list(&self) -> Answer<OwnPasskeys> {
        let http = self.http.clone();
        Box::pin(async move {
            let PasskeyList { passkeys, most } = http.get("/me/passkeys").answer().await?;
            Ok(OwnPasskeys { passkeys: passkeys.into_iter().map(passkey).collect::<Result<_, _>>()?, most })
        })
    }

    fn begin(&self) -> Answer<Ceremony> {
        Box::pin(ask(self.http.clone(), "/auth/passkey/register/start"))
    }

    fn add(&self, made: Signed, label: String) -> Answer<Passkey> {
        let http = self.http.clone();
        Box::pin(async move {
            let label = Some(label).filter(|label| !label.trim().is_empty());
            let body = NewPasskey { ceremony_id: made.ceremony.to_string(), credential: credential(&made)?, label };
            passkey(http.post("/auth/passkey/register/finish", Body::json(&body)).answer().await?)
        })
    }

    fn rename(&self, id: PasskeyId, label: String) -> Answer<Passkey> {
        let http = self.http.clone();
        Box::pin(async move {
            let path = format!("/me/passkeys/{id}");
            passkey(http.patch(&path, Body::json(&PasskeyName { label })).answer().await?)
        })
    }

    fn remove(&self, id: PasskeyId) -> Answer<()> {
        let http = self.http.clone();
        Box::pin(async move { http.delete(&format!("/me/passkeys/{id}")).done().await })
    }

    fn begin_step_up(&self) -> Answer<Ceremony> {
        Box::pin(ask(self.http.clone(), "/auth/step-up/passkey/start"))
    }

    fn finish_step_up(&self, signed: Signed) -> Answer<()> {
        let http = self.http.clone();
        Box::pin(async move { http.post("/auth/step-up/passkey/finish", Body::json(&answer(&signed)?)).done().await })
    }
}
