//! The long names by which a program and its module know each other, made short in both: each ends in sixteen digits that no compression can pack.
//! Not: names that anybody else uses, which have no such ending.

use crate::failure::Failure;
use std::collections::{BTreeMap, BTreeSet};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// What a program imports and exports by a name with digits at its end, under another in the program and in its module.
pub(super) fn shorten(program: &[u8], module: &str) -> Result<(Vec<u8>, String), Failure> {
    let strange = || Failure::Unexpected("a program of the release is not WebAssembly as it is known here".into());
    let mut names = Names::default();
    let program = rewritten(program, &mut names).ok_or_else(strange)?;
    let mut module_of_short = String::with_capacity(module.len());
    let mut found = BTreeSet::new();
    for piece in pieces(module) {
        let short = names.short.get(piece);
        found.extend(short);
        module_of_short += short.map_or(piece, String::as_str);
    }
    // Or the program would not start.
    if found.len() < names.short.len() {
        return Err(Failure::Unexpected("a program of the release imports what its module does not have".into()));
    }
    Ok((program, module_of_short))
}

#[derive(Default)]
struct Names {
    short: BTreeMap<String, String>,
}

impl Names {
    fn of(&mut self, name: &[u8]) -> Vec<u8> {
        let Some(name) = std::str::from_utf8(name).ok().filter(|name| is_long(name)) else { return name.to_vec() };
        let next = self.short.len();
        self.short.entry(name.to_owned()).or_insert_with(|| short(next)).clone().into_bytes()
    }
}

/// `__wbg_fetch_8119fbf8d0e4f4d1`
fn is_long(name: &str) -> bool {
    let digits = name.bytes().rev().take_while(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte)).count();
    digits >= 16 && name.contains("__") && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

/// `$a`, `$b`, … Nothing else of a module begins with that sign.
fn short(mut number: usize) -> String {
    let mut letters = String::from("$");
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return letters;
        }
        number -= 1;
    }
}

/// A script as words and what stands between them.
fn pieces(script: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c == '_' || c == '$' || c.is_ascii_alphanumeric();
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn rewritten(program: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (head, mut rest) = program.split_at_checked(8)?;
    let mut new = head.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        rest = after;
        let length = number(&mut rest)?;
        let (mut body, after) = rest.split_at_checked(length)?;
        rest = after;
        let body = match kind {
            IMPORTS | EXPORTS => section(kind, &mut body, names)?,
            _ => body.to_vec(),
        };
        new.push(kind);
        write_bytes(&mut new, &body);
    }
    Some(new)
}

fn section(kind: u8, body: &mut &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let count = number(body)?;
    let mut new = Vec::new();
    write_number(&mut new, count);
    for _ in 0..count {
        if kind == IMPORTS {
            write_bytes(&mut new, bytes(body)?);
        }
        write_bytes(&mut new, &names.of(bytes(body)?));
        let from = *body;
        let what = byte(body)?;
        match (kind, what) {
            (IMPORTS, 1) => {
                byte(body)?;
                limits(body)?;
            }
            (IMPORTS, 2) => limits(body)?,
            (IMPORTS, 3) => {
                byte(body)?;
                byte(body)?;
            }
            (IMPORTS, 4) => {
                byte(body)?;
                number(body)?;
            }
            // A function's type, or the number of what is exported.
            _ => {
                number(body)?;
            }
        }
        new.extend_from_slice(&from[..from.len() - body.len()]);
    }
    body.is_empty().then_some(new)
}

fn limits(body: &mut &[u8]) -> Option<()> {
    let has_end = byte(body)? & 1 == 1;
    number(body)?;
    if has_end {
        number(body)?;
    }
    Some(())
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

fn bytes<'p>(rest: &mut &'p [u8]) -> Option<&'p [u8]> {
    let length = number(rest)?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

/// LEB128.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for place in 0..5 {
        let byte = byte(rest)?;
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn write_number(to: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        to.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn write_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    write_number(to, bytes.len());
    to.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "__wbg_fetch_0123456789abcdef";
    const CLOSURE: &str = "wasm_bindgen__convert__invoke__h00112233445566ff";

    /// A program that imports a function and a memory and exports a function, under these names.
    fn program(import: &str, export: &str) -> Vec<u8> {
        let text = |text: &str| [&[text.len() as u8], text.as_bytes()].concat();
        let section = |kind: u8, body: Vec<u8>| [&[kind, body.len() as u8], &body[..]].concat();
        let imports = [&[2][..], &text("./m.js"), &text(import), &[0, 0], &text("./m.js"), &text("memory"), &[2, 1, 1, 0x80, 1]].concat();
        let exports = [&[2][..], &text(export), &[0, 0], &text("main"), &[0, 0]].concat();
        [b"\0asm\x01\0\0\0".to_vec(), section(1, vec![1, 0x60, 0, 0]), section(IMPORTS, imports), section(EXPORTS, exports)].concat()
    }

    #[test]
    fn both_sides_know_each_other_by_the_same_short_names() {
        let module = format!("const i={{{LONG}:function(){{}},__wbg_plain:1}};w.{CLOSURE}(1);w.main()");
        let (small, script) = shorten(&program(LONG, CLOSURE), &module).unwrap();
        assert_eq!(small, program("$a", "$b"));
        assert_eq!(script, "const i={$a:function(){},__wbg_plain:1};w.$b(1);w.main()");
    }

    #[test]
    fn what_does_not_fit_together_is_no_release() {
        assert!(shorten(&program(LONG, CLOSURE), &format!("{{{LONG}:1}}")).is_err());
        assert!(shorten(&program(LONG, CLOSURE)[..40], "").is_err());
        assert!(shorten(b"<html>", "").is_err());
    }

    #[test]
    fn names_that_others_use_stay() {
        assert!(!is_long("__wbindgen_malloc") && !is_long("memory") && !is_long("0123456789abcdef"));
        let shorts: Vec<String> = [0, 25, 26, 701, 702].map(short).to_vec();
        assert_eq!(shorts, ["$a", "$z", "$aa", "$zz", "$aaa"]);
    }
}
