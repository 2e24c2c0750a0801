//! Blocks and reports as JSON. Not: who may block or report whom.

use super::people::Person;
use super::person::Beyond;
use super::{Malformed, member};
use crate::domain::connection;
use crate::domain::delegate::Delegate;
use crate::domain::over_share::{OverShare, Place};
use serde::{Deserialize, Serialize};

/// `GET /blocks`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Blocks {
    /// The latest first.
    pub blocks: Vec<Block>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

impl Blocks {
    /// What came beyond the contract: in the whole, around each person and in them.
    pub fn over_share(&self) -> OverShare {
        let mut report = OverShare::new(Place::Connections);
        self.beyond.report(&mut report);
        for block in &self.blocks {
            block.beyond.report(&mut report);
            block.delegate.iter().for_each(|person| person.report(&mut report));
        }
        report
    }
}

/// Somebody whom the viewer blocked.
#[derive(Clone, Serialize, Deserialize)]
pub struct Block {
    /// Whom.
    pub id: String,
    /// Unix seconds since when.
    pub since: i64,
    /// Their name, where any delegate sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate: Option<Person>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

/// `POST /reports`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// About whom.
    pub delegate: String,
    /// `harassment`, `impersonation`, `content` or `other`.
    pub reason: String,
    /// In the viewer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// The answer to it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Filed {
    /// By which both sides speak of it.
    pub reference: String,
}

impl From<&[connection::Blocked]> for Blocks {
    fn from(blocks: &[connection::Blocked]) -> Self {
        let block = |blocked: &connection::Blocked| Block {
            id: blocked.id.to_string(),
            since: blocked.since,
            delegate: blocked.delegate.as_ref().map(Person::from),
            beyond: Beyond::default(),
        };
        Self { blocks: blocks.iter().map(block).collect(), beyond: Beyond::default() }
    }
}

impl TryFrom<Blocks> for Vec<connection::Blocked> {
    type Error = Malformed;

    fn try_from(all: Blocks) -> Result<Self, Malformed> {
        let blocked = |block: Block| {
            let delegate = block.delegate.map(Delegate::try_from).transpose()?;
            Ok(connection::Blocked { id: member("id", &block.id)?, since: block.since, delegate })
        };
        all.blocks.into_iter().map(blocked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn t08_members_beyond_the_contract_are_counted_around_people_too() {
        let sent = r#"{"pages":1,"blocks":[{"id":"ada","since":1,"why":"x","delegate":{"id":"ada","name":"Ada","hash":"x"}}]}"#;
        let blocks: Blocks = serde_json::from_str(sent).unwrap();
        let report = blocks.over_share();
        assert_eq!(report.members().map(|(name, _)| name).collect::<Vec<_>>(), ["hash", "pages", "why"]);
        assert_eq!(Vec::<connection::Blocked>::try_from(blocks).unwrap().len(), 1);
    }
}
