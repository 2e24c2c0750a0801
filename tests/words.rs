//! Holds the files of words to the sentences of the code. Not: whether a screen uses them, which a journey through a made-up language sees.

#[path = "../src/words/complete.rs"]
mod complete;

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_language_says_every_sentence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sentences, _) = complete::said(root).unwrap();
    assert!(sentences.len() > 100, "only {} sentences found: is this the right folder?", sentences.len());
    let faults = complete::faults(root).unwrap();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// A language is offered, fetched and complete, or it is none.
#[test]
fn the_lists_of_languages_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    // The tags: texts of two small letters between these.
    let tags = |file: &str, from: &str, to: &str| -> BTreeSet<String> {
        let text = source(file);
        let list = text.split(from).nth(1).unwrap_or_else(|| panic!("{file}: {from}")).split(to).next().unwrap().to_owned();
        list.split('"').filter(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase())).map(str::to_owned).collect()
    };
    let mut complete: BTreeSet<String> = complete::LANGUAGES.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    let files = std::fs::read_dir(root.join("public/words")).unwrap().map(|entry| entry.unwrap().path());
    let files: BTreeSet<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(files, complete, "public/words and src/words/complete.rs");
    assert_eq!(tags("tests/backend/src/tongue.rs", "const OTHERS:", ";\n\n"), complete, "tests/backend/src/tongue.rs");
    // English stands in the code.
    complete.insert("en".into());
    assert_eq!(tags("src/browser/language.rs", "const LANGUAGES:", ";\n\n"), complete, "src/browser/language.rs");
    assert_eq!(tags("public/boot.js", "const LANGUAGES = [", "]"), complete, "public/boot.js");
}
