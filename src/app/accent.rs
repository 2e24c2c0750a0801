//! The organiser's colour, made readable: lightened or darkened until text in it and on it has the contrast that WCAG 2.2 asks for (1.4.3).
//! Not: a theme.

use crate::domain::colour::Colour;

/// The papers of `style/tokens.css` that the accent is used on; the weaker contrast decides.
const LIGHT_PAPER: Colour = Colour { red: 0xef, green: 0xea, blue: 0xe0 };
const DARK_PAPER: Colour = Colour { red: 0x22, green: 0x2a, blue: 0x2f };

/// Sets the two custom properties from which the style sheet takes its accent.
pub(super) fn apply(accent: Option<&str>) {
    let Some(colour) = accent.and_then(|text| text.parse::<Colour>().ok()) else { return };
    crate::browser::set_property("--accent-light", &colour.readable_on(LIGHT_PAPER).to_string());
    crate::browser::set_property("--accent-dark", &colour.readable_on(DARK_PAPER).to_string());
}
