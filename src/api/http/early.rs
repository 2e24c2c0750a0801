//! Answers that `public/boot.js` asked for while this program was still on its way: each is taken once. Not: asking, where there is none.

use gloo_net::http::{Request, Response};
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    // Fails where the page has no boot.js, as in tests.
    #[wasm_bindgen(catch, js_name = plenaryEarly)]
    fn plenary_early(url: &str, signal: &AbortSignal) -> Result<JsValue, JsValue>;
}

/// The answer to what is asked, if it was asked already. `signal` ends it as it would end the request. `Err`: it did not arrive.
pub(super) async fn early(request: &Request, signal: &AbortSignal) -> Option<Result<Response, JsValue>> {
    let promise: Promise = plenary_early(&request.url(), signal).ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await;
    Some(answer.and_then(|answer| answer.dyn_into::<web_sys::Response>()).map(Response::from))
}
