//! A connection to the database of its own, beside the one that the rules hold: what must go on while a request is busy with the rules uses it. Not: a
//! way around the rules; each caller says what it needs it for.

use crate::store::{Sqlite, StoreFault};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Cheap to clone.
#[derive(Clone)]
pub struct Apart(Arc<Mutex<Sqlite>>);

impl Apart {
    /// Opens the file once more.
    pub fn open(database: &Path) -> Result<Self, StoreFault> {
        Ok(Self(Arc::new(Mutex::new(Sqlite::open(database)?))))
    }

    /// Asks it, on a thread that may wait for the disk; `None`: that thread has failed, and has said so in the log.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Sqlite) -> Result<T, StoreFault> + Send + 'static,
    ) -> Option<Result<T, StoreFault>> {
        let store = self.0.clone();
        let answer = tokio::task::spawn_blocking(move || question(&mut store.lock().unwrap_or_else(PoisonError::into_inner)));
        answer.await.ok()
    }
}
