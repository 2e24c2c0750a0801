//! What the page's language does with numbers and lists, and the words that came with it. Not: which languages there are.

use super::intl::{BRITISH, languages};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = plenaryWords)]
    static WORDS: Option<String>;

    type Root;

    #[wasm_bindgen(thread_local_v2, js_namespace = document, js_name = documentElement)]
    static ROOT: Root;

    #[wasm_bindgen(method, getter)]
    fn lang(this: &Root) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
    type PluralRules;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "PluralRules")]
    fn new(languages: Vec<String>) -> Result<PluralRules, JsValue>;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = NumberFormat)]
    type NumberFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "NumberFormat")]
    fn new(languages: Vec<String>) -> Result<NumberFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, count: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = ListFormat)]
    type ListFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "ListFormat")]
    fn new(languages: Vec<String>) -> Result<ListFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, names: Vec<String>) -> String;
}

/// The language of the page (`lang` of the root element), as a BCP 47 tag.
pub fn page_language() -> String {
    let declared = ROOT.with(Root::lang);
    if declared.is_empty() { BRITISH.into() } else { declared }
}

/// The words that came with the page: the text of a file of words. `None` for English, and where they did not come.
pub fn words_of_page() -> Option<String> {
    WORDS.with(Clone::clone)
}

/// The CLDR plural category of a count in the page's language.
pub fn plural_category(count: usize) -> String {
    let language = page_language();
    if language == "cy" {
        // Chromium would count as in English.
        return ["zero", "one", "two", "few", "other", "other", "many"].get(count).copied().unwrap_or("other").into();
    }
    PluralRules::new(languages(&language)).map_or_else(|_| "other".into(), |rules| rules.select(count as f64))
}

thread_local! {
    // A list of choices asks for hundreds of numbers at each key; making a formatter takes as long as dozens of answers.
    static NUMBERS: RefCell<Option<(String, NumberFormat)>> = const { RefCell::new(None) };
}

/// The count as the page's language writes it.
pub fn written_number(count: usize) -> String {
    let language = page_language();
    NUMBERS.with_borrow_mut(|numbers| {
        if numbers.as_ref().is_none_or(|(made_for, _)| *made_for != language) {
            *numbers = NumberFormat::new(languages(&language)).ok().map(|format| (language, format));
        }
        numbers.as_ref().map_or_else(|| count.to_string(), |(_, format)| format.format(count as f64))
    })
}

/// The names as the page's language lists them: `a, b and c`.
pub fn written_list(names: Vec<String>) -> String {
    match ListFormat::new(languages(&page_language())) {
        Ok(format) => format.format(names),
        // A browser of before 2021 knows no lists.
        Err(_) => names.join(", "),
    }
}
