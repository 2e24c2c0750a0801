//! Asking a part of the app that `public/boot.js` loads when it is first wanted, with its integrity checked. Not: what is asked.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = plenaryPart)]
    async fn plenary_part(part: &str, function: &str, texts: &Array) -> Result<JsValue, JsValue>;
}

/// Why a part gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartFault {
    /// It could not be fetched. Asking again fetches it again.
    Unreachable,
    /// Something else came in its place and was refused.
    Refused,
    /// It is gone: a newer release has replaced it.
    Outdated,
    /// It stopped, or does not know the question.
    Broken,
}

/// Calls a function of texts that answers with a text. The part is loaded once.
pub async fn ask_part(part: &str, function: &str, texts: &[&str]) -> Result<String, PartFault> {
    let texts = texts.iter().map(|text| JsValue::from_str(text)).collect();
    match plenary_part(part, function, &texts).await {
        Ok(answer) => answer.as_string().ok_or(PartFault::Broken),
        // The panel that boot.js would show at the start.
        Err(error) => Err(match Reflect::get(&error, &"panel".into()).ok().and_then(|panel| panel.as_string()).as_deref() {
            Some("offline") => PartFault::Unreachable,
            Some("intercepted" | "tampered") => PartFault::Refused,
            Some("outdated") => PartFault::Outdated,
            Some(_) | None => PartFault::Broken,
        }),
    }
}
