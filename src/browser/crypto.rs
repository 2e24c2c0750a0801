//! Bytes that nobody can predict and the digest that goes with them, by WebCrypto. Not: `Math.random`, nor cryptography of our own.

use wasm_bindgen_futures::JsFuture;

/// `N` unpredictable bytes; `None`: this browser or page has no WebCrypto.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = super::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    // A stand-in that does nothing must not pass for chance.
    bytes.iter().any(|byte| *byte != 0).then_some(bytes)
}

/// SHA-256 of a text; `None` where the page came without TLS, which takes it away.
pub async fn sha256(text: &str) -> Option<Vec<u8>> {
    let crypto = super::window()?.crypto().ok()?;
    let subtle = js_sys::Reflect::get(&crypto, &"subtle".into()).ok().filter(|subtle| !subtle.is_undefined())?;
    let subtle: web_sys::SubtleCrypto = wasm_bindgen::JsCast::unchecked_into(subtle);
    let promise = subtle.digest_with_str_and_u8_array("SHA-256", text.as_bytes()).ok()?;
    Some(js_sys::Uint8Array::new(&JsFuture::from(promise).await.ok()?).to_vec())
}
