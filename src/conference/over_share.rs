//! What apps report that this backend sent them of people beyond the contract, counted for the organisers. Not: who reported it, nor of whom it was sent.

use super::{Conference, Entropy, Ruling, Storage, Store, Viewer};
use crate::domain::over_share::{OverShare, Place};

/// Most different members in one day; what is beyond is counted as one.
pub const MEMBERS_PER_DAY: usize = 200;
/// One report counts for no more, whatever it says.
const TIMES_PER_REPORT: u32 = 10_000;
/// Days of which the counts are kept.
const KEPT_DAYS: i64 = 365;

/// How often one member was reported on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Days since 1970-01-01, in UTC.
    pub day: i64,
    /// In which answer.
    pub place: Place,
    /// The member's name.
    pub member: String,
    /// How often it was found.
    pub times: u64,
    /// In how many reports.
    pub reports: u64,
}

/// Where they are counted.
pub trait OverShares: Storage {
    /// Adds to the counts of the day in one step; members beyond [`MEMBERS_PER_DAY`] to `other`. Counts of days before `forget` are dropped.
    fn add_over_shares(&mut self, day: i64, place: Place, members: &[(String, u32)], forget: i64) -> Result<(), Self::Error>;
    /// Every count, the newest day first.
    fn over_shares(&self) -> Result<Vec<Noted>, Self::Error>;
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Counts what somebody's app found.
    pub fn report_over_share(&mut self, viewer: &Viewer, report: &OverShare, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.over_shares_per_delegate, "over-share", viewer.id.as_str(), now)?;
        let members: Vec<(String, u32)> = report.members().map(|(name, times)| (name.to_owned(), times.min(TIMES_PER_REPORT))).collect();
        if members.is_empty() {
            return Ok(());
        }
        let day = now.div_euclid(86_400);
        Ok(self.store.add_over_shares(day, report.place, &members, day - KEPT_DAYS)?)
    }
}
