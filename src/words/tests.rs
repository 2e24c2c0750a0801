//! Tests of the words. Not: of the files, which are held to the code by `tests/words.rs`.

use super::*;
use serde_json::json;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn learnt(words: &Value) {
    WORDS.set(Words::default());
    learn(&words.to_string()).unwrap();
}

#[test]
fn without_a_file_it_is_english() {
    WORDS.set(Words::default());
    let who = "Ada";
    assert_eq!((t!("Sign in"), t!("{who} sees this", who)), ("Sign in", "Ada sees this".to_owned()));
    assert_eq!([tn!(1, "{n} person", "{n} people"), tn!(0, "{n} person", "{n} people")], ["1 person", "0 people"]);
}

#[test]
fn without_a_browser_a_list_is_english() {
    WORDS.set(Words::default());
    let list = |names: &[&str]| list_of(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!([list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])], ["", "a", "a and b", "a, b and c"]);
}

#[test]
fn a_sentence_puts_its_slots_where_the_language_wants_them() {
    learnt(&json!({ "{who} gave you {what}": "{what} hast du von {who}", "Sign in": "Anmelden" }));
    assert_eq!((t!("Sign in"), t!("Sign out")), ("Anmelden", "Sign out"));
    assert_eq!(t!("{who} gave you {what}", what = 7, who = "Ada {what}"), "7 hast du von Ada {what}");
}

#[test]
fn the_browser_tells_the_forms_apart() {
    learnt(&json!({ "{n} people": { "two": "{n} berson", "other": "{n} o bobl" } }));
    use_grammar(Grammar {
        category: |count| if count == 2 { "two".into() } else { "many".into() },
        number: |count| format!("<{count}>"),
        list: |names| names.join(" + "),
    });
    assert_eq!([tn!(2, "{n} person", "{n} people"), tn!(6, "{n} person", "{n} people")], ["<2> berson", "<6> o bobl"]);
    assert_eq!(list_of(vec!["a".into(), "b".into()]), "a + b");
}

#[test]
fn what_is_no_sentence_says_nothing_and_later_words_win() {
    learnt(&json!({ "a": 7, "b": "B", "c": { "one": 1 } }));
    learn_all([("b".to_owned(), json!("Bee"))]);
    assert_eq!((say("a"), say("b"), say_counted(2, "d", "c")), ("a", "Bee", "c"));
    assert_eq!((learn("[]"), learn("{"), say("b")), (None, None, "Bee"));
}

#[test]
fn a_lone_brace_is_a_letter() {
    assert_eq!(pieces("a{b}{c}d{e"), [Piece::Text("a"), Piece::Slot("b"), Piece::Slot("c"), Piece::Text("d{e")]);
    assert_eq!(fill("{a} {nobody}.", &[("a", &1)]), "1 .");
}
