//! The address bar where the router does not look: the fragment, and leaving the page for good. Not: routes.

use crate::domain::base;
use wasm_bindgen::JsValue;

/// Learns where the app begins on its site, from what its script found out about itself. Before anything else.
pub fn learn_base() {
    let root = super::document().and_then(|document| document.document_element());
    if let Some(folder) = root.and_then(|root| root.get_attribute("data-base")) {
        base::begin_at(&folder);
    }
}

/// What stands behind `#` in the address; `None` where nothing does. Mail links carry their secret there, which no server ever sees.
pub fn fragment() -> Option<String> {
    let hash = super::window()?.location().hash().ok()?;
    hash.strip_prefix('#').filter(|fragment| !fragment.is_empty()).map(str::to_owned)
}

/// Takes the fragment out of the address and of the history entry, without a navigation.
pub fn remove_fragment() {
    let Some(window) = super::window() else { return };
    let location = window.location();
    let (Ok(path), Ok(query), Ok(history)) = (location.pathname(), location.search(), window.history()) else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    // Refused only for addresses of another origin, which this is not.
    let _ = history.replace_state_with_url(&state, "", Some(&format!("{path}{query}")));
}

/// Loads the start page afresh in place of this one: nothing of this page's memory is left, and the Back key does not return to it. Without a
/// network this page, on which nothing private stands any more, waits for one: the browser would show its own error in place of any page.
pub fn leave_to_start() {
    if super::window().is_some_and(|window| !window.navigator().on_line()) {
        super::on_connection(|online| {
            if online {
                replace_page(&start());
            }
        })
        .keep_forever();
    } else {
        replace_page(&start());
    }
}

fn start() -> String {
    format!("{}/", base::base())
}

/// Loads `path` of this origin afresh in place of this page.
pub fn replace_page(path: &str) {
    // An address such as `//elsewhere` or `javascript:` must not slip through.
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let address = if own { path.to_owned() } else { start() };
    if let Some(window) = super::window() {
        let _ = window.location().replace(&address);
    }
}

/// Puts the address of what is shown into the bar where another path stands there: after Back and Forward the router takes an address for the
/// current one that is not, and does not write it.
pub fn keep_address(path: &str, query: &str) {
    let Some(window) = super::window() else { return };
    let (Ok(shown), Ok(history)) = (window.location().pathname(), window.history()) else { return };
    if shown != path {
        let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.trim_start_matches('?')) };
        // Refused only for addresses of another origin, which this is not.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Loads this page anew.
pub fn reload() {
    if let Some(window) = super::window() {
        let _ = window.location().reload();
    }
}
