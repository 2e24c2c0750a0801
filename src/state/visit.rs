//! A programme from a file of this device, looked at instead of the conference's own until somebody goes back or the page is closed.
//! Not: kept, nor sent anywhere.

use super::programme::Programme;
use crate::api::ProgrammeError;
use crate::api::programme::read_file;
use crate::api::workshop::Translated;
use crate::browser::{File, text_of};
use crate::domain::time::ZoneName;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// What is looked at, and what came of the last file.
#[derive(Clone, Copy)]
pub struct Visit {
    shown: RwSignal<Option<Shown>, LocalStorage>,
    refused: RwSignal<Option<String>>,
    reading: RwSignal<bool>,
}

#[derive(Clone)]
struct Shown {
    name: String,
    programme: Rc<Programme>,
}

impl Visit {
    /// Of the conference's own programme.
    pub(super) fn none() -> Self {
        Self { shown: RwSignal::new_local(None), refused: RwSignal::new(None), reading: RwSignal::new(false) }
    }

    /// The programme of the file; tracked.
    pub fn programme(&self) -> Option<Rc<Programme>> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.programme.clone()))
    }

    /// What the file is called; tracked.
    pub fn file_name(&self) -> Option<String> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.name.clone()))
    }

    /// Whether a file is looked at; not tracked.
    pub fn is_on(&self) -> bool {
        self.shown.with_untracked(Option::is_some)
    }

    /// Why the last file is not shown, in a sentence; tracked.
    pub fn refused(&self) -> Option<String> {
        self.refused.get()
    }

    /// A file is being read; tracked.
    pub fn is_reading(&self) -> bool {
        self.reading.get()
    }

    /// Reads a file and shows it; what is shown stays where it cannot be read. `zone`: of this conference's venue.
    pub async fn open(self, file: File, zone: Option<ZoneName>) -> bool {
        self.refused.set(None);
        self.reading.set(true);
        let outcome = read(&file, zone).await;
        self.reading.set(false);
        match outcome {
            Ok(Translated { agenda, remarks }) => {
                let programme = Rc::new(Programme::alone(agenda, remarks));
                self.shown.set(Some(Shown { name: file.name(), programme }));
                true
            }
            Err(sentence) => {
                self.refused.set(Some(text::file_refused(&file.name(), &sentence)));
                false
            }
        }
    }

    /// Back to the conference's own programme.
    pub fn end(self) {
        self.forget_refusal();
        self.shown.set(None);
    }

    /// The refusal was read.
    pub fn forget_refusal(self) {
        self.refused.set(None);
    }
}

async fn read(file: &File, zone: Option<ZoneName>) -> Result<Translated, String> {
    let content = text_of(file).await.map_err(|fault| text::file_fault(fault).to_owned())?;
    match (read_file(&content, None).await, zone) {
        (Ok(translated), _) => Ok(translated),
        // Perhaps all it lacks is a zone. Where this conference's helps, people are told that it was taken.
        (Err(ProgrammeError::Unreadable(sentence)), Some(zone)) => {
            let mut translated = read_file(&content, Some(&zone)).await.map_err(|_| sentence)?;
            translated.remarks.insert(0, text::zone_lent(&zone));
            Ok(translated)
        }
        (Err(error), _) => Err(text::programme_error(&error)),
    }
}
