//! What happens to the page as a whole: hidden, shown, restored, cut off. Not: what the app does about it.

use super::Guard;
use wasm_bindgen::JsCast;
use web_sys::{PageTransitionEvent, VisibilityState};

/// Calls `restored` when the browser brings the page back from its back/forward cache, memory and all: who is signed in must be asked again.
pub fn on_restored_from_cache(mut restored: impl FnMut() + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    Guard::listening(&window, "pageshow", move |event| {
        if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
            restored();
        }
    })
}

/// Calls `changed` with `true` when people see the page again and with `false` when they no longer do.
pub fn on_visibility(mut changed: impl FnMut(bool) + 'static) -> Guard {
    let Some(document) = super::document() else { return Guard::nothing() };
    Guard::listening(&document, "visibilitychange", move |_| changed(is_visible()))
}

/// Whether people can see the page.
pub fn is_visible() -> bool {
    super::document().is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Whether the device says that it has a network. `true` is not yet a backend; `false` is believed.
pub fn is_online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}

/// Calls `changed` with `true` when the device gets a network and with `false` when it has none. A network is not yet a backend.
pub fn on_connection(changed: impl Fn(bool) + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    let changed = std::rc::Rc::new(changed);
    let also = std::rc::Rc::clone(&changed);
    let online = Guard::listening(&window, "online", move |_| changed(true));
    let offline = Guard::listening(&window, "offline", move |_| also(false));
    Guard::new(move || drop((online, offline)))
}

/// While the guard lives, the browser asks before the page is closed or loaded again.
pub fn warn_before_leaving() -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    Guard::listening(&window, "beforeunload", |event| event.prevent_default())
}
