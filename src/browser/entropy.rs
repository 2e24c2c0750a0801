//! Bytes that nobody can predict, by WebCrypto. Not: `Math.random`.

/// Fills `bytes`. A browser without WebCrypto cannot run WebAssembly either; there the bytes would stay as they are.
pub fn random_bytes(bytes: &mut [u8]) {
    if let Some(crypto) = super::window().and_then(|window| window.crypto().ok()) {
        // Refused only above 65,536 bytes at once.
        let _ = crypto.get_random_values_with_u8_array(bytes);
    }
}
