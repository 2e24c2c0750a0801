//! The workshop as a program of its own, for `public/boot.js`. Not: anything it can do, which is in `plenary::workshop`.

use plenary::browser::{BrowserZones, plural_category, words_of_page, written_list, written_number};
use plenary::words::{Grammar, learn, use_grammar};
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`plenary::workshop::answer`].
#[wasm_bindgen]
pub fn answer(function: &str, texts: Vec<String>) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    plenary::workshop::answer(function, &texts, &BrowserZones::new())
}

fn main() {
    use_grammar(Grammar { category: plural_category, number: written_number, list: written_list });
    if let Some(file) = words_of_page() {
        // What is no file of words leaves what is said in English.
        let _ = learn(&file);
    }
}
