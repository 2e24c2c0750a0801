//! What people have a right to: a copy of everything that is kept of them, its erasure, a consent that is taken back as easily as it was given, a
//! complaint. What is kept where, only a storage knows, so it tells it in chapters. Not: what others may see of somebody.

mod base64;
mod complaints;
mod consents;
mod erase;
mod export;
mod page;
mod policy;
mod store;

pub use complaints::{Complaint, Filed};
pub(super) use erase::counters;
pub use erase::{COUNTED, Erased};
pub use export::Export;
pub use policy::{BUILT_IN, BUILT_IN_VERSION, mark};
pub use store::{Cell, Chapter, Consent, Entry, Erasure, Key, LeftOut, Mark, Record, Rights, Stretch};
