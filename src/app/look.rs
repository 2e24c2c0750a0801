//! Puts the organiser's colours, font and corners, and what the page around wishes, onto the page. Not: how a look is made readable (`domain::look`).

use crate::domain::look::Look;

/// Sets the custom properties from which the style sheet takes them.
pub(super) fn apply(look: &Look) {
    for (name, value) in look.properties() {
        crate::browser::set_property(name, &value);
    }
}
