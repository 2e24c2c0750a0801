//! An incident as one delegate is told of it: whether it touched them. Not: the notice to everybody (`bulletin`).

use super::fields::Fields;
use super::id::IncidentId;
use super::text::Text;

/// One incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIncident {
    /// Names it.
    pub id: IncidentId,
    /// Unix seconds at which it was recorded.
    pub at: i64,
    /// What happened, in the organisers' words.
    pub text: Text,
    /// Unix seconds: from when, until when.
    pub span: (i64, i64),
    /// What it did to the delegate.
    pub effect: Effect,
}

/// What an incident did to one delegate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: nothing of theirs was shown.
    None,
    /// These fields were shown.
    Shown {
        /// Which.
        fields: Fields,
        /// Unix seconds of the first time.
        first: i64,
        /// Unix seconds of the latest.
        last: i64,
        /// How often.
        times: u32,
    },
}
