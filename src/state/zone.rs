//! By whose clock times are shown; remembered on the device. Not: how a time is written (`text::time`).

use crate::browser::{StorageFault, Stored};
use crate::domain::time::Clock;
use leptos::prelude::*;

/// There only while the viewer's own clock is chosen.
const STORED: Stored<String> = Stored::at("plenary.clock");
const VIEWER: &str = "viewer";

/// The choice as a signal.
#[derive(Clone, Copy)]
pub struct Clocks {
    chosen: RwSignal<Clock>,
    /// The latest that the page around wished for.
    wished: RwSignal<Option<Clock>>,
}

impl Clocks {
    /// What was chosen on this device, or the venue's.
    pub fn restore() -> Self {
        let viewer = STORED.read().ok().flatten().is_some_and(|chosen| chosen == VIEWER);
        Self { chosen: RwSignal::new(if viewer { Clock::Viewer } else { Clock::Venue }), wished: RwSignal::new(None) }
    }

    /// Tracked.
    pub fn chosen(self) -> Clock {
        self.chosen.get()
    }

    /// Untracked.
    pub fn chosen_now(self) -> Clock {
        self.chosen.get_untracked()
    }

    /// What the page around wished for, tracked.
    pub fn wished(self) -> Option<Clock> {
        self.wished.get()
    }

    /// Shows all times by this clock for this visit, as the page around wishes.
    pub fn show(self, clock: Clock) {
        self.wished.set(Some(clock));
        self.chosen.set(clock);
    }

    /// Shows all times by this clock and keeps the choice. An error means that the choice holds for this visit only.
    pub fn choose(self, clock: Clock) -> Result<(), StorageFault> {
        self.chosen.set(clock);
        match clock {
            // Another page may name none.
            Clock::Venue | Clock::Named(_) => STORED.remove(),
            Clock::Viewer => STORED.write(&VIEWER.to_owned()),
        }
    }
}
