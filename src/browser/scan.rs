//! Reading a QR code with the camera, where the browser itself can (the Barcode Detection API). Not: a decoder of our own; where there is none, people type
//! the code. No picture is kept or leaves the page.

use super::{Guard, sleep};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlVideoElement;

/// Why the camera reads nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanFault {
    /// The person, the browser or the page around does not allow the camera.
    NotAllowed,
    /// There is no camera, or somebody else uses it.
    NoCamera,
}

/// Between two looks.
const EVERY_MS: u32 = 200;

/// Whether this browser can read QR codes. It is a camera that is missing then, at most.
pub fn can_scan() -> bool {
    detector().is_some() && devices().is_some()
}

fn devices() -> Option<JsValue> {
    let navigator = super::window()?.navigator();
    Reflect::get(&navigator, &"mediaDevices".into()).ok().filter(|devices| devices.is_object())
}

fn detector() -> Option<JsValue> {
    let made: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&made, &Array::of1(&options)).ok()
}

fn call(of: &JsValue, method: &str, argument: &JsValue) -> Option<Promise> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(of, argument).ok()?.dyn_into().ok()
}

/// Shows what the camera sees in the video of this id and hands every text that it reads to `read`, until the guard is dropped: the camera is off at
/// once then. `failed` is called instead where there is nothing to see.
pub fn scan(video: &str, read: impl Fn(String) + 'static, failed: impl FnOnce(ScanFault) + 'static) -> Guard {
    let alive = Rc::new(Cell::new(true));
    let stream = Rc::new(Cell::new(None::<JsValue>));
    let (looking, opened, video) = (Rc::clone(&alive), Rc::clone(&stream), video.to_owned());
    spawn_local(async move {
        match open().await {
            // Dropped while the person was asked: off again at once.
            Ok(camera) if !looking.get() => stop(&camera),
            Ok(camera) => {
                opened.set(Some(camera.clone()));
                look(&video, &camera, &looking, &read).await;
            }
            Err(fault) if looking.get() => failed(fault),
            Err(_) => {}
        }
    });
    Guard::new(move || {
        alive.set(false);
        if let Some(camera) = stream.take() {
            stop(&camera);
        }
    })
}

async fn open() -> Result<JsValue, ScanFault> {
    let devices = devices().ok_or(ScanFault::NoCamera)?;
    let (wish, facing) = (Object::new(), Object::new());
    let _ = Reflect::set(&facing, &"facingMode".into(), &"environment".into());
    let _ = Reflect::set(&wish, &"video".into(), &facing);
    let asked = call(&devices, "getUserMedia", &wish).ok_or(ScanFault::NoCamera)?;
    JsFuture::from(asked).await.map_err(|fault| {
        let name = Reflect::get(&fault, &"name".into()).ok().and_then(|name| name.as_string());
        if name.as_deref() == Some("NotAllowedError") { ScanFault::NotAllowed } else { ScanFault::NoCamera }
    })
}

fn stop(camera: &JsValue) {
    let Ok(tracks) = Reflect::get(camera, &"getTracks".into()).map(JsCast::unchecked_into::<Function>) else { return };
    let Ok(tracks) = tracks.call0(camera) else { return };
    for track in Array::from(&tracks).iter() {
        if let Ok(stop) = Reflect::get(&track, &"stop".into()).map(JsCast::unchecked_into::<Function>) {
            let _ = stop.call0(&track);
        }
    }
}

async fn look(video: &str, camera: &JsValue, alive: &Cell<bool>, read: &impl Fn(String)) {
    let Some(video) = super::document()
        .and_then(|document| document.get_element_by_id(video))
        .and_then(|found| found.dyn_into::<HtmlVideoElement>().ok())
    else {
        return stop(camera);
    };
    let _ = Reflect::set(&video, &"srcObject".into(), camera);
    // It begins once there is a first picture; it is broken off where the camera is turned off before.
    if let Ok(playing) = video.play() {
        spawn_local(async move { drop(JsFuture::from(playing).await) });
    }
    let Some(detector) = detector() else { return stop(camera) };
    while alive.get() {
        if let Some(answer) = call(&detector, "detect", &video)
            && let Ok(found) = JsFuture::from(answer).await
        {
            for code in Array::from(&found).iter().take(4) {
                let text = Reflect::get(&code, &"rawValue".into()).ok().and_then(|text| text.as_string());
                if let Some(text) = text.filter(|text| text.len() <= 512 && alive.get()) {
                    read(text);
                }
            }
        }
        sleep(EVERY_MS).await;
    }
}
