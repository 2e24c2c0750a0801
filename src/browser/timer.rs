//! Later. Not: a clock; browsers delay timers of pages that nobody sees.

use super::Guard;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// Calls `then` once, at least `ms` milliseconds from now, unless the guard is dropped before.
pub fn after(ms: u32, then: impl FnOnce() + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    let closure = Closure::once(then);
    let function = closure.as_ref().unchecked_ref();
    let ms = i32::try_from(ms).unwrap_or(i32::MAX);
    let Ok(id) = window.set_timeout_with_callback_and_timeout_and_arguments_0(function, ms) else { return Guard::nothing() };
    Guard::new(move || {
        window.clear_timeout_with_handle(id);
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
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        });
        slot.replace(Some(timer));
    });
    async move {
        let _ = JsFuture::from(promise).await;
        drop(guard);
    }
}
