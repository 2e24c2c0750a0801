//! Telling the organisers about somebody. Whoever is reported learns nothing. Not: what the organisers do about it.

use super::store::Report;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer, entropy};
use crate::domain::connection::ReportReason;
use crate::domain::id::DelegateId;
use crate::domain::problem::{Fault, Input};
use crate::domain::text::Text;

/// What the organisers get by mail. Ids, no names: they look them up where they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLetter {
    /// As it is kept.
    pub report: Report,
}

/// A report that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// By which both sides speak of it.
    pub reference: String,
    /// For the organisers.
    pub letter: ReportLetter,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Keeps a report about somebody who exists for the viewer, or whom they blocked.
    pub fn report(&mut self, viewer: &Viewer, id: &DelegateId, reason: ReportReason, words: Option<Text>, now: i64) -> Ruling<Filed, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.reports_per_delegate, "report", viewer.id.as_str(), now)?;
        if reason == ReportReason::Other && words.is_none() {
            return Err(Refusal::one(Input::Report, Fault::Empty));
        }
        let is_blocked = self.store.blocks(&viewer.id)?.iter().any(|block| block.blocked == *id);
        if *id == viewer.id || !(is_blocked || self.knows_of(viewer, id, now)?) {
            return Err(Refusal::NotFound);
        }
        let reference = format!("R-{}", entropy::code(&mut self.entropy).expose());
        let (reporter, reported) = (Some(viewer.id.clone()), Some(id.clone()));
        let report = Report { reference: reference.clone(), reporter, reported, reason, words, at: now };
        self.store.add_report(&report)?;
        Ok(Filed { reference, letter: ReportLetter { report } })
    }
}
