//! What time it is, to the minute: for what is on now and how long it still takes. Not: the clock by which times are written (`zone`).

use crate::browser::{Guard, after, now_unix, on_visibility};
use crate::domain::time::Moment;
use leptos::prelude::*;

/// The present minute as a signal; one timer for the whole app.
#[derive(Clone, Copy)]
pub struct Minute {
    unix: RwSignal<i64>,
    timer: StoredValue<Option<Guard>, LocalStorage>,
}

impl Minute {
    /// Starts it. Timers of a page that nobody sees are late, so it is also set when people come back.
    pub fn start() -> Self {
        let minute = Self { unix: RwSignal::new(0), timer: StoredValue::new_local(None) };
        minute.tick();
        StoredValue::new_local(on_visibility(move |visible| {
            if visible {
                minute.tick();
            }
        }));
        minute
    }

    fn tick(self) {
        let now = now_unix();
        self.unix.set(now);
        let wait = 60 - now.rem_euclid(60);
        self.timer.set_value(Some(after(wait as u32 * 1000, move || self.tick())));
    }

    /// Now; tracked, and set anew with every minute.
    pub fn now(self) -> Moment {
        Moment::new(self.unix.get(), 0)
    }

    /// Now, by the clock and not by the minute; untracked.
    pub fn this_instant(self) -> Moment {
        Moment::new(now_unix(), 0)
    }
}
