//! The member `words`: sentences in the organiser's own words, by language, each named by its English. Not: which sentences there are.

use super::{ConfigFault, MemberFault};
use serde_json::{Map, Value};

/// By language, as its tag among the app's languages: English sentence to text, or to texts by plural category.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnWords(Map<String, Value>);

impl OwnWords {
    /// What is said in this language.
    pub fn of(&self, language: &str) -> impl Iterator<Item = (String, Value)> {
        self.0.get(language).and_then(Value::as_object).into_iter().flatten().map(|(english, said)| (english.clone(), said.clone()))
    }
}

/// Reads the member. Which languages and sentences there are it does not ask: what means nothing to this version is not said.
pub fn words(found: Option<&Value>) -> Result<OwnWords, ConfigFault> {
    let is_said = |said: &Value| said.is_string() || said.as_object().is_some_and(|forms| forms.values().all(Value::is_string));
    let is_language = |language: &Value| language.as_object().is_some_and(|sentences| sentences.values().all(is_said));
    match found {
        None | Some(Value::Null) => Ok(OwnWords::default()),
        Some(Value::Object(languages)) if languages.values().all(is_language) => Ok(OwnWords(languages.clone())),
        Some(_) => Err(ConfigFault::Member { name: "words", reason: MemberFault::NotWords }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use serde_json::json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(words: Value) -> Result<Config, ConfigFault> {
        parse(&json!({ "name": "x", "words": words }).to_string())
    }

    #[test]
    fn sentences_are_given_by_language() {
        let words = read(json!({ "de": { "Help": "Infostand", "{n} people": { "one": "{n}", "other": "{n} Leute" } } })).unwrap().words;
        assert_eq!((words.of("de").count(), words.of("en").count()), (2, 0));
        assert_eq!(words.of("de").next(), Some(("Help".to_owned(), json!("Infostand"))));
        assert_eq!(read(Value::Null).unwrap().words, OwnWords::default());
    }

    #[test]
    fn anything_else_is_said_to_be_none() {
        for bad in
            [json!([]), json!("de"), json!({ "de": "x" }), json!({ "de": { "Help": 7 } }), json!({ "de": { "Help": { "one": [] } } })]
        {
            assert!(matches!(read(bad.clone()), Err(ConfigFault::Member { name: "words", reason: MemberFault::NotWords })), "{bad}");
        }
    }
}
