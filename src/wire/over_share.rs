//! The report of over-sharing as JSON. Not: how it is found, which is reading (`person`).

use super::Malformed;
use crate::domain::over_share::{OverShare, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `POST /reports/over-share`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`Place::key`].
    pub place: String,
    /// Names of members, each with how often it was found.
    pub members: BTreeMap<String, u32>,
}

impl From<&OverShare> for Report {
    fn from(report: &OverShare) -> Self {
        let members = report.members().map(|(name, times)| (name.to_owned(), times));
        Self { place: report.place.key().to_owned(), members: members.collect() }
    }
}

impl TryFrom<Report> for OverShare {
    type Error = Malformed;

    /// Names are counted again as whoever reports should have: nothing else gets in.
    fn try_from(sent: Report) -> Result<Self, Malformed> {
        let mut report = Self::new(Place::from_key(&sent.place).ok_or(Malformed("place"))?);
        for (name, times) in sent.members {
            report.count(&name, times);
        }
        Ok(report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_report_is_read_with_the_same_care_as_it_was_written() {
        let sent = Report { place: "directory".into(), members: [("+44 7700 900123".into(), 2), ("hash".into(), 1)].into() };
        let report = OverShare::try_from(sent).unwrap();
        assert_eq!(report.members().collect::<Vec<_>>(), [("hash", 1), ("other", 2)]);
        assert!(serde_json::from_str::<Report>(r#"{"place":"directory","members":{},"who":"ada"}"#).is_err());
    }
}
