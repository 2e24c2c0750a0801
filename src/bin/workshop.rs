//! The workshop as a program of its own, for `public/boot.js`. Not: anything it can do, which is in `plenary::workshop`.

use plenary::browser::BrowserZones;
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`plenary::workshop::answer`].
#[wasm_bindgen]
pub fn answer(function: &str, texts: Vec<String>) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    plenary::workshop::answer(function, &texts, &BrowserZones::new())
}

fn main() {}
