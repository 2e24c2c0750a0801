//! Something that lasts until it is dropped. Not: an owner of values; it only knows how to undo.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// Undoes what it stands for when it is dropped: removes a listener, stops a timer, disconnects an observer.
#[must_use = "dropping the guard ends what it guards at once"]
pub struct Guard(Option<Box<dyn FnOnce()>>);

impl Guard {
    /// Runs `undo` on drop.
    pub(crate) fn new(undo: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(undo)))
    }

    /// A guard of nothing, for where the browser lacks the feature.
    pub(crate) fn nothing() -> Self {
        Self(None)
    }

    /// Lets it last as long as the page.
    pub fn keep_forever(mut self) {
        if let Some(undo) = self.0.take() {
            std::mem::forget(undo);
        }
    }

    /// Calls `heard` for each event of this kind until the guard is dropped.
    pub(crate) fn listening(target: &EventTarget, kind: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        Self::listen(target, kind, false, heard)
    }

    /// [`Guard::listening`], before anything within the target hears of it.
    #[cfg(feature = "personal")]
    pub(crate) fn capturing(target: &EventTarget, kind: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        Self::listen(target, kind, true, heard)
    }

    fn listen(target: &EventTarget, kind: &'static str, first: bool, heard: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        let function: &js_sys::Function = closure.as_ref().unchecked_ref();
        if target.add_event_listener_with_callback_and_bool(kind, function, first).is_err() {
            return Self::nothing();
        }
        let target = target.clone();
        Self::new(move || {
            // The listener goes before its closure does; a browser that refuses has forgotten the target already.
            let _: Result<(), JsValue> = target.remove_event_listener_with_callback_and_bool(kind, closure.as_ref().unchecked_ref(), first);
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(undo) = self.0.take() {
            undo();
        }
    }
}
