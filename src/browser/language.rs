//! The language of the page: which there are, which one it is, and what it does with numbers. `public/boot.js` chose it and fetched its words before the app was
//! there. Not: the words themselves.

use super::{StorageFault, Stored, page_language};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The languages that the app speaks, each by its tag and its own name. `public/boot.js` has the same list.
pub const LANGUAGES: [(&str, &str); 6] =
    [("en", "English"), ("ar", "العربية"), ("cy", "Cymraeg"), ("de", "Deutsch"), ("es", "Español"), ("fr", "Français")];

/// There only while one was chosen here; without it, it is the first of the browser's own that the app speaks.
const STORED: Stored<String> = Stored::at("plenary.language");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = plenaryWords)]
    static WORDS: Option<String>;

    #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
    type PluralRules;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "PluralRules")]
    fn new(language: &str) -> Result<PluralRules, JsValue>;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = NumberFormat)]
    type NumberFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "NumberFormat")]
    fn new(language: &str) -> Result<NumberFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, count: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = ListFormat)]
    type ListFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "ListFormat")]
    fn new(language: &str) -> Result<ListFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, names: Vec<String>) -> String;
}

/// The tag of the page's language among [`LANGUAGES`].
pub fn language() -> &'static str {
    let page = page_language();
    let primary = page.split('-').next().unwrap_or_default();
    LANGUAGES.iter().find(|(tag, _)| *tag == primary).map_or("en", |(tag, _)| tag)
}

/// The words that came with the page: the text of a file of words. `None` for English, and where they did not come.
pub fn words_of_page() -> Option<String> {
    WORDS.with(Clone::clone)
}

/// Whether another language was chosen than the page has, since its words did not come.
pub fn words_are_missing() -> bool {
    let declared = super::document().and_then(|document| document.document_element());
    declared.is_some_and(|root| root.has_attribute("data-words-missing"))
}

/// Keeps the choice; the page has to be loaded again to speak it. An error means that it could not be kept.
pub fn choose_language(tag: &str) -> Result<(), StorageFault> {
    STORED.write(&tag.to_owned())
}

/// The CLDR plural category of a count in the page's language.
pub fn plural_category(count: usize) -> String {
    PluralRules::new(&page_language()).map_or_else(|_| "other".into(), |rules| rules.select(count as f64))
}

/// The count as the page's language writes it.
pub fn written_number(count: usize) -> String {
    NumberFormat::new(&page_language()).map_or_else(|_| count.to_string(), |format| format.format(count as f64))
}

/// The names as the page's language lists them: `a, b and c`.
pub fn written_list(names: Vec<String>) -> String {
    match ListFormat::new(&page_language()) {
        Ok(format) => format.format(names),
        // A browser of before 2021 knows no lists.
        Err(_) => names.join(", "),
    }
}
