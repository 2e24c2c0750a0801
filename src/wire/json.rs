//! A small reader of JSON, for what a visitor waits for: it makes no types of its own and reads no fractions, so that little of it has to travel.
//! Not: serde, which reads and writes everything else.

use std::borrow::Cow;

/// One value; texts without escapes are those of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(&'t str),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Json<'t>>),
    /// An object's members in their order.
    Members(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// Deeper than any document of the contract.
const DEEPEST: u32 = 32;

impl<'t> Json<'t> {
    /// Reads a document. `None`: it is not JSON as RFC 8259 has it, or nested deeper than any document of ours.
    pub fn parse(text: &'t str) -> Option<Self> {
        let mut reader = Reader { text: text.trim_start_matches('\u{feff}'), at: 0 };
        let value = reader.value(DEEPEST)?;
        reader.space();
        (reader.at == reader.text.len()).then_some(value)
    }

    /// The member of this name; of several the last. `None` where it is absent, `null`, or this is no object.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Members(members) = self else { return None };
        let found = members.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value).filter(|value| **value != Self::Null)
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The elements, where it is a list.
    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(elements) = self { Some(elements) } else { None }
    }

    /// The members, where it is an object.
    pub fn members(&self) -> Option<&[(Cow<'t, str>, Self)]> {
        if let Self::Members(members) = self { Some(members) } else { None }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn word(&mut self, word: &str, value: Json<'t>) -> Option<Json<'t>> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())?;
        Some(value)
    }

    fn value(&mut self, depth: u32) -> Option<Json<'t>> {
        let depth = depth.checked_sub(1)?;
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut elements = Vec::new();
                self.several(b']', |reader| {
                    elements.push(reader.value(depth)?);
                    Some(())
                })?;
                Some(Json::List(elements))
            }
            b'{' => {
                let mut members = Vec::new();
                self.several(b'}', |reader| {
                    reader.space();
                    let key = reader.string()?;
                    reader.space();
                    reader.takes(b':').then_some(())?;
                    members.push((key, reader.value(depth)?));
                    Some(())
                })?;
                Some(Json::Members(members))
            }
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// What stands between an opening byte and `end`, with commas between.
    fn several(&mut self, end: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.takes(end) {
            return Some(());
        }
        loop {
            one(self)?;
            self.space();
            if self.takes(end) {
                return Some(());
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn number(&mut self) -> Option<Json<'t>> {
        let from = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Some(Json::Number(self.text.get(from..self.at)?))
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        self.takes(b'"').then_some(())?;
        let mut whole = String::new();
        let mut from = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    let rest = self.text.get(from..self.at)?;
                    self.at += 1;
                    return Some(if whole.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(whole + rest) });
                }
                b'\\' => {
                    whole += self.text.get(from..self.at)?;
                    self.at += 1;
                    whole.push(self.escape()?);
                    from = self.at;
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(byte),
            b'u' => {
                let unit = self.unit()?;
                if let Some(plain) = char::from_u32(unit) {
                    return Some(plain);
                }
                // The first half of a pair; its second half must follow.
                let pair = (0xd800..0xdc00).contains(&unit) && self.takes(b'\\') && self.takes(b'u');
                let second = pair.then(|| self.unit()).flatten().filter(|second| (0xdc00..0xe000).contains(second))?;
                char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (second - 0xdc00))?
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().try_fold(0, |unit, digit| Some(unit << 4 | char::from(digit).to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn reads_what_the_standard_allows() {
        let text = "\u{feff} { \"a\" : [ 1, -0.5e+3, true , null, \"\" ] ,\n\"\\u00e4\\ud83d\\ude00\\n\\/x\":{},\"a\":\"last\" }\t";
        let json = Json::parse(text).unwrap();
        assert_eq!(json.member("a").and_then(Json::text), Some("last"), "of several the last");
        assert_eq!(json.member("ä😀\n/x").and_then(Json::members).map(<[_]>::len), Some(0));
        let Json::Members(members) = &json else { panic!("{json:?}") };
        let texts = [Json::Number("1"), Json::Number("-0.5e+3"), Json::Bool(true), Json::Null, Json::Text("".into())];
        assert_eq!(members[0].1.list(), Some(&texts[..]));
        assert_eq!(Json::parse(r#"{"x":null}"#).unwrap().member("x"), None);
    }

    #[test]
    fn agrees_with_serde_about_what_is_json() {
        let samples = [
            "",
            " ",
            "{",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "1e+",
            "nul",
            "tru",
            "truex",
            "1 2",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"a\nb\"",
            "[[1],[2]]",
            "{\"a\":{\"b\":[]}}",
            "0",
            "-0",
            "1e5",
            "\"ü\\\"\"",
            "[1 ,2]",
            "\"\\ud83d\\ude00\"",
            "'a'",
            "NaN",
            "[1}",
            "{]",
        ];
        for sample in samples {
            assert_eq!(Json::parse(sample).is_some(), serde_json::from_str::<serde_json::Value>(sample).is_ok(), "{sample:?}");
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        assert_eq!(Json::parse(&"[".repeat(200_000)), None);
        assert!(Json::parse(&format!("{}{}", "[".repeat(31), "]".repeat(31))).is_some());
    }
}
