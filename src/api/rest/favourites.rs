//! `GET /me/agenda`, `PUT /me/agenda/{talk}`, `DELETE /me/agenda/{talk}`.

use super::{ApiError, Http, malformed};
use crate::api::http::Body;
use crate::domain::id::TalkId;
use crate::wire::Malformed;
use crate::wire::people::Favourites;

pub(super) async fn read(http: Http) -> Result<Vec<TalkId>, ApiError> {
    let favourites: Favourites = http.get("/me/agenda").answer().await?;
    favourites.talks.iter().map(|id| id.parse().map_err(|_| malformed(Malformed("talks")))).collect()
}

pub(super) async fn set(http: Http, talk: TalkId, starred: bool) -> Result<(), ApiError> {
    let path = format!("/me/agenda/{talk}");
    let question = if starred { http.put(&path, Body::Nothing) } else { http.delete(&path) };
    question.done().await
}
