//! What is dropped once it has been kept for long enough, whether or not anybody asks. Not: how long, which the rules' limits say.

use crate::desk::{Desk, now};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(3600);

/// Drops it now and every hour, until the server stops. What fails is logged and tried again an hour later.
pub async fn forget(desk: Desk) {
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        ticks.tick().await;
        // The failure is in the log already; nobody waits for this.
        let _ = desk.ask(|rules| rules.forget_accesses(now())).await;
    }
}
