//! `GET /incidents`, `GET /me/notices`, `PUT /me/notices/{id}`.

use super::{ApiError, Http, malformed};
use crate::api::bulletins::Sealed;
use crate::api::http::Body;
use crate::domain::bulletin::ReadMark;
use crate::wire::Malformed;
use crate::wire::bulletins::read_marks;

pub(super) async fn read(http: Http) -> Result<Sealed, ApiError> {
    let document = http.get("/incidents").revalidated().document(None).await?.ok_or_else(|| malformed(Malformed("signed")))?;
    Ok(Sealed::Signed(document.text))
}

pub(super) async fn marks(http: Http) -> Result<Vec<ReadMark>, ApiError> {
    let document = http.get("/me/notices").document(None).await?.ok_or_else(|| malformed(Malformed("notices")))?;
    read_marks(&document.text).map_err(malformed)
}

pub(super) async fn mark(http: Http, mark: ReadMark) -> Result<(), ApiError> {
    let body = Body::Json(format!("{{\"revision\":{}}}", mark.revision));
    http.put(&format!("/me/notices/{}", mark.id), body).done().await
}
