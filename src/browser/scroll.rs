//! How far the page is scrolled, and the keys for Back and Forward. Not: when to scroll.

use super::Guard;

/// Calls `scrolled` with the distance from the top in CSS pixels, whenever it changes.
pub fn on_scroll(mut scrolled: impl FnMut(f64) + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    let of = window.clone();
    Guard::listening(&window, "scroll", move |_| scrolled(of.scroll_y().unwrap_or(0.0)))
}

/// Scrolls the page to this distance from the top.
pub fn scroll_to(y: f64) {
    if let Some(window) = super::window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Calls `came` when Back or Forward was used.
pub fn on_back_or_forward(mut came: impl FnMut() + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    Guard::listening(&window, "popstate", move |_| came())
}
