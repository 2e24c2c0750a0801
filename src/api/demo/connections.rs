//! Connections, blocks and reports of the demo: the same rules, in memory. Not: a mail to anybody; the demo has no organisers.

use super::account::DemoAccount;
use crate::api::Answer;
use crate::api::connections::Connecting;
use crate::conference::Refusal;
use crate::domain::connection::{Blocked, Contacts, Offer, REPORT_LIMIT, ReportReason, ShownCode};
use crate::domain::id::{ConnectionId, DelegateId};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Text;

impl Connecting for DemoAccount {
    fn show_code(&self) -> Answer<ShownCode> {
        self.ask(|conference, viewer, now| {
            let (code, expires_in) = conference.show_code(viewer, now)?;
            Ok(ShownCode { code: code.expose().to_owned(), expires_in })
        })
    }

    fn ask(&self, code: String) -> Answer<ConnectionId> {
        self.ask(move |conference, viewer, now| conference.ask(viewer, &code, now))
    }

    fn contacts(&self) -> Answer<Contacts> {
        self.ask(|conference, viewer, now| conference.contacts(viewer, now))
    }

    fn give(&self, id: ConnectionId, offer: Offer) -> Answer<()> {
        self.ask(move |conference, viewer, now| conference.give(viewer, &id, offer, now).map(|_| ()))
    }

    fn take_back(&self, id: ConnectionId) -> Answer<()> {
        self.ask(move |conference, viewer, now| conference.take_back(viewer, &id, now))
    }

    fn end(&self, id: ConnectionId) -> Answer<()> {
        self.ask(move |conference, viewer, now| conference.end_connection(viewer, &id, now))
    }

    fn blocks(&self) -> Answer<Vec<Blocked>> {
        self.ask(|conference, viewer, now| conference.blocks(viewer, now))
    }

    fn set_blocked(&self, id: DelegateId, blocked: bool) -> Answer<()> {
        self.ask(move |conference, viewer, now| match blocked {
            true => conference.block(viewer, &id, now),
            false => conference.unblock(viewer, &id, now),
        })
    }

    fn report(&self, id: DelegateId, reason: ReportReason, words: String) -> Answer<String> {
        self.ask(move |conference, viewer, now| {
            let words = Text::parse(&words, REPORT_LIMIT, true)
                .map_err(|fault| Refusal::Invalid(vec![FieldProblem { input: Input::Report, fault: Fault::Text(fault) }]))?;
            conference.report(viewer, &id, reason, words, now).map(|filed| filed.reference)
        })
    }

    fn card(&self, id: DelegateId) -> Answer<String> {
        self.ask(move |conference, viewer, now| conference.card(viewer, &id, now))
    }
}
