//! Why something was refused, as backends write it: the contract's problems, RFC 9457 of anybody, and what Django's REST framework says (`{"detail": …}`,
//! `{"field": ["…"]}`). Not: what a status means, which is `api::http`.

use super::json::Json;
use super::problem::{InputProblem, input};
use crate::domain::problem::{FieldProblem, Said};
use crate::domain::text::Text;

/// Most reasons that are heard of one refusal.
const REASONS: usize = 4;
/// Most characters of one.
const LONGEST: usize = 240;
/// Where the kinds of the contract are; its titles are for developers.
const OURS: &str = "/problems/";

/// What an object says, whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// `type`, where it is a text.
    pub kind: Option<String>,
    /// What must be corrected, as far as the contract has a word for it.
    pub problems: Vec<FieldProblem>,
    /// What else is said, in its own words.
    pub said: Vec<Said>,
    /// `detail` is a text: who wrote this meant to refuse.
    pub is_meant: bool,
}

impl Refusal {
    /// Reads an object. `None`: it is none.
    pub fn read(text: &str) -> Option<Self> {
        let json = Json::parse(text)?;
        let members = json.members()?;
        let kind = json.member("type").and_then(Json::text);
        let detail = json.member("detail").and_then(Json::text);
        let mut refusal = Self { kind: kind.map(str::to_owned), is_meant: detail.is_some(), ..Self::default() };
        for error in json.member("errors").and_then(Json::list).unwrap_or_default() {
            refusal.hear(error);
        }
        // Problem details may have lists that are no reasons, as the accounts in RFC 9457's example.
        let is_problem = kind.is_some() || json.member("title").is_some();
        for (name, value) in members.iter().filter(|_| !is_problem) {
            for words in value.list().unwrap_or_default().iter().filter_map(Json::text) {
                refusal.say(name, words);
            }
        }
        if refusal.said.is_empty() {
            // A title alone says something only where the kind is somebody's own.
            let is_own = kind.is_some_and(|kind| kind != "about:blank" && !kind.starts_with(OURS));
            let title = json.member("title").and_then(Json::text).filter(|_| is_own);
            detail.or(title).into_iter().for_each(|words| refusal.say("", words));
        }
        Some(refusal)
    }

    /// One of `errors`: the contract's, or that of RFC 9457, section 3 (`{"detail": …, "pointer": "#/age"}`).
    fn hear(&mut self, error: &Json<'_>) {
        let text = |name| error.member(name).and_then(Json::text);
        let pointer = text("pointer").unwrap_or_default();
        let limit = match error.member("limit") {
            Some(Json::Number(digits)) => digits.parse().ok(),
            None | Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Members(_)) => None,
        };
        let ours = InputProblem { pointer: pointer.to_owned(), code: text("code").unwrap_or_default().to_owned(), limit };
        match (ours.to_domain(), text("detail")) {
            (Some(problem), _) => self.problems.push(problem),
            (None, Some(words)) => self.say(pointer, words),
            (None, None) => {}
        }
    }

    fn say(&mut self, pointer: &str, words: &str) {
        if let Some(words) = Text::salvaged(words, LONGEST, false).filter(|_| self.said.len() < REASONS) {
            self.said.push(Said { input: input(pointer), words: words.as_str().to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::Field;
    use crate::domain::problem::{Fault, Input};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(text: &str) -> Refusal {
        Refusal::read(text).unwrap()
    }

    fn said(text: &str) -> Vec<(Option<Input>, String)> {
        read(text).said.into_iter().map(|said| (said.input, said.words)).collect()
    }

    #[test]
    fn the_contracts_problems_are_understood_and_others_are_quoted() {
        let text = r##"{"type":"/problems/invalid","title":"for developers","status":422,"errors":[{"pointer":"/phone","code":"too_long","limit":40},
            {"pointer":"/x","code":"new"},{"pointer":"#/name","detail":"must be a name"}]}"##;
        let refusal = read(text);
        assert_eq!(refusal.kind.as_deref(), Some("/problems/invalid"));
        assert!(matches!(refusal.problems[..], [FieldProblem { input: Input::Field(Field::Phone), fault: Fault::Text(_) }]));
        assert_eq!(said(text), [(Some(Input::Field(Field::Name)), "must be a name".to_owned())]);
        assert_eq!(said(r#"{"type":"/problems/invalid","title":"for developers","status":422}"#), []);
    }

    #[test]
    fn problem_details_of_anybody_are_read() {
        // The standard's own example.
        let credit = r#"{"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit.",
            "detail":"Your current balance is 30, but that costs 50.","balance":30,"accounts":["/account/12345","/account/67890"]}"#;
        assert_eq!(said(credit), [(None, "Your current balance is 30, but that costs 50.".to_owned())]);
        assert_eq!(
            said(r#"{"type":"https://example.com/probs/x","title":"Not enough credit."}"#),
            [(None, "Not enough credit.".to_owned())]
        );
        assert_eq!(said(r#"{"title":"Bad Request","status":400}"#), [], "the name of the status says nothing");
        assert_eq!(said(r#"{"type":"about:blank","title":"Bad Request"}"#), []);
        assert!(!read("{}").is_meant && Refusal::read("[]").is_none() && Refusal::read("<html>").is_none());
    }

    #[test]
    fn what_djangos_rest_framework_says_is_read() {
        assert_eq!(
            said(
                r#"{"phone":["Enter a valid phone number."],"non_field_errors":["Passwords differ."],"age":["A valid integer is required."]}"#
            ),
            [
                (Some(Input::Field(Field::Phone)), "Enter a valid phone number.".to_owned()),
                (None, "Passwords differ.".to_owned()),
                (None, "A valid integer is required.".to_owned()),
            ]
        );
        let detail = read(r#"{"detail":"Authentication credentials were not provided."}"#);
        assert!(detail.is_meant && detail.said.len() == 1 && detail.kind.is_none());
    }

    #[test]
    fn no_refusal_floods_the_page_or_writes_backwards() {
        let many: Vec<String> = (0..99).map(|n| format!(r#""f{n}":["{}"]"#, "x".repeat(9000))).collect();
        let said = said(&format!("{{{}}}", many.join(",")));
        assert!(said.len() == REASONS && said.iter().all(|(_, words)| words.chars().count() == LONGEST));
        assert_eq!(read(r#"{"detail":"a\u202eb\nc"}"#).said[0].words, "ab c");
        assert_eq!(read(r#"{"detail":"\u202e"}"#).said, []);
    }
}
