//! The browser's own reader of codes (Barcode Detection API), which not every browser has. Not: its replacement.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(super) struct Detector(JsValue);

impl Detector {
    /// `None` where there is none; there may be one that answers nothing.
    pub(super) fn of_the_browser() -> Option<Self> {
        let made: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
        Reflect::construct(&made, &Array::of1(&options)).ok().map(Self)
    }

    /// The texts of the codes in a video or a bitmap; `None` where it gives no answer.
    pub(super) async fn read(&self, picture: &JsValue) -> super::Texts {
        let detect: Function = Reflect::get(&self.0, &"detect".into()).ok()?.dyn_into().ok()?;
        let asked: Promise = detect.call1(&self.0, picture).ok()?.dyn_into().ok()?;
        let found = JsFuture::from(asked).await.ok()?;
        let text = |code: JsValue| Reflect::get(&code, &"rawValue".into()).ok()?.as_string();
        Some(Array::from(&found).iter().filter_map(text).collect())
    }
}
