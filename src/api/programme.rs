//! The programme, wherever the organisers publish it: the backend's `/agenda` or a file of another system. Not: the formats
//! of other systems, which the workshop reads.

use super::http::{Mark, fetch_programme};
use super::workshop::{self, Translated};
use super::{ApiError, Backend};
use crate::browser::BrowserZones;
use crate::domain::agenda::{Agenda, Remark, Texts};
use crate::domain::time::{ZoneName, Zones};
use crate::wire::agenda::Programme;
use crate::wire::texts::TextsDocument;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Why there is no programme.
#[derive(Debug, Clone, PartialEq)]
pub enum ProgrammeError {
    /// It did not arrive.
    Api(ApiError),
    /// It arrived and cannot be read as a programme: why, in a sentence.
    Unreadable(String),
}

/// A programme, and what tells it from its next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// As it was read.
    pub agenda: Agenda,
    /// What was unclear in it; shown to people.
    pub remarks: Vec<Remark>,
    /// Handed back when it is asked for again.
    pub mark: Mark,
}

/// Where the programme comes from.
#[derive(Clone)]
pub enum ProgrammeSource {
    /// `GET /agenda` of the backend.
    Contract(Rc<dyn Backend>),
    /// A file of another system.
    Url {
        /// Where it is.
        url: String,
        /// The venue's zone as configured, for files that do not name it.
        zone: Option<ZoneName>,
    },
}

impl ProgrammeSource {
    /// The address as configured, or the backend's own programme.
    pub fn new(backend: Rc<dyn Backend>, url: Option<String>, zone: Option<ZoneName>) -> Self {
        match url {
            Some(url) => Self::Url { url, zone },
            None => Self::Contract(backend),
        }
    }

    /// Fetches and reads the long texts, whose address stands in the list and is relative to it.
    pub fn read_texts(&self, address: &str) -> Pin<Box<dyn Future<Output = Result<Texts, ProgrammeError>>>> {
        let address = address.to_owned();
        match self.clone() {
            Self::Contract(backend) => Box::pin(async move { backend.agenda_texts(address).await.map_err(ProgrammeError::Api) }),
            Self::Url { url, .. } => Box::pin(async move {
                let address = beside(&url, &address).ok_or_else(|| malformed("texts"))?;
                let file = fetch_programme(&address, None).await.map_err(ProgrammeError::Api)?.ok_or_else(|| malformed("texts"))?;
                TextsDocument::from_text(&file.text).and_then(Texts::try_from).map_err(|fault| malformed(fault.0))
            }),
        }
    }

    /// Fetches and reads it, unless it is still the one that is known. Dropping the future aborts the request.
    pub fn read(&self, known: Option<Mark>) -> Pin<Box<dyn Future<Output = Result<Option<Fetched>, ProgrammeError>>>> {
        match self.clone() {
            Self::Contract(backend) => Box::pin(async move { backend.agenda(known).await.map_err(ProgrammeError::Api) }),
            Self::Url { url, zone } => Box::pin(async move {
                let Some(file) = fetch_programme(&url, known.as_ref()).await.map_err(ProgrammeError::Api)? else { return Ok(None) };
                let Translated { agenda, remarks } = understand(&file.text, zone.as_ref()).await?;
                Ok(Some(Fetched { agenda, remarks, mark: file.mark }))
            }),
        }
    }
}

/// Reads a programme that is on this device, in whatever format it is.
pub async fn read_file(text: &str, zone: Option<&ZoneName>) -> Result<Translated, ProgrammeError> {
    understand(text, zone).await
}

/// Reads the contract's own programme here. Everything else goes to the workshop, which also knows in words what is wrong with a file.
async fn understand(text: &str, zone: Option<&ZoneName>) -> Result<Translated, ProgrammeError> {
    match contract(text) {
        Some(agenda) => Ok(Translated { agenda, remarks: Vec::new() }),
        None => workshop::translate(text, zone).await,
    }
}

/// What members are called that hold an address or a digest of one.
const ADDRESSES: [&str; 2] = ["\"email", "gravatar"];
/// An identifier as long as this may be a digest of an address.
const DIGEST: usize = 32;

/// A programme of the contract that leaves nothing open. What might is looked at more closely elsewhere.
fn contract(text: &str) -> Option<Agenda> {
    if ADDRESSES.iter().any(|member| text.contains(member)) {
        return None;
    }
    let agenda = Programme::from_text(text).and_then(Agenda::try_from).ok()?;
    let (zone, zones) = (agenda.zone.as_ref()?, BrowserZones::new());
    let mut ids = BTreeSet::new();
    let is_plain = agenda.talks.iter().all(|talk| ids.insert(&talk.id))
        && agenda.talks.iter().all(|talk| zones.offset_at(zone, talk.start.unix()) == Some(talk.start.offset()))
        && agenda.speakers.iter().all(|speaker| speaker.id.as_str().len() < DIGEST);
    is_plain.then_some(agenda)
}

fn malformed(member: &str) -> ProgrammeError {
    ProgrammeError::Api(ApiError::Malformed { member: member.into() })
}

/// The address of a document beside `base`; `None`: it leads elsewhere.
pub(super) fn beside(base: &str, relative: &str) -> Option<String> {
    let path = relative.split(['?', '#']).next().unwrap_or_default();
    let stays = !path.is_empty() && !path.starts_with('/') && !path.contains([':', '\\']) && path.split('/').all(|part| part != "..");
    let folder = base.split(['?', '#']).next()?.rsplit_once('/')?.0;
    stays.then(|| format!("{folder}/{relative}"))
}

#[cfg(test)]
mod tests {
    use super::{beside, contract};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_a_programme_that_leaves_nothing_open_is_read_without_the_workshop() {
        let good = r#"{"version": "1", "event": {"name": "X", "zone": "Europe/Berlin"}, "days": [{"date": "2026-06-05"}], "rooms": [],
            "speakers": [{"id": "s1", "name": "Noor"}],
            "talks": [{"id": "t1", "title": "A", "start": "2026-06-05T09:00:00+02:00", "end": "2026-06-05T10:00:00+02:00", "day": "2026-06-05"},
                {"id": "t2", "title": "B", "start": "2026-06-05T09:00:00+02:00", "end": "2026-06-05T10:00:00+02:00", "day": "2026-06-05"}]}"#;
        assert_eq!(contract(good).map(|agenda| agenda.talks.len()), Some(2));
        for (from, to) in [
            (r#"09:00:00+02:00", "end""#, r#"09:00:00+01:00", "end""#),
            ("Europe/Berlin", "Europe/Nowhere"),
            (r#", "zone": "Europe/Berlin""#, ""),
            (r#""t2""#, r#""t1""#),
            (r#""s1""#, r#""2ed6657d-e927-568b-95e1-2665a8aea6a2""#),
            (r#""name": "Noor""#, r#""name": "Noor", "emailHash": "x""#),
        ] {
            assert!(good.contains(from), "{from}");
            assert_eq!(contract(&good.replacen(from, to, 1)), None, "{to}");
        }
    }

    #[test]
    fn a_document_beside_the_list_is_found_and_nothing_else() {
        assert_eq!(beside("/api/agenda", "agenda/texts?of=1").as_deref(), Some("/api/agenda/texts?of=1"));
        assert_eq!(beside("https://a.example/x/agenda.json?v=/2", "texts.json").as_deref(), Some("https://a.example/x/texts.json"));
        for elsewhere in ["", "//b.example/x", "https://b.example", "/me", "../me", "a/../../me", "data:x", "\\\\b", "?x"] {
            assert_eq!(beside("/api/agenda", elsewhere), None, "{elsewhere}");
        }
    }
}
