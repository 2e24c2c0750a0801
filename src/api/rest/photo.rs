//! `PUT /me/photo`, `DELETE /me/photo`, and where `GET /delegates/{id}/photo/{photo}` is.

use super::{ApiError, Http, me};
use crate::api::http::Body;
use crate::domain::id::{DelegateId, PhotoId};
use crate::domain::profile::Profile;

pub(super) async fn set(http: Http, jpeg: Option<Vec<u8>>) -> Result<Profile, ApiError> {
    let question = match jpeg {
        Some(bytes) => http.put("/me/photo", Body::Jpeg(bytes)),
        None => http.delete("/me/photo"),
    };
    me::profile(question.answer().await?)
}

pub(super) fn url(http: &Http, delegate: &DelegateId, photo: &PhotoId) -> String {
    http.url(&format!("/delegates/{delegate}/photo/{photo}")).unwrap_or_default()
}
