//! `GET /me/changes`, `POST /me/changes/{id}/undo`.

use super::{ApiError, Http, malformed, me};
use crate::api::http::Body;
use crate::domain::history::Change;
use crate::domain::id::ChangeId;
use crate::domain::profile::Profile;
use crate::wire::history::Changes;

pub(super) async fn read(http: Http) -> Result<Vec<Change>, ApiError> {
    let Changes { changes } = http.get("/me/changes").answer().await?;
    changes.into_iter().map(Change::try_from).collect::<Result<_, _>>().map_err(malformed)
}

pub(super) async fn undo(http: Http, change: ChangeId) -> Result<Profile, ApiError> {
    me::profile(http.post(&format!("/me/changes/{change}/undo"), Body::Nothing).answer().await?)
}
