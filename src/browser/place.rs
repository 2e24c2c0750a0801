//! Where somebody is on a page whose content is replaced under them: how far they scrolled and what has the keyboard. Not: a navigation.

use super::{after, document, scroll_to, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How what has the keyboard is found again in the new content.
enum Held {
    Id(String),
    Link(String),
    Labelled(String),
}

/// Lets `swap` replace the content, then brings the scroll position and the focus back to the same things, where these are still there.
pub fn keep_place(swap: impl FnOnce()) {
    let y = window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0);
    let held = document().and_then(|document| document.active_element()).as_ref().and_then(Held::of);
    swap();
    if y == 0.0 && held.is_none() {
        return;
    }
    let back = move || {
        if let Some(held) = &held {
            held.focus();
        }
        scroll_to(y);
    };
    // Once when the new content is in the page, once when the pieces of a long list have their height.
    after(0, back).keep_forever();
    after(120, move || scroll_to(y)).keep_forever();
}

impl Held {
    fn of(element: &Element) -> Option<Self> {
        let attribute = |name| element.get_attribute(name).filter(|value| !value.is_empty());
        attribute("id").map(Self::Id).or_else(|| attribute("href").map(Self::Link)).or_else(|| attribute("aria-label").map(Self::Labelled))
    }

    /// Where the browser has not kept the focus by itself.
    fn focus(&self) {
        let Some(document) = document() else { return };
        if document.active_element().is_some_and(|element| element.tag_name() != "BODY") {
            return;
        }
        let (name, value) = match self {
            Self::Id(value) => ("id", value),
            Self::Link(value) => ("href", value),
            Self::Labelled(value) => ("aria-label", value),
        };
        let Ok(all) = document.query_selector_all(&format!("main [{name}]")) else { return };
        let found = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<HtmlElement>().ok());
        // Compared here, because a title in an aria-label would have to be escaped in a selector.
        if let Some(element) = found.into_iter().find(|element| element.get_attribute(name).as_ref() == Some(value)) {
            // An element that cannot take it has lost nothing.
            let _ = element.focus();
        }
    }
}
