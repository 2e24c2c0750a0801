//! One page of the organisers' guide, taken apart: its code by kind, its links, its pictures. It reads the guide's own plain HTML. Not: a parser of HTML.

use std::path::{Path, PathBuf};

/// A file of `public/guide`.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) html: String,
}

/// `public/`, of which the guide is a folder.
pub(crate) fn public() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public")
}

/// In the order in which the first page lists them.
pub(crate) fn pages() -> Vec<Page> {
    let read = |name: &str| Page { name: name.into(), html: std::fs::read_to_string(public().join("guide").join(name)).unwrap() };
    let first = read("index.html");
    let listed = first.between("<ul>", "</ul>")[0].clone();
    let names: Vec<String> = Page { name: String::new(), html: listed }.attributes("href");
    names.iter().map(|name| read(name)).collect()
}

impl Page {
    /// What stands between these, each time.
    pub(crate) fn between(&self, from: &str, to: &str) -> Vec<String> {
        self.html.split(from).skip(1).filter_map(|rest| rest.split(to).next()).map(str::to_owned).collect()
    }

    /// The values of an attribute.
    pub(crate) fn attributes(&self, name: &str) -> Vec<String> {
        self.between(&format!(" {name}=\""), "\"")
    }

    /// The code of a kind, `<code class="kind">`, as people read it.
    pub(crate) fn code(&self, kind: &str) -> Vec<String> {
        self.between(&format!("<code class=\"{kind}\">"), "</code>").iter().map(|code| unescaped(code)).collect()
    }

    /// The settings that it has people write, each with what is said since the block of code before.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let blocks = self.html.split("</pre>").filter_map(|part| part.split_once("<pre><code class=\"toml\">"));
        blocks.map(|(before, code)| (before.to_owned(), unescaped(code.trim_end_matches("</code>")))).collect()
    }

    /// Without the blocks of code, which show what stands in other pages.
    pub(crate) fn prose(&self) -> Page {
        let html = self
            .html
            .split("<pre>")
            .enumerate()
            .filter_map(|(at, part)| if at == 0 { Some(part) } else { part.split_once("</pre>").map(|(_, rest)| rest) });
        Page { name: self.name.clone(), html: html.collect() }
    }

    /// The pictures, each as the attributes that it has.
    pub(crate) fn pictures(&self) -> Vec<Page> {
        self.between("<img", ">").into_iter().map(|html| Page { name: self.name.clone(), html }).collect()
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The file with these settings above its table of limits, the address in the place of the one before: two of one name are a mistake, which must be seen.
pub(crate) fn above_limits(file: &str, settings: &str) -> String {
    let name = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
    let is_moved = settings.lines().any(|line| name(line).is_some_and(|name| name == "public_url"));
    let kept = file.lines().filter(|line| !is_moved || name(line).is_none_or(|name| name != "public_url"));
    kept.map(|line| if line == "[limits]" { format!("{settings}\n{line}\n") } else { format!("{line}\n") }).collect()
}

/// The words of a line as a shell tells them apart; what it sends into a file is none of them.
pub(crate) fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote): (Vec<String>, Option<char>) = (Vec::new(), None);
    let mut word: Option<String> = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '>') => return words,
            (Some(_) | None, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
