//! Marks on texts of many scripts. Not: what is found.

use super::super::super::example::Dice;
use super::super::{Index, fold_plain};

fn marked(typed: &str, text: &str) -> String {
    let mut shown = text.to_owned();
    for mark in Index::new(fold_plain).query(typed).marks(text).into_iter().rev() {
        shown.insert(mark.end, ']');
        shown.insert(mark.start, '[');
    }
    shown
}

#[test]
fn marks_stand_in_the_text_as_it_was_written() {
    for (typed, text, expected) in [
        ("esper", "L’Espéranto", "L’[Espér]anto"),
        ("strass", "Die Straße!", "Die [Straß]e!"),
        ("stras", "Straße", "[Straß]e"),
        ("strasse", "Straße.", "[Straße]."),
        ("ete", "e\u{301}te\u{301} \u{e9}t\u{e9}", "[e\u{301}te\u{301}] [\u{e9}t\u{e9}]"),
        ("et", "e\u{301}te\u{301}", "[e\u{301}t]e\u{301}"),
        ("會議", "開放會議：會議", "開放[會議]：[會議]"),
        ("محمد", "مُحَمَّد", "[مُحَمَّد]"),
        ("a an", "An ant, a banana", "[An] [an]t, [a] banana"),
        ("node.js", "Node.js (JS)", "[Node].[js] ([JS])"),
        ("rust", "trust", "trust"),
        ("", "anything", "anything"),
        ("👩", "👩‍💻 code", "👩‍💻 code"),
        ("istan", "İstanbul", "[İstan]bul"),
    ] {
        assert_eq!(marked(typed, text), expected, "{typed}");
    }
}

#[test]
fn marks_are_apart_in_order_and_on_boundaries_whatever_the_text() {
    let mut dice = Dice::new(7);
    let letters: Vec<char> = "aAäße\u{301}Tt é-.,İ開放ﬁ👩\u{200d}מ\u{5b8}Йй\n".chars().collect();
    for _ in 0..3_000 {
        let mut word = |most: usize| (0..dice.below(most)).map(|_| letters[dice.below(letters.len())]).collect::<String>();
        let (typed, text) = (word(5), word(30));
        let index = Index::new(fold_plain);
        let mut last = 0;
        for mark in index.query(&typed).marks(&text) {
            assert!(mark.start >= last && mark.end > mark.start && text.get(mark.clone()).is_some(), "{typed:?} in {text:?}: {mark:?}");
            last = mark.end;
        }
        let _ = index.query(&typed).snippet([text.as_str()]);
    }
}

#[test]
fn a_snippet_is_one_line_around_the_first_match() {
    let query = Index::new(fold_plain).query("needle");
    let hay = "All the *words* before it\nare only straw. ".repeat(9);
    let snippet = query.snippet(["nothing here", &format!("{hay}Then a **Needlé** of\n\n## steel. {hay}")]).unwrap();
    assert!(snippet.line.starts_with("… ") && snippet.line.ends_with(" …") && snippet.line.contains("Then a Needlé of steel. All"));
    assert_eq!(snippet.marks.iter().map(|mark| &snippet.line[mark.clone()]).collect::<Vec<_>>(), ["Needlé"]);
    assert!(snippet.line.chars().count() < 180, "{}", snippet.line);
    assert_eq!(query.snippet(["Needle"]).unwrap().line, "Needle");
    assert_eq!(query.snippet(["straw"]), None);
}
