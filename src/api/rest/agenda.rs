//! `GET /agenda`.

use super::{ApiError, Http, malformed};
use crate::domain::agenda::Agenda;
use crate::wire::agenda::Programme;

pub(super) async fn read(http: Http) -> Result<Agenda, ApiError> {
    let programme: Programme = http.get("/agenda").public().answer().await?;
    Agenda::try_from(programme).map_err(malformed)
}
