//! What the demo remembers until the page is gone, and how a question gets to it. Not: the rules.

use crate::api::{Answer, ApiError, Challenge, DemoLetter};
use crate::browser::{now_unix, random_bytes, revoke_url, sleep, viewer_offset_at, viewer_zone};
use crate::conference::memory::Memory;
use crate::conference::{Conference, Entropy, Limits, Quota, Refusal, Secret, Started, Viewer, seed};
use crate::domain::agenda::Agenda;
use crate::domain::device::Remaining;
use crate::domain::id::PhotoId;
use crate::domain::time::Moment;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) use crate::conference::Proof as Demand;

/// The platform's secure generator.
#[derive(Debug)]
pub(super) struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        random_bytes(bytes);
    }
}

pub(super) type DemoConference = Conference<Memory, BrowserEntropy>;
pub(super) type Shared = Rc<RefCell<State>>;
pub(super) type Refused = Refusal<<Memory as crate::conference::store::Storage>::Error>;

pub(super) struct State {
    pub(super) conference: DemoConference,
    /// `None` only where not even UTC is a zone.
    pub(super) agenda: Option<Agenda>,
    /// Stands for the session cookie.
    pub(super) session: Option<Secret>,
    /// Stands for the verifier cookie.
    pub(super) verifier: Option<Secret>,
    pub(super) letter: Option<DemoLetter>,
    /// Addresses of photos that image tags asked for.
    pub(super) photo_urls: BTreeMap<PhotoId, String>,
}

/// Milliseconds until an answer: long enough that a screen shows how it waits, short enough that nobody else does.
const JOURNEY_MS: u32 = 20;

/// The demo conference as it is every time the page is loaded; it begins today, where the viewer is.
pub(super) fn fresh() -> Shared {
    let now = now_unix();
    let offset = viewer_offset_at(now);
    let today = Moment::new(now, offset).date();
    let zone = viewer_zone().or_else(|| "UTC".parse().ok());
    // Whoever tries things out signs in more often in an hour than anybody else.
    let often = Quota { most: 10_000, seconds: 3600 };
    let limits = Limits {
        starts_per_address: often,
        starts_per_source: often,
        redeems_per_source: often,
        step_ups_per_delegate: often,
        ..Limits::default()
    };
    Rc::new(RefCell::new(State {
        conference: Conference::new(Memory::with(seed::people()), BrowserEntropy, limits),
        agenda: zone.map(|zone| seed::agenda(today, offset, zone)),
        session: None,
        verifier: None,
        letter: None,
        photo_urls: BTreeMap::new(),
    }))
}

/// Asks `question` a moment later, as a network would; if the answer is dropped before, it is never asked.
pub(super) fn answer<T: 'static>(shared: &Shared, question: impl FnOnce(&mut State, i64) -> Result<T, Refused> + 'static) -> Answer<T> {
    let shared = Rc::clone(shared);
    Box::pin(async move {
        sleep(JOURNEY_MS).await;
        question(&mut shared.borrow_mut(), now_unix()).map_err(error)
    })
}

impl State {
    /// Asks the rules in the name of whoever is signed in.
    pub(super) fn as_viewer<T>(
        &mut self,
        now: i64,
        question: impl FnOnce(&mut DemoConference, &Viewer) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let secret = self.session.as_ref().ok_or(Refusal::SessionRequired)?;
        let viewer = self.conference.viewer(secret.expose(), now)?;
        question(&mut self.conference, &viewer)
    }

    /// How long the session still goes on; no use of it.
    pub(super) fn watch(&mut self, now: i64) -> Result<Remaining, Refused> {
        let secret = self.session.as_ref().ok_or(Refusal::SessionRequired)?;
        Ok(self.conference.watch(secret.expose(), now)?.1)
    }

    /// What a browser and a mailbox get of a started sign-in or step-up.
    pub(super) fn started(&mut self, started: Started) -> Challenge {
        self.verifier = Some(started.browser);
        self.letter = started.letter.map(|letter| DemoLetter { code: letter.code.expose().to_owned() });
        Challenge { id: started.challenge, expires_in: started.expires_in }
    }

    /// Nothing of the viewer stays in the page.
    pub(super) fn forget_viewer(&mut self) {
        self.session = None;
        self.letter = None;
        for url in std::mem::take(&mut self.photo_urls).into_values() {
            revoke_url(&url);
        }
    }
}

fn error(refusal: Refused) -> ApiError {
    match refusal {
        Refusal::SessionRequired => ApiError::SessionExpired,
        Refusal::StepUpRequired => ApiError::StepUpRequired,
        Refusal::Held => ApiError::Held,
        Refusal::NotFound => ApiError::NotFound,
        Refusal::Stale(profile) => ApiError::Conflict(Some(profile)),
        Refusal::Invalid(problems) => ApiError::Invalid(problems),
        Refusal::TooMany { retry_after } => ApiError::TooManyRequests { retry_after: Some(retry_after) },
        Refusal::Store(never) => match never {},
    }
}
