//! `Intl` with its exceptions caught, and the languages that it is asked for. Not: a choice of what to format.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// A formatter for one language, zone and style; expensive to make, cheap to ask.
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    #[derive(Clone)]
    pub(super) type Formatter;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(languages: Vec<String>, options: &js_sys::Object) -> Result<Formatter, JsValue>;

    #[wasm_bindgen(method)]
    pub(super) fn format(this: &Formatter, unix_ms: f64) -> String;

    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &Formatter) -> JsValue;

    #[cfg(feature = "personal")]
    #[wasm_bindgen(js_namespace = Intl, js_name = RelativeTimeFormat)]
    type RelativeTime;

    #[cfg(feature = "personal")]
    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "RelativeTimeFormat")]
    fn new(languages: Vec<String>, options: &js_sys::Object) -> Result<RelativeTime, JsValue>;

    #[cfg(feature = "personal")]
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTime, value: f64, unit: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl, js_name = DisplayNames)]
    type DisplayNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "DisplayNames")]
    fn new(languages: Vec<String>, options: &js_sys::Object) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, tag: &str) -> Result<JsValue, JsValue>;
}

/// What every part of `Intl` is asked for. Left alone, one that does not know the page's language writes as the device is set, which may be anything
/// (Chromium knows no Welsh); the conference's own English is read by everybody here.
pub(super) fn languages(page: &str) -> Vec<String> {
    vec![page.to_owned(), BRITISH.to_owned()]
}

/// Where the page's language is malformed or unknown.
pub(super) const BRITISH: &str = "en-GB";

/// So many units ago (a negative number) in `language`; `None` where the browser cannot say it.
#[cfg(feature = "personal")]
pub(super) fn relative(language: &str, value: f64, unit: &str) -> Option<String> {
    let bag = js_sys::Object::new();
    js_sys::Reflect::set(&bag, &"numeric".into(), &"auto".into()).ok()?;
    let made = RelativeTime::new(languages(language), &bag).or_else(|_| RelativeTime::new(languages(BRITISH), &bag));
    made.ok()?.format(value, unit).ok()
}

/// What the language with this BCP 47 tag is called in `language`; `None` where the tag is malformed.
pub(super) fn name_of_language(tag: &str, language: &str) -> Option<String> {
    let bag = js_sys::Object::new();
    js_sys::Reflect::set(&bag, &"type".into(), &"language".into()).ok()?;
    DisplayNames::new(languages(language), &bag).ok()?.of(tag).ok()?.as_string()
}

impl Formatter {
    /// `None` where the browser knows neither the zone nor a member of `options`; a language it does not know becomes British English.
    pub(super) fn made(language: &str, options: &[(&str, &str)]) -> Option<Self> {
        let bag = js_sys::Object::new();
        for (name, value) in options {
            js_sys::Reflect::set(&bag, &(*name).into(), &(*value).into()).ok()?;
        }
        // A malformed tag throws just as an unknown zone does: one more try without it.
        Self::new(languages(language), &bag).or_else(|_| Self::new(languages(BRITISH), &bag)).ok()
    }

    /// The zone that the formatter really uses.
    pub(super) fn zone(&self) -> Option<String> {
        js_sys::Reflect::get(&self.resolved_options(), &"timeZone".into()).ok()?.as_string()
    }
}
