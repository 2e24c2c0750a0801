//! Contact cards, judged by a parser that others wrote (`cards.py`, PyPI `vobject`): whatever people put into their fields, it reads back as they wrote it,
//! and never as a property of its own. Not: who gets a card.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::conference::card;
use plenary::domain::delegate::Delegate;
use plenary::domain::privacy::{Disclosed, Field, PerField};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Folder;

/// What people write, and what somebody would write who wants more than a value.
const NASTY: [&str; 9] = [
    "Ada Lovelace",
    "Zoë; Brontë, \\ \"née\" X:Y",
    "x\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Mallory",
    "x\r\nTEL:+1 555",
    "\\n is no line, nor is \\, or \\;",
    "محمد عبد الله",
    "👩‍👩‍👧 李小龍 नरेन्द्र",
    "=cmd|' /C calc'!A0",
    "ATTACH;ENCODING=b:AAAA",
];

/// Its own Python, as `cargo xtask test` installs it.
fn python() -> PathBuf {
    let cache =
        || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cache")));
    let named = std::env::var_os("PLENARY_ICALENDAR").map(PathBuf::from);
    let python = named.or_else(|| Some(cache()?.join("plenary/tools/icalendar"))).unwrap().join("venv/bin/python");
    assert!(python.exists(), "run this as `cargo xtask test contract`, which installs the parser that judges");
    python
}

/// What each field shares; long ones are folded many times.
fn shared(field: Field, text: &str) -> String {
    match field {
        Field::Links => "https://example.org/a?b=1;c,d\nhttps://example.org/%C3%A9".to_owned(),
        Field::Biography => text.repeat(15),
        Field::Name
        | Field::Photo
        | Field::JobTitle
        | Field::Organisation
        | Field::Pronouns
        | Field::Languages
        | Field::Email
        | Field::Phone => text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }).collect(),
    }
}

#[test]
fn an_independent_parser_reads_every_card_as_it_was_meant_t43() {
    let folder = Folder::new();
    let mut properties = 0;
    for (number, text) in NASTY.into_iter().enumerate() {
        let field = |field: Field| {
            let text = shared(field, text);
            let as_text = match field {
                Field::Links => field.parse(&text),
                _ => plenary::domain::text::Text::parse(&text, 2000, true),
            };
            as_text.unwrap().unwrap()
        };
        let fields = PerField::from_fn(|one| Disclosed::Shared(field(one)));
        let card = card::written(&Delegate { id: "ada".parse().unwrap(), name: field(Field::Name), fields });
        let of = |one: Field| field(one).as_str().to_owned();
        let mut wanted = vec![("VERSION", "4.0".to_owned()), ("KIND", "individual".to_owned()), ("FN", of(Field::Name))];
        wanted.extend([("TITLE", of(Field::JobTitle)), ("ORG", of(Field::Organisation)), ("PRONOUNS", of(Field::Pronouns))]);
        wanted.extend(of(Field::Links).lines().map(|link| ("URL", link.to_owned())));
        wanted.extend([("EMAIL", of(Field::Email)), ("TEL", of(Field::Phone))]);
        wanted.push(("NOTE", format!("Languages: {}\n{}", of(Field::Languages), of(Field::Biography))));
        properties += wanted.len();
        folder.write(&format!("{number}.vcf"), card);
        folder.write(&format!("{number}.json"), json!(wanted).to_string());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards.py");
    let judged = Command::new(python()).arg(script).arg(&folder.0).output().unwrap();
    let said = String::from_utf8_lossy(&judged.stdout);
    assert!(judged.status.success(), "{said}{}", String::from_utf8_lossy(&judged.stderr));
    assert_eq!(said.trim(), format!("{properties} properties in {} cards, 0 faults", NASTY.len()));
}
