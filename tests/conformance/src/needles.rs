//! The forms in which a text can travel: plain, lower case, digits only, and as URL, JSON, HTML, base64, hexadecimal and digest. Not: the search.

use md5::Md5;
use sha2::{Digest, Sha256};

/// Characters from which on a part counts as the whole.
const PART: usize = 6;

/// A form of a text, and what it is called.
pub struct Needle {
    /// The form.
    pub form: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Every form of a text and of its first and last six characters: any longer part holds one of these.
pub fn of_text(text: &str) -> Vec<Needle> {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len();
    let mut found = Vec::new();
    for part in [&characters[..PART.min(length)], &characters[length.saturating_sub(PART)..], &characters] {
        forms(&part.iter().collect::<String>(), &mut found);
    }
    digests(text, &mut found);
    found
}

/// Forms of bytes that are no text.
pub fn of_bytes(bytes: &[u8]) -> Vec<Needle> {
    let mut found = vec![Needle { form: "raw", bytes: bytes.into() }, Needle { form: "hex", bytes: hex(bytes).into_bytes() }];
    base64s(bytes, &mut found);
    found
}

/// The digits of a text, where they are enough to know it by: all, the first and the last six.
pub fn of_digits(text: &str) -> Vec<Needle> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if digits.len() < PART || letters > 0 {
        return Vec::new();
    }
    [&digits[..PART], &digits[digits.len() - PART..]].map(|part| Needle { form: "digits", bytes: part.into() }).into()
}

fn forms(text: &str, found: &mut Vec<Needle>) {
    let mut add = |form, text: String| found.push(Needle { form, bytes: text.into_bytes() });
    add("raw", text.to_owned());
    add("lower case", text.to_lowercase());
    let each = |write: &dyn Fn(char) -> String| text.chars().map(write).collect::<String>();
    add("JSON", serde_json::Value::from(text).to_string().trim_matches('"').to_owned());
    add("JSON", each(&|c| if c.is_ascii() { c.to_string() } else { utf16(c) }));
    add("JSON", each(&utf16));
    add("HTML", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;"));
    add("HTML", each(&|c| format!("&#{};", c as u32)));
    add("HTML", each(&|c| format!("&#x{:x};", c as u32)));
    let url = |keep: fn(u8) -> bool, space: &str| {
        let write = |byte: u8| match byte {
            b' ' => space.to_owned(),
            byte if keep(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(write).collect::<String>()
    };
    add("URL", url(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "%20"));
    add("URL", url(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "+"));
    add("URL", url(|_| false, "%20"));
    add("hex", hex(text.as_bytes()));
    base64s(text.as_bytes(), found);
}

/// Digests by which an address or a number could be confirmed, of the text as it is and in lower case.
fn digests(text: &str, found: &mut Vec<Needle>) {
    for text in [text.trim().to_owned(), text.trim().to_lowercase()] {
        found.push(Needle { form: "MD5", bytes: hex(&Md5::digest(text.as_bytes())).into_bytes() });
        found.push(Needle { form: "SHA-256", bytes: hex(&Sha256::digest(text.as_bytes())).into_bytes() });
    }
}

fn utf16(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes may begin at any of three places in a group, so characters that hold bits of their neighbours are left off.
fn base64s(bytes: &[u8], found: &mut Vec<Needle>) {
    for (form, last) in [("base64", b"+/"), ("base64url", b"-_")] {
        for (before, skip) in [(0, 0), (1, 2), (2, 3)] {
            let padded = [&vec![0; before][..], bytes].concat();
            let whole = padded.len() * 8 / 6;
            found.push(Needle { form, bytes: base64(&padded, last)[skip..whole].into() });
        }
    }
}

fn base64(bytes: &[u8], last: &[u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(last);
    let write = |group: &[u8]| {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        (0..=group.len()).map(|at| alphabet[(bits >> (18 - 6 * at) & 63) as usize]).collect::<Vec<u8>>()
    };
    bytes.chunks(3).flat_map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_in_rfc_4648() {
        for (plain, coded) in [("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes(), b"+/"), coded.as_bytes());
        }
        assert_eq!(base64(&[0xfb, 0xff], b"-_"), b"-_8");
    }

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in 0..3 {
            let coded = base64(format!("{}canary and more", "x".repeat(before)).as_bytes(), b"+/");
            let is_in = |needle: &Needle| coded.windows(needle.bytes.len()).any(|window| window == needle.bytes);
            assert!(of_bytes(b"canary").iter().filter(|needle| needle.form == "base64").any(is_in), "{before}");
        }
    }

    #[test]
    fn only_numbers_are_looked_for_by_their_digits() {
        assert_eq!(of_digits("+44 20 7946 0958").iter().map(|needle| needle.bytes.clone()).collect::<Vec<_>>(), [b"442079", b"460958"]);
        assert!(of_digits("a1234567").is_empty() && of_digits("+44 1").is_empty());
    }
}
