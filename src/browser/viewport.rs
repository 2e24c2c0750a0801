//! What is on screen and how large it is. Not: what to draw there.

use super::Guard;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Tells whether `element` is within `margin_px` pixels of the viewport: at once, and whenever it changes. Without IntersectionObserver it is
/// said to be visible, so that nothing stays undrawn.
pub fn observe_visible(element: &Element, margin_px: u32, mut changed: impl FnMut(bool) + 'static) -> Guard {
    let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // Several entries come where the page was busy; the last is how it stands now.
        if let Ok(entry) = entries.at(-1).dyn_into::<IntersectionObserverEntry>() {
            changed(entry.is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(&format!("{margin_px}px 0px"));
    let function: &js_sys::Function = closure.as_ref().unchecked_ref();
    match IntersectionObserver::new_with_options(function, &options) {
        Ok(observer) => {
            observer.observe(element);
            Guard::new(move || {
                observer.disconnect();
                drop(closure);
            })
        }
        Err(_) => Guard::nothing(),
    }
}

/// The number behind `prefix` in the id of the first element, in the order of the page, that reaches below this distance from the window's top.
#[cfg(feature = "personal")]
pub fn first_below(prefix: &str, from_top: f64) -> Option<usize> {
    let all = super::document()?.query_selector_all(&format!("[id^='{prefix}']")).ok()?;
    let elements = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok());
    let seen = elements.into_iter().find(|element| element.get_bounding_client_rect().bottom() > from_top)?;
    seen.id().strip_prefix(prefix)?.parse().ok()
}

/// The element's height in CSS pixels.
pub fn height_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}
