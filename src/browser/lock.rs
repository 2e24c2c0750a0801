//! One at a time among all tabs of this origin (Web Locks). Not: a lock within the tab, which has only one thread.

use super::Guard;
use crate::domain::base::own_name;
use js_sys::Reflect;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A promise, and what fulfils it.
fn promise() -> (js_sys::Promise, Rc<RefCell<Option<js_sys::Function>>>) {
    let slot: Rc<RefCell<Option<js_sys::Function>>> = Rc::default();
    let filled = Rc::clone(&slot);
    let promise = js_sys::Promise::new(&mut move |resolve, _| {
        filled.replace(Some(resolve));
    });
    (promise, slot)
}

fn fulfil(slot: &RefCell<Option<js_sys::Function>>) {
    if let Some(resolve) = slot.borrow_mut().take() {
        // `resolve` does not throw.
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}

/// Does `work` while no other tab does anything under the same name; in a browser without locks, at once. A closed tab holds nothing up.
pub async fn alone<T>(name: &str, work: impl Future<Output = T>) -> T {
    let Some((locks, request)) = manager() else { return work.await };
    let (granted, grant) = promise();
    let (held, release) = promise();
    let holder = Closure::once(move |_: JsValue| {
        fulfil(&grant);
        held
    });
    let end = Guard::new(move || fulfil(&release));
    let Ok(request) = request.call2(&locks, &own_name(name).into(), holder.as_ref()) else { return work.await };
    let _ = JsFuture::from(granted).await;
    let done = work.await;
    drop(end);
    // Refused only where the page is being left; nobody waits for it then.
    let _ = JsFuture::from(js_sys::Promise::resolve(&request)).await;
    done
}

/// `navigator.locks` and its `request`. Absent on pages that came without TLS.
fn manager() -> Option<(JsValue, js_sys::Function)> {
    let navigator = super::window()?.navigator();
    let locks = Reflect::get(navigator.unchecked_ref::<JsValue>(), &"locks".into()).ok().filter(JsValue::is_truthy)?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
