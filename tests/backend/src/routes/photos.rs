//! Photos: in by `/me/photo`, out by `/delegates/{id}/photo/{photo}`. Not: decoding (`crate::photo`), nor who may see one.

use super::history;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::body::bytes;
use crate::http::guard::Signed;
use crate::photo;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use plenary::conference::{Viewer, flaws};
use plenary::domain::id::{DelegateId, PhotoId};
use plenary::domain::privacy::Field;
use plenary::domain::problem::{Fault, FieldProblem, Input};
use plenary::wire::problem::InputProblem;

/// Bytes of an upload; the app sends far less, but other clients send what a camera made.
const UPLOAD_BYTES: usize = 8 * 1024 * 1024;

/// Beside what every answer has: the bytes are shown as a picture or not at all.
const SHOWN: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "image/jpeg"),
    (header::CONTENT_DISPOSITION, "inline; filename=\"photo.jpg\""),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
];

/// `GET /delegates/{id}/photo/{photo}`.
pub(super) async fn show(
    State(desk): State<Desk>,
    Signed(viewer): Signed,
    Path((delegate, photo)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let delegate: DelegateId = delegate.parse().map_err(|_| Failure::NotFound)?;
    let photo: PhotoId = photo.parse().map_err(|_| Failure::NotFound)?;
    let found = desk.ask(move |rules| rules.photo(&viewer, &delegate, &photo, now())).await?;
    let mut response = Response::new(Body::from(found.bytes));
    for (name, value) in SHOWN {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// `PUT /me/photo`: the raw bytes of an image, whatever the header calls them.
pub(super) async fn replace(State(desk): State<Desk>, Signed(viewer): Signed, body: Body) -> Result<Response, Failure> {
    let most = if flaws::on("PHOTO-02") { usize::MAX } else { UPLOAD_BYTES };
    let upload = bytes(body, most).await?;
    // Decoding is the dearest thing this server does: first it is known that the picture would be taken.
    let viewer = desk.ask(move |rules| rules.demand_fresh(&viewer, now()).map(|()| viewer)).await?;
    let jpeg = {
        let Ok(_place) = desk.darkroom.acquire().await else { return Err(Failure::Unavailable { retry_after: 5 }) };
        tokio::task::spawn_blocking(move || photo::develop(&upload)).await.map_err(|_| Failure::Server)?
    };
    let jpeg = jpeg.map_err(|photo::NotAPhoto| {
        let problem = FieldProblem { input: Input::Field(Field::Photo), fault: Fault::NotAPhoto };
        Failure::Invalid(vec![InputProblem::from(&problem)])
    })?;
    store(&desk, viewer, Some(jpeg)).await
}

/// `DELETE /me/photo`.
pub(super) async fn remove(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    store(&desk, viewer, None).await
}

async fn store(desk: &Desk, viewer: Viewer, jpeg: Option<Vec<u8>>) -> Result<Response, Failure> {
    history::saved(desk, desk.ask(move |rules| rules.set_photo(&viewer, jpeg, now())).await?)
}
