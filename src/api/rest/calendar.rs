//! `GET`, `POST` and `DELETE /me/calendar`.

use super::{ApiError, Http, malformed};
use crate::api::Subscription;
use crate::api::http::Body;
use crate::domain::time::Moment;
use crate::wire::Malformed;
use crate::wire::calendar::{CalendarAddress, CalendarStanding};

pub(super) async fn standing(http: Http) -> Result<Option<Subscription>, ApiError> {
    let standing: CalendarStanding = http.get("/me/calendar").answer().await?;
    let Some(found) = standing.subscription else { return Ok(None) };
    let moment = |text: &str| text.parse::<Moment>().map_err(|_| malformed(Malformed("subscription")));
    Ok(Some(Subscription { since: moment(&found.since)?, fetched: found.fetched.as_deref().map(moment).transpose()? }))
}

pub(super) async fn make(http: Http) -> Result<String, ApiError> {
    let made: CalendarAddress = http.post("/me/calendar", Body::Nothing).answer().await?;
    Ok(made.url)
}

pub(super) async fn revoke(http: Http) -> Result<(), ApiError> {
    http.delete("/me/calendar").done().await
}
