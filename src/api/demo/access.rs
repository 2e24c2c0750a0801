//! Who saw what in the demo, by the same rules; the record lasts as long as the page. Not: incidents, of which a demo has none, nor reports, which nobody
//! reads here.

use super::state::{Shared, answer};
use crate::api::Answer;
use crate::api::access::WhoSaw;
use crate::domain::access::{Record, RecordQuery};
use crate::domain::incident::OwnIncident;
use crate::domain::over_share::OverShare;

/// [`WhoSaw`] of whoever the demo's session belongs to.
pub(super) struct DemoWhoSaw {
    pub(super) shared: Shared,
}

impl WhoSaw for DemoWhoSaw {
    fn record(&self, query: RecordQuery) -> Answer<Record> {
        answer(&self.shared, move |state, now| state.as_viewer(now, |conference, viewer| conference.record(viewer, &query, now)))
    }

    fn record_csv(&self) -> Answer<String> {
        answer(&self.shared, |state, now| state.as_viewer(now, |conference, viewer| conference.record_csv(viewer, now)))
    }

    fn incidents(&self) -> Answer<Vec<OwnIncident>> {
        answer(&self.shared, |state, now| state.as_viewer(now, |conference, viewer| conference.own_incidents(viewer)))
    }

    fn report_over_share(&self, report: OverShare) -> Answer<()> {
        answer(&self.shared, move |state, now| {
            state.as_viewer(now, |conference, viewer| conference.report_over_share(viewer, &report, now))
        })
    }
}
