//! What the routes share: the conference's rules behind one lock, the outgoing mail, and what was configured. Not: any decision.

use crate::http::Failure;
use crate::http::cookies::Jar;
use crate::mail::Post;
use crate::pages::Pages;
use crate::programme::Programme;
use crate::settings::Settings;
use crate::store::Sqlite;
use plenary::conference::{Conference, Entropy, Ruling};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// The operating system's secure generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // A secret that can be guessed is worse than no server.
            std::process::abort();
        }
    }
}

/// The rules over SQLite.
pub type Rules = Conference<Sqlite, SystemEntropy>;

/// Cheap to clone; one for each request.
#[derive(Clone)]
pub struct Desk {
    rules: Arc<Mutex<Rules>>,
    /// Letters to be mailed.
    pub post: Post,
    /// The programme as it is sent.
    pub programme: Arc<Programme>,
    /// The built app.
    pub pages: Arc<Pages>,
    /// What was configured.
    pub settings: Arc<Settings>,
    /// Decoding a photo takes much memory, so few are decoded at once.
    pub darkroom: Arc<Semaphore>,
}

impl Desk {
    /// Puts the parts together.
    pub fn new(store: Sqlite, post: Post, programme: Programme, settings: Settings) -> Self {
        Self {
            rules: Arc::new(Mutex::new(Conference::new(store, SystemEntropy, settings.limits.clone()))),
            post,
            programme: Arc::new(programme),
            pages: Arc::new(Pages::new(&settings)),
            settings: Arc::new(settings),
            darkroom: Arc::new(Semaphore::new(2)),
        }
    }

    /// How cookies are written here.
    pub fn jar(&self) -> Jar {
        if self.settings.insecure_loopback { Jar::InsecureLoopback } else { Jar::Secure }
    }

    /// Asks the rules, on a thread that may wait for the disk.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Rules) -> Ruling<T, Sqlite> + Send + 'static,
    ) -> Result<T, Failure> {
        let rules = self.rules.clone();
        let answer = tokio::task::spawn_blocking(move || {
            // A panic elsewhere leaves nothing half done: every change is one transaction.
            let mut rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
            question(&mut rules)
        });
        answer.await.map_err(|_| Failure::Server)?.map_err(Failure::from)
    }
}

/// Seconds since 1970-01-01T00:00:00Z.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
