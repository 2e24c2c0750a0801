//! A camera that is on for as long as this lives. Not: what it sees.

use super::ScanFault;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlVideoElement;

/// The stream of one camera. Dropping it turns the camera off.
pub(super) struct Camera(JsValue);

impl Camera {
    /// Asks for the camera that looks away from the person.
    pub(super) async fn open() -> Result<Self, ScanFault> {
        let window = super::super::window().ok_or(ScanFault::NoCamera)?;
        let devices = Reflect::get(&window.navigator(), &"mediaDevices".into()).ok().filter(|devices| devices.is_object());
        let devices = devices.ok_or(if window.is_secure_context() { ScanFault::NoCamera } else { ScanFault::Insecure })?;
        let asked = call(&devices, "getUserMedia", &wish()).and_then(|asked| asked.dyn_into::<Promise>().ok());
        let stream = JsFuture::from(asked.ok_or(ScanFault::NoCamera)?).await;
        stream.map(Self).map_err(|fault| {
            let name = Reflect::get(&fault, &"name".into()).ok().and_then(|name| name.as_string());
            fault_named(name.as_deref().unwrap_or_default())
        })
    }

    /// Shows what it sees.
    pub(super) fn show_in(&self, video: &HtmlVideoElement) {
        let _ = Reflect::set(video, &"srcObject".into(), &self.0);
        // It begins once there is a first picture; it is broken off where the camera is turned off before.
        if let Ok(playing) = video.play() {
            spawn_local(async move { drop(JsFuture::from(playing).await) });
        }
    }

    /// Whether it still sees something.
    pub(super) fn is_on(&self) -> bool {
        Reflect::get(&self.0, &"active".into()).is_ok_and(|active| active.is_truthy())
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        let tracks = call(&self.0, "getTracks", &JsValue::UNDEFINED).and_then(|tracks| tracks.dyn_into::<Array>().ok());
        for track in tracks.iter().flat_map(Array::iter) {
            let _ = call(&track, "stop", &JsValue::UNDEFINED);
        }
    }
}

/// No sound; the rear camera and enough pixels where there is a choice.
fn wish() -> Object {
    let ideally = |value: JsValue| {
        let ideal = Object::new();
        let _ = Reflect::set(&ideal, &"ideal".into(), &value);
        ideal
    };
    let video = Object::new();
    let _ = Reflect::set(&video, &"facingMode".into(), &ideally("environment".into()));
    let _ = Reflect::set(&video, &"width".into(), &ideally(1280.into()));
    let _ = Reflect::set(&video, &"height".into(), &ideally(720.into()));
    let wish = Object::new();
    let _ = Reflect::set(&wish, &"video".into(), &video);
    wish
}

/// What the errors of `getUserMedia` mean (Media Capture and Streams, 10.2).
pub(in crate::browser) fn fault_named(name: &str) -> ScanFault {
    match name {
        "NotAllowedError" | "SecurityError" => ScanFault::NotAllowed,
        "NotReadableError" | "AbortError" => ScanFault::InUse,
        _ => ScanFault::NoCamera,
    }
}

fn call(of: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(of, argument).ok()
}
