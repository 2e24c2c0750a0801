//! Light, dark or as the system has it: an attribute for the style sheet and a note for the next visit. Not: colours.

use super::{StorageFault, Stored};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

/// A choice of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device is set.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];
}

const STORED: Stored<Theme> = Stored::at("plenary.theme");

/// The choice of an earlier visit; the system's where none was kept or none can be.
pub fn theme() -> Theme {
    STORED.read().ok().flatten().unwrap_or(Theme::System)
}

/// Shows the page in this theme and keeps the choice; an error means that it holds for this visit only.
pub fn set_theme(theme: Theme) -> Result<(), StorageFault> {
    show_theme(theme);
    STORED.write(&theme)
}

/// Shows the page in this theme (`data-theme` on the root), for this visit.
pub fn show_theme(theme: Theme) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
    }
}

/// Sets a custom property on the root, by CSSOM: a style attribute would be refused by the page's policy.
pub fn set_property(name: &str, value: &str) {
    let root =
        super::document().and_then(|document| document.document_element()).and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(root) = root {
        // Refused only for names that are none.
        let _ = root.style().set_property(name, value);
    }
}
