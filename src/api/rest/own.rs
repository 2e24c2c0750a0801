//! `GET /me/audiences`, `POST /me/email`, `POST /me/email/confirm`, and the viewer's page as a stranger asks for it. Not: what the answers mean to people.

use super::{ApiError, Http, delegates, me, sign_in};
use crate::api::http::Body;
use crate::api::own::OwnPage;
use crate::api::{Answer, Challenge};
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::over_share::Place;
use crate::domain::profile::Profile;
use crate::domain::reach::Reach;
use crate::domain::text::Email;
use crate::wire::people::AudienceSizes;
use crate::wire::sign_in::{RedeemCode, Start};

/// Over HTTP.
pub(super) struct RestOwnPage {
    pub(super) http: Http,
}

impl OwnPage for RestOwnPage {
    fn reach(&self) -> Answer<Reach> {
        let http = self.http.clone();
        Box::pin(async move { http.get("/me/audiences").answer::<AudienceSizes>().await.map(Reach::from) })
    }

    fn to_a_stranger(&self, viewer: DelegateId) -> Answer<Option<Delegate>> {
        let http = self.http.clone();
        Box::pin(async move {
            match delegates::known(&http.as_a_stranger(), &http, &viewer, Place::Preview).await {
                Ok(delegate) => Ok(Some(delegate)),
                // What a stranger is told, whoever it is about.
                Err(ApiError::SessionExpired | ApiError::Forbidden | ApiError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    fn begin_address(&self, email: Email) -> Answer<Challenge> {
        let http = self.http.clone();
        let start = Start { email: email.as_str().to_owned() };
        Box::pin(async move { sign_in::challenge(http.post("/me/email", Body::json(&start)).answer().await?) })
    }

    fn finish_address(&self, challenge: Challenge, code: String) -> Answer<Profile> {
        let http = self.http.clone();
        let proof = RedeemCode { challenge_id: challenge.id.to_string(), code };
        Box::pin(async move { me::profile(http.post("/me/email/confirm", Body::json(&proof)).answer().await?) })
    }
}
