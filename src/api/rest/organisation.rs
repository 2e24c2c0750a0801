//! `/auth/oidc/…` and `/me/identities`: the sign-in of an organisation, as far as the app takes part in it. The tokens never come here.

use super::delegates::encode;
use super::{ApiError, Challenge, Http, Joining, SignedIn, malformed, me, signed_in};
use crate::api::http::{Body, Credential};
use crate::domain::id::IdentityId;
use crate::domain::organisation::LinkedSignIn;
use crate::wire::Malformed;
use crate::wire::identities::{Identities, JoinEntry, JoinStanding, Onward};
use crate::wire::sign_in::RedeemCode;

/// Only a cookie can be brought back by a whole page.
pub(super) fn door(http: &Http, return_to: &str) -> Option<String> {
    match http.credential() {
        Credential::Cookie => {
            let mut address = http.url("/auth/oidc/start?return_to=")?;
            encode(return_to, &mut address);
            Some(address)
        }
        Credential::Token(_) | Credential::Last(_) | Credential::Nobody => None,
    }
}

pub(super) async fn joining(http: Http) -> Result<Joining, ApiError> {
    let JoinStanding { join } = http.get("/auth/oidc/join").answer().await?;
    let JoinEntry { challenge_id, expires_in, organisation, email } = join.ok_or(ApiError::NotFound)?;
    let id = challenge_id.parse().map_err(|_| malformed(Malformed("challenge_id")))?;
    Ok(Joining { challenge: Challenge { id, expires_in }, organisation, email })
}

pub(super) async fn join(http: Http, joining: Joining, code: String) -> Result<SignedIn, ApiError> {
    let proof = RedeemCode { challenge_id: joining.challenge.id.to_string(), code };
    let profile = match http.post("/auth/oidc/join", Body::json(&proof)).answer_or_done().await? {
        Some(sent) => me::profile(sent)?,
        None => me::read(http.clone()).await?,
    };
    Ok(signed_in(&http, profile))
}

pub(super) async fn linked(http: Http) -> Result<Vec<LinkedSignIn>, ApiError> {
    match http.get("/me/identities").answer::<Identities>().await {
        Ok(sent) => sent.identities.into_iter().map(LinkedSignIn::try_from).collect::<Result<_, _>>().map_err(malformed),
        // A backend that has no such thing.
        Err(ApiError::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

pub(super) async fn link(http: Http) -> Result<String, ApiError> {
    let Onward { address } = http.post("/me/identities", Body::Nothing).answer().await?;
    Ok(address)
}

pub(super) async fn unlink(http: Http, id: IdentityId) -> Result<(), ApiError> {
    http.delete(&format!("/me/identities/{id}")).done().await
}
