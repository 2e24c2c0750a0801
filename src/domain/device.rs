//! A delegate's sessions as their owner sees them. Not: what opens one, which no script ever sees.

use super::id::SessionId;
use super::text::Text;
use super::time::Moment;

/// The viewer is signed in somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSession {
    /// Names it, to end it.
    pub id: SessionId,
    /// What the device is called: "Firefox on Android".
    pub label: Text,
    /// Since when; in UTC.
    pub created: Moment,
    /// Seconds since its latest use, give or take a minute, by the backend's clock.
    pub used_ago: u32,
    /// It is this one.
    pub current: bool,
}

/// What "this wasn't me" ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Sessions.
    pub sessions: u32,
    /// Mailed codes and links.
    pub letters: u32,
    /// Passkeys and organisations' sign-ins that were added there.
    pub ways: u32,
}

/// How long a session still goes on, from the moment at which the backend says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    /// Seconds until it ends whatever happens.
    pub ends_in: u32,
    /// Seconds until it ends if nothing is asked any more.
    pub idle_in: u32,
}

/// How long a session goes on, counted from the answer in which the backend said so. No clock is compared with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Seconds until it ends whatever happens.
    pub ends_in: u32,
    /// Seconds without a request after which it ends.
    pub idle_after: u32,
}
