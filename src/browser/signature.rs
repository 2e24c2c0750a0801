//! Whether a text was signed by the holder of a key (Ed25519), by WebCrypto. Not: cryptography of our own; where the browser has none of this kind, nobody
//! knows.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Subtle;

    #[wasm_bindgen(method, catch, js_name = importKey)]
    fn import_key(this: &Subtle, form: &str, key: &[u8], algorithm: &str, extractable: bool, uses: &Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn verify(this: &Subtle, algorithm: &str, key: &JsValue, signature: &[u8], text: &[u8]) -> Result<Promise, JsValue>;
}

const ALGORITHM: &str = "Ed25519";

/// `None`: this browser cannot say, because it does not know the algorithm or the page came without TLS.
pub async fn is_signed(key: &[u8; 32], signature: &[u8; 64], text: &str) -> Option<bool> {
    let crypto = super::window()?.crypto().ok()?;
    let subtle: Subtle = Reflect::get(&crypto, &"subtle".into()).ok().filter(JsValue::is_object)?.unchecked_into();
    let imported = subtle.import_key("raw", key, ALGORITHM, false, &Array::of1(&"verify".into())).ok()?;
    let key = JsFuture::from(imported).await.ok()?;
    let answer = JsFuture::from(subtle.verify(ALGORITHM, &key, signature, text.as_bytes()).ok()?).await;
    // A key that is no point of the curve is refused by some browsers only here.
    Some(answer.is_ok_and(|is_good| is_good.is_truthy()))
}
