//! What the workshop makes of a programme of another system, as JSON: the contract's programme, and what people should know about the file.
//! It travels between two parts of the app, not over the network.

use super::agenda::Programme;
use crate::domain::agenda::Remark;
use serde::{Deserialize, Serialize};

/// The answer: a programme with remarks, or a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Translation {
    /// Absent where the file cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// What was unclear, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkEntry>,
    /// Why the file cannot be read, in a sentence; empty where it can.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refusal: String,
}

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkEntry {
    /// Whether it could mislead somebody about a time or a talk.
    pub matters: bool,
    /// The whole sentence.
    pub sentence: String,
}

impl From<Remark> for RemarkEntry {
    fn from(remark: Remark) -> Self {
        Self { matters: remark.matters, sentence: remark.sentence }
    }
}

impl From<RemarkEntry> for Remark {
    fn from(entry: RemarkEntry) -> Self {
        Self { matters: entry.matters, sentence: entry.sentence }
    }
}
