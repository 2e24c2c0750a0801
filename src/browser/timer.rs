//! Later. Not: a clock; browsers delay timers of pages that nobody sees.

use super::Guard;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The handle is kept as it comes: a number that is cut to 32 bits names another timer where somebody stands in for the clock.
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(then: &js_sys::Function, ms: i32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(handle: &JsValue);
}

/// Calls `then` once, at least `ms` milliseconds from now, unless the guard is dropped before.
pub fn after(ms: u32, then: impl FnOnce() + 'static) -> Guard {
    let closure = Closure::once(then);
    let function = closure.as_ref().unchecked_ref();
    let ms = i32::try_from(ms).unwrap_or(i32::MAX);
    let Ok(handle) = set_timeout(function, ms) else { return Guard::nothing() };
    Guard::new(move || {
        clear_timeout(&handle);
        drop(closure);
    })
}

/// Ready at least `ms` milliseconds from now. Dropping it stops the timer.
pub fn sleep(ms: u32) -> impl Future<Output = ()> {
    let guard: Rc<std::cell::RefCell<Option<Guard>>> = Rc::default();
    let slot = Rc::clone(&guard);
    let promise = js_sys::Promise::new(&mut move |resolve, _| {
        let timer = after(ms, move || {
            // `resolve` does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        slot.replace(Some(timer));
    });
    async move {
        let _ = JsFuture::from(promise).await;
        drop(guard);
    }
}

/// Some number from 0 to 1, so that what many devices do at once is spread a little. Nothing secret may hang on it.
pub fn random_share() -> f64 {
    js_sys::Math::random()
}
