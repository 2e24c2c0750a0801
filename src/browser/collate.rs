//! The order of names as the page's language has it, and the letter under which a name is looked for. Not: search.

use super::intl::languages;
use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = Collator)]
    type Collator;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "Collator")]
    fn new(languages: Vec<String>) -> Result<Collator, JsValue>;
}

/// Positions of the names in the order of the language; without a collator, by their characters.
pub fn sorted_by_name(names: &[&str], language: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    let compare = Collator::new(languages(language))
        .ok()
        .and_then(|collator| Reflect::get(&collator, &"compare".into()).ok()?.dyn_into::<Function>().ok());
    // Each name crosses into JavaScript once, not at each comparison.
    let texts: Vec<JsValue> = names.iter().map(|name| JsValue::from_str(name)).collect();
    order.sort_by(|a, b| {
        let said = compare.as_ref().and_then(|compare| compare.call2(&JsValue::UNDEFINED, texts.get(*a)?, texts.get(*b)?).ok()?.as_f64());
        said.map_or_else(|| names[*a].cmp(names[*b]), |said| said.total_cmp(&0.0))
    });
    order
}

/// The first letter without its accents; `#` where a name begins with none.
pub fn starting_letter(name: &str) -> String {
    let folded = super::fold(name);
    folded
        .chars()
        .find(|c| c.is_alphanumeric())
        .filter(|c| c.is_alphabetic())
        // By the browser, which has the table.
        .map_or_else(|| "#".to_owned(), |c| JsString::from(c).to_upper_case().into())
}
