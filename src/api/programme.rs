//! The programme, wherever the organisers publish it: the backend's `/agenda` or a file of another system. Not: the formats (`formats`).

use super::http::fetch_programme;
use super::{ApiError, Backend};
use crate::browser::BrowserZones;
use crate::domain::agenda::Agenda;
use crate::domain::time::ZoneName;
use crate::formats::{self, Unreadable};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Why there is no programme.
#[derive(Debug, Clone, PartialEq)]
pub enum ProgrammeError {
    /// It did not arrive.
    Api(ApiError),
    /// It arrived and cannot be read as a programme.
    Unreadable(Unreadable),
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

    /// Fetches and reads it. Dropping the future aborts the request.
    pub fn read(&self) -> Pin<Box<dyn Future<Output = Result<Agenda, ProgrammeError>>>> {
        match self.clone() {
            Self::Contract(backend) => Box::pin(async move { backend.agenda().await.map_err(ProgrammeError::Api) }),
            Self::Url { url, zone } => Box::pin(async move {
                let file = fetch_programme(&url).await.map_err(ProgrammeError::Api)?;
                formats::read(&file.text, zone.as_ref(), &BrowserZones::new()).map_err(ProgrammeError::Unreadable)
            }),
        }
    }
}
