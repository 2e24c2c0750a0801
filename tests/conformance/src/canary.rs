//! The search for what must be absent from every byte. Not: what is planted, nor who asks.

use crate::needles::{Needle, of_address, of_bytes, of_digest, of_digits, of_text};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

/// Unique texts and bytes, each with a name of what was planted.
#[derive(Default)]
pub struct Canaries {
    planted: Vec<(String, Needle)>,
    /// Needles that are compared with the digits of a text alone.
    numbers: Vec<(String, Needle)>,
}

/// Finds any form of any canary in one pass, upper or lower case.
pub struct Search {
    planted: Vec<(String, &'static str)>,
    numbers: Vec<(String, &'static str)>,
    texts: AhoCorasick,
    digits: AhoCorasick,
}

/// A canary was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was planted.
    pub name: String,
    /// In which form it was found.
    pub form: &'static str,
    /// Where in the bytes.
    pub at: usize,
}

impl Canaries {
    /// A text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.planted.extend(of_text(text).into_iter().map(|needle| (name.to_owned(), needle)));
        self.numbers.extend(of_digits(text).into_iter().map(|needle| (name.to_owned(), needle)));
    }

    /// A mail address, of which the part behind the `@` alone tells nothing.
    pub fn address(&mut self, name: &str, address: &str) {
        self.planted.extend(of_address(address).into_iter().map(|needle| (name.to_owned(), needle)));
    }

    /// Only the digests of a text, not the text.
    pub fn digest(&mut self, name: &str, text: &str) {
        self.planted.extend(of_digest(text).into_iter().map(|needle| (name.to_owned(), needle)));
    }

    /// Bytes that are no text.
    pub fn bytes(&mut self, name: &str, bytes: &[u8]) {
        if bytes.is_empty() {
            // It would be found everywhere.
            return;
        }
        self.planted.extend(of_bytes(bytes).into_iter().map(|needle| (name.to_owned(), needle)));
    }

    /// Ready to search; an error where a form is too large to be looked for.
    pub fn search(self) -> Result<Search, crate::Fault> {
        let build = |needles: &[(String, Needle)]| {
            let patterns = needles.iter().map(|(_, needle)| &needle.bytes);
            AhoCorasickBuilder::new().ascii_case_insensitive(true).build(patterns).map_err(|why| crate::Fault::Broken(why.to_string()))
        };
        let (texts, digits) = (build(&self.planted)?, build(&self.numbers)?);
        let names = |needles: Vec<(String, Needle)>| needles.into_iter().map(|(name, needle)| (name, needle.form)).collect();
        Ok(Search { planted: names(self.planted), numbers: names(self.numbers), texts, digits })
    }
}

impl Search {
    /// The first canary in these bytes.
    pub fn find(&self, bytes: &[u8]) -> Option<Hit> {
        let hit = |names: &[(String, &'static str)], found: aho_corasick::Match| {
            let (name, form) = names.get(found.pattern().as_usize())?;
            Some(Hit { name: name.clone(), form, at: found.start() })
        };
        self.texts.find(bytes).and_then(|found| hit(&self.planted, found)).or_else(|| {
            let (digits, places) = digits_of(bytes);
            let found = self.digits.find(&digits)?;
            hit(&self.numbers, found).map(|found| Hit { at: places.get(found.at).copied().unwrap_or_default(), ..found })
        })
    }
}

/// Numbers without what people write between digits; anything else ends a number.
fn digits_of(bytes: &[u8]) -> (Vec<u8>, Vec<usize>) {
    let (mut digits, mut places) = (Vec::new(), Vec::new());
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    // Digits that touch a letter are a part of some random id, of which a page of people has so many that six of them are right by chance.
    let mut in_word = false;
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_digit() && !at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_digit) {
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            in_word = is_letter(at.checked_sub(1)) || is_letter(Some(at + run));
        }
        match byte {
            b'0'..=b'9' if !in_word => {
                digits.push(*byte);
                places.push(at);
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'+' => {}
            _ if digits.last() == Some(&b'|') => {}
            _ => {
                digits.push(b'|');
                places.push(at);
            }
        }
    }
    (digits, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use md5::{Digest, Md5};

    const EMAIL: &str = "q8rt5n.x@canary.example.org";

    fn hex_md5(text: &str) -> String {
        Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn search() -> Search {
        let mut canaries = Canaries::default();
        canaries.text("biography", "k7Qm2v & <zë> p4w9Xt");
        canaries.text("phone", "+44 7946 318 527");
        canaries.address("email", EMAIL);
        canaries.bytes("photo", &[0x9a, 0x01, 0xfe, 0x33, 0x80, 0x7d, 0x44, 0x21]);
        canaries.search().unwrap()
    }

    /// Each is a leak as a backend could make it. If one of these passes, the canary test proves nothing.
    #[test]
    fn planted_leaks_are_found_in_every_form() {
        let gravatar = format!("/avatar/{}?d=404", hex_md5(EMAIL));
        let leaks: [(&str, &str); 20] = [
            ("biography", "\"k7Qm2v & <zë> p4w9Xt\""),
            ("biography", "K7QM2V"),
            ("biography", "xxp4w9xtxx"),
            ("biography", "k7Qm2v …"),
            ("biography", "\\u006b\\u0037\\u0051\\u006d\\u0032\\u0076"),
            ("biography", "&#107;&#55;&#81;&#109;&#50;&#118;"),
            ("biography", "%6b%37%51%6d%32%76"),
            ("biography", "6b37516d3276"),
            ("biography", "azdRbTJ2ICYgPHrDqz4gcDR3OVh0"),
            ("biography", "eGs3UW0ydg=="),
            ("phone", "+447946318527"),
            ("phone", "tel:+44(7946)318-527"),
            ("phone", "…447946…"),
            ("phone", "318527"),
            ("phone", "31-85-27"),
            ("email", "ETag: \"q8rt5n\""),
            ("email", "rt5n.x"),
            ("email", &gravatar),
            ("email", "/?address=q8rt5n.x%40canary.example.org"),
            ("photo", "9A01FE33807D4421"),
        ];
        let search = search();
        for (name, leak) in leaks {
            let hit = search.find(format!("… {leak} …").as_bytes());
            assert_eq!(hit.as_ref().map(|hit| hit.name.as_str()), Some(name), "{leak}");
        }
        let raw = [&b"\xff\xd8"[..], &[0x9a, 0x01, 0xfe, 0x33, 0x80, 0x7d, 0x44, 0x21]].concat();
        assert_eq!(search.find(&raw).map(|hit| (hit.form, hit.at)), Some(("raw", 2)));
    }

    #[test]
    fn what_is_no_leak_is_not_found() {
        for innocent in [
            "k7Qm2",
            "p4w9X",
            "4794631852",
            "44 79: 46 31",
            "{\"id\":\"318\",\"n\":527}",
            "{\"id\":\"b318527c\"}",
            "7946318",
            "a447946",
            "318527f",
            "x@other.example.org",
        ] {
            assert_eq!(search().find(innocent.as_bytes()), None, "{innocent}");
        }
    }
}
