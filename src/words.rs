//! Which words a sentence has in the language of the page. A sentence is named by its English; another language is one file, `public/words/<language>.json`,
//! read while the app starts. Not: what is said, which stands where it is said, nor how dates and numbers are written, which the browser knows.
//!
//! `t!("Sign in")` is a sentence; `t!("{who} sees this", who)` one with slots; `tn!(n, "{n} person", "{n} people")` one whose form a number decides;
//! `tv!("Only {name} sees this", name = view! { … })` one with views in its slots. A release is not built while any language lacks one of them.

use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt::Display;

/// What a language does with numbers.
#[derive(Debug, Clone, Copy)]
pub struct Grammar {
    /// The CLDR plural category of a count: `zero`, `one`, `two`, `few`, `many`, `other`.
    pub category: fn(usize) -> String,
    /// The count, written.
    pub number: fn(usize) -> String,
    /// `a, b and c`.
    pub list: fn(Vec<String>) -> String,
}

#[derive(Debug, Default)]
struct Words {
    /// What was learnt, the latest last: a text by its English, or an object of texts by plural category. As the files have it, so that nothing is copied.
    learnt: Vec<&'static Map<String, Value>>,
    grammar: Option<Grammar>,
}

impl Words {
    fn said(&self, english: &str) -> Option<&'static Value> {
        self.learnt.iter().rev().find_map(|sentences| sentences.get(english).filter(|said| said.is_string() || said.is_object()))
    }
}

thread_local! {
    /// Nothing: English as it stands in the code.
    static WORDS: RefCell<Words> = RefCell::default();
}

/// From now on counts are written and told apart as the browser does it.
pub fn use_grammar(grammar: Grammar) {
    WORDS.with_borrow_mut(|words| words.grammar = Some(grammar));
}

/// Adds the sentences of a file of words, or replaces them. `None`, and nothing is changed, where it is no object.
///
/// What is not there stays English, so a file of another release does no harm.
pub fn learn(file: &str) -> Option<()> {
    let Ok(Value::Object(sentences)) = serde_json::from_str(file) else { return None };
    learn_all(sentences);
    Some(())
}

/// Adds these sentences, or replaces them: texts, or objects of texts by plural category. Anything else says nothing.
///
/// They are kept until the page is left, since they are learnt once, at the start.
pub fn learn_all(sentences: impl IntoIterator<Item = (String, Value)>) {
    WORDS.with_borrow_mut(|words| words.learnt.push(Box::leak(Box::new(sentences.into_iter().collect()))));
}

/// The sentence in the language of the page.
pub fn say(english: &'static str) -> &'static str {
    WORDS.with_borrow(|words| words.said(english).and_then(Value::as_str).unwrap_or(english))
}

/// The form of a sentence that `count` asks for; `other` is its name in the files of words.
pub fn say_counted(count: usize, one: &'static str, other: &'static str) -> &'static str {
    WORDS.with_borrow(|words| {
        let Some(forms) = words.said(other).and_then(Value::as_object) else { return if count == 1 { one } else { other } };
        let category = words.grammar.map_or_else(|| english_category(count).into(), |grammar| (grammar.category)(count));
        let form = |wanted: &str| forms.get(wanted).and_then(Value::as_str);
        form(&category).or_else(|| form("other")).unwrap_or(other)
    })
}

/// `2,000`, as the language of the page writes it.
pub fn number(count: usize) -> String {
    WORDS.with_borrow(|words| words.grammar).map_or_else(|| english_number(count), |grammar| (grammar.number)(count))
}

/// `a, b and c`, as the language of the page lists things; empty where there are none.
pub fn list_of(names: Vec<String>) -> String {
    WORDS.with_borrow(|words| words.grammar).map_or(english_list as fn(Vec<String>) -> String, |grammar| grammar.list)(names)
}

fn english_list(mut names: Vec<String>) -> String {
    let Some(last) = names.pop() else { return String::new() };
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

fn english_number(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn english_category(count: usize) -> &'static str {
    if count == 1 { "one" } else { "other" }
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// What stands in braces.
    Slot(&'a str),
}

/// The parts of a sentence in their order. A brace that is not closed is a letter.
pub fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), sentence);
    while let Some((before, name, after)) = rest.split_once('{').and_then(|(before, behind)| {
        let (name, after) = behind.split_once('}')?;
        Some((before, name, after))
    }) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Slot(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The sentence with its slots filled; a slot that nobody fills is left out.
pub fn fill(sentence: &str, slots: &[(&str, &dyn Display)]) -> String {
    use std::fmt::Write;
    let mut filled = String::with_capacity(sentence.len() + 16);
    for piece in pieces(sentence) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Slot(name) => {
                if let Some((_, value)) = slots.iter().find(|(slot, _)| *slot == name) {
                    // A String takes everything.
                    let _ = write!(filled, "{value}");
                }
            }
        }
    }
    filled
}

#[cfg_attr(not(any(feature = "app", feature = "workshop")), allow(unused_macros, reason = "nothing is said there"))]
/// A sentence in the language of the page: `&'static str`, or a `String` where it has slots (`name` or `name = value`).
macro_rules! t {
    (@value $name:ident) => { $name };
    (@value $name:ident = $value:expr) => { $value };
    ($english:literal) => { $crate::words::say($english) };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::words::fill($crate::words::say($english), &[$((stringify!($name), &t!(@value $name $(= $value)?) as &dyn ::std::fmt::Display)),+])
    };
}

#[cfg_attr(not(any(feature = "app", feature = "workshop")), allow(unused_macros, reason = "nothing is said there"))]
/// A sentence whose form a count decides: `{n}` is the count. A `String`.
macro_rules! tn {
    ($count:expr, $one:literal, $other:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        let count: usize = $count;
        $crate::words::fill(
            $crate::words::say_counted(count, $one, $other),
            &[("n", &$crate::words::number(count) as &dyn ::std::fmt::Display) $(, (stringify!($name), &t!(@value $name $(= $value)?)))*],
        )
    }};
}

/// A sentence with views in its slots: a view.
#[cfg(feature = "app")]
macro_rules! tv {
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::components::sentence::sentence(
            $crate::words::say($english),
            vec![$((stringify!($name), $crate::components::sentence::slot(t!(@value $name $(= $value)?)))),+],
        )
    };
}

#[cfg(test)]
mod tests;
