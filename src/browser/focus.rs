//! Where the keyboard and the screen reader are. Not: when to move them.

use super::Guard;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focuses the element with this id; `false` where there is none.
pub fn focus_element(id: &str) -> bool {
    super::document().and_then(|document| document.get_element_by_id(id)).is_some_and(|element| focus(&element))
}

/// Focuses the heading of the page (or its main part where it has none) after a navigation, so that reading goes on at the new screen.
pub fn focus_heading() -> bool {
    let found = super::document()
        .and_then(|document| ["main h1", "h1", "main"].into_iter().find_map(|selector| document.query_selector(selector).ok().flatten()));
    found.is_some_and(|element| focus(&element))
}

/// Remembers where the keyboard is; dropping the guard brings it back there, or to the heading where that element is gone.
pub fn return_focus() -> Guard {
    let opener = super::document().and_then(|document| document.active_element());
    Guard::new(move || {
        // After what covered it is out of the page.
        super::after(0, move || {
            let is_there = opener.as_ref().is_some_and(|element| element.is_connected() && element.tag_name() != "BODY");
            if !(is_there && opener.as_ref().is_some_and(focus)) {
                focus_heading();
            }
        })
        .keep_forever();
    })
}

fn focus(element: &Element) -> bool {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return false };
    // Headings cannot take focus by themselves; -1 lets scripts focus them without adding a stop to the Tab key.
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        element.set_tab_index(-1);
    }
    element.focus().is_ok()
}
