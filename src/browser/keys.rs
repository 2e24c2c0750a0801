//! Keys that mean something anywhere on a page, and presses on one of many buttons heard in one place. Not: what they do.

use super::Guard;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Calls `pressed` when `key` is pressed alone and nobody is writing; the browser then does nothing else with it.
pub fn on_key(key: &'static str, mut pressed: impl FnMut() + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    Guard::listening(&window, "keydown", move |event| {
        let Some(down) = event.dyn_ref::<KeyboardEvent>() else { return };
        let alone = !(down.ctrl_key() || down.meta_key() || down.alt_key() || down.is_composing());
        if alone
            && down.key() == key
            && !event.default_prevented()
            && closest(&event, "input,textarea,select,dialog,[contenteditable]").is_none()
        {
            event.prevent_default();
            pressed();
        }
    })
}

/// The value of `attribute` of the element that was pressed, or of the nearest one around it that has it.
pub fn pressed_value(event: &Event, attribute: &str) -> Option<String> {
    closest(event, &format!("[{attribute}]"))?.get_attribute(attribute)
}

/// Sets `aria-pressed` of every element below `within` that has `attribute`, by the value of that.
pub fn press_all(within: &Element, attribute: &str, is_pressed: impl Fn(&str) -> bool) {
    let Ok(found) = within.query_selector_all(&format!("[{attribute}]")) else { return };
    for element in (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok()) {
        let pressed = element.get_attribute(attribute).is_some_and(|value| is_pressed(&value));
        // An attribute of this name is always allowed.
        let _ = element.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
    }
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}
