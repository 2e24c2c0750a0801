//! `/connections`, `/blocks`, `/reports` and the contact card. Not: the sentences about them.

use super::{ApiError, Http, alarm, malformed};
use crate::api::Answer;
use crate::api::connections::{Connecting, Offered};
use crate::api::http::Body;
use crate::domain::connection::{Blocked, Contacts, Offer, ReportReason, ShownCode};
use crate::domain::id::{ConnectionId, DelegateId};
use crate::wire::{blocks, connections as wire};
use std::rc::Rc;

/// [`Connecting`] over HTTP.
struct Meeting(Http);

pub(super) fn of(http: &Http) -> Rc<dyn Connecting> {
    Rc::new(Meeting(http.clone()))
}

impl Connecting for Meeting {
    fn offered(&self) -> Offered {
        let has = |route| self.0.dialect().has_for_people(route);
        Offered {
            connect: has("/connections"),
            card: has("/delegates/{id}/card"),
            block: has("/blocks/{id}"),
            report: has("/reports"),
            noted: has("/me/access-log"),
        }
    }

    fn show_code(&self) -> Answer<ShownCode> {
        let http = self.0.clone();
        Box::pin(async move {
            let wire::ShownCode { code, expires_in } = http.post("/connections/code", Body::Nothing).answer().await?;
            Ok(ShownCode { code, expires_in })
        })
    }

    fn ask(&self, code: String) -> Answer<ConnectionId> {
        let http = self.0.clone();
        Box::pin(async move {
            let made: wire::Made = http.post("/connections", Body::json(&wire::Ask { token: code })).answer().await?;
            made.id.parse().map_err(|_| ApiError::Malformed { member: "id".to_owned() })
        })
    }

    fn contacts(&self) -> Answer<Contacts> {
        let http = self.0.clone();
        Box::pin(async move {
            let contacts: wire::Contacts = http.get("/connections").answer().await?;
            alarm::hear(&http, &contacts.over_share());
            contacts.try_into().map_err(malformed)
        })
    }

    fn give(&self, id: ConnectionId, offer: Offer) -> Answer<()> {
        let http = self.0.clone();
        Box::pin(async move { http.put(&format!("/connections/{id}/gift"), Body::json(&wire::Offer::from(offer))).done().await })
    }

    fn take_back(&self, id: ConnectionId) -> Answer<()> {
        let http = self.0.clone();
        Box::pin(async move { gone(http.delete(&format!("/connections/{id}/gift")).done().await) })
    }

    fn end(&self, id: ConnectionId) -> Answer<()> {
        let http = self.0.clone();
        Box::pin(async move { gone(http.delete(&format!("/connections/{id}")).done().await) })
    }

    fn blocks(&self) -> Answer<Vec<Blocked>> {
        let http = self.0.clone();
        Box::pin(async move {
            let blocks: blocks::Blocks = http.get("/blocks").answer().await?;
            alarm::hear(&http, &blocks.over_share());
            blocks.try_into().map_err(malformed)
        })
    }

    fn set_blocked(&self, id: DelegateId, blocked: bool) -> Answer<()> {
        let (http, path) = (self.0.clone(), format!("/blocks/{id}"));
        Box::pin(async move { if blocked { http.post(&path, Body::Nothing).done().await } else { http.delete(&path).done().await } })
    }

    fn report(&self, id: DelegateId, reason: ReportReason, words: String) -> Answer<String> {
        let http = self.0.clone();
        Box::pin(async move {
            let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
            let report = blocks::Report { delegate: id.to_string(), reason: reason.key().into(), words };
            let filed: blocks::Filed = http.post("/reports", Body::json(&report)).answer().await?;
            Ok(filed.reference)
        })
    }

    fn card(&self, id: DelegateId) -> Answer<String> {
        let http = self.0.clone();
        Box::pin(async move { http.get(&format!("/delegates/{id}/card")).whole_card().await })
    }
}

/// It had ended already, which is what was wanted.
fn gone(outcome: Result<(), ApiError>) -> Result<(), ApiError> {
    match outcome {
        Err(ApiError::NotFound) => Ok(()),
        outcome => outcome,
    }
}
