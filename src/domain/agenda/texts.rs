//! What a programme says at length. Apart from the list, because nobody waits for an abstract to find the next room: it may arrive later.
//! Not: how Markdown is drawn.

use super::Link;
use crate::domain::id::{SpeakerId, TalkId};
use std::collections::BTreeMap;

/// The long texts of a programme, or where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LongTexts {
    /// They came with the list.
    Here(Texts),
    /// They are a document of their own at this address, relative to that of the list.
    At(String),
}

/// By whom or what they are about; what has nothing to say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// Of talks.
    pub talks: BTreeMap<TalkId, TalkText>,
    /// Biographies of speakers: plain text or Markdown.
    pub speakers: BTreeMap<SpeakerId, String>,
}

/// What a talk's page says beyond the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TalkText {
    /// Short description; plain text or Markdown; may be empty.
    pub summary: String,
    /// Long description; plain text or Markdown; may be empty.
    pub description: String,
    /// The publisher's own page and further links.
    pub links: Vec<Link>,
}

impl TalkText {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Texts {
    /// Keeps what a talk's page says, if it says anything.
    pub fn tell(&mut self, talk: &TalkId, text: TalkText) {
        if !text.is_empty() {
            self.talks.insert(talk.clone(), text);
        }
    }
}

impl LongTexts {
    /// The texts, where they came with the list.
    pub fn here(&self) -> Option<&Texts> {
        match self {
            Self::Here(texts) => Some(texts),
            Self::At(_) => None,
        }
    }
}
