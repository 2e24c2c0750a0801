//! Paper. Not: what stands on it.

use super::Guard;
use std::rc::Rc;

/// Calls `changed` with `true` just before the page is laid out for paper, and with `false` when that is done.
pub fn on_print(changed: impl Fn(bool) + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    let changed = Rc::new(changed);
    let also = Rc::clone(&changed);
    let before = Guard::listening(&window, "beforeprint", move |_| changed(true));
    let after = Guard::listening(&window, "afterprint", move |_| also(false));
    Guard::new(move || drop((before, after)))
}

/// Opens the browser's dialog for printing; returns when it is closed, in browsers that wait for it.
pub fn print() {
    if let Some(window) = super::window() {
        // A page in a frame may not print; then nothing happens.
        let _ = window.print();
    }
}
