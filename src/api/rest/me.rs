//! `GET /me`, `PATCH /me`, `PUT /me/audiences`.

use super::{ApiError, Http, malformed};
use crate::api::http::Body;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::wire::people::{Audiences, Me, Patch};

pub(super) async fn read(http: Http) -> Result<Profile, ApiError> {
    profile(http.get("/me").answer().await?)
}

pub(super) async fn save(http: Http, version: u64, update: ProfileUpdate) -> Result<Profile, ApiError> {
    let body = Body::json(&Patch::from(&update));
    profile(http.patch("/me", body).if_match(version).answer().await?)
}

pub(super) async fn set_audiences(http: Http, update: AudienceUpdate) -> Result<Profile, ApiError> {
    profile(http.put("/me/audiences", Body::json(&Audiences::from(&update))).answer().await?)
}

/// The domain's profile of an answer.
pub(super) fn profile(me: Me) -> Result<Profile, ApiError> {
    Profile::try_from(me).map_err(malformed)
}
