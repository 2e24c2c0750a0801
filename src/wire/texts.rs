//! `GET /agenda/texts` as JSON: what the programme says at length, by id. The same members may stand in the talks of `/agenda` instead.
//! Not: the list.

use super::agenda::Programme;
use super::{Malformed, member};
use crate::domain::agenda::{Link, TalkText, Texts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The long texts of one version of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextsDocument {
    /// Of talks, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub talks: BTreeMap<String, TextEntry>,
    /// Biographies, by the speaker's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub speakers: BTreeMap<String, String>,
}

/// What one talk says at length.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextEntry {
    /// Short description; Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Long description; Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Further pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkEntry>,
}

/// A further page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkEntry {
    /// What it is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// `https:`, `http:` or `mailto:`; anything else is dropped.
    pub url: String,
}

impl From<&TalkText> for TextEntry {
    fn from(text: &TalkText) -> Self {
        let links = text.links.iter().map(|link| LinkEntry { title: link.title().to_owned(), url: link.href().to_owned() });
        Self { summary: text.summary.clone(), description: text.description.clone(), links: links.collect() }
    }
}

impl From<TextEntry> for TalkText {
    fn from(entry: TextEntry) -> Self {
        Self {
            summary: entry.summary,
            description: entry.description,
            links: entry.links.into_iter().filter_map(|link| Link::new(&link.url, &link.title)).collect(),
        }
    }
}

impl From<&Texts> for TextsDocument {
    fn from(texts: &Texts) -> Self {
        Self {
            talks: texts.talks.iter().map(|(id, text)| (id.to_string(), text.into())).collect(),
            speakers: texts.speakers.iter().map(|(id, text)| (id.to_string(), text.clone())).collect(),
        }
    }
}

impl TryFrom<TextsDocument> for Texts {
    type Error = Malformed;

    fn try_from(document: TextsDocument) -> Result<Self, Malformed> {
        let mut texts = Self::default();
        for (id, entry) in document.talks {
            texts.tell(&member("talks", &id)?, entry.into());
        }
        for (id, biography) in document.speakers {
            texts.speakers.insert(member("speakers", &id)?, biography);
        }
        Ok(texts)
    }
}

/// Takes the long texts that stand in the list.
pub(super) fn texts_here(programme: &mut Programme) -> Result<Texts, Malformed> {
    let talks = programme.talks.iter_mut().map(|talk| (talk.id.clone(), std::mem::take(&mut talk.text)));
    let told = programme.speakers.iter_mut().filter(|speaker| !speaker.biography.is_empty());
    let speakers = told.map(|speaker| (speaker.id.clone(), std::mem::take(&mut speaker.biography)));
    TextsDocument { talks: talks.collect(), speakers: speakers.collect() }.try_into()
}
