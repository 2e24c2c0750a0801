//! The page around this one, where the app stands in a frame: the channel that `public/boot.js` was given by that page's `embed.js`. Not: whom the app
//! believes, nor what it tells.

use super::Guard;
use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort, ResizeObserver};

/// A channel to the page around this one.
#[derive(Clone)]
pub struct Host {
    /// Where that page is from, as the browser says.
    pub origin: String,
    /// What it wished for at first.
    pub wishes: String,
    port: MessagePort,
}

/// Whether this page stands inside another one.
pub fn is_framed() -> bool {
    super::window().is_some_and(|window| window.parent().ok().flatten().is_some_and(|parent| parent != window))
}

/// Calls `found` with the channel: at once where it is there, and each time that the page around offers one.
pub fn on_host(found: impl Fn(Host) + 'static) -> Guard {
    let Some(window) = super::window() else { return Guard::nothing() };
    if let Some(host) = offered() {
        found(host);
    }
    Guard::listening(&window, "plenary:host", move |_| {
        if let Some(host) = offered() {
            found(host);
        }
    })
}

/// How high what this page shows is, in CSS pixels.
pub fn height_of_page() -> Option<f64> {
    Some(super::document()?.body()?.get_bounding_client_rect().height())
}

/// Calls `changed` whenever that height is another. Without ResizeObserver, never.
pub fn on_height(changed: impl FnMut() + 'static) -> Guard {
    let Some(body) = super::document().and_then(|document| document.body()) else { return Guard::nothing() };
    let closure = Closure::<dyn FnMut()>::new(changed);
    let function: &js_sys::Function = closure.as_ref().unchecked_ref();
    match ResizeObserver::new(function) {
        Ok(observer) => {
            observer.observe(&body);
            Guard::new(move || {
                observer.disconnect();
                drop(closure);
            })
        }
        Err(_) => Guard::nothing(),
    }
}

fn offered() -> Option<Host> {
    let found = Reflect::get(&js_sys::global(), &"plenaryHost".into()).ok().filter(JsValue::is_object)?;
    let text = |name: &str| Reflect::get(&found, &name.into()).ok()?.as_string();
    let port = Reflect::get(&found, &"port".into()).ok()?.dyn_into().ok()?;
    Some(Host { origin: text("origin")?, wishes: text("wishes")?, port })
}

impl Host {
    /// Tells that page that something happened. A page that has gone hears nothing.
    pub fn tell(&self, kind: &str, detail: &[(&str, &str)]) {
        let about = Object::new();
        for (name, value) in detail {
            put(&about, name, &(*value).into());
        }
        self.post(kind, &about);
    }

    /// Tells it how high this page wants to be, in CSS pixels.
    pub fn tell_height(&self, pixels: f64) {
        self.post("height", &pixels.ceil().into());
    }

    fn post(&self, kind: &str, detail: &JsValue) {
        let message = Object::new();
        put(&message, "kind", &kind.into());
        put(&message, "detail", detail);
        // Only what cannot be copied is refused, and texts and numbers can.
        let _ = self.port.post_message(&message);
    }

    /// Nothing more is heard from that page, nor told to it; what it was told before still gets there.
    pub fn leave(self) {
        self.port.close();
    }

    /// Calls `wished` with each later wish.
    pub fn on_wishes(&self, wished: impl Fn(String) + 'static) -> Guard {
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                wished(text);
            }
        });
        self.port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let port = self.port.clone();
        Guard::new(move || {
            port.set_onmessage(None);
            drop(heard);
        })
    }
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // Refused only by an object that is frozen.
    let _ = Reflect::set(object, &name.into(), value);
}
