//! `POST /auth/start`, `/auth/redeem`, `/auth/step-up/start`, `/auth/step-up/finish`, `/auth/logout`, `/auth/logout-all`. The session is a
//! cookie that scripts never see; who it belongs to is asked of `GET /me`.

use super::{ApiError, Challenge, Http, Proof, SignedIn, Ways, malformed, me, signed_in};
use crate::api::http::Body;
use crate::domain::profile::Profile;
use crate::domain::text::Email;
use crate::wire::Malformed;
use crate::wire::sign_in::{Config, Redeem, RedeemCode, RedeemLink, Start, Started};

/// Only the backend's own "no session" is a certain nobody; every other failure is "could not ask".
pub(super) async fn restore(http: Http) -> Result<Option<SignedIn>, ApiError> {
    match me::read(http.clone()).await {
        Ok(profile) => Ok(Some(signed_in(&http, profile))),
        Err(ApiError::SessionExpired) => Ok(None),
        Err(fault) => Err(fault),
    }
}

pub(super) async fn ways(http: Http) -> Result<Ways, ApiError> {
    let Config { sign_in, organisation, .. } = http.get("/config").answer().await?;
    let has = |way: &str| sign_in.iter().any(|named| named == way);
    Ok(Ways { passkey: has("passkey"), organisation: organisation.filter(|_| has("oidc")) })
}

pub(super) async fn begin(http: Http, email: Email) -> Result<Challenge, ApiError> {
    let start = Start { email: email.as_str().to_owned() };
    challenge(http.post("/auth/start", Body::json(&start)).answer().await?)
}

pub(super) async fn redeem(http: Http, proof: Proof) -> Result<SignedIn, ApiError> {
    let proof = match proof {
        Proof::Code { challenge, code } => Redeem::Code(RedeemCode { challenge_id: challenge.id.to_string(), code }),
        Proof::Link(link_token) => Redeem::Link(RedeemLink { link_token }),
        #[cfg(feature = "personal")]
        Proof::Passkey(signed) => return super::passkeys::enter(http, signed).await,
    };
    let profile = match redeem_once(&http, &proof).await {
        // The answer may have been lost after the code was spent: the contract lets the same browser offer the same proof again.
        Err(ApiError::Unreachable) => {
            crate::browser::sleep(BREATH_MS).await;
            match redeem_once(&http, &proof).await {
                // Nor is it lost where the session had arrived and only the rest of the answer had not.
                Err(refused @ ApiError::Invalid(_)) => me::read(http.clone()).await.map_err(|_| refused)?,
                outcome => outcome?,
            }
        }
        outcome => outcome?,
    };
    Ok(signed_in(&http, profile))
}

/// Milliseconds before the same proof is offered again.
const BREATH_MS: u32 = 1000;

/// A backend may send the profile along; another question on bad Wi-Fi could fail after the code is spent.
async fn redeem_once(http: &Http, proof: &Redeem) -> Result<Profile, ApiError> {
    match http.post("/auth/redeem", Body::json(proof)).answer_or_done().await? {
        Some(sent) => me::profile(sent),
        None => me::read(http.clone()).await,
    }
}

pub(super) async fn begin_step_up(http: Http) -> Result<Challenge, ApiError> {
    challenge(http.post("/auth/step-up/start", Body::Nothing).answer().await?)
}

pub(super) async fn finish_step_up(http: Http, challenge: Challenge, code: String) -> Result<(), ApiError> {
    let proof = Redeem::Code(RedeemCode { challenge_id: challenge.id.to_string(), code });
    http.post("/auth/step-up/finish", Body::json(&proof)).done().await
}

pub(super) async fn sign_out(http: Http, everywhere: bool) -> Result<(), ApiError> {
    let path = if everywhere { "/auth/logout-all" } else { "/auth/logout" };
    match http.post(path, Body::Nothing).done().await {
        // It had ended already, which is what was wanted.
        Err(ApiError::SessionExpired) => Ok(()),
        outcome => outcome,
    }
}

pub(super) fn challenge(started: Started) -> Result<Challenge, ApiError> {
    let id = started.challenge_id.parse().map_err(|_| malformed(Malformed("challenge_id")))?;
    Ok(Challenge { id, expires_in: started.expires_in })
}
