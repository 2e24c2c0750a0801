//! Holds the files of words to the sentences of the code. Not: whether a screen uses them, which a journey through a made-up language sees.

#[path = "../src/words/complete.rs"]
mod complete;

use std::path::Path;

#[test]
fn every_language_says_every_sentence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sentences, _) = complete::said(root).unwrap();
    assert!(sentences.len() > 100, "only {} sentences found: is this the right folder?", sentences.len());
    let faults = complete::faults(root).unwrap();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
