//! How long the session goes on, by what the backend says once a minute while somebody looks, and by the time that passed since: durations
//! alone, so that a clock that is off by a day changes nothing. Looking is no use of the session. Not: what is shown of it.

use super::minute::Minute;
use super::session::{Session, Sessions, Viewer};
use crate::api::ApiError;
use crate::browser::{is_visible, monotonic_ms, now_unix};
use crate::domain::device::Remaining;
use leptos::prelude::*;

/// Seconds before the end at which people are warned (WCAG 2.2, 2.2.1 asks for at least twenty).
const WARNING: u32 = 300;

/// How the session will end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Because nothing is asked: asking something moves it.
    Idle,
    /// Whatever happens: only a new sign-in helps.
    Absolute,
}

/// The session ends soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Soon {
    /// Why.
    pub limit: Limit,
    /// Unix seconds by this device's own clock, by which its owner lives.
    pub at: i64,
}

#[derive(Clone, Copy)]
struct Told {
    remaining: Remaining,
    at_ms: f64,
}

/// The session's end as a signal.
#[derive(Clone, Copy)]
pub struct Lasting {
    sessions: Sessions,
    minute: Minute,
    told: RwSignal<Option<Told>>,
    /// This backend says how long; until it says that it does not.
    tells: StoredValue<bool>,
}

impl Lasting {
    /// Looks with every minute, while the page is seen and somebody is signed in. Puts itself into the context.
    pub fn follow(sessions: Sessions, minute: Minute) -> Self {
        let lasting = Self { sessions, minute, told: RwSignal::new(None), tells: StoredValue::new(true) };
        // Outside the reactive system: to the network.
        Effect::new(move |before: Option<()>| {
            minute.now();
            // Who has just come was let in a moment ago.
            if before.is_some() && is_visible() {
                leptos::task::spawn_local(lasting.look());
            }
        });
        let who = sessions.viewer();
        Effect::new(move |_| {
            who.track();
            lasting.told.set(None);
        });
        provide_context(lasting);
        lasting
    }

    /// The one of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Asks the backend. A session that it has ended is over here too (a removed account is out within a minute).
    pub async fn look(self) {
        let Some(viewer) = self.signed_in().filter(|_| self.tells.get_value()) else { return };
        let mut said = viewer.account.watch().await;
        if said == Err(ApiError::SessionExpired) {
            // A fresh proof may have changed the cookie while this question was on its way: only the second no is one.
            said = viewer.account.watch().await;
        }
        match said {
            Ok(remaining) => self.told.set(Some(Told { remaining, at_ms: monotonic_ms() })),
            Err(ApiError::SessionExpired) => self.sessions.lapse(),
            Err(ApiError::NotFound) => self.tells.set_value(false),
            // Could not ask: what was said before still counts down.
            Err(_) => {}
        }
    }

    /// Uses the session, so that it goes on.
    pub async fn stay(self) -> Result<(), ApiError> {
        let Some(viewer) = self.signed_in() else { return Ok(()) };
        viewer.account.favourites().await?;
        self.look().await;
        Ok(())
    }

    fn signed_in(self) -> Option<Viewer> {
        match self.sessions.read_untracked() {
            Session::SignedIn(viewer) => Some(viewer),
            Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) | Session::Lapsed(_) => None,
        }
    }

    /// Whether it ends soon; tracked, and set anew with every minute.
    pub fn soon(self) -> Option<Soon> {
        self.minute.now();
        let told = self.told.get().filter(|_| matches!(self.sessions.read(), Session::SignedIn(_)))?;
        soon(told.remaining, (monotonic_ms() - told.at_ms).max(0.0), now_unix())
    }
}

fn soon(Remaining { ends_in, idle_in }: Remaining, passed_ms: f64, now: i64) -> Option<Soon> {
    let limit = if ends_in <= idle_in { Limit::Absolute } else { Limit::Idle };
    // No session lasts as long as would not fit.
    let left = f64::from(ends_in.min(idle_in)) - passed_ms / 1000.0;
    (left <= f64::from(WARNING)).then(|| Soon { limit, at: now + left.max(0.0) as i64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_minutes_before_the_nearer_end_it_is_told_and_not_before() {
        let at = |ends_in, idle_in, passed: f64| soon(Remaining { ends_in, idle_in }, passed * 1000.0, 1_000_000);
        assert_eq!(at(604_800, 43_200, 0.0), None);
        assert_eq!(at(604_800, 43_200, 42_899.0), None);
        assert_eq!(at(604_800, 43_200, 42_900.0), Some(Soon { limit: Limit::Idle, at: 1_000_300 }));
        assert_eq!(at(200, 43_200, 50.0), Some(Soon { limit: Limit::Absolute, at: 1_000_150 }));
        assert_eq!(at(100, 100, 0.0).map(|soon| soon.limit), Some(Limit::Absolute), "asking would not help");
        assert_eq!(at(604_800, 10, 500.0), Some(Soon { limit: Limit::Idle, at: 1_000_000 }), "over, and the backend will say so");
    }
}
