//! `GET /me`, `PATCH /me`, `PUT /me/audiences`, `GET /me/preview`.

use super::{ApiError, Http, malformed};
use crate::api::http::Body;
use crate::domain::delegate::Delegate;
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::wire::people::{Audiences, Me, Patch, Preview};

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

pub(super) async fn preview(http: Http, relation: Relation) -> Result<Option<Delegate>, ApiError> {
    let relation = match relation {
        Relation::Myself => "myself",
        Relation::Connection => "connection",
        Relation::Delegate => "delegate",
    };
    let preview: Preview = http.get(&format!("/me/preview?as={relation}")).answer().await?;
    preview.delegate.map(Delegate::try_from).transpose().map_err(malformed)
}

/// The domain's profile of an answer.
pub(super) fn profile(me: Me) -> Result<Profile, ApiError> {
    Profile::try_from(me).map_err(malformed)
}
