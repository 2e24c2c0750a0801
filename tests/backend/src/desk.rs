//! What the routes share: the conference's rules behind one lock, the outgoing mail, and what was configured. Not: any decision.

use crate::bearer::Issuer;
use crate::board::Board;
use crate::copying::Copies;
use crate::http::Failure;
use crate::http::cookies::{Carriage, Jar};
use crate::mail::Post;
use crate::organisation::Organisation;
use crate::pages::Pages;
use crate::passkeys::Authenticators;
use crate::programme::Programme;
use crate::settings::Settings;
use crate::store::Sqlite;
use plenary::conference::{Conference, Entropy, Ruling};
use plenary::routes::Route;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

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
    published: watch::Receiver<Arc<Programme>>,
    /// What everybody is told at this moment.
    pub board: watch::Receiver<Arc<Board>>,
    /// The built app.
    pub pages: Arc<Pages>,
    /// What was configured.
    pub settings: Arc<Settings>,
    /// Where people reach the app, without a slash at the end.
    pub url: Arc<str>,
    /// Whose people sign in at its provider.
    pub organisation: Option<Arc<Organisation>>,
    /// Whose access tokens are taken instead of a cookie.
    pub issuer: Option<Arc<Issuer>>,
    /// What judges passkeys; `None` where WebAuthn offers none, as at an IP address.
    pub authenticators: Option<Arc<Authenticators>>,
    /// Decoding a photo takes much memory, so few are decoded at once.
    pub darkroom: Arc<Semaphore>,
    /// Copies of people's data that are under way.
    pub copies: Copies,
}

impl Desk {
    /// Puts the parts together.
    pub fn new(
        rules: Rules,
        post: Post,
        published: watch::Receiver<Arc<Programme>>,
        board: watch::Receiver<Arc<Board>>,
        organisation: Option<Organisation>,
        settings: Settings,
        url: &str,
    ) -> Self {
        let pages = Arc::new(Pages::new(&settings, &board.borrow().key));
        Self {
            rules: Arc::new(Mutex::new(rules)),
            post,
            published,
            pages,
            board,
            authenticators: Authenticators::at(url, settings.name.as_deref().unwrap_or_default()).map(Arc::new),
            settings: Arc::new(settings),
            url: url.into(),
            organisation: organisation.map(Arc::new),
            issuer: None,
            darkroom: Arc::new(Semaphore::new(2)),
            copies: Copies::default(),
        }
    }

    /// The programme as it is sent at this moment.
    pub fn programme(&self) -> Arc<Programme> {
        self.published.borrow().clone()
    }

    /// How cookies are written here.
    pub fn jar(&self) -> Jar<'_> {
        let carriage = if self.settings.insecure_loopback { Carriage::InsecureLoopback } else { Carriage::Secure };
        Jar { carriage, base: &self.settings.base }
    }

    /// A screen's path on this site.
    pub fn path_of(&self, route: &Route) -> String {
        format!("{}{route}", self.settings.base)
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
