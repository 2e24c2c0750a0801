//! Whether somebody is signed in through the issuer in this browser, as far as it can be known without asking: two words in the storage that
//! name nobody and open nothing. Not: a proof of anything.

use crate::browser::Stored;
use serde::{Deserialize, Serialize};

/// What happened here last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Known {
    /// Somebody came in, and nobody went since.
    Entered,
    /// Somebody went: whoever comes next proves who they are, even where the organisation still knows the person before.
    Left,
}

const KNOWN: Stored<Known> = Stored::at("plenary.issuer");

/// `None`: nobody was ever here, or this browser keeps nothing.
pub(super) fn known() -> Option<Known> {
    KNOWN.read().ok().flatten()
}

/// Notes it, where the browser keeps anything.
pub(super) fn note(known: Option<Known>) {
    let _ = match known {
        Some(known) => KNOWN.write(&known),
        None => KNOWN.remove(),
    };
}

/// Somebody has gone. Noted again once the backend knows, since its answer may have cleared the storage.
#[cfg(feature = "personal")]
pub(crate) fn somebody_left() {
    note(Some(Known::Left));
}

/// Where no token can be: whether that is a certain "nobody". It is not where somebody came in and did not go.
#[cfg(not(feature = "personal"))]
pub(crate) fn nobody_here() -> bool {
    known() != Some(Known::Entered)
}
