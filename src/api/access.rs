//! Who saw what of the viewer, what incidents did to them, and what their app found beyond the contract, at the door. Not: the noting, which the backend
//! does with every answer.

use super::Answer;
use crate::domain::access::{Record, RecordQuery};
use crate::domain::incident::OwnIncident;
use crate::domain::over_share::OverShare;

/// What somebody signed in may know of who looked at them.
pub trait WhoSaw {
    /// `GET /me/access-log`.
    fn record(&self, query: RecordQuery) -> Answer<Record>;
    /// `GET /me/access-log?as=csv`: the whole record for a spreadsheet; needs a fresh proof.
    fn record_csv(&self) -> Answer<String>;
    /// `GET /me/incidents`.
    fn incidents(&self) -> Answer<Vec<OwnIncident>>;
    /// `POST /reports/over-share`: for the organisers.
    fn report_over_share(&self, report: OverShare) -> Answer<()>;
}
