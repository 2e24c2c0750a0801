//! How somebody likes the programme to be shown, kept on the device. Not: what they look for, which stands in the address.

use crate::browser::{StorageFault, Stored};
use crate::domain::id::RoomId;

/// Rooms that somebody never wants to see.
const HIDDEN_ROOMS: Stored<Vec<String>> = Stored::at("plenary.hidden-rooms");
/// There only where somebody turned it off.
const NO_SHORTCUT: Stored<bool> = Stored::at("plenary.no-shortcut");

/// The rooms hidden on this device.
pub fn hidden_rooms() -> Vec<RoomId> {
    let ids = HIDDEN_ROOMS.read().ok().flatten().unwrap_or_default();
    ids.iter().filter_map(|id| id.parse().ok()).collect()
}

/// Hides these rooms from now on, and no others. An error means that it holds for this visit only.
pub fn hide_rooms(rooms: &[RoomId]) -> Result<(), StorageFault> {
    if rooms.is_empty() { HIDDEN_ROOMS.remove() } else { HIDDEN_ROOMS.write(&rooms.iter().map(ToString::to_string).collect()) }
}

/// Whether `/` leads to the search (WCAG 2.2, 2.1.4: a shortcut of one character can be turned off).
pub fn has_shortcut() -> bool {
    !NO_SHORTCUT.read().ok().flatten().unwrap_or(false)
}

/// Turns the shortcut on or off. An error means that it holds for this visit only.
pub fn set_shortcut(on: bool) -> Result<(), StorageFault> {
    if on { NO_SHORTCUT.remove() } else { NO_SHORTCUT.write(&true) }
}
