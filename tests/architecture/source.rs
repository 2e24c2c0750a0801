//! Reading Rust just well enough to know its imports: words with their lines, without comments and literals. Not a parser.

use std::iter::Peekable;
use std::str::Chars;

/// A word or a mark of the source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Counted from one.
    pub(crate) line: usize,
    /// An identifier, or one character.
    pub(crate) word: String,
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.next();
        self.line += usize::from(c == Some('\n'));
        c
    }

    fn skip_until(&mut self, end: &str) {
        let mut seen = String::new();
        while !seen.ends_with(end) {
            match self.next() {
                Some(c) => seen.push(c),
                None => return,
            }
        }
    }

    fn skip_block_comment(&mut self) {
        let (mut depth, mut before) = (1, ' ');
        while depth > 0 {
            let Some(c) = self.next() else { return };
            match (before, c) {
                ('/', '*') => (depth, before) = (depth + 1, ' '),
                ('*', '/') => (depth, before) = (depth - 1, ' '),
                _ => before = c,
            }
        }
    }

    fn skip_string(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '"' => return,
                '\\' => drop(self.next()),
                _ => {}
            }
        }
    }

    /// After `r`: a raw string, or a raw identifier.
    fn skip_raw(&mut self) {
        let mut hashes = String::new();
        while self.rest.next_if_eq(&'#').is_some() {
            hashes.push('#');
        }
        if self.rest.next_if_eq(&'"').is_some() {
            self.skip_until(&format!("\"{hashes}"));
        }
    }

    /// After `'`: a character or a lifetime.
    fn skip_quote(&mut self) {
        let mut ahead = self.rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), _) => {
                self.next();
                self.next();
                self.skip_until("'");
            }
            (Some(_), Some('\'')) => {
                self.next();
                self.next();
            }
            _ => {}
        }
    }
}

/// The words and marks of a source.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { rest: text.chars().peekable(), line: 1 };
    let mut found = Vec::new();
    while let Some(c) = reader.next() {
        match c {
            '/' if reader.rest.next_if_eq(&'/').is_some() => reader.skip_until("\n"),
            '/' if reader.rest.next_if_eq(&'*').is_some() => reader.skip_block_comment(),
            '"' => reader.skip_string(),
            '\'' => reader.skip_quote(),
            c if c.is_whitespace() => {}
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = reader.rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                if matches!(word.as_str(), "r" | "br" | "cr") && matches!(reader.rest.peek(), Some('"' | '#')) {
                    reader.skip_raw();
                } else {
                    found.push(Token { line: reader.line, word });
                }
            }
            mark => found.push(Token { line: reader.line, word: mark.to_string() }),
        }
    }
    found
}

/// What a file imports from the root of the crate: `crate::x`, `crate::{x, y::z}`, `plenary::x`, and `super::…` as far as the root.
/// `depth` is how many modules below the root the file is.
pub(crate) fn imports(tokens: &[Token], depth: usize) -> Vec<(usize, String)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let path_follows = |at: usize| word(at + 1) == ":" && word(at + 2) == ":";
    // Where inline modules were opened: `super` climbs out of those first.
    let (mut braces, mut inline) = (0_usize, Vec::new());
    let (mut at, mut found) = (0, Vec::new());
    while at < tokens.len() {
        let mut climbed = 0;
        while word(at) == "super" && path_follows(at) {
            climbed += 1;
            at += 3;
        }
        match word(at) {
            "crate" | "plenary" if path_follows(at) => found.extend(roots(&tokens[at + 3..])),
            _ if climbed > 0 && climbed >= depth + inline.len() => found.extend(roots(&tokens[at..])),
            "mod" if word(at + 2) == "{" => inline.push(braces),
            "{" => braces += 1,
            "}" => {
                braces = braces.saturating_sub(1);
                inline.pop_if(|opened| *opened == braces);
            }
            _ => {}
        }
        // The word after a chain of `super` may open a group, whose braces count.
        at += usize::from(climbed == 0);
        if climbed > 0 && word(at) != "{" {
            at += 1;
        }
    }
    found
}

/// The first word of a path, or of each path of a group.
fn roots(tokens: &[Token]) -> Vec<(usize, String)> {
    let Some((first, rest)) = tokens.split_first() else { return Vec::new() };
    if first.word != "{" {
        return vec![(first.line, first.word.clone())];
    }
    let (mut depth, mut starts, mut found) = (1, true, Vec::new());
    for token in rest {
        match token.word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => starts = depth == 1,
            word if starts && depth == 1 => {
                found.push((token.line, word.to_owned()));
                starts = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}
