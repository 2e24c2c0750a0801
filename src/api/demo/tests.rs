//! The demo as a whole: from an address to a profile, by the mailed code alone.
