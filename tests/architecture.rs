//! Holds the sources to the map of the layers in `src/lib.rs` and to the house rules. It judges imports and files, not behaviour.

#[path = "architecture/map.rs"]
mod map;
#[path = "architecture/source.rs"]
mod source;

use map::Layer;
use source::Token;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// One thing that is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

const LONGEST: usize = 300;
/// Names under which anything could be put.
const EMPTY_NAMES: [&str; 7] = ["utils", "helpers", "common", "types", "manager", "data", "info"];
/// Spelt in halves, so that this file does not report itself.
const UNFINISHED: [&str; 5] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!"), concat!("unimpl", "emented!"), concat!("#[ig", "nore")];

/// The rules for every file of Rust.
fn house(file: &str, text: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut say = |line: usize, what: String| found.push(Violation { file: file.to_owned(), line, what });
    if !text.lines().next().unwrap_or_default().starts_with("//! ") {
        say(1, "does not open with `//!` and what the file is".into());
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        say(LONGEST + 1, format!("{lines} lines, more than {LONGEST}"));
    }
    if let Some(name) = EMPTY_NAMES.iter().find(|name| Path::new(file).file_stem().is_some_and(|stem| stem == **name)) {
        say(1, format!("`{name}` says nothing about what is in it"));
    }
    for (index, line) in text.lines().enumerate() {
        for mark in UNFINISHED.iter().filter(|mark| line.contains(**mark)) {
            say(index + 1, format!("unfinished: {mark}"));
        }
    }
    found
}

/// The rules for a file of the app; `file` is its path from `src/` on.
fn layers(file: &str, text: &str) -> Vec<Violation> {
    let parts: Vec<&str> = file.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let tokens = source::tokens(text);
    let mut found: Vec<Violation> = Vec::new();
    let mut say = |line: usize, what: String| found.push(Violation { file: file.to_owned(), line, what });
    for Token { line, word } in &tokens {
        if word == "inner_html" {
            say(*line, "`inner_html`: text of other people must never become HTML".into());
        }
    }
    if matches!(parts[..], ["main" | "lib"]) {
        return found;
    }
    let Some(layer) = Layer::named(parts[0]) else {
        say(1, format!("`{}` is no layer of tests/architecture/map.rs", parts[0]));
        return found;
    };
    for (line, target) in source::imports(&tokens, parts.len()) {
        if target != layer.name && !layer.sees.contains(&target.as_str()) {
            say(line, format!("`{}` must not use `{target}`; it sees only itself, {}", layer.name, layer.sees.join(", ")));
        }
    }
    for Token { line, word } in &tokens {
        if let Some(place) = map::restricted(word).filter(|allowed| !map::lies_in(&parts, allowed)) {
            say(*line, format!("`{word}` belongs in {}", place.join(", ")));
        }
    }
    found
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("target") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_sources_keep_to_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    rust_files(&root.join("tests"), &mut files);
    files.sort();
    assert!(files.len() > 50, "only {} files found: is this the right folder?", files.len());
    let mut found = Vec::new();
    for path in files {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        found.extend(house(&file, &text));
        if file.starts_with("src/") {
            found.extend(layers(&file, &text));
        }
    }
    let report: String = found.iter().map(|violation| format!("{violation}\n")).collect();
    assert!(found.is_empty(), "{} violations\n{report}", found.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Violation]) -> Vec<usize> {
        found.iter().map(|violation| violation.line).collect()
    }

    #[test]
    fn an_import_against_the_arrows_is_found() {
        assert_eq!(lines(&layers("src/domain/id.rs", "//! Ids.\nuse crate::api::ApiError;")), [2]);
        assert_eq!(lines(&layers("src/wire.rs", "//! Wire.\n\nfn f() -> crate::state::Session {}")), [3]);
        assert_eq!(lines(&layers("src/components/icon.rs", "use crate::state::Session;")), [1]);
        assert_eq!(lines(&layers("src/state/desk.rs", "use crate::screens::agenda;")), [1]);
        assert_eq!(lines(&layers("src/browser/title.rs", "use crate::text;")), [1]);
    }

    #[test]
    fn an_import_along_the_arrows_is_not() {
        assert_eq!(layers("src/state/desk.rs", "use crate::{api::Backend, domain, state::remote};"), []);
        assert_eq!(layers("src/components/icon.rs", "use crate::text;\nuse leptos::prelude::*;"), []);
        assert_eq!(layers("src/main.rs", "use plenary::app::App;"), []);
    }

    #[test]
    fn groups_and_super_hide_nothing() {
        assert_eq!(lines(&layers("src/domain/id.rs", "use crate::{\n  domain::text,\n  api::{self, error},\n};")), [3]);
        assert_eq!(lines(&layers("src/api/rest/me.rs", "use super::super::super::state::Session;")), [1]);
        assert_eq!(lines(&layers("src/domain.rs", "use super::*;")), [1]);
        assert_eq!(
            lines(&layers("src/domain.rs", "mod a {\n use super::*;\n mod b { use super::super::c; }\n}\nfn f() { super::api::x() }")),
            [5]
        );
        assert_eq!(layers("src/domain.rs", "mod tests { use super::{id, time}; fn f() {} }"), []);
    }

    #[test]
    fn foreign_crates_stay_in_their_places() {
        assert_eq!(lines(&layers("src/screens/agenda.rs", "use web_sys::window;")), [1]);
        assert_eq!(lines(&layers("src/api/rest/me.rs", "use gloo_net::http::Request;")), [1]);
        assert_eq!(lines(&layers("src/api/demo.rs", "use leptos::prelude::*;")), [1]);
        assert_eq!(lines(&layers("src/state/desk.rs", "use leptos::web_sys::Event;")), [1]);
        assert_eq!(layers("src/browser/title.rs", "use web_sys::window;"), []);
        assert_eq!(layers("src/api/http/send.rs", "use gloo_net::http::Request;\nuse web_sys::AbortController;"), []);
    }

    #[test]
    fn html_from_text_is_found_anywhere() {
        assert_eq!(lines(&layers("src/main.rs", "\nview! { <p inner_html=text/> }")), [2]);
    }

    #[test]
    fn words_in_comments_and_strings_are_no_imports() {
        let text = "// use crate::api;\n/* crate::state /* web_sys */ */\nfn a<'a>(x: &'a str) { (\"crate::app\", r#\"\"web_sys\"\"#, '\"', \"\\\"crate::api\") }";
        assert_eq!(layers("src/domain/id.rs", text), []);
    }

    #[test]
    fn a_folder_that_is_on_no_map_is_found() {
        assert_eq!(lines(&layers("src/services/mail.rs", "//! Mail.")), [1]);
    }

    #[test]
    fn house_rules_are_kept() {
        assert_eq!(house("src/a.rs", "//! A file.\n"), []);
        assert_eq!(lines(&house("src/a.rs", "use std::fmt;")), [1]);
        assert_eq!(lines(&house("src/helpers.rs", "//! A file.")), [1]);
        assert_eq!(lines(&house("src/a.rs", &format!("//! A file.{}", "\n".repeat(301)))), [301]);
        for mark in UNFINISHED {
            assert!(!house("src/a.rs", &format!("//! A file.\n// {mark}")).is_empty(), "{mark}");
        }
    }
}
