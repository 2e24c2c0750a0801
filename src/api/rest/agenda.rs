//! `GET /agenda` and the document of long texts that it names.

use super::{ApiError, Http, malformed};
use crate::api::http::Mark;
use crate::api::programme::{Fetched, beside};
use crate::domain::agenda::{Agenda, Texts};
use crate::wire::Malformed;
use crate::wire::agenda::Programme;
use crate::wire::texts::TextsDocument;

const LIST: &str = "/agenda";

pub(super) async fn read(http: Http, known: Option<Mark>) -> Result<Option<Fetched>, ApiError> {
    let question = http.get(LIST);
    let question = if known.is_some() { question.revalidated() } else { question.public() };
    let Some(document) = question.document(known.as_ref()).await? else { return Ok(None) };
    let agenda = Programme::from_text(&document.text).and_then(Agenda::try_from).map_err(malformed)?;
    Ok(Some(Fetched { agenda, remarks: Vec::new(), mark: document.mark }))
}

pub(super) async fn read_texts(http: Http, address: String) -> Result<Texts, ApiError> {
    let list = http.dialect().places.place(LIST).ok_or(ApiError::NotFound)?;
    let address = beside(&list, &address).ok_or_else(|| malformed(Malformed("texts")))?;
    let document = http.get_at(&address).public().document(None).await?.ok_or_else(|| malformed(Malformed("texts")))?;
    TextsDocument::from_text(&document.text).and_then(Texts::try_from).map_err(malformed)
}
