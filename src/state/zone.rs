//! By whose clock times are shown; remembered on the device. Not: how a time is written (`text::time`).

use crate::browser::{StorageFault, Stored};
use crate::domain::time::Clock;
use leptos::prelude::*;

/// There only while the viewer's own clock is chosen.
const STORED: Stored<String> = Stored::at("plenary.clock");
const VIEWER: &str = "viewer";

/// The choice as a signal.
#[derive(Clone, Copy)]
pub struct Clocks(RwSignal<Clock>);

impl Clocks {
    /// What was chosen on this device, or the venue's.
    pub fn restore() -> Self {
        let viewer = STORED.read().ok().flatten().is_some_and(|chosen| chosen == VIEWER);
        Self(RwSignal::new(if viewer { Clock::Viewer } else { Clock::Venue }))
    }

    /// Tracked.
    pub fn chosen(self) -> Clock {
        self.0.get()
    }

    /// Untracked.
    pub fn chosen_now(self) -> Clock {
        self.0.get_untracked()
    }

    /// Shows all times by this clock, for this visit.
    pub fn show(self, clock: Clock) {
        self.0.set(clock);
    }

    /// Shows all times by this clock and keeps the choice. An error means that the choice holds for this visit only.
    pub fn choose(self, clock: Clock) -> Result<(), StorageFault> {
        self.show(clock);
        match clock {
            Clock::Venue => STORED.remove(),
            Clock::Viewer => STORED.write(&VIEWER.to_owned()),
        }
    }
}
