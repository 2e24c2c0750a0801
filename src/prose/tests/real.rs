//! Texts of real conferences, where their files are on this machine: every one is read, and no letter or digit is lost.

use super::super::read;
use crate::domain::prose::{Block, Inline, Prose};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

const FILES: [&str; 7] = [
    "36c3.json",
    "frab-camp2019.json",
    "hub-schedule2.json",
    "indico.json",
    "pretalx-democon.json",
    "pretalx-rc3.json",
    "sessionize-all.json",
];

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if matches!(name.as_str(), "abstract" | "description" | "biography" | "bio" | "tagLine") => {
                        found.push(text.clone());
                    }
                    _ => texts(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Everything that is drawn, with the addresses of links.
fn drawn(prose: &Prose) -> String {
    fn inlines(all: &[Inline], said: &mut String) {
        for inline in all {
            match inline {
                Inline::Text(text) | Inline::Code(text) => said.push_str(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => inlines(inner, said),
                Inline::Break => said.push(' '),
                Inline::Link(link, inner) => {
                    inlines(inner, said);
                    said.push_str(link.href());
                }
                Inline::Picture { alt, at } => {
                    said.push_str(alt);
                    said.push_str(at.href());
                }
            }
        }
    }
    fn blocks(all: &[Block], said: &mut String) {
        for block in all {
            match block {
                Block::Paragraph(inner) | Block::Heading(_, inner) => inlines(inner, said),
                Block::List { items, .. } => items.iter().for_each(|item| blocks(item, said)),
                Block::Quote(inner) => blocks(inner, said),
                Block::Code(code) => said.push_str(code),
                Block::Rule => {}
                Block::Table(rows) => rows.iter().flatten().for_each(|cell| inlines(cell, said)),
            }
        }
    }
    let mut said = String::new();
    blocks(&prose.blocks, &mut said);
    said
}

/// How often each letter stands in a text, and each digit but those that number an item, which a list counts anew.
fn letters(text: &str) -> HashMap<char, usize> {
    let mut count = HashMap::new();
    let words = text.lines().map(|line| {
        let line = line.trim_start_matches([' ', '\t', '>', '*', '-']);
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if number.starts_with(['.', ')']) { number } else { line }
    });
    for c in words.flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
        *count.entry(c).or_default() += 1;
    }
    count
}

/// The text without HTML, by means that share nothing with the reading.
fn without_html(text: &str) -> String {
    let names = ["br", "span", "li", "b", "p", "a", "strong", "h1", "h2", "h3", "ul", "ol", "i", "em", "small"];
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        if let Some(comment) = rest[at..].strip_prefix("<!--").filter(|comment| comment.contains("-->")) {
            kept.push_str(&rest[..at]);
            rest = comment.split_once("-->").unwrap().1;
            continue;
        }
        kept.push_str(&rest[..at]);
        let name: String = rest[at + 1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let end = rest[at..].find('>').filter(|_| names.contains(&name.to_lowercase().as_str()));
        match end {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                kept.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    kept.push_str(rest);
    // Names of references, which are not drawn where they are referred to.
    (0..100).for_each(|n| kept = kept.replace(&format!("[{n}]"), ""));
    for (name, character) in
        [("&nbsp;", " "), ("&amp;", "&"), ("&ndash;", "–"), ("&eacute;", "é"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")]
    {
        kept = kept.replace(name, character);
    }
    kept
}

#[test]
fn no_letter_of_a_real_programme_is_lost() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let mut read_texts = 0;
    for file in FILES {
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            eprintln!("skipped: {file} is not on this machine");
            continue;
        };
        let mut all = Vec::new();
        texts(&serde_json::from_str(&text).unwrap(), &mut all);
        for text in all {
            let prose = drawn(&read(&text));
            let there = letters(&prose);
            let missing: Vec<_> =
                letters(&without_html(&text)).into_iter().filter(|(c, n)| there.get(c).is_none_or(|there| there < n)).collect();
            assert!(missing.is_empty(), "{file}: {missing:?} of\n{text}\n=>\n{prose}");
            read_texts += 1;
        }
    }
    eprintln!("{read_texts} texts were read");
}
