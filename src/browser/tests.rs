//! The browser asked for real: run by `wasm-bindgen-test-runner` in a headless browser.

mod image;
mod page;
#[cfg(feature = "personal")]
mod scan;
mod words;
mod zones;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
