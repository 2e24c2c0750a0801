//! An area that scrolls by itself: how far it is scrolled, how large it is, and bringing something in it into view. Not: what is drawn in it.

use super::Guard;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// The two methods whose options web-sys has behind features of their own.
    type Shown;

    #[wasm_bindgen(method)]
    fn focus(this: &Shown, options: &JsValue);

    #[wasm_bindgen(method, js_name = scrollIntoView)]
    fn scroll_into_view(this: &Shown, options: &JsValue);
}

/// Where an area is scrolled to and how much of it can be seen, in CSS pixels. `across` counts from the side where lines begin.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pane {
    /// How far it is scrolled sideways.
    pub across: f64,
    /// How far it is scrolled down.
    pub down: f64,
    /// Its inner width.
    pub width: f64,
    /// Its inner height.
    pub height: f64,
}

/// How it is now.
pub fn pane_of(element: &Element) -> Pane {
    Pane {
        // Right-to-left counts from zero downwards.
        across: f64::from(element.scroll_left()).abs(),
        down: f64::from(element.scroll_top()),
        width: f64::from(element.client_width()),
        height: f64::from(element.client_height()),
    }
}

/// Scrolls it, at once.
pub fn scroll_pane(element: &Element, across: f64, down: f64) {
    let across = across.round() as i32;
    element.set_scroll_left(if reads_from_right() { -across } else { across });
    element.set_scroll_top(down.round() as i32);
}

/// Calls `changed` when it was scrolled or the window has another size.
pub fn on_pane(element: &Element, changed: impl FnMut(Pane) + 'static) -> Guard {
    let changed = Rc::new(RefCell::new(changed));
    let listen = |target: &web_sys::EventTarget, kind: &'static str| {
        let (element, changed) = (element.clone(), Rc::clone(&changed));
        Guard::listening(target, kind, move |_| changed.borrow_mut()(pane_of(&element)))
    };
    let scrolled = listen(element, "scroll");
    let Some(window) = super::window() else { return scrolled };
    let resized = listen(&window, "resize");
    Guard::new(move || drop((scrolled, resized)))
}

/// The element's width in CSS pixels.
pub fn width_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// Whether lines begin at the right.
pub fn reads_from_right() -> bool {
    let root = super::document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("dir")).is_some_and(|dir| dir == "rtl")
}

/// Focuses the element with the id `focused` and scrolls no further than it takes to see all of the element with the id `shown`.
pub fn focus_within(focused: &str, shown: &str) {
    let Some(document) = super::document() else { return };
    if let Some(element) = document.get_element_by_id(focused) {
        element.unchecked_ref::<Shown>().focus(&options(&[("preventScroll", JsValue::TRUE)]));
    }
    if let Some(element) = document.get_element_by_id(shown) {
        element.unchecked_ref::<Shown>().scroll_into_view(&options(&[("block", "nearest".into()), ("inline", "nearest".into())]));
    }
}

/// Scrolls the page so that the first of these ids that exists stands at its top.
pub fn show_first_of(ids: impl IntoIterator<Item = String>) {
    let Some(document) = super::document() else { return };
    if let Some(element) = ids.into_iter().find_map(|id| document.get_element_by_id(&id)) {
        element.unchecked_ref::<Shown>().scroll_into_view(&options(&[("block", "start".into())]));
    }
}

fn options(members: &[(&str, JsValue)]) -> JsValue {
    let bag = js_sys::Object::new();
    for (name, value) in members {
        // Refused only for objects that are frozen.
        let _ = js_sys::Reflect::set(&bag, &(*name).into(), value);
    }
    bag.into()
}
