//! Which flaw is on, and which were asked about: a check during which nobody asks about a flaw cannot see it, so the proof need not ask it. Only with the
//! feature `flaws`. Not: any flaw.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The variable of the environment that names the flaw.
pub const NAME: &str = "PLENARY_FLAW";
/// The variable that names a file: a line for every flaw that was asked about.
const ASKED: &str = "PLENARY_FLAWS_ASKED";

/// Whether the flaw that this check must find is switched on. It is asked last, where everything else that the flaw needs is there: so whoever asks
/// would have another answer with it.
pub fn on(check: &str) -> bool {
    static FLAW: OnceLock<Option<String>> = OnceLock::new();
    note(check);
    FLAW.get_or_init(|| std::env::var(NAME).ok()).as_deref() == Some(check)
}

fn note(check: &str) {
    static FILE: OnceLock<Option<File>> = OnceLock::new();
    static KNOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let open = || OpenOptions::new().create(true).append(true).open(std::env::var_os(ASKED)?).ok();
    let Some(mut file) = FILE.get_or_init(open).as_ref() else { return };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if !known.contains(check) && file.write_all(format!("{check}\n").as_bytes()).is_ok() {
        known.insert(check.to_owned());
    }
}
