//! Whether every language says every sentence of the app: the code is read for its sentences and held against the files of words. For the build script, which
//! builds no release where one is missing, and for a test. Not: whether it says it well.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The languages, and the CLDR plural categories that the browser asks for in each.
pub(crate) const LANGUAGES: [(&str, &[&str]); 5] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("cy", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
];

/// What the code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Whether a number decides its form.
    pub(crate) is_counted: bool,
    /// What stands in braces.
    pub(crate) slots: BTreeSet<String>,
    /// Where it is said first.
    pub(crate) file: String,
}

/// The sentences of the code by their English, and what is wrong with how some are written.
pub(crate) fn said(root: &Path) -> io::Result<(BTreeMap<String, Sentence>, Vec<String>)> {
    let (mut sentences, mut faults) = (BTreeMap::new(), Vec::new());
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files)?;
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path)?;
        let file = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if file.starts_with("src/words") || !["t!", "tn!", "tv!"].iter().any(|name| text.contains(name)) {
            continue;
        }
        match text.parse::<TokenStream>() {
            Ok(tokens) => sentences_in(tokens, &file, &mut sentences, &mut faults),
            Err(error) => faults.push(format!("{file}: {error}")),
        }
    }
    let page = fs::read_to_string(root.join("index.html"))?;
    for english in of_page(&page) {
        sentences.entry(english).or_insert(Sentence { is_counted: false, slots: BTreeSet::new(), file: "index.html".into() });
    }
    Ok((sentences, faults))
}

/// What is missing, superfluous or misread in any language. Empty where every language is complete.
pub(crate) fn faults(root: &Path) -> io::Result<Vec<String>> {
    let (sentences, mut faults) = said(root)?;
    for (language, categories) in LANGUAGES {
        let file = root.join(format!("public/words/{language}.json"));
        match serde_json::from_str::<Map<String, Value>>(&fs::read_to_string(&file).unwrap_or_default()) {
            Ok(words) => compare(language, categories, &sentences, &words, &mut faults),
            Err(error) => faults.push(format!("{language}: public/words/{language}.json cannot be read: {error}")),
        }
    }
    Ok(faults)
}

fn compare(
    language: &str,
    categories: &[&str],
    sentences: &BTreeMap<String, Sentence>,
    words: &Map<String, Value>,
    faults: &mut Vec<String>,
) {
    let mut say = |what: String| faults.push(format!("{language}: {what}"));
    for (english, sentence) in sentences {
        match (words.get(english), sentence.is_counted) {
            (None, _) => say(format!("missing: {english:?} ({})", sentence.file)),
            (Some(Value::String(text)), false) if slots(text) == sentence.slots && !text.trim().is_empty() => {}
            (Some(Value::String(_)), false) => say(format!("empty, or other slots than in English: {english:?}")),
            (Some(Value::Object(forms)), true) => {
                let given: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
                if given != categories.iter().copied().collect() {
                    say(format!("must have the forms {}: {english:?}", categories.join(", ")));
                }
                // A form may say its number in a word.
                let wanted = |text: &str| slots(text).into_iter().chain(["n".to_owned()]).collect::<BTreeSet<_>>();
                let all = sentence.slots.iter().cloned().chain(["n".to_owned()]).collect::<BTreeSet<_>>();
                if !forms.values().all(|form| form.as_str().is_some_and(|text| wanted(text) == all && !text.trim().is_empty())) {
                    say(format!("a form is empty, or has other slots than in English: {english:?}"));
                }
            }
            (Some(_), true) => say(format!("needs a form for each of {}: {english:?}", categories.join(", "))),
            (Some(_), false) => say(format!("is one text, not several: {english:?}")),
        }
    }
    for english in words.keys().filter(|english| !sentences.contains_key(*english)) {
        say(format!("nobody says it any more: {english:?}"));
    }
}

/// What stands in braces.
fn slots(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

fn sentences_in(tokens: TokenStream, file: &str, found: &mut BTreeMap<String, Sentence>, faults: &mut Vec<String>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else { continue };
        let name = match trees.get(at.wrapping_sub(2)..at) {
            Some([TokenTree::Ident(name), TokenTree::Punct(mark)]) if mark.as_char() == '!' => name.to_string(),
            _ => String::new(),
        };
        if group.delimiter() == Delimiter::Parenthesis && ["t", "tn", "tv"].contains(&name.as_str()) {
            match sentence(&name, group.stream(), file) {
                Ok((english, sentence)) => {
                    let known = found.entry(english.clone()).or_insert_with(|| sentence.clone());
                    if (known.is_counted, &known.slots) != (sentence.is_counted, &sentence.slots) {
                        faults.push(format!("{file}: said in two ways: {english:?}"));
                    }
                }
                Err(why) => faults.push(format!("{file}: {why}")),
            }
        }
        // Sentences in the slots of another.
        sentences_in(group.stream(), file, found, faults);
    }
}

/// What one use of a macro says.
fn sentence(name: &str, arguments: TokenStream, file: &str) -> Result<(String, Sentence), String> {
    let trees: Vec<TokenTree> = arguments.into_iter().collect();
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ',');
    let arguments: Vec<&[TokenTree]> = trees.split(is_comma).filter(|argument| !argument.is_empty()).collect();
    let literal = |at: usize| match arguments.get(at) {
        Some([TokenTree::Literal(literal)]) => {
            syn::parse_str::<syn::LitStr>(&literal.to_string()).map(|text| text.value()).map_err(|error| error.to_string())
        }
        _ => Err(format!("{name}!({}): a sentence has to be written out", trees.iter().map(ToString::to_string).collect::<String>())),
    };
    let is_counted = name == "tn";
    let (english, behind) = if is_counted { (literal(2)?, 3) } else { (literal(0)?, 1) };
    let named = |argument: &&[TokenTree]| argument.first().map(ToString::to_string);
    let given: BTreeSet<String> = arguments.iter().skip(behind).filter_map(named).collect();
    let both = if is_counted { slots(&english).into_iter().chain(slots(&literal(1)?)).collect() } else { slots(&english) };
    let wanted: BTreeSet<String> = both.into_iter().filter(|slot| !is_counted || slot != "n").collect();
    if given != wanted {
        return Err(format!("{english:?} has the slots {wanted:?} and is given {given:?}"));
    }
    Ok((english, Sentence { is_counted, slots: wanted, file: file.to_owned() }))
}

/// The sentences of the page that is shown before the app, as `public/boot.js` finds them.
fn of_page(page: &str) -> Vec<String> {
    let shown = page.split_once("<main id=\"boot\"").and_then(|(_, rest)| rest.split_once("</main>")).map_or("", |(shown, _)| shown);
    let texts = shown.split('>').skip(1).filter_map(|piece| Some(piece.split_once('<')?.0));
    let plain = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    plain.filter(|text| text.contains(char::is_alphabetic) && text != "Plenary").collect()
}
