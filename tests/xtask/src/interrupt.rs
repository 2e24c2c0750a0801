//! Ctrl-C and requests to end, as a flag that every waiting loop looks at. Without it a stopped command would leave servers behind.

use crate::failure::Failure;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

static ASKED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Starts watching. A second signal ends the program at once.
pub(crate) fn watch() -> Result<(), Failure> {
    let asked = ASKED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // The order matters: the first signal finds the flag unset and only sets it.
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(asked)).map_err(Failure::system("watch for signals"))?;
        signal_hook::flag::register(signal, Arc::clone(asked)).map_err(Failure::system("watch for signals"))?;
    }
    Ok(())
}

/// Whether somebody asked to stop.
pub(crate) fn asked() -> bool {
    ASKED.get().is_some_and(|flag| flag.load(Ordering::SeqCst))
}

/// A short pause of a polling loop; an error as soon as somebody asked to stop.
pub(crate) fn pause() -> Result<(), Failure> {
    if asked() {
        return Err(Failure::Interrupted);
    }
    thread::sleep(Duration::from_millis(50));
    if asked() { Err(Failure::Interrupted) } else { Ok(()) }
}
